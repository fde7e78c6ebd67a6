import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chinaClock, chinaDateOf, startOfChinaDayMs } from './china-time.ts'
import {
  addDays,
  addMonths,
  compareDates,
  dayName,
  dayNumber,
  daysBetween,
  fromDayNumber,
  isPlainDate,
  plainDate,
  weekdayOf,
  yearsBetween,
} from './plain-date.ts'

const anyDay = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') })
const recentDay = fc
  .integer({ min: dayNumber('1900-01-01'), max: dayNumber('2100-12-31') })
  .map(fromDayNumber)

test('a day in a sentence', () => {
  assert.deepEqual(dayName('2026-12-08'), { zh: '2026年12月8日', en: '8 December 2026' })
  assert.deepEqual(dayName('2019-01-31'), { zh: '2019年1月31日', en: '31 January 2019' })
  assert.throws(() => dayName('2019-02-29'), RangeError)
})

test('only real days written YYYY-MM-DD are days', () => {
  const table: [string, boolean][] = [
    ['2019-02-28', true],
    ['2019-02-29', false],
    ['2020-02-29', true],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2019-04-30', true],
    ['2019-04-31', false],
    ['2019-12-31', true],
    ['2019-13-01', false],
    ['2019-00-10', false],
    ['2019-01-00', false],
    ['0000-01-01', false],
    ['0001-01-01', true],
    ['2019-1-1', false],
    ['2019-01-01T00:00', false],
    ['', false],
  ]
  for (const [text, real] of table) assert.equal(isPlainDate(text), real, text)
})

test('text that is no day is a caller mistake', () => {
  assert.throws(() => addDays('2019-02-29', 1), RangeError)
  assert.throws(() => addDays('2019-02-28', 0.5), RangeError)
  assert.throws(() => plainDate(2019, 4, 31), RangeError)
  assert.throws(() => addDays('9999-12-31', 1), RangeError)
  assert.throws(() => addDays('0001-01-01', -1), RangeError)
})

test('days are added across months, leap days and years', () => {
  const table: [string, number, string][] = [
    ['2019-12-31', 1, '2020-01-01'],
    ['2020-02-28', 1, '2020-02-29'],
    ['2020-02-28', 2, '2020-03-01'],
    ['2019-02-28', 1, '2019-03-01'],
    ['2020-03-01', -1, '2020-02-29'],
    ['1970-01-01', -1, '1969-12-31'],
    ['2019-03-01', 365, '2020-02-29'],
  ]
  for (const [from, days, to] of table) assert.equal(addDays(from, days), to)
})

test('months are added to the same day or to the last day of a shorter month', () => {
  const table: [string, number, string][] = [
    ['2019-01-31', 1, '2019-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2019-01-28', 1, '2019-02-28'],
    ['2019-12-15', 1, '2020-01-15'],
    ['2019-01-15', -1, '2018-12-15'],
    ['2019-01-15', -13, '2017-12-15'],
    ['2020-02-29', 12, '2021-02-28'],
  ]
  for (const [from, months, to] of table) assert.equal(addMonths(from, months), to)
})

test('whole years grow on the birthday, and on 1 March for one born on a leap day', () => {
  const table: [string, string, number][] = [
    ['2001-05-10', '2019-05-09', 17],
    ['2001-05-10', '2019-05-10', 18],
    ['2001-05-10', '2019-05-11', 18],
    ['2000-02-29', '2018-02-28', 17],
    ['2000-02-29', '2018-03-01', 18],
    ['2000-02-29', '2020-02-28', 19],
    ['2000-02-29', '2020-02-29', 20],
    ['2019-05-10', '2001-05-10', -18],
    ['2019-05-09', '2001-05-10', -17],
  ]
  for (const [from, to, years] of table) assert.equal(yearsBetween(from, to), years, `${from} ${to}`)
})

test('weekdays run from Monday 1 to Sunday 7', () => {
  assert.equal(weekdayOf('1970-01-01'), 4)
  assert.equal(weekdayOf('2019-09-30'), 1)
  assert.equal(weekdayOf('2019-10-06'), 7)
  assert.equal(weekdayOf('1900-01-01'), 1)
})

test('day numbers and days are one to one, and agree with the platform calendar', () => {
  fc.assert(
    fc.property(anyDay, (number) => {
      const date = fromDayNumber(number)
      assert.equal(dayNumber(date), number)
      assert.equal(date, new Date(number * 86_400_000).toISOString().slice(0, 10))
    }),
  )
})

test('adding the days between two dates leads from one to the other', () => {
  fc.assert(
    fc.property(recentDay, recentDay, (from, to) => {
      assert.equal(addDays(from, daysBetween(from, to)), to)
      assert.equal(Math.sign(compareDates(from, to)), from < to ? -1 : from > to ? 1 : 0)
      assert.equal(yearsBetween(from, to), 0 - yearsBetween(to, from))
    }),
  )
})

test('an instant falls on the day that China has, on either side of midnight', () => {
  const table: [string, string, string][] = [
    ['2019-07-31T15:59:59.999Z', '2019-07-31', '2019-07-31 23:59'],
    ['2019-07-31T16:00:00.000Z', '2019-08-01', '2019-08-01 00:00'],
    ['1969-12-31T15:59:59.999Z', '1969-12-31', '1969-12-31 23:59'],
    ['1969-12-31T16:00:00.000Z', '1970-01-01', '1970-01-01 00:00'],
    // China kept summer time in 1988; the fixed offset ignores it.
    ['1988-07-31T15:30:00.000Z', '1988-07-31', '1988-07-31 23:30'],
  ]
  for (const [instant, day, clock] of table) {
    assert.equal(chinaDateOf(new Date(instant)), day)
    assert.equal(chinaClock(new Date(instant)), clock)
  }
  assert.throws(() => chinaDateOf(new Date(Number.NaN)), RangeError)
})

test('a China day begins at its first instant and not a millisecond earlier', () => {
  fc.assert(
    fc.property(recentDay, (date) => {
      const start = startOfChinaDayMs(date)
      assert.equal(chinaDateOf(new Date(start)), date)
      assert.equal(chinaDateOf(new Date(start - 1)), addDays(date, -1))
    }),
  )
})
