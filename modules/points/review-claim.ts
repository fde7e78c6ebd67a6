import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { fillText, Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { assertFilesKnown } from '../files/index.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type {
  decideBatch as batchRoute,
  decideClaim as decideRoute,
  settleRectification as settleRoute,
} from './contract.ts'
import { capsOf, type Used } from './decide-caps.ts'
import { decideMending, rectificationDueOn } from './decide-rectification.ts'
import type { RecusalFacts } from './decide-recusal.ts'
import { decideReview, type ReviewOutcome } from './decide-review.ts'
import { pointsErrors } from './errors.ts'
import { getBook, getItem } from './find-book.ts'
import { lockSubjects } from './lock-subjects.ts'
import { gatherRecusals } from './step-aside.ts'
import { countyOf } from './store.ts'
import {
  type ClaimRow,
  findUsed,
  insertReviews,
  listClaimsByIds,
  listReviews,
  lockClaims,
  moveClaims,
} from './store-claims.ts'
import { findNotice, issueNotices, listNoticed, settleNotice } from './store-rectifications.ts'

type Verdict = Omit<RouteBody<typeof decideRoute>, 'revision'>

/** Decides one claim at its step. */
export async function decideClaim(
  act: Act,
  library: SchemeLibrary,
  claimId: string,
  body: RouteBody<typeof decideRoute>,
): Promise<void> {
  const outcomes = await decideMany(act, library, [claimId], body, body.revision)
  const refused = outcomes.refused[0]
  if (refused) throw refused.refusal
}

/** Passes many claims at one step; those that cannot pass are told one by one, in words of `tell`, and stay as they were. */
export async function decideBatch(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof batchRoute>,
  tell: (refusal: Refusal) => string = tellInChinese,
): Promise<{ passed: number; refused: { claimId: string; code: string; message: string }[] }> {
  act.authorise('points.review', { placeCode: body.placeCode })
  const { passed, refused } = await decideMany(
    act,
    library,
    [...new Set(body.claimIds)],
    { ...body, decision: 'pass', points: null },
    null,
  )
  return {
    passed,
    refused: refused.map(({ claimId, refusal }) => ({
      claimId,
      code: refusal.code,
      message: tell(refusal),
    })),
  }
}

function tellInChinese(refusal: Refusal): string {
  const text = (pointsErrors as Record<string, { zh: string }>)[refusal.code]?.zh ?? refusal.code
  return fillText(text, refusal.details)
}

/** Locks, decides each in memory, writes all in three statements. A null revision takes the one just locked. */
async function decideMany(
  act: Act,
  library: SchemeLibrary,
  claimIds: readonly string[],
  verdict: Verdict,
  revision: number | null,
): Promise<{ passed: number; refused: { claimId: string; refusal: Refusal }[] }> {
  const county = act.actor.countyCode
  await lockClaims(act.tx, county, claimIds)
  const claims = await listClaimsByIds(act.tx, county, claimIds)
  const reviews = await listReviews(act.tx, county, claimIds)
  const noticed = await listNoticed(act.tx, county, claimIds)
  const recusalsOf = await gatherRecusals(
    act,
    claims,
    verdict.panel.map((member) => member.name.trim()),
  )
  const rulesByDay = new Map<string, RulesInForce>()
  const decided: { claim: ClaimRow; outcome: ReviewOutcome; rules: RulesInForce }[] = []
  const refused: { claimId: string; refusal: Refusal }[] = []
  for (const claimId of claimIds) {
    const claim = claims.find((candidate) => candidate.id === claimId)
    try {
      if (!claim) throw new Refusal('record.not_found')
      act.authorise('points.review', { placeCode: claim.placeCode })
      const rules = await rulesFor(act, library, claim, rulesByDay)
      const history = {
        reviews: reviews.filter((review) => review.claimId === claimId),
        noticed: noticed.has(claimId),
        recusals: recusalsOf(claim),
        used: await usedBeside(act, rules, claim, verdict),
      }
      const outcome = decideOne(act, rules, claim, history, {
        ...verdict,
        revision: revision ?? claim.revision,
      })
      decided.push({ claim, rules, outcome })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ claimId, refusal: error })
    }
  }
  if (decided.length > 0) await writeDecisions(act, decided, verdict)
  return { passed: decided.length, refused }
}

async function rulesFor(
  act: Act,
  library: SchemeLibrary,
  claim: ClaimRow,
  known: Map<string, RulesInForce>,
): Promise<RulesInForce> {
  const key = `${claim.adoptionId} ${claim.occurredOn}`
  const rules =
    known.get(key) ??
    (await getRules(act.tx, library, {
      countyCode: countyOf(claim.placeCode),
      adoptionId: claim.adoptionId,
      on: claim.occurredOn,
    }))
  known.set(key, rules)
  return rules
}

/** What the household has towards the caps beside this claim; asked only when the points are about to change. */
async function usedBeside(act: Act, rules: RulesInForce, claim: ClaimRow, verdict: Verdict): Promise<Used> {
  const book = getBook(rules, claim.bookKey)
  const caps = capsOf(book, getItem(book, claim.itemKey), { on: claim.occurredOn, named: claim.personName })
  if (verdict.points === null || caps.length === 0) return {}
  const county = countyOf(claim.placeCode)
  await lockSubjects(act, { ...claim, householdIds: claim.householdId ? [claim.householdId] : [] })
  const subjectIds = [claim.subjectId]
  const used = await findUsed(act.tx, county, { ...claim, subjectIds, caps, exceptId: claim.id })
  return used.get(claim.subjectId) ?? {}
}

interface ClaimHistory {
  reviews: readonly { stepKey: string; decidedBy: string }[]
  noticed: boolean
  recusals: RecusalFacts
  used: Used
}

function decideOne(
  act: Act,
  rules: RulesInForce,
  claim: ClaimRow,
  { reviews, noticed, recusals, used }: ClaimHistory,
  verdict: Verdict & { revision: number },
): ReviewOutcome {
  const book = getBook(rules, claim.bookKey)
  const deciders: Record<string, string[]> = {}
  for (const review of reviews)
    deciders[review.stepKey] = [...(deciders[review.stepKey] ?? []), review.decidedBy]
  return decideReview(
    book,
    getItem(book, claim.itemKey),
    { ...claim, ...recusals, proposed: claim.decided ?? claim.proposed, deciders, noticed, used },
    {
      ...verdict,
      accountId: act.actor.accountId,
      roles: act.actor.grants
        .filter((grant) => claim.placeCode.startsWith(grant.scope))
        .map((grant) => grant.role),
    },
  )
}

async function writeDecisions(
  act: Act,
  decided: readonly { claim: ClaimRow; outcome: ReviewOutcome; rules: RulesInForce }[],
  verdict: Verdict,
): Promise<void> {
  const county = act.actor.countyCode
  await insertReviews(
    act.tx,
    county,
    decided.map(({ claim, outcome }) => ({
      id: makeId(),
      placeCode: claim.placeCode,
      householdId: claim.householdId,
      claimId: claim.id,
      stepKey: verdict.stepKey,
      decision: verdict.decision,
      points: outcome.points,
      panel: verdict.panel,
      note: verdict.note,
    })),
    { accountId: act.actor.accountId, name: act.actor.name, at: act.now },
  )
  await moveClaims(
    act.tx,
    county,
    decided.map(({ claim, outcome }) => ({
      id: claim.id,
      state: outcome.state,
      stepKey: outcome.stepKey,
      decided: outcome.points,
    })),
    act.now,
  )
  const issuedOn = chinaDateOf(act.now)
  const notices = decided.filter(({ outcome }) => outcome.state === 'rectifying')
  for (const placeCode of new Set(notices.map(({ claim }) => claim.placeCode))) {
    await issueNotices(
      act.tx,
      county,
      placeCode,
      notices
        .filter(({ claim }) => claim.placeCode === placeCode)
        .map(({ claim, rules }) => ({
          id: makeId(),
          placeCode,
          householdId: claim.householdId,
          claimId: claim.id,
          issuedOn,
          dueOn: rectificationDueOn(issuedOn, getBook(rules, claim.bookKey).rectify!),
        })),
    )
  }
  for (const { claim, outcome } of decided) {
    act.record({
      placeCode: claim.placeCode,
      householdId: claim.householdId,
      action: 'points.review',
      subjectKind: 'claim',
      subjectId: claim.id,
      detail: {
        step: verdict.stepKey,
        decision: verdict.decision,
        points: outcome.points,
        state: outcome.state,
        panel: verdict.panel,
      },
    })
  }
}

/**
 * Records that a fault was mended: in time it waives the deduction, late it goes on to publicity (G-20). What was
 * mended in time but written down after the limit is waived too, as long as no list shows the deduction.
 */
export async function settleRectification(
  act: Act,
  claimId: string,
  body: RouteBody<typeof settleRoute>,
): Promise<void> {
  const county = act.actor.countyCode
  await lockClaims(act.tx, county, [claimId])
  const [claim] = await listClaimsByIds(act.tx, county, [claimId])
  if (!claim) throw new Refusal('record.not_found')
  act.authorise('points.review', { placeCode: claim.placeCode })
  if (claim.revision !== body.revision) throw new Refusal('request.stale')
  const notice = await findNotice(act.tx, county, claimId)
  const running = claim.state === 'rectifying' && notice?.state === 'open'
  const unwritten = claim.state === 'approved' && notice?.state === 'lapsed' && notice.mendedOn === null
  if (!notice || !(running || unwritten)) throw new Refusal('points.no_rectification')
  await assertFilesKnown(act, claim.placeCode, body.evidence, 'body.evidence')
  const outcome = decideMending({ ...notice, mendedOn: body.mendedOn, today: chinaDateOf(act.now) })
  await settleNotice(act.tx, county, notice.id, {
    state: outcome,
    mendedOn: body.mendedOn,
    evidence: body.evidence,
    note: body.note,
    by: act.actor.accountId,
    at: act.now,
  })
  const state = outcome === 'waived' ? 'waived' : 'approved'
  await moveClaims(act.tx, county, [{ id: claim.id, state, stepKey: null, decided: claim.decided }], act.now)
  act.record({
    placeCode: claim.placeCode,
    householdId: claim.householdId,
    action: 'points.review',
    subjectKind: 'claim',
    subjectId: claim.id,
    detail: { rectification: outcome, mendedOn: body.mendedOn, dueOn: notice.dueOn },
  })
}
