import { deadline } from '../../engines/calendar/deadline.ts'
import { addDays } from '../../engines/calendar/plain-date.ts'
import { getValue } from '../../engines/problem/problem.ts'

/** The last day of a list: the opening day is the first of its days; zero days mean the opening day alone. */
export function lastDayOf(opensOn: string, days: number): string {
  return getValue(deadline(opensOn, { count: Math.max(days, 1), unit: 'day', countsStartDay: true })).lastDay
}

/** From this day on a list shows no names (the duty to publish has ended; personal information protection law). */
export function hidesNamesOn(closesOn: string, afterDays: number): string {
  return addDays(closesOn, afterDays + 1)
}

export function isOpen(list: { opensOn: string; closesOn: string }, today: string): boolean {
  return list.opensOn <= today && today <= list.closesOn
}
