import { createHash, randomInt } from 'node:crypto'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { findSpendable } from '../points/index.ts'
import { insertCode } from './store-codes.ts'

/** How long a code holds: long enough to walk to the counter with the phone in hand. */
const codeSeconds = 5 * 60

/** What is kept of a code. */
export function digestOf(countyCode: string, code: string): string {
  return createHash('sha256').update(`${countyCode} ${code}`).digest('base64url')
}

/**
 * A one-time code of eight digits for the own household's book: it holds for some minutes, is used once, and a
 * new one ends the one before.
 *
 * @param pointsMax hundredths that may be spent with it; null for whatever the book holds
 */
export async function makeCode(
  act: Act,
  request: { placeCode: string; bookId: string; pointsMax: number | null },
): Promise<{ code: string; holdsSeconds: number; bookId: string; pointsMax: number | null }> {
  const book = await act.inPlace(request.placeCode, () =>
    findSpendable(act.tx, request.placeCode, request.bookId),
  )
  if (!book || book.householdId !== act.actor.householdId) throw new Refusal('record.not_found')
  act.authorise('shops.own', { placeCode: book.placeCode, householdId: book.householdId })
  if (book.closed) throw new Refusal('points.spend_closed', { cycle: book.cycle })
  const expiresAt = new Date(act.now.getTime() + codeSeconds * 1000)
  const code = await act.inPlace(book.placeCode, async () => {
    for (;;) {
      const drawn = String(randomInt(100_000_000)).padStart(8, '0')
      const kept = await insertCode(act.tx, {
        digest: digestOf(act.actor.countyCode, drawn),
        placeCode: book.placeCode,
        householdId: book.householdId,
        bookId: book.bookId,
        pointsMax: request.pointsMax,
        by: act.actor.accountId,
        at: act.now,
        expiresAt,
      })
      if (kept) return drawn
    }
  })
  act.record({
    placeCode: book.placeCode,
    householdId: book.householdId,
    action: 'shops.own',
    subjectKind: 'book',
    subjectId: book.bookId,
    detail: { code: 'made', pointsMax: request.pointsMax },
  })
  return { code, holdsSeconds: codeSeconds, bookId: book.bookId, pointsMax: request.pointsMax }
}
