import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules } from '../schemes/index.ts'
import { cycleOf, getBook } from './find-book.ts'
import { appendReversal, countyOf, findEntry, lockPostable, openBooks, postClaims } from './store.ts'
import { findPassbook } from './store-passbooks.ts'

/** Posts claims whose publicity has passed: all of them or none. */
export async function postEntries(
  act: Act,
  library: SchemeLibrary,
  body: { placeCode: string; claimIds: string[] },
): Promise<number> {
  act.authorise('points.post', { placeCode: body.placeCode })
  const claimIds = [...new Set(body.claimIds)]
  const posted = await postPassed(act, library, body.placeCode, claimIds)
  if (posted !== claimIds.length)
    throw new Refusal('points.publicity_first', { count: claimIds.length - posted })
  act.record({
    placeCode: body.placeCode,
    action: 'points.post',
    subjectKind: 'claims',
    subjectId: claimIds[0]!,
    detail: { posted },
  })
  return posted
}

/**
 * Posts those of the claims whose publicity has passed without an open objection, a scheme's book and cycle at a
 * time, and opens the passbooks that are missing. Returns how many were posted.
 */
export async function postPassed(
  act: Act,
  library: SchemeLibrary,
  placeCode: string,
  claimIds: readonly string[],
): Promise<number> {
  const claims = await lockPostable(act.tx, placeCode, claimIds, chinaDateOf(act.now))
  const groups = Map.groupBy(
    claims,
    (claim) => `${claim.adoptionId} ${claim.bookKey} ${claim.occurredOn.slice(0, 4)}`,
  )
  for (const group of groups.values()) {
    const { adoptionId, bookKey, occurredOn } = group.at(-1)!
    const rules = await getRules(act.tx, library, {
      countyCode: countyOf(placeCode),
      adoptionId,
      on: occurredOn,
    })
    const post = { placeCode, mark: rules.mark, at: act.now, by: act.actor.accountId }
    if (group.some((claim) => !claim.booked)) {
      const book = getBook(rules, bookKey)
      await openBooks(act.tx, {
        ...post,
        adoptionId,
        bookKey,
        cycle: cycleOf(book, occurredOn),
        base: book.base,
      })
    }
    await postClaims(act.tx, { ...post, claimIds: group.map((claim) => claim.id) })
  }
  return claims.length
}

/** A mistake is never edited: an entry that names it takes it back, and the balance with it. */
export async function reverseEntry(
  act: Act,
  library: SchemeLibrary,
  entryId: string,
  reason: string,
): Promise<{ reversalId: string; balance: number }> {
  const county = act.actor.countyCode
  const entry = await findEntry(act.tx, county, entryId)
  if (!entry) throw new Refusal('record.not_found')
  act.authorise('points.correct', { placeCode: entry.placeCode })
  if (entry.kind !== 'award' && entry.kind !== 'deduction') throw new Refusal('points.entry_not_reversible')
  const passbook = (await findPassbook(act.tx, county, entry.bookId))!
  const on = chinaDateOf(act.now)
  const rules = await getRules(act.tx, library, { countyCode: county, adoptionId: passbook.adoptionId, on })
  const reversalId = makeId()
  const balance = await appendReversal(act.tx, entry, {
    id: reversalId,
    mark: rules.mark,
    on,
    at: act.now,
    by: act.actor.accountId,
    reason,
  }).catch((error: { code?: string }) => {
    throw error.code === '23505' ? new Refusal('points.entry_reversed') : error
  })
  act.record({
    placeCode: entry.placeCode,
    householdId: entry.householdId,
    action: 'points.correct',
    subjectKind: 'entry',
    subjectId: entryId,
    detail: { reason, amount: -entry.amount, reversalId },
  })
  return { reversalId, balance }
}
