import type { z } from 'zod'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import { ordered } from './scheme-faults.ts'
import type { category, item } from './scheme-items.ts'

type RawItem = z.output<typeof item>
type RawCategory = z.output<typeof category>

const leastName: [string, string] = ['最少分', 'the least points']
const mostName: [string, string] = ['最多分', 'the most']

/** An item's points against each other, against its caps, and against what its category allows (D-18). */
export function checkLimits(
  at: string,
  item: RawItem,
  book: { categories: readonly RawCategory[] },
): SchemeProblem[] {
  const [least, most] = item.kind === 'range' ? [item.min, item.max] : [item.points, item.points]
  const each: [string, string] =
    item.kind === 'per_unit' ? ['每单位分值', 'the points of one unit'] : leastName
  const category = book.categories.find(({ key }) => key === item.category)
  return [
    ...(item.kind === 'range' ? ordered(at, least, most, ['最少分', 'the least'], mostName) : []),
    ...(item.kind === 'per_unit' && item.min_per_claim && item.max_per_claim
      ? ordered(
          at,
          item.min_per_claim,
          item.max_per_claim,
          ['一次最少分', 'the least per claim'],
          ['一次最多分', 'the most per claim'],
        )
      : []),
    ...capsOfPart(item, '').flatMap(([cap, name]) => ordered(at, least, cap, each, name)),
    ...(category && item.direction === 'plus' ? checkInCategory(at, [least, most], each, category) : []),
  ]
}

function checkInCategory(
  at: string,
  [least, most]: [RawItemValue, RawItemValue],
  each: [string, string],
  category: RawCategory,
): SchemeProblem[] {
  const of = `“${category.name.zh}”`
  const low: [string, string] = [`${of}项目分值的下限`, 'the least that its category allows']
  const high: [string, string] = [`${of}项目分值的上限`, 'the most that its category allows']
  const own = each === leastName ? mostName : each
  return [
    ...(category.items_min ? ordered(at, category.items_min, least, low, each) : []),
    ...(category.items_max ? ordered(at, most, category.items_max, own, high) : []),
    ...capsOfPart(category, of).flatMap(([cap, name]) => ordered(at, least, cap, each, name)),
  ]
}

type RawItemValue = Extract<RawItem, { kind: 'fixed' }>['points']

function capsOfPart(part: RawItem | RawCategory, of: string): [RawItemValue, [string, string]][] {
  const whose = of === '' ? '' : ' in its category'
  const caps: [RawItemValue | undefined, [string, string]][] = [
    [part.max_per_claim, [`${of}一次最多分`, `the most per claim${whose}`]],
    [part.max_per_cycle, [`${of}一个周期最多分`, `the most per cycle${whose}`]],
    [part.max_per?.points, [`${of}每期最多分`, `the most per period${whose}`]],
  ]
  return caps.filter((one): one is [RawItemValue, [string, string]] => one[0] !== undefined)
}
