import { getPeriod, periodOf } from '../../engines/calendar/period.ts'
import type { PointsBook } from './scheme.ts'

/** Kinds of periods as schemes and tables name them. */
export const kindNames = { month: 'month', quarter: 'quarter', half: 'half_year', year: 'year' } as const

/** The cycle a day belongs to: the label of its period, or 'life' for a book that never ends. */
export function cycleOf(book: Pick<PointsBook, 'cycle'>, day: string): string {
  const { kind } = book.cycle
  if (kind === 'life') return 'life'
  return periodOf(day, kind === 'half_year' ? 'half' : kind).label
}

/** The first day of the cycle that a day belongs to. */
export function cycleStart(book: Pick<PointsBook, 'cycle'>, day: string): string {
  return cycleDays(cycleOf(book, day)).firstDay
}

/** The days of a cycle; a book for life has no borders. */
export function cycleDays(cycle: string): { firstDay: string; lastDay: string } {
  if (cycle === 'life') return { firstDay: '0001-01-01', lastDay: '9999-12-31' }
  const { firstDay, lastDay } = getPeriod(cycle)
  return { firstDay, lastDay }
}
