import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { decideProxy } from '../accounts/index.ts'
import { assertFilesKnown } from '../files/index.ts'
import { householdCards, listPersonsOnRoll } from '../households/index.ts'
import { requireGate } from '../procedures/index.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type {
  amendClaim as amendRoute,
  declareBatch as batchRoute,
  declareClaim as declareRoute,
} from './contract.ts'
import { type Cap, capsOf, type Used, withUsed } from './decide-caps.ts'
import { cycleOf } from './decide-cycle.ts'
import { cycleClosed, decideDeclaration, isOwnClaim } from './decide-declaration.ts'
import { getBook, getItem } from './find-book.ts'
import { type ClaimSubject, findSubjects, type Named } from './find-subjects.ts'
import { findFrozen } from './freeze.ts'
import { lockSubjects } from './lock-subjects.ts'
import type { PointsBook, PointsItem } from './scheme.ts'
import { countyOf } from './store.ts'
import {
  amendClaimRow,
  type ClaimRow,
  findClaim,
  findUsed,
  insertClaims,
  lockClaims,
  moveClaims,
  type NewClaim,
} from './store-claims.ts'
import { findClose } from './store-closes.ts'

type Declared = Omit<RouteBody<typeof batchRoute>, 'lines'>
interface Line extends Named {
  quantity: number
  proposed: number | null
}

/** Declares one deed of a household, a person, a group or the village: by itself, on behalf, by neighbours, an organisation or a cadre. */
export async function declareClaim(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof declareRoute>,
): Promise<string> {
  const subject = { placeCode: body.placeCode, householdId: body.householdId }
  if (body.householdId === null) act.authorise('points.declare_for_others', subject)
  assertMayDeclare(act, body, subject)
  if (body.channel === 'behalf' && !body.proxy) throw new Refusal('points.proxy_missing', {}, 'body.proxy')
  const work = async () => {
    if (body.proxy) await assertProxy(act, body, body.proxy)
    const [id] = await declareLines(act, library, body, [body], {
      personName: body.personName,
      proxy: body.proxy,
    })
    return id!
  }
  // A villager sees neither closes nor a neighbour's household; the checks above allow just this one declaration.
  return act.may('points.declare_for_others', subject) ? work() : act.inPlace(body.placeCode, work)
}

/** Whoever speaks for the household says who she is and in what relation; nobody speaks for herself as a proxy. */
async function assertProxy(
  act: Act,
  { householdId, personId }: Named,
  proxy: NonNullable<RouteBody<typeof declareRoute>['proxy']>,
): Promise<void> {
  const county = act.actor.countyCode
  const [person] = personId
    ? await listPersonsOnRoll(act.tx, county, {
        personIds: [personId],
        criteria: {},
        on: chinaDateOf(act.now),
      })
    : []
  const card = householdId
    ? await householdCards(act.tx, county).where('id', '=', householdId).executeTakeFirst()
    : undefined
  const decision = decideProxy(proxy, {
    person: {
      name: person?.name ?? card?.head_name ?? '',
      birthDate: null,
      guardianName: null,
      refuses: false,
    },
    signatureNeeded: false,
    on: chinaDateOf(act.now),
  })
  if (decision.kind === 'refuse') throw new Refusal(decision.code, decision.details, decision.at)
}

function assertMayDeclare(
  act: Act,
  { channel }: Pick<Declared, 'channel'>,
  subject: { placeCode: string; householdId: string | null },
): void {
  if (channel === 'self') {
    if (subject.householdId === null || act.actor.householdId !== subject.householdId)
      throw new Refusal('points.not_your_household', {}, 'body.householdId')
    return
  }
  if (channel === 'neighbour' || channel === 'behalf') {
    if (act.actor.placeCode === subject.placeCode) act.authorise('points.recommend', subject)
    else act.authorise('points.declare_for_others', subject)
    return
  }
  act.authorise('points.declare_for_others', subject)
}

/** Declares one item for up to 1,000 subjects at once: all of them or none. */
export async function declareBatch(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof batchRoute>,
): Promise<string[]> {
  act.authorise('points.declare_for_others', { placeCode: body.placeCode })
  if (body.channel === 'self' || body.channel === 'behalf')
    throw new Refusal('points.batch_channel', {}, 'body.channel')
  const subjects = body.lines.map((line) => line.personId ?? line.groupId ?? line.householdId)
  if (new Set(subjects).size !== subjects.length)
    throw new Refusal('points.household_twice', {}, 'body.lines')
  return declareLines(act, library, body, body.lines, { personName: null, proxy: null })
}

async function declareLines(
  act: Act,
  library: SchemeLibrary,
  declared: Declared,
  lines: readonly Line[],
  who: { personName: string | null; proxy: unknown },
): Promise<string[]> {
  const county = countyOf(declared.placeCode)
  const rules = await getRules(act.tx, library, {
    countyCode: county,
    adoptionId: declared.adoptionId,
    on: declared.occurredOn,
  })
  if (rules.adoption.placeCode !== declared.placeCode)
    throw new Refusal('points.place_mismatch', {}, 'body.placeCode')
  const book = getBook(rules, declared.bookKey)
  const item = getItem(book, declared.itemKey)
  const cycle = cycleOf(book, declared.occurredOn)
  await requireGate(act.tx, rules, 'points.declare', cycle)
  const under = { rules, book, item }
  const where = { ...declared, on: declared.occurredOn }
  const subjects = (await findSubjects(act, rules, book, where, lines)).map(naming(who.personName))
  const points = await decidePoints(act, under, declared, { lines, subjects, cycle })
  const claims = lines.map(
    (line, index): NewClaim => ({
      id: makeId(),
      placeCode: declared.placeCode,
      ...subjects[index]!,
      adoptionId: declared.adoptionId,
      bookKey: declared.bookKey,
      itemKey: declared.itemKey,
      direction: item.direction,
      quantity: line.quantity,
      proposed: points[index]!,
      occurredOn: declared.occurredOn,
      happenedAt: declared.happenedAt,
      reason: declared.reason,
      evidence: declared.evidence,
      channel: declared.channel,
      medium: declared.medium,
      declaredBy: act.actor.accountId,
      declaredName: act.actor.name,
      proxy: who.proxy,
      stepKey: book.review[0]!.key,
    }),
  )
  await insertClaims(act.tx, declared.placeCode, claims, act.now)
  // A close holds the adoption, which the claims' key to it waits for: who comes second sees the other.
  if (await isCycleClosed(act, declared, cycle)) throw cycleClosed(cycle)
  for (const claim of claims) {
    act.record({
      placeCode: claim.placeCode,
      householdId: claim.householdId,
      action: 'points.declare',
      subjectKind: 'claim',
      subjectId: claim.id,
      onBehalf: who.proxy as never,
      detail: {
        item: claim.itemKey,
        points: claim.proposed,
        occurredOn: claim.occurredOn,
        channel: claim.channel,
        medium: claim.medium,
      },
    })
  }
  return claims.map((claim) => claim.id)
}

/** A name that was given in words says whose deed it is where nobody was chosen from the roll. */
const naming =
  (personName: string | null) =>
  (subject: ClaimSubject): ClaimSubject => ({ ...subject, personName: subject.personName ?? personName })

async function decidePoints(
  act: Act,
  { rules, book, item }: { rules: RulesInForce; book: PointsBook; item: PointsItem },
  declared: Declared,
  {
    lines,
    subjects,
    cycle,
  }: {
    lines: readonly Pick<Line, 'quantity' | 'proposed'>[]
    subjects: readonly ClaimSubject[]
    cycle: string
  },
): Promise<number[]> {
  const closed = await isCycleClosed(act, declared, cycle)
  // Several at once are told apart by their passbooks; whose deed it is tells one from another within a household.
  const only = subjects.length === 1 ? subjects[0]!.personName : null
  const caps = capsOf(book, item, { on: declared.occurredOn, named: only })
  const used = await lockUsed(act, caps, { ...declared, subjects })
  const today = chinaDateOf(act.now)
  const frozen = await findFrozen(act.tx, rules, { from: declared.occurredOn, to: today, for: 'deed' })
  await assertFilesKnown(act, declared.placeCode, declared.evidence, 'body.evidence')
  return lines.map((line, index) => {
    const { subjectId, householdId, personName, enrolled } = subjects[index]!
    const before = used.get(subjectId) ?? {}
    const points = decideDeclaration(book, item, {
      channel: declared.channel,
      quantity: line.quantity,
      proposed: line.proposed,
      occurredOn: declared.occurredOn,
      today,
      evidenceCount: declared.evidence.length,
      enrolled,
      closedCycle: closed ? cycle : null,
      named: personName,
      used: before,
      frozen: frozen.find(
        (one) =>
          one.householdId === householdId && (one.personName === null || one.personName === personName),
      ),
    })
    used.set(subjectId, withUsed(before, caps, points))
    return points
  })
}

async function isCycleClosed(act: Act, declared: Declared, cycle: string): Promise<boolean> {
  return (await findClose(act.tx, { ...declared, period: cycle })) !== undefined
}

/** What subjects have used of caps; held, so that two declarations at once cannot pass a cap together. */
async function lockUsed(
  act: Act,
  caps: readonly Cap[],
  key: { placeCode: string; adoptionId: string; bookKey: string; subjects: readonly ClaimSubject[] },
): Promise<Map<string, Used>> {
  if (caps.length === 0) return new Map()
  const householdIds = key.subjects.flatMap((subject) => subject.householdId ?? [])
  await lockSubjects(act, { ...key, householdIds })
  const subjectIds = key.subjects.map((subject) => subject.subjectId)
  return findUsed(act.tx, countyOf(key.placeCode), { ...key, subjectIds, caps })
}

/** Takes back a claim that has not been decided; whoever declared it, or the household itself. */
export async function withdrawClaim(
  act: Act,
  claimId: string,
  revision: number,
  reason: string,
): Promise<void> {
  const claim = await getOwnClaim(act, claimId, revision)
  if (claim.state !== 'in_review' && claim.state !== 'returned')
    throw new Refusal('points.not_withdrawable', { state: claim.state })
  await moveClaims(
    act.tx,
    countyOf(claim.placeCode),
    [{ id: claim.id, state: 'withdrawn', stepKey: null, decided: null }],
    act.now,
  )
  act.record({
    placeCode: claim.placeCode,
    householdId: claim.householdId,
    action: 'points.declare',
    subjectKind: 'claim',
    subjectId: claim.id,
    detail: { withdrawn: true, reason },
  })
}

/** Sends a returned claim into review again with what was asked for. */
export async function amendClaim(
  act: Act,
  library: SchemeLibrary,
  claimId: string,
  body: RouteBody<typeof amendRoute>,
): Promise<void> {
  const claim = await getOwnClaim(act, claimId, body.revision)
  if (claim.state !== 'returned') throw new Refusal('points.not_returned')
  const county = countyOf(claim.placeCode)
  const rules = await getRules(act.tx, library, {
    countyCode: county,
    adoptionId: claim.adoptionId,
    on: body.occurredOn,
  })
  const book = getBook(rules, claim.bookKey)
  const item = getItem(book, claim.itemKey)
  const declared = { ...claim, ...body, happenedAt: body.happenedAt } as unknown as Declared
  // Out of the count of what is used, so that the caps do not count this claim twice.
  await moveClaims(
    act.tx,
    county,
    [{ id: claim.id, state: 'withdrawn', stepKey: null, decided: null }],
    act.now,
  )
  const cycle = cycleOf(book, body.occurredOn)
  const { subject, proposed } = await act.inPlace(claim.placeCode, async () => {
    const groupId = claim.subjectKind === 'group' ? claim.subjectId : null
    const where = { ...declared, on: body.occurredOn }
    const found = await findSubjects(act, rules, book, where, [{ ...claim, groupId }])
    const subjects = found.map(naming(claim.personName))
    const [points] = await decidePoints(act, { rules, book, item }, declared, {
      lines: [body],
      subjects,
      cycle,
    })
    return { subject: subjects[0]!, proposed: points }
  })
  await amendClaimRow(act.tx, county, claim.id, {
    ...body,
    ...subject,
    proposed: proposed!,
    stepKey: book.review[0]!.key,
    at: act.now,
  })
  act.record({
    placeCode: claim.placeCode,
    householdId: claim.householdId,
    action: 'points.declare',
    subjectKind: 'claim',
    subjectId: claim.id,
    detail: { amended: true, points: proposed },
  })
}

/** A claim that this account declared, or an award of its household; a deduction is not the household's to take back. */
async function getOwnClaim(act: Act, claimId: string, revision: number): Promise<ClaimRow> {
  await lockClaims(act.tx, act.actor.countyCode, [claimId])
  const claim = await findClaim(act.tx, act.actor.countyCode, claimId)
  if (!claim || !isOwnClaim(claim, act.actor)) throw new Refusal('record.not_found')
  if (claim.revision !== revision) throw new Refusal('request.stale')
  return claim
}
