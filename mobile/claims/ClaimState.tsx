import { useTexts } from '../shell/texts.ts'
import type { ClaimRow } from './claim.ts'

const looks: Record<ClaimRow['state'], string> = {
  in_review: 'tag',
  returned: 'tag tag-amber',
  rejected: 'tag tag-seal',
  withdrawn: 'tag',
  rectifying: 'tag tag-amber',
  waived: 'tag tag-green',
  approved: 'tag tag-green',
  publicised: 'tag tag-green',
  disputed: 'tag tag-amber',
  posted: 'tag tag-green',
}

/** Where a claim stands, in a word. */
export function ClaimState({ state }: { state: ClaimRow['state'] }) {
  const { t } = useTexts()
  return <span className={looks[state]}>{t(`claim.state_${state}`)}</span>
}
