import { say, useWords } from '../shell/language.ts'
import { joinWords, labelled } from '../shell/phrases.ts'
import type { Item } from './claim-state.ts'
import { pointsLocale } from './locale.ts'

/** What limits an item, said before anything is sent; nothing for one without limits. */
export function ItemLimits({ item }: { item: Item | undefined }) {
  const t = useWords(pointsLocale)
  if (!item || item.limits.length === 0) return null
  return <p className="soft">{labelled(t('limits'), joinWords(item.limits.map(say)))}</p>
}
