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
  const keep = await gather(act, county, request.keepId, lock)
  const drop = await gather(act, county, request.dropId, lock)
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

async function gather(act: Act, county: string, id: string, lock: 'lock' | 'read'): Promise<MergedFacts> {
  const record: PersonRecord | undefined = await findPersonRecord(act.tx, county, id, lock)
  const householdId = record && (await findPresentHousehold(act.tx, county, id))
  if (!record || !householdId) throw new Refusal('record.not_found')
  const household = (await listFacts(act.tx, county, [householdId], lock)).get(householdId)
  if (!household) throw new Refusal('record.not_found')
  act.authorise('households.merge_persons', { placeCode: household.placeCode })
  return { ...record, household, ...(await listDependants(act.tx, county, id)) }
}
