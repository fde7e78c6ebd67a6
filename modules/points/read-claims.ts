import type { z } from 'zod'
import type { ActionTable } from '../../engines/access/access.ts'
import type { RouteQuery } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Page } from '../../platform/database/take-page.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listShowings } from '../publicity/index.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type { claimDetail, claimRow, listClaims as listRoute } from './contract.ts'
import { decideRecusal } from './decide-recusal.ts'
import { basisOf, describeClaim } from './describe.ts'
import { getBook, getItem } from './find-book.ts'
import { gatherRecusals } from './step-aside.ts'
import { countyOf } from './store.ts'
import { type ClaimRow, findClaim, listClaimEntries, listClaimRows, listReviews } from './store-claims.ts'
import { findNotice } from './store-rectifications.ts'
import { listRecusals } from './store-recusals.ts'
import { tellTimeline } from './tell-timeline.ts'

/** A page of claims of a place; without one, those of the own household and those that the account declared. */
export async function readClaims(
  act: Act,
  library: SchemeLibrary,
  actions: ActionTable,
  query: RouteQuery<typeof listRoute> & Page,
) {
  const { mine, ...filter } = query
  const county = (query.place ?? act.actor.placeCode).slice(0, 6)
  if (query.place)
    act.authorise('points.read', { placeCode: query.place, householdId: query.household ?? null })
  const { rows, total } = await listClaimRows(act.tx, county, {
    ...filter,
    declaredBy: mine ? act.actor.accountId : undefined,
    concerning: query.place ? undefined : act.actor,
  })
  return { rows: await describeClaims(act, library, actions, rows), total }
}

async function describeClaims(
  act: Act,
  library: SchemeLibrary,
  actions: ActionTable,
  rows: readonly ClaimRow[],
): Promise<z.input<typeof claimRow>[]> {
  const known = new Map<string, RulesInForce>()
  const recusalsOf = await recusalsWhereDecided(act, rows)
  const described: z.input<typeof claimRow>[] = []
  for (const row of rows) {
    const key = `${row.adoptionId} ${row.occurredOn}`
    const rules = known.get(key) ?? (await rulesOf(act, library, row))
    known.set(key, rules)
    described.push(describeClaim(rules, row, act.actor, actions, recusalsOf(row)))
  }
  return described
}

/** Only who may review asks the roll; for all others nothing hangs on it. */
function recusalsWhereDecided(act: Act, rows: readonly ClaimRow[]) {
  const decided = rows.filter(
    (row) => row.state === 'in_review' && act.may('points.review', { placeCode: row.placeCode }),
  )
  return gatherRecusals(act, decided, [])
}

function rulesOf(act: Act, library: SchemeLibrary, claim: ClaimRow): Promise<RulesInForce> {
  return getRules(act.tx, library, {
    countyCode: countyOf(claim.placeCode),
    adoptionId: claim.adoptionId,
    on: claim.occurredOn,
  })
}

/** A claim with its basis and everything that happened to it. */
export async function readClaim(
  act: Act,
  library: SchemeLibrary,
  actions: ActionTable,
  claimId: string,
): Promise<z.input<typeof claimDetail>> {
  const claim = await findClaim(act.tx, act.actor.countyCode, claimId)
  if (!claim) throw new Refusal('record.not_found')
  const declared = claim.declaredBy === act.actor.accountId
  if (!declared) act.authorise('points.read', claim)
  const rules = await rulesOf(act, library, claim)
  const book = getBook(rules, claim.bookKey)
  const county = countyOf(claim.placeCode)
  const story = {
    reviews: await listReviews(act.tx, county, [claimId]),
    notice: await findNotice(act.tx, county, claimId),
    recusals: await listRecusals(act.tx, county, [claimId]),
    entries: await listClaimEntries(act.tx, county, claimId),
    // That somebody objected holds the claim, so its people learn of it; who it was is told to few.
    showings: await act.inPlace(claim.placeCode, () => listShowings(act.tx, county, claimId)),
  }
  const recusals = (await recusalsWhereDecided(act, [claim]))(claim)
  const step = book.review.find((candidate) => candidate.key === claim.stepKey)
  return {
    ...describeClaim(rules, claim, act.actor, actions, recusals),
    recusalGround: step ? decideRecusal(step, recusals, act.actor.accountId) : null,
    recusals: story.recusals.map((recusal) => ({ ...recusal, at: recusal.at.toISOString() })),
    basis: basisOf(rules, book, getItem(book, claim.itemKey)),
    rectification: story.notice ?? null,
    entryId: story.entries.find((entry) => entry.kind !== 'reversal')?.id ?? null,
    timeline: tellTimeline(claim, {
      ...story,
      stepName: (key) => book.review.find((step) => step.key === key)?.name.zh ?? key,
      namesObjectors: act.may('publicity.read_objections', { placeCode: claim.placeCode }),
    }),
  }
}
