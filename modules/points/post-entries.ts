import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules } from '../schemes/index.ts'
import { appendReversal, countyOf, findEntry, postClaims } from './store.ts'
import { listClaimsByIds } from './store-claims.ts'
import { findPassbook } from './store-passbooks.ts'

/** Posts claims whose publicity has passed: all of them or none. */
export async function postEntries(
  act: Act,
  library: SchemeLibrary,
  body: { placeCode: string; claimIds: string[] },
): Promise<number> {
  act.authorise('points.post', { placeCode: body.placeCode })
  const claimIds = [...new Set(body.claimIds)]
  const [first] = await listClaimsByIds(act.tx, countyOf(body.placeCode), claimIds.slice(0, 1))
  if (!first) throw new Refusal('record.not_found', {}, 'body.claimIds')
  const today = chinaDateOf(act.now)
  const rules = await getRules(act.tx, library, {
    countyCode: countyOf(body.placeCode),
    adoptionId: first.adoptionId,
    on: first.occurredOn,
  })
  const posted = await postClaims(act.tx, {
    placeCode: body.placeCode,
    claimIds,
    today,
    mark: rules.mark,
    at: act.now,
    by: act.actor.accountId,
  })
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
