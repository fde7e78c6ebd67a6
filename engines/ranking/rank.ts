/** A figure to rank by. Whole numbers; hundredths where points and money are meant. */
export type Score = number | bigint

/** One figure and which end of it comes first. */
export type Criterion<Item> = {
  readonly scoreOf: (item: Item) => Score
  readonly first: 'high' | 'low'
}

/**
 * How equal figures are numbered: `competition` 1, 2, 2, 4; `dense` 1, 2, 2, 3; `ordinal` 1, 2, 3, 4 by the
 * tie-breakers, which are then asked in their order.
 */
export type RankRule<Item> = {
  readonly by: Criterion<Item>
  readonly ties: 'competition' | 'dense' | 'ordinal'
  readonly tieBreakers?: readonly Criterion<Item>[]
}

/**
 * `tied` tells that another item has the same rank. Under `ordinal` that means that the tie-breakers did not
 * decide: people must, the engine never does by the order of its input.
 */
export type Ranked<Item> = { readonly item: Item; readonly rank: number; readonly tied: boolean }

/** Ranks items, best first. Items of one rank keep the order in which they were given. */
export function rankItems<Item>(items: readonly Item[], rule: RankRule<Item>): Ranked<Item>[] {
  const breakers = rule.tieBreakers ?? []
  const groups = groupByOrder(items, [rule.by, ...breakers])
  const decided = rule.ties === 'ordinal' ? groups : joinEqual(groups, rule.by)
  const ranked: Ranked<Item>[] = []
  for (const [index, group] of decided.entries()) {
    const rank = rule.ties === 'dense' ? index + 1 : ranked.length + 1
    for (const item of group) ranked.push({ item, rank, tied: group.length > 1 })
  }
  return ranked
}

/** Below zero when the first item comes before the second by these criteria, zero when none decides. */
export function compareBy<Item>(criteria: readonly Criterion<Item>[], one: Item, other: Item): number {
  for (const { scoreOf, first } of criteria) {
    const [left, right] = [readScore(scoreOf(one)), readScore(scoreOf(other))]
    if (left < right) return first === 'low' ? -1 : 1
    if (left > right) return first === 'low' ? 1 : -1
  }
  return 0
}

/** Sorts items into groups that the criteria cannot tell apart, best group first. */
export function groupByOrder<Item>(items: readonly Item[], criteria: readonly Criterion<Item>[]): Item[][] {
  const sorted = [...items].sort((one, other) => compareBy(criteria, one, other))
  return joinEqual(
    sorted.map((item) => [item]),
    ...criteria,
  )
}

function joinEqual<Item>(groups: readonly Item[][], ...criteria: Criterion<Item>[]): Item[][] {
  const joined: Item[][] = []
  for (const group of groups) {
    const last = joined.at(-1)
    if (!last || compareBy(criteria, last[0]!, group[0]!) !== 0) joined.push([...group])
    else for (const item of group) last.push(item)
  }
  return joined
}

function readScore(score: Score): Score {
  // Not-a-number compares with nothing and would leave the order to chance.
  if (Number.isNaN(score)) throw new RangeError('a score must be a number')
  return score
}
