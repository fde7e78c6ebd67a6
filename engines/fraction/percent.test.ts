import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { percent } from './percent.ts'

test('the percentages that the sources print come out of their counts', () => {
  const table: [number, number, number, string][] = [
    [249, 698, 0, '36'],
    [6525, 6555, 2, '99.54'],
    [3524, 3555, 2, '99.13'],
    [151, 157, 2, '96.18'],
    [11532, 13019, 2, '88.58'],
    [0, 5, 2, '0.00'],
    [5, 5, 1, '100.0'],
    [1, 200, 0, '1'],
    [99, 20000, 0, '0'],
    [-1, 3, 1, '-33.3'],
    [7, 5, 0, '140'],
  ]
  for (const [numerator, denominator, digits, shown] of table) {
    assert.equal(percent(numerator, denominator, digits), shown)
  }
})

test('a half is shown rounded up, just under a half is not', () => {
  assert.equal(percent(124, 1000, 0), '12')
  assert.equal(percent(125, 1000, 0), '13')
  assert.equal(percent(12_499_999, 100_000_000, 0), '12')
})

test('nothing to count has no percentage', () => {
  assert.equal(percent(0, 0, 2), undefined)
})

test('digits outside 0 to 12 are refused', () => {
  for (const digits of [-1, 13, 1.5]) assert.throws(() => percent(1, 2, digits), RangeError)
})

test('the shown percentage is never further from the true one than half its last digit', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), fc.bigInt(1n, 10n ** 15n), fc.nat(6), (part, whole, digits) => {
      const shown = percent(part, whole, digits)!
      assert.match(shown, digits === 0 ? /^\d+$/ : new RegExp(`^\\d+\\.\\d{${digits}}$`))
      const scaled = BigInt(shown.replace('.', ''))
      const error = scaled * whole - part * 100n * 10n ** BigInt(digits)
      assert.ok(2n * (error < 0n ? -error : error) <= whole)
    }),
  )
})
