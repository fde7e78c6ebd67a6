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

/** Where a claim that needs another look starts again: the first step that its declarer may not decide. */
export function rereviewStep(book: PointsBook): string {
  return (book.review.find((step) => step.recuse.includes('declarer')) ?? book.review[0]!).key
}
