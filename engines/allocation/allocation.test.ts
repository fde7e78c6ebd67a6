import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { percentAsFraction, type Rounding } from '../fraction/fraction.ts'
import { byPrice, capByShare, capPart } from './by-price.ts'
import { type OverCap, type SplitPolicy, splitPool, splitPoolUnderCaps } from './split-pool.ts'
import { formatYuan } from './yuan.ts'

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)

test('the points of 2019 at 1.30 yuan a point are 93,642.90 yuan to the cent (G-21)', () => {
  const priced = byPrice(7_203_300n, 130n)
  assert.equal(formatYuan(priced.amountFen), '93,642.90')
  assert.equal(priced.uncutHundredths, 936_429_000n)
  assert.equal(byPrice(30_000n, 130n).amountFen, 39_000n)
})

test('points are priced before, at and after a whole fen, and never below zero', () => {
  const table: [bigint, bigint, Rounding, bigint][] = [
    [0n, 130n, 'floor', 0n],
    [-1n, 130n, 'floor', 0n],
    [-10_000n, 130n, 'half_up', 0n],
    [1n, 99n, 'floor', 0n],
    [1n, 100n, 'floor', 1n],
    [1n, 101n, 'floor', 1n],
    [1n, 149n, 'half_up', 1n],
    [1n, 150n, 'half_up', 2n],
    [1n, 101n, 'ceil', 2n],
    [100n, 0n, 'ceil', 0n],
  ]
  for (const [points, price, rounding, amount] of table) {
    assert.equal(byPrice(points, price, rounding).amountFen, amount, `${points} × ${price}`)
  }
  assert.throws(() => byPrice(1n, -1n), RangeError)
})

test('a household with 1,000 yuan by shares gets at most 600 yuan for points (G-21)', () => {
  const cap = capByShare(100_000n, percentAsFraction(60))
  const table: [bigint, bigint, bigint][] = [
    [59_999n, 59_999n, 0n],
    [60_000n, 60_000n, 0n],
    [60_001n, 60_000n, 1n],
  ]
  for (const [amount, partFen, cutFen] of table) assert.deepEqual(capPart(amount, cap), { partFen, cutFen })
  assert.throws(() => capPart(-1n, cap), RangeError)
  assert.throws(() => capPart(1n, -1n), RangeError)
  assert.throws(() => capByShare(-1n, percentAsFraction(60)), RangeError)
})

test('a pool that does not divide evenly leaves a remainder or hands it out', () => {
  assert.deepEqual(splitPool(100n, [1n, 1n, 1n], 'floor'), { partsFen: [33n, 33n, 33n], remainderFen: 1n })
  assert.deepEqual(splitPool(100n, [1n, 1n, 1n], 'largest_remainder'), {
    partsFen: [34n, 33n, 33n],
    remainderFen: 0n,
  })
  assert.deepEqual(splitPool(100n, [1n, 2n, 4n], 'largest_remainder').partsFen, [14n, 29n, 57n])
  // Equal fractions of one half: the larger weight is served first, though it stands later.
  assert.deepEqual(splitPool(2n, [1n, 3n], 'largest_remainder').partsFen, [0n, 2n])
})

test('weights of zero or below get nothing, and a pool without weights stays whole', () => {
  assert.deepEqual(splitPool(100n, [0n, 5n, -3n], 'floor'), { partsFen: [0n, 100n, 0n], remainderFen: 0n })
  assert.deepEqual(splitPool(100n, [0n, -1n], 'largest_remainder'), {
    partsFen: [0n, 0n],
    remainderFen: 100n,
  })
  assert.deepEqual(splitPool(100n, [], 'floor'), { partsFen: [], remainderFen: 100n })
  assert.deepEqual(splitPool(0n, [1n, 2n], 'floor'), { partsFen: [0n, 0n], remainderFen: 0n })
  assert.throws(() => splitPool(-1n, [1n], 'floor'), RangeError)
})

test('what a ceiling cuts stays in the remainder or is split again, as the scheme says', () => {
  const weights = [5n, 3n, 2n]
  const caps = [300n, undefined, 150n]
  const split = (overCap: OverCap) => splitPoolUnderCaps(1000n, weights, caps, { policy: 'floor', overCap })
  assert.deepEqual(split('to_remainder'), { partsFen: [300n, 300n, 150n], remainderFen: 250n })
  assert.deepEqual(split('split_again'), { partsFen: [300n, 550n, 150n], remainderFen: 0n })
  assert.deepEqual(
    splitPoolUnderCaps(1000n, weights, [100n, 100n, 100n], { policy: 'floor', overCap: 'split_again' }),
    { partsFen: [100n, 100n, 100n], remainderFen: 700n },
  )
  assert.throws(
    () => splitPoolUnderCaps(1n, weights, [1n], { policy: 'floor', overCap: 'to_remainder' }),
    RangeError,
  )
})

const pool = fc.bigInt(0n, 10n ** 15n)
const weights = fc.array(fc.oneof(fc.bigInt(-100n, 100n), fc.bigInt(0n, 10n ** 12n)), { maxLength: 30 })
const policy = fc.constantFrom<SplitPolicy>('largest_remainder', 'floor')

test('parts and remainder sum to the pool, nobody is below zero, and each is within one fen of the exact share', () => {
  fc.assert(
    fc.property(pool, weights, policy, (poolFen, list, rule) => {
      const split = splitPool(poolFen, list, rule)
      assert.equal(sum(split.partsFen) + split.remainderFen, poolFen)
      const total = sum(list.map((weight) => (weight > 0n ? weight : 0n)))
      assert.ok(split.remainderFen >= 0n)
      if (total > 0n && rule === 'largest_remainder') assert.equal(split.remainderFen, 0n)
      if (total > 0n) assert.ok(split.remainderFen < BigInt(Math.max(list.length, 1)))
      for (const [index, part] of split.partsFen.entries()) {
        assert.ok(part >= 0n)
        if (list[index]! <= 0n) assert.equal(part, 0n)
        else if (total > 0n) {
          const error = part * total - poolFen * list[index]!
          assert.ok(error < total && -error < total)
        }
      }
    }),
  )
})

test('a larger weight never gets less than a smaller one', () => {
  fc.assert(
    fc.property(pool, weights, policy, (poolFen, list, rule) => {
      const { partsFen } = splitPool(poolFen, list, rule)
      const order = [...list.keys()].sort((one, other) => (list[one]! < list[other]! ? -1 : 1))
      for (let at = 1; at < order.length; at += 1) {
        if (list[order[at - 1]!]! < list[order[at]!]!)
          assert.ok(partsFen[order[at - 1]!]! <= partsFen[order[at]!]!)
      }
    }),
  )
})

test('no part passes its ceiling and the pool is still accounted for', () => {
  fc.assert(
    fc.property(
      pool,
      fc.array(
        fc.record({
          weight: fc.bigInt(-5n, 1000n),
          cap: fc.option(fc.bigInt(0n, 10n ** 14n), { nil: undefined }),
        }),
        {
          maxLength: 12,
        },
      ),
      policy,
      fc.constantFrom<OverCap>('to_remainder', 'split_again'),
      (poolFen, parts, rule, overCap) => {
        const split = splitPoolUnderCaps(
          poolFen,
          parts.map((part) => part.weight),
          parts.map((part) => part.cap),
          { policy: rule, overCap },
        )
        assert.equal(sum(split.partsFen) + split.remainderFen, poolFen)
        assert.ok(split.remainderFen >= 0n)
        for (const [index, part] of split.partsFen.entries()) {
          assert.ok(part >= 0n && part <= (parts[index]!.cap ?? poolFen))
        }
        const roomLeft = parts.some(
          ({ weight, cap }, index) => weight > 0n && (cap === undefined || split.partsFen[index]! + 1n < cap),
        )
        if (overCap === 'split_again' && rule === 'largest_remainder' && roomLeft) {
          assert.equal(split.remainderFen, 0n)
        }
      },
    ),
  )
})
