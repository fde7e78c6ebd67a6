import { dayNumber, fromDayNumber, type PlainDate } from './plain-date.ts'

const dayMs = 86_400_000
const offsetMs = 8 * 3_600_000

/**
 * The day on which an instant falls in China: `Asia/Shanghai` held at +08:00. The summer time of
 * 1986–1991 is not applied; no record of this software is that old, and dates of birth are plain dates.
 */
export function chinaDateOf(instant: Date): PlainDate {
  return fromDayNumber(Math.floor((readMs(instant) + offsetMs) / dayMs))
}

/** The instant at which a day begins in China, in milliseconds since 1970. */
export function startOfChinaDayMs(date: PlainDate): number {
  return dayNumber(date) * dayMs - offsetMs
}

/** The instant as China's clocks show it: `'2019-07-31 18:05'`. */
export function chinaClock(instant: Date): string {
  const minutes = Math.floor(((((readMs(instant) + offsetMs) % dayMs) + dayMs) % dayMs) / 60_000)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${chinaDateOf(instant)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function readMs(instant: Date): number {
  const ms = instant.getTime()
  if (Number.isNaN(ms)) throw new RangeError('not an instant')
  return ms
}
