import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  findPeriod,
  getPeriod,
  isInPeriod,
  nextPeriod,
  type PeriodKind,
  periodName,
  periodOf,
  periodsBetween,
  previousPeriod,
} from './period.ts'
import { addDays, dayNumber, fromDayNumber } from './plain-date.ts'

const kinds: PeriodKind[] = ['month', 'quarter', 'half', 'year']
const anyDay = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2100-12-31') }).map(fromDayNumber)

test('a day lies in its month, quarter, half and year', () => {
  const table: [string, PeriodKind, string, string, string][] = [
    ['2019-07-31', 'month', '2019-07', '2019-07-01', '2019-07-31'],
    ['2019-06-30', 'quarter', '2019-Q2', '2019-04-01', '2019-06-30'],
    ['2019-07-01', 'quarter', '2019-Q3', '2019-07-01', '2019-09-30'],
    ['2019-06-30', 'half', '2019-H1', '2019-01-01', '2019-06-30'],
    ['2019-07-01', 'half', '2019-H2', '2019-07-01', '2019-12-31'],
    ['2019-12-31', 'year', '2019', '2019-01-01', '2019-12-31'],
    ['2020-01-01', 'year', '2020', '2020-01-01', '2020-12-31'],
    ['2020-02-10', 'month', '2020-02', '2020-02-01', '2020-02-29'],
  ]
  for (const [date, kind, label, firstDay, lastDay] of table) {
    assert.deepEqual(periodOf(date, kind), { kind, label, firstDay, lastDay })
    assert.deepEqual(findPeriod(label), { kind, label, firstDay, lastDay })
  }
})

test('a label that names no period is not found', () => {
  for (const label of [
    '',
    '19',
    '0000',
    '2019-Q0',
    '2019-Q5',
    '2019-H3',
    '2019-00',
    '2019-13',
    '2019-1',
    '2019-07-01',
  ]) {
    assert.equal(findPeriod(label), undefined, label)
    assert.throws(() => getPeriod(label), RangeError)
  }
})

test('periods are named in words', () => {
  assert.deepEqual(periodName(getPeriod('2019')), { zh: '2019年', en: '2019' })
  assert.deepEqual(periodName(getPeriod('2019-H1')), { zh: '2019年上半年', en: 'first half of 2019' })
  assert.deepEqual(periodName(getPeriod('2019-H2')), { zh: '2019年下半年', en: 'second half of 2019' })
  assert.deepEqual(periodName(getPeriod('2019-Q3')), { zh: '2019年第三季度', en: 'third quarter of 2019' })
  assert.deepEqual(periodName(getPeriod('2019-07')), { zh: '2019年7月', en: 'July 2019' })
})

test('the quarters of a year are four, and a span touches the periods at both ends', () => {
  const labels = (first: string, last: string, kind: PeriodKind) =>
    periodsBetween(first, last, kind).map((period) => period.label)
  assert.deepEqual(labels('2019-01-01', '2019-12-31', 'quarter'), [
    '2019-Q1',
    '2019-Q2',
    '2019-Q3',
    '2019-Q4',
  ])
  assert.deepEqual(labels('2019-12-31', '2020-01-01', 'month'), ['2019-12', '2020-01'])
  assert.deepEqual(labels('2020-01-01', '2019-12-31', 'month'), [])
})

test('periods of a kind cover every day once, without gap or overlap', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...kinds), (date, kind) => {
      const period = periodOf(date, kind)
      assert.ok(isInPeriod(date, period))
      assert.ok(isInPeriod(period.firstDay, period) && isInPeriod(period.lastDay, period))
      assert.ok(
        !isInPeriod(addDays(period.firstDay, -1), period) && !isInPeriod(addDays(period.lastDay, 1), period),
      )
      assert.equal(nextPeriod(period).firstDay, addDays(period.lastDay, 1))
      assert.deepEqual(previousPeriod(nextPeriod(period)), period)
      assert.deepEqual(findPeriod(period.label), period)
    }),
  )
})
