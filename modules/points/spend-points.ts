import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { RulesMark } from './store.ts'
import { appendReturn, appendSpending, findSpendable, type Spendable } from './store-spending.ts'

/** What is taken from a book at a counter. */
interface Spending {
  placeCode: string
  bookId: string
  /** Hundredths of a point, above zero. */
  amount: number
  /** The redemption that it is for: its entry's id follows from it, so it is taken once. */
  redemptionId: string
  mark: RulesMark
  on: string
  note: string
}

/**
 * Takes points from what a book may spend; what it has gained in all stays as it is (D-21: rewards do not clear
 * the sum). Refused when the book is closed, or holds less; exact however many counters take at once. The caller
 * has authorised the act, stands in the book's place and has looked the book up.
 *
 * @returns what may still be spent, in hundredths
 */
export async function spendPoints(
  act: Act,
  book: Spendable,
  spending: Omit<Spending, 'placeCode' | 'bookId'>,
): Promise<number> {
  if (book.closed) throw new Refusal('points.spend_closed', { cycle: book.cycle })
  const rest = await appendSpending(act.tx, book, { ...spending, at: act.now, by: act.actor.accountId })
  if (rest === undefined) {
    const now = await findSpendable(act.tx, book.placeCode, book.bookId)
    throw new Refusal('points.spend_short', {
      needed: spending.amount / 100,
      balance: (now ?? book).redeemable / 100,
    })
  }
  return rest
}

/** Gives back what a redemption took; a second return fails at the entry that is there. */
export async function returnPoints(act: Act, back: Spending): Promise<number> {
  const book = await findSpendable(act.tx, back.placeCode, back.bookId)
  if (!book) throw new Refusal('points.book_unknown', { book: back.bookId })
  return appendReturn(act.tx, book, { ...back, at: act.now, by: act.actor.accountId })
}
