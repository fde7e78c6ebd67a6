import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { decidePersonMerge, type MergedFacts } from './decide-person-merge.ts'
import type { Prepared } from './prepare-operation.ts'
import { applyPrepared, type ChangeResult, type OperationPreview, previewPrepared } from './run-operation.ts'
import { findPersonRecord, type PersonRecord } from './store.ts'
import { findPresentHousehold, listFacts } from './store-changes.ts'
import { listDependants } from './store-persons.ts'

export interface MergeRequest {
  keepId: string
  dropId: string
  reason: string
}

/** Shows what merging two records of one person would do. */
export async function previewPersonMerge(
  act: Act,
  county: string,
  request: MergeRequest,
): Promise<OperationPreview> {
  const prepared = await prepareMerge(act, county, request, 'read')
  return previewPrepared(act, county, 'persons_merged', request, prepared)
}

/** Merges two records of one person; both ids stay, and it can be undone. */
export async function mergePersons(
  act: Act,
  county: string,
  request: MergeRequest & { digest: string | null },
): Promise<ChangeResult> {
  const { digest, ...merge } = request
  const prepared = await prepareMerge(act, county, merge, 'lock')
  const given = { request: merge, digest, reason: merge.reason }
  return applyPrepared(act, county, 'persons_merged', given, prepared)
}

async function prepareMerge(
  act: Act,
  county: string,
  request: MergeRequest,
  lock: 'lock' | 'read',
): Promise<Prepared> {
  const today = chinaDateOf(act.now)
  const gathered = await gather(act, county, [request.keepId, request.dropId], lock)
  const [keep, drop] = [gathered.get(request.keepId)!, gathered.get(request.dropId)!]
  const result = decidePersonMerge(keep, drop, today, today)
  if (!result.ok) throw new Refusal(result.refusal.code, result.refusal.details, result.refusal.at)
  const same = keep.household.id === drop.household.id
  return {
    plan: result.plan,
    facts: same ? [keep.household] : [keep.household, drop.household],
    newPersons: [],
    personId: keep.id,
    personName: keep.name,
    toName: null,
    toNumber: null,
    placeCode: keep.household.placeCode,
    toPlaceCode: drop.household.placeCode,
    across: null,
  }
}

/** Locked in the order of their ids, so that two merges of the same people never wait for each other in a circle. */
async function gather(
  act: Act,
  county: string,
  ids: readonly string[],
  lock: 'lock' | 'read',
): Promise<Map<string, MergedFacts>> {
  const people = new Map<string, { record: PersonRecord; householdId: string }>()
  for (const id of [...new Set(ids)].sort()) {
    const record = await findPersonRecord(act.tx, county, id, lock)
    const householdId = record && (await findPresentHousehold(act.tx, county, id))
    if (!record || !householdId) throw new Refusal('record.not_found')
    people.set(id, { record, householdId })
  }
  const householdIds = [...new Set([...people.values()].map((one) => one.householdId))]
  const households = await listFacts(act.tx, county, householdIds, lock)
  const gathered = new Map<string, MergedFacts>()
  for (const [id, { record, householdId }] of people) {
    const household = households.get(householdId)
    if (!household) throw new Refusal('record.not_found')
    act.authorise('households.merge_persons', { placeCode: household.placeCode })
    gathered.set(id, { ...record, household, ...(await listDependants(act.tx, county, id)) })
  }
  return gathered
}
