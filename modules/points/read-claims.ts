import type { z } from 'zod'
import type { ActionTable } from '../../engines/access/access.ts'
import type { RouteQuery } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type { claimDetail, claimRow, listClaims as listRoute, timelineEvent } from './contract.ts'
import { basisOf, describeClaim, stateTexts } from './describe.ts'
import { getBook, getItem } from './find-book.ts'
import { countyOf } from './store.ts'
import { type ClaimRow, findClaim, listClaimRows, listReviews } from './store-claims.ts'
import { findNotice } from './store-rectifications.ts'

type Timeline = z.input<typeof timelineEvent>[]

/** A page of claims of a place; without one, those of the own household and those that the account declared. */
export async function readClaims(
  act: Act,
  library: SchemeLibrary,
  actions: ActionTable,
  query: RouteQuery<typeof listRoute>,
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
  const described: z.input<typeof claimRow>[] = []
  for (const row of rows) {
    const key = `${row.adoptionId} ${row.occurredOn}`
    const rules = known.get(key) ?? (await rulesOf(act, library, row))
    known.set(key, rules)
    described.push(describeClaim(rules, row, act.actor, actions))
  }
  return described
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
  const notice = await findNotice(act.tx, county, claimId)
  const reviews = await listReviews(act.tx, county, [claimId])
  return {
    ...describeClaim(rules, claim, act.actor, actions),
    basis: basisOf(rules, book, getItem(book, claim.itemKey)),
    rectification: notice ?? null,
    entryId: null,
    timeline: timelineOf(
      claim,
      reviews,
      notice,
      (key) => book.review.find((step) => step.key === key)?.name.zh ?? key,
    ),
  }
}

function timelineOf(
  claim: ClaimRow,
  reviews: Awaited<ReturnType<typeof listReviews>>,
  notice: Awaited<ReturnType<typeof findNotice>>,
  stepName: (key: string) => string,
): Timeline {
  const first: Timeline[number] = {
    at: claim.declaredAt.toISOString(),
    kind: 'declared',
    who: claim.declaredName,
    text: { zh: '申报', en: 'Declared' },
    detail: { proxy: claim.proxy, medium: claim.medium, channel: claim.channel },
  }
  const decisions: Timeline = reviews.map((review) => ({
    at: review.decidedAt.toISOString(),
    kind: review.decision,
    who: review.decidedName,
    text: {
      zh: `${stepName(review.stepKey)}：${stateTexts[review.decision]!.zh}`,
      en: `${review.stepKey}: ${stateTexts[review.decision]!.en}`,
    },
    detail: { points: review.points, panel: review.panel, note: review.note },
  }))
  const issued: Timeline = notice
    ? [
        {
          at: new Date(`${notice.issuedOn}T00:00:00+08:00`).toISOString(),
          kind: 'notice',
          who: '',
          text: {
            zh: `发出整改告知书 ${notice.number}，${notice.dueOn} 前改好免减`,
            en: `Notice ${notice.number}: mended by ${notice.dueOn} it is waived`,
          },
          detail: {},
        },
      ]
    : []
  const mended: Timeline =
    notice?.mendedOn != null
      ? [
          {
            at: new Date(`${notice.mendedOn}T00:00:00+08:00`).toISOString(),
            kind: notice.state,
            who: '',
            text:
              notice.state === 'waived'
                ? { zh: '期限内改好，免减', en: 'Mended in time: waived' }
                : { zh: '逾期才改，照减', en: 'Mended too late: it stands' },
            detail: { note: notice.note },
          },
        ]
      : []
  return [first, ...decisions, ...issued, ...mended].sort((a, b) => (a.at < b.at ? -1 : 1))
}
