import { getPeriod, periodOf } from '../../engines/calendar/period.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { RulesInForce } from '../schemes/index.ts'
import type { PointsBook, PointsItem } from './scheme.ts'

export function booksOf(rules: RulesInForce): PointsBook[] {
  return (rules.resolved.plain.points ?? []) as PointsBook[]
}

export function getBook(rules: RulesInForce, bookKey: string): PointsBook {
  const book = booksOf(rules).find((candidate) => candidate.key === bookKey)
  if (!book) throw new Refusal('points.book_unknown', { book: bookKey }, 'body.bookKey')
  return book
}

export function getItem(book: PointsBook, itemKey: string): PointsItem {
  const item = book.items.find((candidate) => candidate.key === itemKey)
  if (!item) throw new Refusal('points.item_unknown', { item: itemKey }, 'body.itemKey')
  return item
}

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

/** Where a claim that needs another look starts again: the first step that its declarer may not decide. */
export function rereviewStep(book: PointsBook): string {
  return (book.review.find((step) => step.recuse.includes('declarer')) ?? book.review[0]!).key
}
