import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { assertFilesKnown } from '../files/index.ts'
import { lockForAct } from './apply-for-group.ts'
import type { accept as acceptRoute, inspect as inspectRoute } from './contract.ts'
import {
  decideAcceptance,
  decideInspection,
  decideObservers,
  decidePreliminary,
  type Inspected,
  type Outcome,
  standardsOf,
} from './decide-acceptance.ts'
import { rulesOfCollective } from './rules-of-collective.ts'
import type { CollectiveRules } from './scheme.ts'
import {
  type CreationRow,
  changeCreation,
  countyOf,
  findCreation,
  type GroupHousehold,
  listGroupHouseholds,
} from './store.ts'
import { insertAcceptance, insertInspections, listNewestInspections } from './store-acceptances.ts'

export const observerWords = {
  congress_deputy: { zh: '人大代表', en: 'a deputy of the people’s congress' },
  consultative_member: { zh: '政协委员', en: 'a member of the consultative conference' },
  citizen: { zh: '普通市民', en: 'a citizen' },
} as const

/** Keeps what was found at households and in the group; the newest finding of each counts. */
export async function inspect(
  act: Act,
  library: SchemeLibrary,
  creationId: string,
  body: RouteBody<typeof inspectRoute>,
): Promise<number> {
  const row = await lockForAct(act, creationId, 'collectives.inspect', ['creating', 'preliminary'])
  const { rules } = await rulesOfCollective(act, library, row, chinaDateOf(act.now))
  const households = new Set(
    (await listGroupHouseholds(act.tx, countyOf(row.placeCode), row.groupId)).map((one) => one.householdId),
  )
  for (const [index, one] of body.rows.entries()) {
    if (one.householdId !== null && !households.has(one.householdId))
      throw new Refusal('collectives.household_unfit', { row: index + 1 }, `body.rows.${index}.householdId`)
    decideInspection(rules, one, `body.rows.${index}`)
  }
  await assertFilesKnown(
    act,
    row.placeCode,
    body.rows.flatMap((one) => one.files),
    'body.rows',
  )
  await insertInspections(
    act.tx,
    {
      placeCode: row.placeCode,
      creationId,
      by: act.actor.accountId,
      byName: act.actor.name,
      at: act.now,
    },
    body.rows.map((one) => ({ ...one, id: makeId() })),
  )
  act.record({
    placeCode: row.placeCode,
    action: 'collectives.inspect',
    subjectKind: 'creation',
    subjectId: creationId,
    detail: { rows: body.rows.map(({ householdId, failed }) => ({ householdId, failed })) },
  })
  return body.rows.length
}

/** Preliminary acceptance by key standards, then on-site acceptance of every household before the observers (G-4). */
export async function acceptGroup(
  act: Act,
  library: SchemeLibrary,
  creationId: string,
  body: RouteBody<typeof acceptRoute>,
): Promise<CreationRow> {
  const wanted = body.stage === 'preliminary' ? 'creating' : 'preliminary'
  const row = await lockForAct(act, creationId, 'collectives.accept', [wanted])
  if (row.revision !== body.revision) throw new Refusal('request.stale')
  if (body.heldOn > chinaDateOf(act.now))
    throw new Refusal('collectives.future_day', { day: body.heldOn }, 'body.heldOn')
  if (body.heldOn < row.appliedOn)
    throw new Refusal('collectives.before_application', { from: row.appliedOn }, 'body.heldOn')
  const { rules, inForce } = await rulesOfCollective(act, library, row, body.heldOn)
  await assertFilesKnown(act, row.placeCode, body.files, 'body.files')
  const households = await listGroupHouseholds(act.tx, countyOf(row.placeCode), row.groupId)
  const inspected = await listNewestInspections(act.tx, countyOf(row.placeCode), creationId)
  const inGroup = inspected.filter(
    (one) =>
      one.householdId === null || households.some((household) => household.householdId === one.householdId),
  )
  const outcome =
    body.stage === 'preliminary'
      ? preliminaryOutcome(rules, inGroup, body.longTerm)
      : finalOutcome(rules, inGroup, households, body)
  await insertAcceptance(act.tx, {
    ...body,
    ...outcome,
    id: makeId(),
    placeCode: row.placeCode,
    creationId,
    schemeHash: inForce.mark.hash,
    by: act.actor.accountId,
    recordedAt: act.now,
  })
  const state = body.stage === 'preliminary' ? 'preliminary' : outcome.passed ? 'accepted' : 'failed'
  await changeCreation(act.tx, row, { state })
  act.record({
    placeCode: row.placeCode,
    action: 'collectives.accept',
    subjectKind: 'creation',
    subjectId: creationId,
    detail: { stage: body.stage, state, ...outcome, observers: body.observers, reviewers: body.reviewers },
  })
  return (await findCreation(act.tx, countyOf(row.placeCode), creationId))!
}

function preliminaryOutcome(
  rules: CollectiveRules,
  inspected: readonly Inspected[],
  longTerm: boolean,
): Outcome {
  if (!longTerm) throw new Refusal('collectives.long_term_missing', {}, 'body.longTerm')
  const keyKinds = rules.standards.filter((standard) => standard.level === 'key').map(({ of }) => of)
  const seen = new Set(inspected.map((one) => (one.householdId === null ? 'group' : 'household')))
  if (keyKinds.some((kind) => !seen.has(kind))) throw new Refusal('collectives.key_standards_open')
  const vetoedBy = decidePreliminary(rules, inspected)
  if (vetoedBy.length > 0) {
    const names = rules.standards.filter((standard) => vetoedBy.includes(standard.key))
    throw new Refusal('collectives.preliminary_failed', {
      standards: names.map(({ name }) => name.zh).join('、'),
      standardsEn: names.map(({ name }) => name.en).join(', '),
    })
  }
  const households = inspected.filter((one) => one.householdId !== null).length
  return { passed: true, households, failedHouseholds: 0, vetoedBy: [], score: 0, grade: null }
}

function finalOutcome(
  rules: CollectiveRules,
  inspected: readonly Inspected[],
  households: readonly GroupHousehold[],
  body: RouteBody<typeof acceptRoute>,
): Outcome {
  const missing = decideObservers(
    rules,
    body.observers.map((one) => one.kind),
  )
  if (missing.length > 0) {
    const names = missing.map((kind) => observerWords[kind as keyof typeof observerWords])
    throw new Refusal(
      'collectives.observers_missing',
      { kinds: names.map(({ zh }) => zh).join('、'), kindsEn: names.map(({ en }) => en).join(', ') },
      'body.observers',
    )
  }
  if (households.length === 0) throw new Refusal('collectives.no_households')
  const seen = new Set(inspected.map((one) => one.householdId))
  const open = households.filter((household) => !seen.has(household.householdId))
  if (standardsOf(rules, households[0]!.householdId).length > 0 && open.length > 0)
    throw new Refusal('collectives.households_open', {
      count: open.length,
      numbers: open
        .slice(0, 5)
        .map((household) => household.householdNumber)
        .join('、'),
    })
  if (standardsOf(rules, null).length > 0 && !seen.has(null)) throw new Refusal('collectives.group_open')
  return { ...decideAcceptance(rules, inspected, body.heldOn), households: households.length }
}
