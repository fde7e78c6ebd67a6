import { type Fraction, type Rounding, shareOfAmount } from '../fraction/fraction.ts'
import { type Result, refuse, succeed } from '../problem/problem.ts'
import { type Criterion, groupByOrder } from './rank.ts'

/**
 * What happens when equal items stand on both sides of the border: all of them get in, none of them does,
 * or the tie-breakers decide.
 */
export type TiePolicy = 'include_all' | 'exclude_all' | 'tie_breaker'

export type TopRule<Item> = {
  readonly by: Criterion<Item>
  readonly ties: TiePolicy
  readonly tieBreakers?: readonly Criterion<Item>[]
}

/** `tiedAtBorder` lists those whose equal figure the policy decided about; empty when the border was clear. */
export type Top<Item> = {
  readonly taken: readonly Item[]
  readonly leftOut: readonly Item[]
  readonly tiedAtBorder: readonly Item[]
}

/**
 * How many places a share of a number gives: 10 % of 698 households is 69 when rounded down (G-22), 60 %
 * of 500 is 300, 20 % of 33 is 6.
 */
export function placesOf(total: number, share: Fraction, rounding: Rounding): number {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`not a count: ${total}`)
  return Number(shareOfAmount(BigInt(total), share, rounding))
}

/**
 * Takes the best so many. Refused with `ranking.tie_undecided` when `tie_breaker` leaves equal items on both
 * sides of the border: the village must name a further tie-breaker or decide by vote.
 */
export function takeTop<Item>(
  items: readonly Item[],
  places: number,
  rule: TopRule<Item>,
): Result<Top<Item>> {
  if (!Number.isSafeInteger(places) || places < 0) throw new RangeError(`not a number of places: ${places}`)
  const { taken, rest } = takeWhole(groupByOrder(items, [rule.by]), places)
  const border = rest[0] ?? []
  const open = places - taken.length
  if (border.length === 0 || open === 0) return succeed({ taken, leftOut: rest.flat(), tiedAtBorder: [] })
  const below = rest.slice(1).flat()
  if (rule.ties === 'include_all') {
    return succeed({ taken: [...taken, ...border], leftOut: below, tiedAtBorder: border })
  }
  if (rule.ties === 'exclude_all') {
    return succeed({ taken, leftOut: [...border, ...below], tiedAtBorder: border })
  }
  const chosen = takeByTieBreakers(border, open, rule.tieBreakers ?? [])
  if (!chosen) {
    return refuse(
      'ranking.tie_undecided',
      `第${places}名处有${border.length}个并列，只剩${open}个名额，现有的并列规则分不出先后；请补充并列规则，或由会议表决。`,
      `At place ${places}, ${border.length} are equal for ${open} places and the tie-breakers do not decide; add a tie-breaker or let a meeting vote.`,
    )
  }
  return succeed({
    taken: [...taken, ...chosen.taken],
    leftOut: [...chosen.leftOut, ...below],
    tiedAtBorder: border,
  })
}

function takeByTieBreakers<Item>(
  border: readonly Item[],
  open: number,
  breakers: readonly Criterion<Item>[],
): { taken: Item[]; leftOut: Item[] } | undefined {
  const { taken, rest } = takeWhole(groupByOrder(border, breakers), open)
  return taken.length === open ? { taken, leftOut: rest.flat() } : undefined
}

/** Takes whole groups from the front as long as they fit. */
function takeWhole<Item>(groups: readonly Item[][], places: number): { taken: Item[]; rest: Item[][] } {
  let size = 0
  let count = 0
  while (count < groups.length && size + groups[count]!.length <= places) {
    size += groups[count]!.length
    count += 1
  }
  return { taken: groups.slice(0, count).flat(), rest: groups.slice(count) }
}
