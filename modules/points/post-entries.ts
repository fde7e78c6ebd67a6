import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules } from '../schemes/index.ts'
import { cycleOf, getBook } from './find-book.ts'
import {
  appendReversal,
  type ClaimGroup,
  countyOf,
  findEntry,
  groupClaims,
  openBooks,
  postClaims,
} from './store.ts'
import { findPassbook } from './store-passbooks.ts'

/** Posts claims whose publicity has passed: all of them or none. */
export async function postEntries(
  act: Act,
  library: SchemeLibrary,
  body: { placeCode: string; claimIds: string[] },
): Promise<number> {
  act.authorise('points.post', { placeCode: body.placeCode })
  const claimIds = [...new Set(body.claimIds)]
  const groups = await groupClaims(act.tx, body.placeCode, claimIds)
  let posted = 0
  for (const group of groups) posted += await postGroup(act, library, body.placeCode, group)
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

async function postGroup(
  act: Act,
  library: SchemeLibrary,
  placeCode: string,
  group: ClaimGroup,
): Promise<number> {
  const rules = await getRules(act.tx, library, {
    countyCode: countyOf(placeCode),
    adoptionId: group.adoptionId,
    on: group.on,
  })
  const book = getBook(rules, group.bookKey)
  const post = { placeCode, mark: rules.mark, at: act.now, by: act.actor.accountId }
  return postClaims(act.tx, {
    ...post,
    claimIds: group.claimIds,
    today: chinaDateOf(act.now),
    openBooks: () =>
      openBooks(act.tx, {
        ...post,
        adoptionId: group.adoptionId,
        bookKey: book.key,
        cycle: cycleOf(book, group.on),
        base: book.base,
      }),
  })
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
