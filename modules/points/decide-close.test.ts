import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { book, outcome } from './book.fixture.ts'
import { closeRulesOf, countedPoints, isWeighted, weightedShare } from './decide-close.ts'
import { decideOutcomes, topPlaces } from './decide-outcomes.ts'
import { decideMending, rectificationDueOn } from './decide-rectification.ts'

const sums = (gained: number, lost: number) => ({ base: 10_000, gained, lost, total: 10_000 + gained - lost })
const counting = (counts: 'with_base' | 'without_base', condition = 'gained > 0') =>
  closeRulesOf(
    {
      ...book,
      close: { ...book.close, weighted: { condition: { cel: condition, said: { zh: '', en: '' } }, counts } },
    },
    'year',
  )

test('a household is weighted by the scheme’s own condition', () => {
  const rows: [condition: string, gained: number, lost: number, weighted: boolean][] = [
    ['gained > 0', 0, 0, false],
    ['gained > 0', 1, 0, true],
    ['gained > 0', 1, 20_000, true],
    ['total >= base', 0, 0, true],
    ['total >= base', 0, 1, false],
    ['total > base && lost == 0', 100, 0, true],
    ['total > base && lost == 0', 100, 1, false],
  ]
  for (const [condition, gained, lost, weighted] of rows) {
    assert.equal(
      isWeighted(counting('with_base', condition), sums(gained, lost)),
      weighted,
      `${condition} ${gained} ${lost}`,
    )
  }
})

test('points count with or without the base, and never below zero', () => {
  const rows: [counts: 'with_base' | 'without_base', gained: number, lost: number, counted: number][] = [
    ['with_base', 2000, 0, 12_000],
    ['with_base', 0, 9999, 1],
    ['with_base', 0, 10_000, 0],
    ['with_base', 0, 10_001, 0],
    ['without_base', 2000, 500, 1500],
    ['without_base', 500, 500, 0],
    ['without_base', 500, 501, 0],
  ]
  for (const [counts, gained, lost, counted] of rows)
    assert.equal(countedPoints(counting(counts), sums(gained, lost)), counted)
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (gained, lost) => {
      const [withBase, without] = [
        countedPoints(counting('with_base'), sums(gained, lost)),
        countedPoints(counting('without_base'), sums(gained, lost)),
      ]
      assert.ok(withBase >= without && without >= 0)
    }),
  )
})

test('places of the best: 69 of 698 households (G-22), and each rounding on both sides of its border', () => {
  const rows: [
    households: number,
    percent: number,
    rounding: 'floor' | 'ceil' | 'half_up',
    places: number,
  ][] = [
    [698, 10, 'floor', 69],
    [699, 10, 'floor', 69],
    [700, 10, 'floor', 70],
    [698, 10, 'half_up', 70],
    [694, 10, 'half_up', 69],
    [695, 10, 'half_up', 70],
    [690, 10, 'ceil', 69],
    [691, 10, 'ceil', 70],
    [0, 10, 'ceil', 0],
    [9, 10, 'floor', 0],
    [698, 100, 'floor', 698],
  ]
  const rules = counting('with_base')
  const lines = (count: number) => Array.from({ length: count }, () => sums(0, 0))
  for (const [households, percent, rounding, places] of rows) {
    const outcome = { ...rules.outcomes[0]!, places: { percent, whole: 'all' as const, rounding } }
    assert.equal(
      topPlaces(outcome as Parameters<typeof topPlaces>[0], rules, lines(households)),
      places,
      `${households} ${percent}% ${rounding}`,
    )
  }
})

test('ties at the border of the best: all of them get in, or none does (G-22 does not say)', () => {
  const rows: [ties: 'include_all' | 'exclude_all', count: number, taken: number[]][] = [
    ['exclude_all', 1, [300]],
    ['exclude_all', 2, [300]],
    ['exclude_all', 3, [200, 300, 200]],
    ['exclude_all', 4, [200, 300, 100, 200]],
    ['include_all', 1, [300]],
    ['include_all', 2, [200, 300, 200]],
    ['include_all', 3, [200, 300, 200]],
    ['include_all', 0, []],
  ]
  const totals = [200, 300, 100, 200]
  const rules = counting('with_base')
  for (const [ties, count, taken] of rows) {
    const best = { ...rules.outcomes[0]!, places: { count }, ties } as (typeof rules.outcomes)[number]
    const marks = decideOutcomes(
      { ...rules, outcomes: [best] },
      totals.map((total) => ({ ...sums(0, 0), total })),
    )
    assert.deepEqual(
      totals.filter((_total, index) => marks[index]!.length > 0),
      taken,
      `${ties} ${count}`,
    )
  }
})

test('249 of 698 prints as 36 % (G-20); of nobody there is no share', () => {
  const rows: [weighted: number, households: number, shown: string][] = [
    [249, 698, '36%'],
    [0, 698, '0%'],
    [698, 698, '100%'],
    [1, 200, '1%'],
    [1, 201, '0%'],
    [0, 0, '—'],
  ]
  for (const [weighted, households, shown] of rows) assert.equal(weightedShare(weighted, households), shown)
})

test('mending within two weeks waives the deduction: day 13, 14 and 15, with both ways of counting the first day (G-20)', () => {
  const rule = (days: number, counts_start_day: boolean) => ({
    days,
    counts_start_day,
    effect: 'waive_deduction' as const,
  })
  const rows: [countsStartDay: boolean, mendedOn: string, result: string][] = [
    [false, '2019-06-14', 'waived'],
    [false, '2019-06-15', 'waived'],
    [false, '2019-06-16', 'lapsed'],
    [true, '2019-06-13', 'waived'],
    [true, '2019-06-14', 'waived'],
    [true, '2019-06-15', 'lapsed'],
    [false, '2019-06-01', 'waived'],
    [false, '2019-05-31', 'points.mended_before_notice'],
    [false, '2019-07-01', 'lapsed'],
    [false, '2019-07-02', 'points.future_deed'],
  ]
  for (const [countsStartDay, mendedOn, result] of rows) {
    const dueOn = rectificationDueOn('2019-06-01', rule(14, countsStartDay))
    assert.equal(
      outcome(() => decideMending({ issuedOn: '2019-06-01', dueOn, mendedOn, today: '2019-07-01' })),
      result,
      mendedOn,
    )
  }
  assert.equal(rectificationDueOn('2019-12-25', rule(14, false)), '2020-01-08')
  assert.equal(rectificationDueOn('2020-02-20', rule(14, false)), '2020-03-05')
  assert.equal(rectificationDueOn('2019-06-01', rule(1, true)), '2019-06-01')
})
