import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decideCredit, decideCreditRate } from './decide-credit.ts'
import { type DividendLine, decideDividend, type HouseholdFacts } from './decide-dividend.ts'
import type { DividendRules } from './scheme.ts'

const rules: DividendRules = {
  share: { depends_on_points: false, rounding: 'largest_remainder' },
  incentive: {
    price: 130,
    price_from: 'fixed',
    floor_fen: 0,
    recipients: 'weighted',
    cap_percent_of_share: 60,
    cap_reading: 'result',
  },
  decided_by: 'members_congress',
  publicity: { days: 7, fields: ['household_number', 'total_fen'], duty: '清单' },
  credit: {
    best_count: 10,
    ties: 'exclude_all',
    ceiling: 50_000_000,
    discount_min_percent: 20,
    discount_max_percent: 30,
  },
}
const ruled = (
  incentive: Partial<DividendRules['incentive']>,
  rounding: 'largest_remainder' | 'floor' = 'largest_remainder',
): DividendRules => ({
  ...rules,
  share: { ...rules.share, rounding },
  incentive: { ...rules.incentive, ...incentive },
})
const household = (points: number, change: Partial<HouseholdFacts> = {}): HouseholdFacts => ({
  householdId: 'h',
  shares: 100,
  points,
  weighted: true,
  ...change,
})
const sum = (lines: readonly DividendLine[], part: 'shareFen' | 'incentiveFen') =>
  lines.reduce((total, line) => total + line[part], 0)
const pools = (sharePoolFen: number, incentivePoolFen: number, priceFen: number | null = null) => ({
  sharePoolFen,
  incentivePoolFen,
  priceFen,
})

/** 698 households of equal shares, of which 249 hold the 72,033 points of 2019 as evenly as whole points allow. */
const year2019 = Array.from({ length: 698 }, (_, index) =>
  household(index < 249 ? (289 + (index < 72 ? 1 : 0)) * 100 : 10_000, {
    householdId: String(index),
    weighted: index < 249,
  }),
)

test('the year 2019: 72,033 points at 1.30 yuan are 93,642.90 yuan for 249 households; 449 get shares alone (G-21)', () => {
  assert.equal(
    year2019.filter((one) => one.weighted).reduce((total, one) => total + one.points, 0),
    7_203_300,
  )
  const result = decideDividend(rules, pools(46_800_000, 9_364_290), year2019)
  assert.equal(sum(result.lines, 'shareFen'), 46_800_000)
  assert.equal(sum(result.lines, 'incentiveFen'), 9_364_290)
  assert.deepEqual([result.shareRemainderFen, result.incentiveRemainderFen, result.priceFen], [0, 0, 130])
  assert.equal(result.lines.filter((line) => line.incentiveFen === 0).length, 449)
})

test('a pool of 93,600 yuan is 42.90 short at 1.30; priced by the pool it suffices and leaves a rest', () => {
  assert.equal(decideDividend(rules, pools(46_800_000, 9_360_000), year2019).incentiveRemainderFen, -4290)
  const byPool = decideDividend(ruled({ price_from: 'pool' }), pools(46_800_000, 9_360_000), year2019)
  assert.deepEqual([byPool.priceFen, byPool.incentiveRemainderFen], [129, 67_743])
})

test('one household: 300 points are 390 yuan, and what is not weighted or below zero gets its shares alone', () => {
  const rows: [points: number, weighted: boolean, recipients: 'weighted' | 'all', incentiveFen: number][] = [
    [30_000, true, 'weighted', 39_000],
    [30_000, false, 'weighted', 0],
    [30_000, false, 'all', 39_000],
    [0, true, 'weighted', 0],
    [-1, true, 'weighted', 0],
    [-50_000, true, 'all', 0],
    [1, true, 'weighted', 1],
  ]
  for (const [points, weighted, recipients, incentiveFen] of rows) {
    const [line] = decideDividend(ruled({ recipients }), pools(67_000, 0), [
      household(points, { weighted }),
    ]).lines
    assert.deepEqual(
      [line!.shareFen, line!.incentiveFen],
      [67_000, incentiveFen],
      `${points} ${weighted} ${recipients}`,
    )
  }
})

test('60 % as a ceiling: 1,000 yuan of shares hold at most 600 of points; as a result nothing is cut (G-21)', () => {
  const rows: [reading: 'result' | 'ceiling', points: number, incentiveFen: number, capped: boolean][] = [
    ['ceiling', 59_999, 59_999, false],
    ['ceiling', 60_000, 60_000, false],
    ['ceiling', 60_001, 60_000, true],
    ['result', 60_001, 60_001, false],
  ]
  for (const [cap_reading, points, incentiveFen, capped] of rows) {
    const [line] = decideDividend(ruled({ cap_reading, price: 100 }), pools(100_000, 0), [
      household(points),
    ]).lines
    assert.deepEqual([line!.incentiveFen, line!.capped], [incentiveFen, capped], `${cap_reading} ${points}`)
  }
  assert.equal(
    decideDividend(ruled({ cap_reading: 'ceiling' }), pools(0, 0), [household(100)]).lines[0]!.incentiveFen,
    0,
  )
})

test('a price that the meeting sets goes before the scheme’s own', () => {
  const priced = (priceFen: number | null, incentive: Partial<DividendRules['incentive']> = {}) =>
    decideDividend(ruled(incentive), pools(0, 10_000, priceFen), [household(10_000)])
  assert.deepEqual([priced(null).priceFen, priced(95).priceFen, priced(0).priceFen], [130, 95, 0])
  assert.equal(priced(95, { price_from: 'pool' }).priceFen, 95)
  assert.equal(priced(null, { price_from: 'pool' }).priceFen, 100)
})

test('with nobody to receive, the price of the pool is nought and the pool is remainder', () => {
  const nobody = decideDividend(ruled({ price_from: 'pool' }), pools(500, 10_000), [
    household(10_000, { weighted: false, shares: 0 }),
  ])
  assert.deepEqual(
    [nobody.priceFen, nobody.incentiveRemainderFen, nobody.shareRemainderFen],
    [0, 10_000, 500],
  )
  assert.deepEqual(decideDividend(rules, pools(0, 0), []).lines, [])
})

const villages = fc.array(
  fc.record({
    householdId: fc.uuid(),
    shares: fc.nat(100_000),
    points: fc.integer({ min: -100_000, max: 1_000_000 }),
    weighted: fc.boolean(),
  }),
  { maxLength: 60 },
)
const anyRules = fc
  .record({
    price: fc.nat(100_000),
    price_from: fc.constantFrom('fixed' as const, 'pool' as const),
    recipients: fc.constantFrom('weighted' as const, 'all' as const),
    cap_percent_of_share: fc.nat(200),
    cap_reading: fc.constantFrom('result' as const, 'ceiling' as const),
    rounding: fc.constantFrom('largest_remainder' as const, 'floor' as const),
  })
  .map(({ rounding, ...incentive }) => ruled(incentive, rounding))
const anyPools = fc.record({
  sharePoolFen: fc.nat(1_000_000_000),
  incentivePoolFen: fc.nat(1_000_000_000),
  priceFen: fc.option(fc.nat(10_000)),
})

test('always: parts and remainder are the pool, nobody is below zero, and what is paid is what the points are worth', () => {
  fc.assert(
    fc.property(anyRules, anyPools, villages, (of, pool, village) => {
      const result = decideDividend(of, pool, village)
      assert.equal(sum(result.lines, 'shareFen') + result.shareRemainderFen, pool.sharePoolFen)
      assert.equal(sum(result.lines, 'incentiveFen') + result.incentiveRemainderFen, pool.incentivePoolFen)
      assert.ok(result.shareRemainderFen >= 0)
      for (const line of result.lines) {
        const receives = of.incentive.recipients === 'all' || line.weighted
        const worth = receives && line.points > 0 ? Math.floor((line.points * result.priceFen) / 100) : 0
        const cap =
          of.incentive.cap_reading === 'ceiling'
            ? Math.floor((line.shareFen * of.incentive.cap_percent_of_share) / 100)
            : worth
        assert.equal(line.incentiveFen, Math.min(worth, cap))
        assert.equal(line.capped, cap < worth)
        assert.ok(line.shareFen >= 0 && line.incentiveFen >= 0)
      }
      // A price made from the pool never asks for more than the pool.
      if (pool.priceFen === null && of.incentive.price_from === 'pool')
        assert.ok(result.incentiveRemainderFen >= 0)
    }),
  )
})

test('always: the share part is the same whatever the points, the price and who is weighted', () => {
  const other = fc.array(
    fc.record({ points: fc.integer({ min: -1_000_000, max: 1_000_000 }), weighted: fc.boolean() }),
    { minLength: 60, maxLength: 60 },
  )
  fc.assert(
    fc.property(
      anyRules,
      anyRules,
      anyPools,
      anyPools,
      villages,
      other,
      (one, two, pool, otherPool, village, points) => {
        const sameShares = { ...two, share: one.share }
        const changed = village.map((house, index) => ({ ...house, ...points[index]! }))
        const before = decideDividend(one, pool, village)
        const after = decideDividend(sameShares, { ...otherPool, sharePoolFen: pool.sharePoolFen }, changed)
        assert.deepEqual(
          after.lines.map((line) => line.shareFen),
          before.lines.map((line) => line.shareFen),
        )
        assert.equal(after.shareRemainderFen, before.shareRemainderFen)
      },
    ),
  )
})

test('credit: the tenth is listed and the eleventh not; 500,000 yuan is within the ceiling and a fen more is not (G-22)', () => {
  const rows: [rank: number, askedFen: number, listed: boolean, withinCeiling: boolean][] = [
    [9, 49_999_999, true, true],
    [10, 50_000_000, true, true],
    [11, 50_000_001, false, false],
  ]
  for (const [rank, askedFen, listed, withinCeiling] of rows) {
    assert.deepEqual(decideCredit(rules.credit!, { rank, askedFen }), { listed, withinCeiling })
  }
})

test('20 to 30 % off leaves between 0.7 and 0.8 of the ordinary rate (G-22)', () => {
  assert.deepEqual(decideCreditRate(rules.credit!, 60_000), { lowestPpm: 42_000, highestPpm: 48_000 })
  assert.deepEqual(decideCreditRate(rules.credit!, 56_525), { lowestPpm: 39_568, highestPpm: 45_220 })
  assert.deepEqual(decideCreditRate(rules.credit!, 0), { lowestPpm: 0, highestPpm: 0 })
  fc.assert(
    fc.property(fc.nat(1_000_000), (rate) => {
      const { lowestPpm, highestPpm } = decideCreditRate(rules.credit!, rate)
      assert.ok(
        Math.abs(lowestPpm - rate * 0.7) <= 0.5 + 1e-6 && Math.abs(highestPpm - rate * 0.8) <= 0.5 + 1e-6,
      )
    }),
  )
})
