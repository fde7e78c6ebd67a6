import { createHash } from 'node:crypto'
import { v7 as makeId } from 'uuid'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { listShortNames } from '../territory/index.ts'
import { applyPlan, completePlan, touchedBy } from './apply-plan.ts'
import type { ChangeKind, Operation } from './contract.ts'
import type { HouseholdFacts } from './decide-plan.ts'
import { decideShown, type ShownHousehold } from './decide-shown.ts'
import { decideSummary } from './decide-summary.ts'
import { type HouseholdChange, type KeyedLine, runEffects } from './household-effects.ts'
import { openAcross, refuseAcross } from './move-across.ts'
import { type Prepared, prepareOperation } from './prepare-operation.ts'
import { type ChangeDetail, insertChanges, type NewChangeRow } from './store-history.ts'

export interface OperationPreview {
  kind: ChangeKind
  on: string
  summary: { zh: string; en: string }
  before: (ShownHousehold & { placeName: string })[]
  after: (ShownHousehold & { placeName: string })[]
  effects: { key: string; zh: string; en: string; blocks: boolean }[]
  warnings: { zh: string; en: string }[]
  digest: string
}

export interface ChangeResult {
  changeId: string
  householdIds: string[]
  summary: { zh: string; en: string }
  effects: { key: string; zh: string; en: string }[]
}

/** Shows what an operation would do to people, points, shares and open items. Writes nothing. */
export async function previewOperation(
  act: Act,
  secrets: Secrets,
  county: string,
  operation: Operation,
): Promise<OperationPreview> {
  const prepared = await prepareOperation(act, secrets, county, operation, 'read')
  return previewPrepared(act, county, operation.kind, operation, prepared)
}

/** The preview of whatever was prepared: an operation or a merge of two records. */
export async function previewPrepared(
  act: Act,
  county: string,
  kind: ChangeKind,
  request: unknown,
  prepared: Prepared,
): Promise<OperationPreview> {
  await refuseAcross(act, county, prepared)
  const { plan, facts } = prepared
  const effects = await runEffects(act, describeChange(makeId(), kind, county, prepared), 'preview')
  const newcomers = new Map(prepared.newPersons.map((person) => [person.id, person.name]))
  const shown = decideShown(facts, plan, newcomers)
  if (prepared.across) shown.after.push(shownAcross(facts[0]!, prepared.across.household))
  const names = await listShortNames(
    act.tx,
    [...shown.before, ...shown.after].map((household) => household.placeCode),
  )
  const named = (household: ShownHousehold) => ({
    ...household,
    placeName: names.get(household.placeCode) ?? household.placeCode,
  })
  return {
    kind,
    on: plan.on,
    summary: summaryOf(kind, prepared),
    before: shown.before.map(named),
    after: shown.after.map(named),
    effects: effects.map((line) => ({ ...line, blocks: line.blocks ?? false })),
    warnings: plan.warnings,
    digest: digestOf(request, prepared, effects),
  }
}

/** Carries out an operation as it was previewed: all of it in the act's transaction, or nothing. */
export async function applyOperation(
  act: Act,
  secrets: Secrets,
  county: string,
  request: { operation: Operation; digest: string | null },
): Promise<ChangeResult> {
  const { operation } = request
  const prepared = await prepareOperation(act, secrets, county, operation, 'lock')
  return applyPrepared(
    act,
    county,
    operation.kind,
    { ...request, request: operation, reason: operation.reason },
    prepared,
  )
}

/** Writes what was prepared, with its history, effects and audit. A null digest is for callers that show no preview. */
export async function applyPrepared(
  act: Act,
  county: string,
  kind: ChangeKind,
  given: { request: unknown; digest: string | null; reason: string },
  prepared: Prepared,
): Promise<ChangeResult> {
  await refuseAcross(act, county, prepared)
  const changeId = makeId()
  const change = describeChange(changeId, kind, county, prepared)
  const foreseen = await runEffects(act, change, 'preview')
  if (given.digest !== null && given.digest !== digestOf(given.request, prepared, foreseen))
    throw new Refusal('household.changed_since')
  refuseBlocked(foreseen)
  const plan = completePlan(prepared.plan, prepared.facts)
  const places = new Map(prepared.facts.map((household) => [household.id, household.placeCode]))
  await applyPlan(act.tx, county, plan, { newPersons: prepared.newPersons, changeId, places })
  if (prepared.across) await openAcross(act, county, prepared, { changeId, reason: given.reason })
  const effects = (await runEffects(act, change, 'apply')).map(({ key, zh, en }) => ({ key, zh, en }))
  const summary = summaryOf(kind, prepared)
  const detail: ChangeDetail = {
    summary,
    reason: given.reason,
    effects,
    plan,
    newPersonIds: prepared.newPersons.map((person) => person.id),
    placeCode: prepared.placeCode,
    toPlaceCode: prepared.toPlaceCode,
    ...(change.across ? { across: change.across } : {}),
  }
  await insertChanges(act.tx, county, changeRows(change, detail), by(act))
  act.record({
    placeCode: prepared.placeCode,
    householdId: change.householdId,
    action: `households.${kind}`,
    subjectKind: 'household',
    subjectId: change.householdId,
    detail: { changeId, on: plan.on, reason: given.reason, summary: summary.zh },
  })
  return {
    changeId,
    householdIds: [...new Set([change.householdId, ...touchedBy(plan)])],
    summary,
    effects,
  }
}

export function by(act: Act) {
  return { at: act.now, accountId: act.actor.accountId, name: act.actor.name }
}

export function refuseBlocked(lines: readonly KeyedLine[]): void {
  const blocking = lines.filter((line) => line.blocks)
  if (blocking.length === 0) return
  throw new Refusal('household.effect_blocks', {
    action: blocking.map((line) => line.zh).join('；'),
    actionEn: blocking.map((line) => line.en).join('; '),
  })
}

/** Rows of the history: a move between villages stands in both, so that each clerk sees it. */
function changeRows(change: HouseholdChange, detail: ChangeDetail): NewChangeRow[] {
  const row: NewChangeRow = {
    id: change.id,
    placeCode: change.placeCode,
    householdId: change.householdId,
    otherHouseholdId: change.otherHouseholdId,
    personId: change.persons.length === 1 ? change.persons[0]!.personId : null,
    kind: change.kind,
    on: change.on,
    detail,
    undoesId: null,
  }
  if (change.toPlaceCode === change.placeCode || change.across) return [row]
  const { summary, reason, effects } = detail
  const copy = { summary, reason, effects, mirrorOf: change.id }
  return [row, { ...row, id: makeId(), placeCode: change.toPlaceCode, detail: copy }]
}

function describeChange(id: string, kind: ChangeKind, county: string, prepared: Prepared): HouseholdChange {
  const { plan, facts, across } = prepared
  const to = new Map(plan.joined.map((one) => [one.personId, one.householdId]))
  const from = new Map(plan.closed.map((one) => [one.personId, one.householdId]))
  return {
    id,
    kind,
    on: plan.on,
    countyCode: county,
    placeCode: prepared.placeCode,
    toPlaceCode: prepared.toPlaceCode,
    householdId: facts[0]!.id,
    otherHouseholdId: facts[1]?.id ?? plan.opened[0]?.id ?? null,
    opened: plan.opened.map((one) => ({ householdId: one.id, fromHouseholdId: facts[0]!.id })),
    ended: plan.ended,
    persons: [...new Set([...from.keys(), ...to.keys()])].map((personId) => ({
      personId,
      fromHouseholdId: from.get(personId) ?? null,
      toHouseholdId: to.get(personId) ?? null,
    })),
    replaced: plan.merged ? { dropId: plan.merged.dropId, keepId: plan.merged.keepId } : null,
    across: across
      ? {
          countyCode: across.countyCode,
          householdId: across.household.id,
          placeCode: across.household.placeCode,
        }
      : null,
  }
}

function summaryOf(kind: ChangeKind, prepared: Prepared) {
  return decideSummary({
    kind,
    household: prepared.facts[0]!,
    other: prepared.facts[1] ?? null,
    plan: prepared.plan,
    personName: prepared.personName,
    toName: prepared.toName,
    toNumber: prepared.toNumber,
  })
}

/** What the actor saw, in short: another request, other members or other effects give another digest. */
function digestOf(request: unknown, prepared: Prepared, effects: readonly KeyedLine[]): string {
  const seen = {
    request,
    facts: prepared.facts.map((household) => [
      household.id,
      household.revision,
      household.members.map((member) => [member.membershipId, member.name]),
    ]),
    numbers: [prepared.toNumber, ...prepared.plan.opened.map((one) => one.number)],
    effects: effects.map((line) => [line.key, line.zh, line.blocks ?? false]),
  }
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url')
}

function shownAcross(
  household: HouseholdFacts,
  there: { placeCode: string; number: string },
): ShownHousehold {
  return {
    householdId: null,
    placeCode: there.placeCode,
    number: there.number,
    headName: household.headName,
    endedBy: null,
    members: household.members.map(({ name, relation }) => ({
      personId: null,
      name,
      relation,
      mark: 'joins',
    })),
  }
}
