import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareShare, percentAsFraction, roundQuotient, shareOfAmount } from './fraction.ts'

test('a quotient is rounded down, up, or a half away from zero', () => {
  const table: [bigint, bigint, bigint, bigint, bigint][] = [
    // dividend, divisor, floor, ceil, half_up
    [0n, 2n, 0n, 0n, 0n],
    [149n, 100n, 1n, 2n, 1n],
    [150n, 100n, 1n, 2n, 2n],
    [151n, 100n, 1n, 2n, 2n],
    [200n, 100n, 2n, 2n, 2n],
    [-149n, 100n, -2n, -1n, -1n],
    [-150n, 100n, -2n, -1n, -2n],
    [-151n, 100n, -2n, -1n, -2n],
    [150n, -100n, -2n, -1n, -2n],
  ]
  for (const [dividend, divisor, floor, ceil, halfUp] of table) {
    assert.equal(roundQuotient(dividend, divisor, 'floor'), floor)
    assert.equal(roundQuotient(dividend, divisor, 'ceil'), ceil)
    assert.equal(roundQuotient(dividend, divisor, 'half_up'), halfUp)
  }
})

test('dividing by zero is a caller mistake', () => {
  assert.throws(() => roundQuotient(1n, 0n, 'floor'), RangeError)
})

test('floor, ceil and half up stay within one unit of the exact quotient', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 9n), (dividend, divisor) => {
      const floor = roundQuotient(dividend, divisor, 'floor')
      const ceil = roundQuotient(dividend, divisor, 'ceil')
      const half = roundQuotient(dividend, divisor, 'half_up')
      assert.ok(floor * divisor <= dividend && (floor + 1n) * divisor > dividend)
      assert.ok(ceil * divisor >= dividend && (ceil - 1n) * divisor < dividend)
      assert.ok(half === floor || half === ceil)
      const error = half * divisor - dividend
      assert.ok(2n * (error < 0n ? -error : error) <= divisor)
    }),
  )
})

test('sixty per cent of a share dividend of 1,000 yuan is 600 yuan (G-21)', () => {
  assert.equal(shareOfAmount(100_000n, percentAsFraction(60), 'floor'), 60_000n)
})

test('a fraction that is not made of whole numbers is refused', () => {
  assert.throws(() => percentAsFraction(12.5), RangeError)
  assert.throws(() => shareOfAmount(1n, { numerator: 1, denominator: 0 }, 'floor'), RangeError)
  assert.throws(() => shareOfAmount(1n, { numerator: 0.5, denominator: 1 }, 'floor'), RangeError)
})

test('a part is compared with two thirds before, at and after the border', () => {
  const twoThirds = { numerator: 2, denominator: 3 }
  assert.equal(compareShare(465n, 698n, twoThirds), -1)
  assert.equal(compareShare(466n, 699n, twoThirds), 0)
  assert.equal(compareShare(466n, 698n, twoThirds), 1)
  assert.throws(() => compareShare(0n, 0n, twoThirds), RangeError)
})
