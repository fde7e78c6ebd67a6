import type { Words } from '../../engines/contract/route.ts'
import type { PointsBook, PointsCategory, PointsItem } from './scheme.ts'

const each = {
  month: ['每月', 'a month'],
  quarter: ['每季度', 'a quarter'],
  half_year: ['每半年', 'half a year'],
  year: ['每年', 'a year'],
} as const

/**
 * The limits of an item in words, its category's included; a value stands as {path}, to be filled with what
 * counts on a day.
 */
export function limitsOf(at: string, book: Pick<PointsBook, 'categories'>, item: PointsItem): Words[] {
  const found: Words[] = []
  const say = (zh: string, en: string) => found.push({ zh, en })
  const own = `${at}.items.${item.key}`
  if (item.kind === 'per_unit' && item.min_per_claim !== undefined)
    say(`一次至少 {${own}.min_per_claim} 分才计`, `from {${own}.min_per_claim} at once`)
  found.push(...sharedLimits(own, item, { zh: '', en: '' }))
  if (item.times_per_cycle !== undefined)
    say(`一个周期最多 {${own}.times_per_cycle} 次`, `{${own}.times_per_cycle} times a cycle`)
  if (item.times_per !== undefined) {
    const [zh, en] = each[item.times_per.period]
    say(`${zh}最多 {${own}.times_per.times} 次`, `{${own}.times_per.times} times ${en}`)
  }
  if (item.once === 'subject') say('只计一次', 'once only')
  if (item.once === 'named') say('对同一人只计一次，须写明是谁', 'once for each person, who must be named')
  const category = book.categories.find(({ key }) => key === item.category)
  if (category && item.direction === 'plus')
    found.push(
      ...sharedLimits(`${at}.categories.${category.key}`, category, {
        zh: `“${category.name.zh}”合计`,
        en: ` for all of "${category.name.en}"`,
      }),
    )
  return found
}

/** What an item and a category limit alike. */
function sharedLimits(at: string, part: PointsItem | PointsCategory, whose: Words): Words[] {
  const found: Words[] = []
  if (part.max_per_claim !== undefined) {
    const cut = part.over_claim === 'cut'
    found.push({
      zh: `${whose.zh === '' ? '' : whose.zh.replace('合计', '')}一次最多 {${at}.max_per_claim} 分${cut ? '，多的不计' : ''}`,
      en: `{${at}.max_per_claim} at most at once${whose.en.replace('for all of', 'in')}${cut ? ', more is cut' : ''}`,
    })
  }
  if (part.max_per_cycle !== undefined)
    found.push({
      zh: `${whose.zh}一个周期最多 {${at}.max_per_cycle} 分`,
      en: `{${at}.max_per_cycle} at most a cycle${whose.en}`,
    })
  if (part.max_per !== undefined)
    found.push({
      zh: `${whose.zh}${each[part.max_per.period][0]}最多 {${at}.max_per.points} 分`,
      en: `{${at}.max_per.points} at most ${each[part.max_per.period][1]}${whose.en}`,
    })
  return found
}
