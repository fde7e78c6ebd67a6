import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules } from '../schemes/index.ts'
import { cycleOf } from './decide-cycle.ts'
import { getBook } from './find-book.ts'
import { subjectOf } from './find-subjects.ts'
import { keepWithinQuota } from './hold-quota.ts'
import type { PointsBook } from './scheme.ts'
import { appendReversal, countyOf, findEntry, lockPostable, type PostableClaim, postClaims } from './store.ts'
import { openBooks } from './store-books.ts'
import { findPassbook } from './store-passbooks.ts'

/** Posts claims whose publicity has passed: all of them or none. */
export async function postEntries(
  act: Act,
  library: SchemeLibrary,
  body: { placeCode: string; claimIds: string[] },
): Promise<number> {
  act.authorise('points.post', { placeCode: body.placeCode })
  const claimIds = [...new Set(body.claimIds)]
  const { posted, beyondQuota } = await postPassed(act, library, body.placeCode, claimIds)
  if (beyondQuota.length > 0) throw new Refusal('points.quota_full', { claims: beyondQuota.length })
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
 * time, and opens the passbooks that are missing. Gives how many were posted, and the awards for which the
 * quota leaves no place: they stay as they are.
 */
export async function postPassed(
  act: Act,
  library: SchemeLibrary,
  placeCode: string,
  claimIds: readonly string[],
): Promise<{ posted: number; beyondQuota: PostableClaim[] }> {
  const lock = () => lockPostable(act.tx, placeCode, claimIds, chinaDateOf(act.now))
  const post = { placeCode, at: act.now, by: act.actor.accountId }
  const rulesOf = ({ adoptionId, occurredOn }: PostableClaim) =>
    getRules(act.tx, library, { countyCode: countyOf(placeCode), adoptionId, on: occurredOn })
  const open = async (unbooked: readonly PostableClaim[], admitted: boolean) => {
    for (const group of groupByCycle(unbooked)) {
      const { adoptionId, bookKey, occurredOn } = group[0]
      const rules = await rulesOf(group[0])
      const book = getBook(rules, bookKey)
      await openBooks(act.tx, {
        ...post,
        ...{ adoptionId, bookKey, mark: rules.mark, base: book.base, subject: subjectOf(rules, book) },
        cycle: cycleOf(book, occurredOn),
        ...(admitted ? { claimed: group } : {}),
      })
    }
  }
  const { fits, beyondQuota } = await splitByQuota(act, placeCode, await lock(), async (claim) =>
    getBook(await rulesOf(claim), claim.bookKey),
  )
  const beyond = new Set(beyondQuota.map(({ id }) => id))
  let claims = fits
  // Who met the scheme's criteria on the day of the deed keeps the deed, also when that has ended since.
  for (const admitted of [false, true]) {
    const unbooked = claims.filter((claim) => !claim.bookId)
    if (unbooked.length === 0) break
    await open(unbooked, admitted)
    claims = (await lock()).filter(({ id }) => !beyond.has(id))
  }
  for (const group of groupByCycle(claims)) {
    const { mark } = await rulesOf(group[0])
    await postClaims(act.tx, { ...post, mark }, group)
  }
  return { posted: claims.length, beyondQuota }
}

/** Claims that the quotas of their books let through, and those for which no place is left. */
async function splitByQuota(
  act: Act,
  placeCode: string,
  claims: readonly PostableClaim[],
  bookOf: (claim: PostableClaim) => Promise<PointsBook>,
) {
  const beyondQuota: PostableClaim[] = []
  const groups = Map.groupBy(
    claims,
    (claim) => `${claim.adoptionId} ${claim.bookKey} ${claim.occurredOn.slice(0, 4)}`,
  )
  for (const group of groups.values()) {
    const { adoptionId, bookKey } = group[0]!
    const book = await bookOf(group[0]!)
    const kept = await keepWithinQuota(
      act,
      book,
      { placeCode, adoptionId, bookKey },
      { awards: group, pending: false },
    )
    beyondQuota.push(...group.filter(({ id }) => kept.has(id)))
  }
  const beyond = new Set(beyondQuota.map(({ id }) => id))
  return { fits: claims.filter(({ id }) => !beyond.has(id)), beyondQuota }
}

/** Claims of one scheme's book and month together: no cycle is shorter, so they share rules and passbooks' cycle. */
function groupByCycle(claims: readonly PostableClaim[]): [PostableClaim, ...PostableClaim[]][] {
  const keyOf = (claim: PostableClaim) =>
    `${claim.adoptionId} ${claim.bookKey} ${claim.occurredOn.slice(0, 7)}`
  return [...Map.groupBy(claims, keyOf).values()] as [PostableClaim, ...PostableClaim[]][]
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
