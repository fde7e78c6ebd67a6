import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { PlainDate } from '../../engines/calendar/plain-date.ts'

const storageKey = 'shanzhi.clock-offset'
const smallestMs = 30_000

/** Milliseconds that the server is ahead of this phone, as last heard; many phones keep a wrong clock. */
let offsetMs = Number(globalThis.localStorage?.getItem(storageKey) ?? 0) || 0

/** Takes the Date header of an answer. Less than half a minute is the way the answer took, and is ignored. */
export function noteServerTime(header: string | null): void {
  const server = header === null ? Number.NaN : Date.parse(header)
  if (Number.isNaN(server)) return
  const offset = server - Date.now()
  offsetMs = Math.abs(offset) < smallestMs ? 0 : offset
  localStorage.setItem(storageKey, String(offsetMs))
}

/** Today in the village, by the server's clock as far as it is known. */
export function todayInChina(): PlainDate {
  return chinaDateOf(new Date(Date.now() + offsetMs))
}
