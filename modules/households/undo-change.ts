import { createHash } from 'node:crypto'
import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { listShortNames } from '../territory/index.ts'
import { reversePlan, touchedBy } from './apply-plan.ts'
import type { HouseholdFacts } from './decide-plan.ts'
import { checkUndo } from './decide-undo.ts'
import { type HouseholdChange, type KeyedLine, runEffects } from './household-effects.ts'
import { by, type ChangeResult, type OperationPreview, refuseBlocked } from './run-operation.ts'
import { listFacts, type WrittenPlan } from './store-changes.ts'
import {
  type ChangeRow,
  findChangeRow,
  findLaterChange,
  findNumberHolder,
  insertChanges,
} from './store-history.ts'
import { listIdentityHolders, listPrints } from './store-persons.ts'

interface PreparedUndo {
  row: ChangeRow
  plan: WrittenPlan
  facts: HouseholdFacts[]
  change: HouseholdChange
}

/** The right that undoing a change asks for: that of doing it. */
export function undoAction(row: Pick<ChangeRow, 'kind' | 'detail'>): string {
  if (row.kind === 'persons_merged') return 'households.merge_persons'
  const { placeCode, toPlaceCode } = row.detail
  return placeCode !== toPlaceCode ? 'households.move' : 'households.manage'
}

/** Shows what undoing would do. Refuses with the reason when the change cannot be undone any more. */
export async function previewUndo(act: Act, county: string, changeId: string): Promise<OperationPreview> {
  const prepared = await prepareUndo(act, county, changeId, 'read')
  const { facts, plan, change } = prepared
  const effects = await runEffects(act, change, 'previewUndo')
  const names = await listShortNames(
    act.tx,
    facts.map((household) => household.placeCode),
  )
  const show = (household: HouseholdFacts, members: HouseholdFacts['members'], ended: boolean) => ({
    householdId: household.id,
    placeCode: household.placeCode,
    placeName: names.get(household.placeCode) ?? household.placeCode,
    number: household.number,
    headName: household.headName,
    endedBy: ended ? ('undone' as const) : null,
    members: members.map(({ personId, name, relation }) => ({
      personId,
      name,
      relation,
      mark: 'stays' as const,
    })),
  })
  const voided = new Set(plan.memberships.map((one) => one.id))
  const opened = new Set(plan.opened.map((one) => one.id))
  return {
    kind: 'undone',
    on: plan.on,
    summary: undoSummary(prepared.row),
    before: facts.map((household) => show(household, household.members, false)),
    after: facts.map((household) =>
      show(
        household,
        household.members.filter((member) => !voided.has(member.membershipId)),
        opened.has(household.id),
      ),
    ),
    effects: effects.map((line) => ({ ...line, blocks: line.blocks ?? false })),
    warnings: [],
    digest: digestOf(prepared, effects),
  }
}

/** Undoes the newest change of its households: people are where they were, and the history tells both. */
export async function undoChange(
  act: Act,
  county: string,
  request: { changeId: string; reason: string; digest: string | null },
): Promise<ChangeResult> {
  const prepared = await prepareUndo(act, county, request.changeId, 'lock')
  const { row, plan, facts, change } = prepared
  const foreseen = await runEffects(act, change, 'previewUndo')
  if (request.digest !== null && request.digest !== digestOf(prepared, foreseen))
    throw new Refusal('household.changed_since')
  refuseBlocked(foreseen)
  const places = new Map(facts.map((household) => [household.id, household.placeCode]))
  if (plan.moved) places.set(plan.moved.householdId, plan.moved.before.placeCode)
  await reversePlan(act.tx, county, plan, {
    newPersonIds: row.detail.newPersonIds ?? [],
    changeId: row.id,
    places,
  })
  const effects = (await runEffects(act, change, 'undo')).map(({ key, zh, en }) => ({ key, zh, en }))
  const summary = undoSummary(row)
  const changeId = makeId()
  const undone = {
    id: changeId,
    placeCode: row.placeCode,
    householdId: row.householdId,
    otherHouseholdId: row.otherHouseholdId,
    personId: row.personId,
    kind: 'undone' as const,
    on: chinaDateOf(act.now),
    detail: { summary, reason: request.reason, effects },
    undoesId: row.id,
  }
  await insertChanges(act.tx, county, [undone], by(act))
  act.record({
    placeCode: row.placeCode,
    householdId: row.householdId,
    action: 'households.undo',
    subjectKind: 'household',
    subjectId: row.householdId,
    detail: { changeId, undoes: row.id, kind: row.kind, reason: request.reason },
  })
  return {
    changeId,
    householdIds: [...new Set([row.householdId, ...touchedBy(plan)])],
    summary,
    effects,
  }
}

async function prepareUndo(
  act: Act,
  county: string,
  changeId: string,
  lock: 'lock' | 'read',
): Promise<PreparedUndo> {
  const row = await findChangeRow(act.tx, county, changeId)
  if (!row) throw new Refusal('record.not_found')
  const plan = row.detail.plan
  const action = undoAction(row)
  act.authorise(action, { placeCode: row.placeCode })
  if (row.detail.toPlaceCode) act.authorise(action, { placeCode: row.detail.toPlaceCode })
  const ids = plan ? [...new Set([row.householdId, ...touchedBy(plan)])] : [row.householdId]
  const found = await listFacts(act.tx, county, ids, lock)
  const facts = ids.flatMap((id) => found.get(id) ?? [])
  if (facts.length < ids.length) throw new Refusal('record.not_found')
  const refusal = checkUndo({
    kind: row.kind,
    undone: row.undoneById !== null,
    hasPlan: plan !== undefined,
    later: await findLaterChange(act.tx, county, row, ids),
    numberTaken: plan && (await findTakenNumber(act, county, plan, found)),
    identityTaken: plan && (await findIdentityClash(act, county, plan)),
    acrossCounties: row.detail.across !== undefined,
  })
  if (refusal) throw new Refusal(refusal.code, refusal.details)
  return { row, plan: plan!, facts, change: describeUndo(row, plan!, county) }
}

/** Name of a person who would come back to the roll while her identity number stands on another record. */
async function findIdentityClash(act: Act, county: string, plan: WrittenPlan): Promise<string | undefined> {
  const ids = plan.left.map((one) => one.personId)
  if (plan.merged) ids.push(plan.merged.dropId)
  const prints = await listPrints(act.tx, county, ids)
  const holders = await listIdentityHolders(
    act.tx,
    county,
    prints.map((one) => one.identityHash),
  )
  const own = new Set([...ids, plan.merged?.keepId])
  const clash = holders.find((holder) => !own.has(holder.personId))
  return prints.find((one) => one.identityHash === clash?.identityHash)?.name
}

/** A number that a household would take back and another has meanwhile. */
async function findTakenNumber(
  act: Act,
  county: string,
  plan: WrittenPlan,
  facts: ReadonlyMap<string, HouseholdFacts>,
): Promise<string | undefined> {
  const wanted = plan.ended.flatMap((one) => {
    const household = facts.get(one.householdId)
    return household ? [{ ...household }] : []
  })
  if (plan.moved) wanted.push({ ...facts.get(plan.moved.householdId)!, ...plan.moved.before })
  for (const { id, placeCode, number } of wanted)
    if (await findNumberHolder(act.tx, county, placeCode, number, id)) return number
  return undefined
}

function describeUndo(row: ChangeRow, plan: WrittenPlan, county: string): HouseholdChange {
  const to = new Map(plan.joined.map((one) => [one.personId, one.householdId]))
  const from = new Map(plan.closed.map((one) => [one.personId, one.householdId]))
  return {
    id: row.id,
    kind: row.kind,
    on: plan.on,
    countyCode: county,
    placeCode: row.detail.placeCode ?? row.placeCode,
    toPlaceCode: row.detail.toPlaceCode ?? row.placeCode,
    householdId: row.householdId,
    otherHouseholdId: row.otherHouseholdId,
    opened: plan.opened.map((one) => ({ householdId: one.id, fromHouseholdId: row.householdId })),
    ended: plan.ended,
    persons: [...new Set([...from.keys(), ...to.keys()])].map((personId) => ({
      personId,
      fromHouseholdId: from.get(personId) ?? null,
      toHouseholdId: to.get(personId) ?? null,
    })),
    replaced: plan.merged ? { dropId: plan.merged.dropId, keepId: plan.merged.keepId } : null,
    across: null,
  }
}

function undoSummary(row: ChangeRow): { zh: string; en: string } {
  return { zh: `撤销：${row.detail.summary.zh}`, en: `Undone: ${row.detail.summary.en}` }
}

function digestOf(prepared: PreparedUndo, effects: readonly KeyedLine[]): string {
  const seen = [
    prepared.row.id,
    prepared.facts.map((household) => [household.id, household.revision]),
    effects.map((line) => [line.key, line.zh, line.blocks ?? false]),
  ]
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url')
}
