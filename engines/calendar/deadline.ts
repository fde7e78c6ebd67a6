import { type Result, refuse, succeed } from '../problem/problem.ts'
import { chinaDateOf, startOfChinaDayMs } from './china-time.ts'
import { addDays, type PlainDate } from './plain-date.ts'
import { addWorkdays, type HolidaySource, nextWorkday, officialHolidays } from './workday.ts'

/**
 * A time limit as a scheme writes it.
 * `countsStartDay` decides whether the day on which the clock starts is day 1 (true) or day 0 (false);
 * it has no meaning for hours. `rollsToWorkday` moves a last day that is no workday to the next one.
 */
export type TimeLimit = {
  readonly count: number
  readonly unit: 'day' | 'workday' | 'hour'
  readonly countsStartDay: boolean
  readonly rollsToWorkday?: boolean
}

/** `lastDay` is the last day still in time; `endsAtMs` is the first instant (ms since 1970) that is late. */
export type Deadline = { readonly lastDay: PlainDate; readonly endsAtMs: number }

/**
 * When a limit ends that started on a day, or at an instant. Days are China's days, whole ones.
 *
 * G-20: a notice issued on day 0 gives 14 days, start day not counted: mended on the 14th day after it
 * waives the deduction, on the 15th it does not.
 *
 * Refused: `calendar.count`, `calendar.hours_need_instant`, `calendar.year_unknown`.
 */
export function deadline(
  start: PlainDate | Date,
  limit: TimeLimit,
  holidays: HolidaySource = officialHolidays,
): Result<Deadline> {
  const least = limit.countsStartDay && limit.unit !== 'hour' ? 1 : 0
  if (!Number.isSafeInteger(limit.count) || limit.count < least) {
    return refuse(
      'calendar.count',
      `期限“${limit.count}”不对：应为不小于${least}的整数${least === 1 ? '（当日计入时至少1日）' : ''}。`,
      `The limit "${limit.count}" is wrong: it must be a whole number of at least ${least}${least === 1 ? ' (the start day counts as the first)' : ''}.`,
    )
  }
  if (limit.unit === 'hour') return hourDeadline(start, limit.count)
  const startDay = typeof start === 'string' ? start : chinaDateOf(start)
  const lastDay = findLastDay(startDay, limit, holidays)
  if (!lastDay.ok) return lastDay
  const rolled = limit.rollsToWorkday ? nextWorkday(lastDay.value, holidays) : lastDay
  if (!rolled.ok) return rolled
  return succeed({ lastDay: rolled.value, endsAtMs: startOfChinaDayMs(addDays(rolled.value, 1)) })
}

/** Whether an act on this day, or at this instant, is in time. */
export function meetsDeadline(due: Deadline, when: PlainDate | Date): boolean {
  return typeof when === 'string' ? when <= due.lastDay : when.getTime() < due.endsAtMs
}

function findLastDay(start: PlainDate, limit: TimeLimit, holidays: HolidaySource): Result<PlainDate> {
  if (limit.unit === 'day') return succeed(addDays(start, limit.count - (limit.countsStartDay ? 1 : 0)))
  return addWorkdays(limit.countsStartDay ? addDays(start, -1) : start, limit.count, holidays)
}

function hourDeadline(start: PlainDate | Date, hours: number): Result<Deadline> {
  if (typeof start === 'string') {
    return refuse(
      'calendar.hours_need_instant',
      '按小时计算的期限需要起算的时刻（几点几分），只有日期不够。',
      'A limit in hours starts at a time of day; a date alone is not enough.',
    )
  }
  const endsAtMs = start.getTime() + hours * 3_600_000
  // The millisecond before the end is the last in time; its day is the last day (the start's for 0 hours).
  const lastMs = Math.max(endsAtMs - 1, start.getTime())
  const offsetMs = lastMs - startOfChinaDayMs(chinaDateOf(start))
  return succeed({ lastDay: addDays(chinaDateOf(start), Math.floor(offsetMs / 86_400_000)), endsAtMs })
}
