import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Rounding } from '../fraction/fraction.ts'
import { getValue } from '../problem/problem.ts'
import { type Criterion, type RankRule, rankItems } from './rank.ts'
import { placesOf, type TiePolicy, takeTop } from './top.ts'

type Household = { name: string; points: number; deeds?: number; joined?: number }
const byPoints: Criterion<Household> = { scoreOf: (household) => household.points, first: 'high' }
const byDeeds: Criterion<Household> = { scoreOf: (household) => household.deeds ?? 0, first: 'high' }
const byJoined: Criterion<Household> = { scoreOf: (household) => household.joined ?? 0, first: 'low' }
const of = (...points: number[]): Household[] =>
  points.map((value, index) => ({ name: String.fromCharCode(97 + index), points: value }))
const ranks = (items: Household[], rule: RankRule<Household>) =>
  rankItems(items, rule).map(({ item, rank }) => `${item.name}${rank}`)

test('equal points share a rank as the rule says', () => {
  const items = of(80, 90, 90, 100)
  assert.deepEqual(ranks(items, { by: byPoints, ties: 'competition' }), ['d1', 'b2', 'c2', 'a4'])
  assert.deepEqual(ranks(items, { by: byPoints, ties: 'dense' }), ['d1', 'b2', 'c2', 'a3'])
  assert.deepEqual(ranks([], { by: byPoints, ties: 'dense' }), [])
})

test('ordinal ranks follow the tie-breakers in their order', () => {
  const items: Household[] = [
    { name: 'a', points: 90, deeds: 1, joined: 2 },
    { name: 'b', points: 90, deeds: 2, joined: 9 },
    { name: 'c', points: 90, deeds: 1, joined: 1 },
    { name: 'd', points: 95, deeds: 0, joined: 5 },
  ]
  const rule = { by: byPoints, ties: 'ordinal', tieBreakers: [byDeeds, byJoined] } as const
  assert.deepEqual(ranks(items, rule), ['d1', 'b2', 'c3', 'a4'])
  assert.ok(rankItems(items, rule).every((ranked) => !ranked.tied))
})

test('a tie that no tie-breaker decides stays a tie', () => {
  const ranked = rankItems(of(90, 90, 80), { by: byPoints, ties: 'ordinal', tieBreakers: [byDeeds] })
  assert.deepEqual(
    ranked.map(({ rank, tied }) => [rank, tied]),
    [
      [1, true],
      [1, true],
      [3, false],
    ],
  )
})

test('tie-breakers do not split the ranks of rules that share them', () => {
  const items: Household[] = [
    { name: 'a', points: 90, deeds: 1 },
    { name: 'b', points: 90, deeds: 2 },
  ]
  assert.deepEqual(ranks(items, { by: byPoints, ties: 'competition', tieBreakers: [byDeeds] }), ['b1', 'a1'])
})

test('the lowest figure may come first', () => {
  assert.deepEqual(ranks(of(3, 1, 2), { by: { ...byPoints, first: 'low' }, ties: 'competition' }), [
    'b1',
    'c2',
    'a3',
  ])
})

test('a score that is no number is a caller mistake', () => {
  assert.throws(() => rankItems(of(1, Number.NaN), { by: byPoints, ties: 'dense' }), RangeError)
})

test('a county of two hundred thousand equal households is ranked and cut', () => {
  const items = Array.from({ length: 200_000 }, (_, index) => ({ name: String(index), points: 100 }))
  assert.equal(rankItems(items, { by: byPoints, ties: 'competition' }).at(-1)!.rank, 1)
  assert.equal(getValue(takeTop(items, 10, { by: byPoints, ties: 'include_all' })).taken.length, 200_000)
  assert.equal(getValue(takeTop(items, 200_000, { by: byPoints, ties: 'exclude_all' })).taken.length, 200_000)
})

test('a share of a number gives places as the sources count them', () => {
  const table: [number, number, number, Rounding, number][] = [
    [698, 10, 100, 'floor', 69],
    [698, 10, 100, 'ceil', 70],
    [698, 10, 100, 'half_up', 70],
    [690, 10, 100, 'ceil', 69],
    [699, 10, 100, 'floor', 69],
    [700, 10, 100, 'floor', 70],
    [500, 60, 100, 'floor', 300],
    [33, 20, 100, 'floor', 6],
    [34, 20, 100, 'floor', 6],
    [35, 20, 100, 'floor', 7],
    [7, 60, 100, 'floor', 4],
    [0, 60, 100, 'ceil', 0],
  ]
  for (const [total, numerator, denominator, rounding, places] of table) {
    assert.equal(
      placesOf(total, { numerator, denominator }, rounding),
      places,
      `${total} ${numerator} ${rounding}`,
    )
  }
  assert.throws(() => placesOf(-1, { numerator: 1, denominator: 2 }, 'floor'), RangeError)
})

test('a tie at the border is included, excluded or decided', () => {
  const items: Household[] = [
    { name: 'a', points: 95 },
    { name: 'b', points: 90, deeds: 1 },
    { name: 'c', points: 90, deeds: 3 },
    { name: 'd', points: 90, deeds: 2 },
    { name: 'e', points: 80 },
  ]
  const names = (list: readonly Household[]) => list.map((item) => item.name).join('')
  const table: [number, TiePolicy, string, string][] = [
    [0, 'include_all', '', ''],
    [1, 'include_all', 'a', ''],
    [2, 'include_all', 'abcd', 'bcd'],
    [3, 'include_all', 'abcd', 'bcd'],
    [4, 'include_all', 'abcd', ''],
    [5, 'include_all', 'abcde', ''],
    [9, 'include_all', 'abcde', ''],
    [2, 'exclude_all', 'a', 'bcd'],
    [4, 'exclude_all', 'abcd', ''],
    [2, 'tie_breaker', 'ac', 'bcd'],
    [3, 'tie_breaker', 'acd', 'bcd'],
    [4, 'tie_breaker', 'abcd', ''],
  ]
  for (const [places, ties, taken, tied] of table) {
    const top = getValue(takeTop(items, places, { by: byPoints, ties, tieBreakers: [byDeeds] }))
    assert.equal(names(top.taken), taken, `${places} ${ties}`)
    assert.equal(names(top.tiedAtBorder), tied, `${places} ${ties}`)
    assert.equal(top.taken.length + top.leftOut.length, items.length)
  }
})

test('a border that the tie-breakers cannot decide is refused, one decided beside it is not', () => {
  const items: Household[] = [
    { name: 'a', points: 90, deeds: 1 },
    { name: 'b', points: 90, deeds: 1 },
    { name: 'c', points: 90, deeds: 2 },
  ]
  const take = (places: number, tieBreakers?: Criterion<Household>[]) =>
    takeTop(items, places, { by: byPoints, ties: 'tie_breaker', tieBreakers })
  assert.equal(take(1, [byDeeds]).ok, true)
  const undecided = take(2, [byDeeds])
  assert.equal(undecided.ok ? '' : undecided.problem.code, 'ranking.tie_undecided')
  assert.equal(take(3, [byDeeds]).ok, true)
  assert.equal(take(1).ok, false)
  assert.throws(() => take(-1), RangeError)
})

const households = fc.array(
  fc.record({
    name: fc.string(),
    points: fc.integer({ min: -3, max: 3 }),
    deeds: fc.nat(2),
    joined: fc.nat(2),
  }),
  { maxLength: 12 },
)

test('ranks equal a count of those ahead, for any roll', () => {
  fc.assert(
    fc.property(households, (items) => {
      const ahead = (item: Household) => items.filter((other) => other.points > item.points)
      for (const { item, rank, tied } of rankItems(items, { by: byPoints, ties: 'competition' })) {
        assert.equal(rank, ahead(item).length + 1)
        assert.equal(tied, items.filter((other) => other.points === item.points).length > 1)
      }
      for (const { item, rank } of rankItems(items, { by: byPoints, ties: 'dense' })) {
        assert.equal(rank, new Set(ahead(item).map((other) => other.points)).size + 1)
      }
      const better = (one: Household, two: Household) =>
        one.points !== two.points
          ? one.points > two.points
          : one.deeds !== two.deeds
            ? one.deeds! > two.deeds!
            : one.joined! < two.joined!
      for (const { item, rank } of rankItems(items, {
        by: byPoints,
        ties: 'ordinal',
        tieBreakers: [byDeeds, byJoined],
      })) {
        assert.equal(rank, items.filter((other) => better(other, item)).length + 1)
      }
    }),
  )
})

test('the top holds whom a plain count would take, for any roll and number of places', () => {
  fc.assert(
    fc.property(
      households,
      fc.nat(14),
      fc.constantFrom<TiePolicy>('include_all', 'exclude_all', 'tie_breaker'),
      (items, places, ties) => {
        const top = takeTop(items, places, { by: byPoints, ties, tieBreakers: [byDeeds, byJoined] })
        if (!top.ok) {
          assert.equal(ties, 'tie_breaker')
          return
        }
        const aheadOf = (item: Household) => items.filter((other) => other.points > item.points).length
        const notBehind = (item: Household) => items.filter((other) => other.points >= item.points).length
        for (const item of items) {
          const taken = top.value.taken.includes(item)
          if (ties === 'include_all') assert.equal(taken, aheadOf(item) < places)
          if (ties === 'exclude_all') assert.equal(taken, notBehind(item) <= places)
          if (notBehind(item) <= places) assert.ok(taken)
          if (aheadOf(item) >= places) assert.ok(!taken)
        }
        if (ties === 'tie_breaker') assert.equal(top.value.taken.length, Math.min(places, items.length))
        assert.equal(top.value.taken.length + top.value.leftOut.length, items.length)
      },
    ),
  )
})

test('the order of the roll never changes who is taken or which rank an item has', () => {
  fc.assert(
    fc.property(households, fc.nat(14), (items, places) => {
      const rule = { by: byPoints, ties: 'tie_breaker', tieBreakers: [byDeeds, byJoined] } as const
      const [one, other] = [takeTop(items, places, rule), takeTop(items.toReversed(), places, rule)]
      assert.equal(one.ok, other.ok)
      if (one.ok && other.ok) assert.deepEqual(new Set(one.value.taken), new Set(other.value.taken))
    }),
  )
})
