/**
 * A day in the village's own calendar, `'2019-07-31'`: no time, no zone. Text sorts as dates sort.
 * Functions here throw `RangeError` when given text that is no such day: check input with `isPlainDate`.
 */
export type PlainDate = string

type Parts = { year: number; month: number; day: number }

/** Whether the text is a real day between the years 1 and 9999, written with four, two and two digits. */
export function isPlainDate(text: string): boolean {
  return findParts(text) !== undefined
}

/** Builds a day from its numbers; throws `RangeError` when there is no such day. */
export function plainDate(year: number, month: number, day: number): PlainDate {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  readParts(text)
  return text
}

/** January to December. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** The day as it stands in a sentence: 2026年12月8日, 8 December 2026. */
export function dayName(date: PlainDate): { zh: string; en: string } {
  const { year, month, day } = readParts(date)
  return { zh: `${year}年${month}月${day}日`, en: `${day} ${monthNames[month - 1]} ${year}` }
}

/** The day so many days later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  if (!Number.isSafeInteger(days)) throw new RangeError(`not a whole number of days: ${days}`)
  return fromDayNumber(dayNumber(date) + days)
}

/** The same day of the month so many months later, or the month's last day when it has no such day. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = readParts(date)
  const index = year * 12 + (month - 1) + months
  const [targetYear, targetMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  return plainDate(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)))
}

/** Days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

/**
 * Whole years from the first date to the second, as ages are counted: one more on the birthday; for one
 * born on 29 February on 1 March in a common year. Negative when the second is earlier.
 */
export function yearsBetween(from: PlainDate, to: PlainDate): number {
  if (compareDates(from, to) > 0) return 0 - yearsBetween(to, from)
  const [start, end] = [readParts(from), readParts(to)]
  const reached = end.month > start.month || (end.month === start.month && end.day >= start.day)
  return end.year - start.year - (reached ? 0 : 1)
}

/** Below zero when the first day is earlier, zero when they are the same, above zero when it is later. */
export function compareDates(first: PlainDate, second: PlainDate): number {
  return dayNumber(first) - dayNumber(second)
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: PlainDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/** The last day number of a month: 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The year of a day. */
export function yearOf(date: PlainDate): number {
  return readParts(date).year
}

/** The month of a day, 1 to 12. */
export function monthOf(date: PlainDate): number {
  return readParts(date).month
}

/** Days since 1970-01-01, which is day 0. */
export function dayNumber(date: PlainDate): number {
  const { year, month, day } = readParts(date)
  // The year is taken to begin in March, so that the leap day comes last and months fall in one line.
  const shifted = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return daysBeforeMarch(shifted) + dayOfYear - 719_468
}

/** The day with this number, counted from 1970-01-01; throws `RangeError` outside the years 1 to 9999. */
export function fromDayNumber(number: number): PlainDate {
  const days = number + 719_468
  let year = Math.floor((days * 400) / 146_097)
  while (daysBeforeMarch(year) > days) year -= 1
  while (daysBeforeMarch(year + 1) <= days) year += 1
  const dayOfYear = days - daysBeforeMarch(year)
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return plainDate(month > 2 ? year : year + 1, month, day)
}

function daysBeforeMarch(year: number): number {
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function findParts(text: string): Parts | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return { year, month, day }
}

function readParts(text: string): Parts {
  const parts = findParts(text)
  if (!parts) throw new RangeError(`not a day written YYYY-MM-DD: ${text}`)
  return parts
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
