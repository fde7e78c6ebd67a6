import assert from 'node:assert/strict'
import { test } from 'node:test'
import { book, fixedItem, minusItem, outcome, rangeItem, unitItem } from './book.fixture.ts'
import { capsOf, cutAt, sameName, withinClaim } from './decide-caps.ts'
import type { PointsBook, PointsItem } from './scheme.ts'
import { runDeclarations } from './scheme-declaration-cases.ts'

type Deed = { item: string; on: string; points?: number; quantity?: number; named?: string }

/** What deeds declared one after the other count, in points, or by which code each is refused. */
function declareAll(items: PointsItem[], deeds: Deed[], change: Partial<PointsBook> = {}): unknown {
  const scheme = { resolved: { plain: { points: [{ ...book, items, ...change }] } }, on: '2026-12-31' }
  const filled = deeds.map((deed) => ({ points: null, quantity: 1, named: null, ...deed }))
  return runDeclarations(scheme as never, { deeds: filled }).results
}

test('a Party member’s reward is 3 points at most at once: 4 count 3 where the scheme cuts, else are refused; ten times 3 count 30 (C-24, G-14)', () => {
  const reward = (over_claim: 'cut' | 'refuse') => ({
    ...rangeItem,
    min: 50,
    max: 300,
    max_per_claim: 300,
    over_claim,
  })
  for (const [points, cut, refused] of [
    [299, 299, 299],
    [300, 300, 300],
    [400, 300, 'points.over_per_claim'],
  ] as const) {
    assert.equal(
      outcome(() => withinClaim(book, reward('cut'), points, 'at')),
      cut,
    )
    assert.equal(
      outcome(() => withinClaim(book, reward('refuse'), points, 'at')),
      refused,
    )
  }
  assert.equal(cutAt(book, reward('cut')), 300)
  assert.equal(cutAt(book, reward('refuse')), null)
  const ten = Array.from({ length: 10 }, () => ({ item: 'help', on: '2026-05-01', points: 4 }))
  assert.deepEqual(declareAll([reward('cut')], ten), Array(10).fill(3))
})

test('a category limits what its items count at once, together in a cycle and in a period; deductions are none of it (D-18)', () => {
  const limited = (limits: object) => ({ categories: [{ ...book.categories[0]!, ...limits }] })
  const asked = { ...rangeItem, min: 100, max: 10_000 }
  for (const [points, result] of [
    [30, 30],
    [31, 'points.over_per_claim'],
  ] as const)
    assert.deepEqual(
      declareAll([asked], [{ item: 'help', on: '2026-05-01', points }], limited({ max_per_claim: 3000 })),
      [result],
    )
  const other = { ...asked, key: 'other' }
  const minus = { ...minusItem, declarers: ['self' as const] }
  const deeds = [
    { item: 'help', on: '2026-05-01', points: 20 },
    { item: 'litter', on: '2026-05-02' },
    { item: 'other', on: '2026-05-03', points: 11 },
    { item: 'other', on: '2026-05-03', points: 10 },
    { item: 'help', on: '2026-06-01', points: 1 },
    { item: 'help', on: '2027-01-01', points: 1 },
  ]
  const items = [asked, other, minus]
  assert.deepEqual(declareAll(items, deeds.slice(0, 5), limited({ max_per_cycle: 3000 })), [
    ...[20, -5, 'points.over_cycle_cap', 10, 'points.over_cycle_cap'],
  ])
  const monthly = limited({ max_per: { period: 'month', points: 3000 } })
  assert.deepEqual(declareAll(items, deeds.slice(0, 5), monthly), [20, -5, 'points.over_period_cap', 10, 1])
})

test('one clean-house rating a month: twelve count 24, a second in a month is refused (D-18)', () => {
  const clean = { ...fixedItem, points: 200, times_per: { period: 'month' as const, times: 1 } }
  const months = Array.from({ length: 12 }, (_, month) => ({
    ...{ item: 'honour', on: `2026-${String(month + 1).padStart(2, '0')}-28` },
  }))
  assert.deepEqual(declareAll([clean], months), Array(12).fill(2))
  assert.deepEqual(
    declareAll(
      [clean],
      [months[0]!, { item: 'honour', on: '2026-01-31' }, { item: 'honour', on: '2026-02-01' }],
    ),
    [2, 'points.over_period_times', 2],
  )
})

test('points of a quarter: up to the cap, and anew with the next quarter', () => {
  const hours = { ...unitItem, points: 100, max_per: { period: 'quarter' as const, points: 1000 } }
  const deeds = [
    { item: 'hours', on: '2026-01-01', quantity: 9 },
    { item: 'hours', on: '2026-03-31', quantity: 1.01 },
    { item: 'hours', on: '2026-03-31', quantity: 1 },
    { item: 'hours', on: '2026-04-01', quantity: 10 },
  ]
  assert.deepEqual(declareAll([hours], deeds), [9, 'points.over_period_cap', 1, 10])
})

test('a student counts once for the household, whatever the year; two students count twice (D-18)', () => {
  const student = { ...fixedItem, points: 10_000, once: 'named' as const }
  const deeds = [
    { item: 'honour', on: '2024-09-01', named: '王晓明' },
    { item: 'honour', on: '2026-09-01', named: '王 晓明' },
    { item: 'honour', on: '2026-09-01', named: '王晓红' },
    { item: 'honour', on: '2026-09-01' },
  ]
  assert.deepEqual(declareAll([student], deeds), [
    ...[100, 'points.named_before', 100, 'points.name_missing'],
  ])
  const house = { ...fixedItem, once: 'subject' as const }
  assert.deepEqual(declareAll([house], deeds.slice(0, 2)), [20, 'points.once_only'])
})

test('less than the least of one claim is told with both numbers', () => {
  const hours = { ...unitItem, points: 100, min_per_claim: 200 }
  for (const [quantity, result] of [
    [1.99, 'points.below_claim_least'],
    [2, 2],
  ] as const)
    assert.deepEqual(declareAll([hours], [{ item: 'hours', on: '2026-01-01', quantity }]), [result])
})

test('a book for life and a book by quarters have their own stretch for a cap of the cycle', () => {
  const capped = { ...fixedItem, max_per_cycle: 100 }
  const windowIn = (kind: PointsBook['cycle']['kind']) =>
    capsOf({ ...book, cycle: { kind, carry: 'none' } }, capped, { on: '2026-05-09', named: null })[0]!
  assert.deepEqual(windowIn('life').window, 'life')
  const { window, firstDay, lastDay } = windowIn('quarter')
  assert.deepEqual([window, firstDay, lastDay], ['2026-Q2', '2026-04-01', '2026-06-30'])
})

test('names are told apart by their signs, not by spaces', () => {
  assert.ok(sameName('王　晓 明', '王晓明'))
  assert.ok(!sameName('王晓明', '王晓明（三组）'))
})
