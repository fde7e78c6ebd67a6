import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { getValue } from '../problem/problem.ts'
import { startOfChinaDayMs } from './china-time.ts'
import { deadline, meetsDeadline, type TimeLimit } from './deadline.ts'
import { addDays, dayNumber, daysBetween, fromDayNumber } from './plain-date.ts'
import {
  addWorkdays,
  countWorkdays,
  isWorkday,
  listedHolidays,
  nextWorkday,
  officialHolidays,
} from './workday.ts'

const twoWeeks = (countsStartDay: boolean): TimeLimit => ({ count: 14, unit: 'day', countsStartDay })

test('a rectification ends in time on the fourteenth day and late on the fifteenth (G-20)', () => {
  const after = getValue(deadline('2019-03-01', twoWeeks(false)))
  const table: [string, boolean][] = [
    ['2019-03-01', true],
    ['2019-03-14', true],
    ['2019-03-15', true],
    ['2019-03-16', false],
  ]
  for (const [mendedOn, waived] of table) assert.equal(meetsDeadline(after, mendedOn), waived, mendedOn)
})

test('when the day of issue counts, the same notice ends one day earlier', () => {
  const counted = getValue(deadline('2019-03-01', twoWeeks(true)))
  assert.equal(counted.lastDay, '2019-03-14')
  assert.equal(meetsDeadline(counted, '2019-03-14'), true)
  assert.equal(meetsDeadline(counted, '2019-03-15'), false)
})

test('an instant is in time until midnight of the last day in China', () => {
  const due = getValue(deadline('2019-03-01', twoWeeks(false)))
  assert.equal(due.endsAtMs, startOfChinaDayMs('2019-03-16'))
  assert.equal(meetsDeadline(due, new Date('2019-03-15T15:59:59.999Z')), true)
  assert.equal(meetsDeadline(due, new Date('2019-03-15T16:00:00.000Z')), false)
})

test('a limit that starts at an instant counts the days of China', () => {
  const due = getValue(deadline(new Date('2019-02-28T16:30:00Z'), twoWeeks(false)))
  assert.equal(due.lastDay, '2019-03-15')
})

test('workdays skip the national day week and count the moved workdays around it', () => {
  const kinds: [string, boolean][] = [
    ['2019-09-29', true], // a Sunday that was worked
    ['2019-09-30', true],
    ['2019-10-01', false],
    ['2019-10-07', false], // a Monday of the holiday
    ['2019-10-08', true],
    ['2019-10-12', true], // a Saturday that was worked
    ['2019-10-13', false],
    ['2020-01-31', false], // the Spring Festival of 2020 was made longer
  ]
  for (const [date, worked] of kinds) assert.equal(getValue(isWorkday(date)), worked, date)
  assert.equal(getValue(addWorkdays('2019-09-30', 1)), '2019-10-08')
  assert.equal(getValue(addWorkdays('2019-09-30', 5)), '2019-10-12')
  assert.equal(getValue(addWorkdays('2019-09-30', 6)), '2019-10-14')
  assert.equal(getValue(countWorkdays('2019-09-29', '2019-10-14')), 8)
  assert.equal(getValue(countWorkdays('2019-10-14', '2019-10-13')), 0)
  assert.equal(getValue(nextWorkday('2019-10-01')), '2019-10-08')
  assert.equal(getValue(nextWorkday('2019-10-08')), '2019-10-08')
})

test('a limit in workdays counts the start day only where told and only if it is worked', () => {
  const limit = (countsStartDay: boolean): TimeLimit => ({ count: 2, unit: 'workday', countsStartDay })
  assert.equal(getValue(deadline('2019-09-30', limit(false))).lastDay, '2019-10-09')
  assert.equal(getValue(deadline('2019-09-30', limit(true))).lastDay, '2019-10-08')
  assert.equal(getValue(deadline('2019-10-01', limit(true))).lastDay, '2019-10-09')
  assert.equal(getValue(deadline('2019-10-01', limit(false))).lastDay, '2019-10-09')
})

test('a last day in the holidays moves to the next workday where the scheme says so', () => {
  const limit = { count: 3, unit: 'day', countsStartDay: false, rollsToWorkday: true } as const
  assert.equal(getValue(deadline('2019-09-30', limit)).lastDay, '2019-10-08')
  assert.equal(getValue(deadline('2019-10-08', limit)).lastDay, '2019-10-11')
})

test('the days of a year without an arrangement are refused, just before and just after what is known', () => {
  for (const [date, ok] of [
    ['2003-12-31', false],
    ['2004-01-02', true],
    ['2999-01-05', false],
  ] as const) {
    const answer = isWorkday(date)
    assert.equal(answer.ok, ok, date)
    if (!answer.ok) assert.equal(answer.problem.code, 'calendar.year_unknown')
  }
  const source = listedHolidays([2030], [], [])
  const late = deadline('2030-12-31', { count: 1, unit: 'workday', countsStartDay: false }, source)
  assert.equal(late.ok ? late.value.lastDay : late.problem.code, 'calendar.year_unknown')
  const rolled = deadline(
    '2030-12-31',
    { count: 1, unit: 'day', countsStartDay: false, rollsToWorkday: true },
    source,
  )
  assert.equal(rolled.ok ? rolled.value.lastDay : rolled.problem.code, 'calendar.year_unknown')
})

test('a county may bring its own holidays and moved workdays', () => {
  const source = listedHolidays([2030], ['2030-01-01'], ['2030-01-05'])
  assert.equal(getValue(isWorkday('2030-01-01', source)), false)
  assert.equal(getValue(isWorkday('2030-01-05', source)), true)
  assert.equal(getValue(isWorkday('2030-01-06', source)), false)
  assert.equal(getValue(addWorkdays('2030-01-01', 4, source)), '2030-01-05')
})

test('hours run from the instant and need one', () => {
  const limit = { count: 24, unit: 'hour', countsStartDay: false } as const
  const due = getValue(deadline(new Date('2019-03-01T02:00:00Z'), limit))
  assert.equal(due.lastDay, '2019-03-02')
  assert.equal(meetsDeadline(due, new Date('2019-03-02T01:59:59.999Z')), true)
  assert.equal(meetsDeadline(due, new Date('2019-03-02T02:00:00.000Z')), false)
  const toMidnight = getValue(deadline(new Date('2019-03-01T04:00:00Z'), { ...limit, count: 12 }))
  assert.equal(toMidnight.lastDay, '2019-03-01')
  const refused = deadline('2019-03-01', limit)
  assert.equal(refused.ok ? '' : refused.problem.code, 'calendar.hours_need_instant')
})

test('a limit below its least count is refused', () => {
  const table: [TimeLimit, boolean][] = [
    [{ count: -1, unit: 'day', countsStartDay: false }, false],
    [{ count: 0, unit: 'day', countsStartDay: false }, true],
    [{ count: 0, unit: 'day', countsStartDay: true }, false],
    [{ count: 1, unit: 'day', countsStartDay: true }, true],
    [{ count: 1.5, unit: 'day', countsStartDay: false }, false],
    [{ count: 0, unit: 'hour', countsStartDay: true }, true],
  ]
  for (const [limit, ok] of table) {
    const due = deadline(new Date('2019-03-01T02:00:00Z'), limit)
    assert.equal(due.ok, ok, JSON.stringify(limit))
    if (!due.ok) assert.equal(due.problem.code, 'calendar.count')
  }
})

const coveredDay = fc
  .integer({ min: dayNumber('2004-01-01'), max: dayNumber('2024-12-31') })
  .map(fromDayNumber)

test('a deadline in days lies exactly its count after the start', () => {
  fc.assert(
    fc.property(
      coveredDay,
      fc.integer({ min: 1, max: 400 }),
      fc.boolean(),
      (start, count, countsStartDay) => {
        const due = getValue(deadline(start, { count, unit: 'day', countsStartDay }))
        assert.equal(daysBetween(start, due.lastDay), countsStartDay ? count - 1 : count)
        assert.ok(meetsDeadline(due, due.lastDay) && !meetsDeadline(due, addDays(due.lastDay, 1)))
      },
    ),
  )
})

test('between start and deadline lie as many workdays as the limit has, and the last day is one', () => {
  fc.assert(
    fc.property(coveredDay, fc.integer({ min: 1, max: 60 }), fc.boolean(), (start, count, countsStartDay) => {
      const due = getValue(deadline(start, { count, unit: 'workday', countsStartDay }))
      assert.equal(getValue(countWorkdays(countsStartDay ? start : addDays(start, 1), due.lastDay)), count)
      assert.equal(getValue(isWorkday(due.lastDay)), true)
    }),
  )
})

test('the official source reads as holiday or workday only what departs from the plain week or is a named holiday', () => {
  assert.equal(officialHolidays.kindOf('2019-10-09'), undefined)
  assert.equal(officialHolidays.kindOf('2019-10-13'), undefined)
  assert.equal(officialHolidays.kindOf('2019-10-05'), 'holiday')
  assert.equal(officialHolidays.kindOf('2019-10-12'), 'workday')
})

test('workdays are the same on a machine in any time zone', () => {
  const before = process.env.TZ
  try {
    for (const zone of ['America/Sao_Paulo', 'Pacific/Kiritimati', 'Asia/Shanghai', 'UTC']) {
      process.env.TZ = zone
      assert.equal(getValue(isWorkday('2019-09-29')), true, zone)
      assert.equal(getValue(isWorkday('2019-09-30')), true, zone)
      assert.equal(getValue(isWorkday('2019-10-01')), false, zone)
      assert.equal(getValue(isWorkday('2004-01-01')), false, zone)
      assert.equal(officialHolidays.covers(2004), true, zone)
      assert.equal(officialHolidays.covers(2003), false, zone)
    }
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
})
