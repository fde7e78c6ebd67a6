import chineseDays from 'chinese-days'
import { type Problem, type Result, refuse, succeed } from '../problem/problem.ts'
import { addDays, type PlainDate, weekdayOf, yearOf } from './plain-date.ts'

/**
 * Where the year's official arrangement of holidays and moved workdays comes from.
 * `kindOf` is asked only about days of covered years.
 */
export type HolidaySource = {
  /** Whether the arrangement of this year has been announced and is known here. */
  readonly covers: (year: number) => boolean
  /** `holiday` and `workday` where the arrangement says so; undefined leaves the day to its weekday. */
  readonly kindOf: (date: PlainDate) => 'holiday' | 'workday' | undefined
}

/** The State Council's yearly arrangements, kept in the npm package chinese-days (2004 on). */
export const officialHolidays: HolidaySource = {
  // Every year's arrangement gives 1 to 3 October; a year without them has not been announced yet.
  covers: (year) => year > 0 && year < 10_000 && isListed(`${String(year).padStart(4, '0')}-10-01`),
  kindOf: (date) => {
    const detail = chineseDays.getDayDetail(localNoon(date))
    const workdayByWeekday = weekdayOf(date) <= 5
    if (detail.work !== workdayByWeekday) return detail.work ? 'workday' : 'holiday'
    return !detail.work && isListed(date) ? 'holiday' : undefined
  },
}

/** A source made of lists, for a county with its own arrangement or for a year not yet in the package. */
export function listedHolidays(
  years: readonly number[],
  holidays: readonly PlainDate[],
  workdays: readonly PlainDate[],
): HolidaySource {
  const [free, moved] = [new Set(holidays), new Set(workdays)]
  return {
    covers: (year) => years.includes(year),
    kindOf: (date) => (free.has(date) ? 'holiday' : moved.has(date) ? 'workday' : undefined),
  }
}

/** Whether a day is a workday; refused when the source does not know the day's year. */
export function isWorkday(date: PlainDate, source: HolidaySource = officialHolidays): Result<boolean> {
  const problem = checkYear(date, source)
  if (problem) return { ok: false, problem }
  const kind = source.kindOf(date)
  return succeed(kind === undefined ? weekdayOf(date) <= 5 : kind === 'workday')
}

/** The first workday on the day itself or after it. */
export function nextWorkday(date: PlainDate, source: HolidaySource = officialHolidays): Result<PlainDate> {
  return walkWorkdays(date, 1, source)
}

/** The day so many workdays after the date, the date itself not counted; 0 gives the date itself. */
export function addWorkdays(
  date: PlainDate,
  count: number,
  source: HolidaySource = officialHolidays,
): Result<PlainDate> {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a count of workdays: ${count}`)
  return count === 0 ? succeed(date) : walkWorkdays(addDays(date, 1), count, source)
}

/** Workdays from the first to the last day, both included; 0 when the last lies before the first. */
export function countWorkdays(
  first: PlainDate,
  last: PlainDate,
  source: HolidaySource = officialHolidays,
): Result<number> {
  let count = 0
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const workday = isWorkday(date, source)
    if (!workday.ok) return workday
    if (workday.value) count += 1
  }
  return succeed(count)
}

/** Walks from the day itself to the workday with this number, counted from 1. */
function walkWorkdays(start: PlainDate, count: number, source: HolidaySource): Result<PlainDate> {
  let left = count
  for (let date = start; ; date = addDays(date, 1)) {
    const workday = isWorkday(date, source)
    if (!workday.ok) return workday
    if (workday.value) left -= 1
    if (left === 0) return succeed(date)
  }
}

function checkYear(date: PlainDate, source: HolidaySource): Problem | undefined {
  const year = yearOf(date)
  if (source.covers(year)) return undefined
  const refusal = refuse(
    'calendar.year_unknown',
    `还没有${year}年的节假日和调休安排，无法按工作日计算；请先补上该年的安排，或改用自然日。`,
    `The holidays and moved workdays of ${year} are not known, so workdays cannot be counted; add that year's arrangement or count calendar days.`,
  )
  return refusal.problem
}

function isListed(date: PlainDate): boolean {
  return chineseDays.getHolidaysInRange(localNoon(date), localNoon(date), false).length > 0
}

/**
 * chinese-days reads a bare date as midnight UTC and then asks for the machine's local day, which is the
 * day before anywhere west of Greenwich. Noon without a zone is the right day on every machine.
 */
function localNoon(date: PlainDate): string {
  return `${date}T12:00:00`
}
