import {
  changeRelations,
  checkDay,
  decideRelations,
  emptyPlan,
  type HouseholdFacts,
  moveMembers,
  type PlanResult,
  refusePlan,
} from './decide-plan.ts'
import type { Relation } from './decide-relation.ts'

export interface SplitRequest {
  on: string
  memberIds: readonly string[]
  newHeadId: string
  relations: readonly { personId: string; relation: Relation }[]
  newHousehold: { id: string; number: string; groupId: string | null; address: string }
}

/**
 * 分户: some members leave and form a household of their own under a new head. The old household keeps its
 * head and at least one member, so it keeps its number, its door plate and all that hangs on its id.
 */
export function decideSplit(household: HouseholdFacts, request: SplitRequest, today: string): PlanResult {
  const leaving = new Set(request.memberIds)
  const unknown = request.memberIds.find((id) => !household.members.some((member) => member.personId === id))
  const day = checkDay(household, household.members, request.on, today)
  if (day) return { ok: false, refusal: day }
  if (unknown) return refusePlan('household.not_member', { personId: unknown }, 'body.operation.memberIds')
  if (leaving.size === household.members.length) return refusePlan('household.split_all')
  if (household.headId !== null && leaving.has(household.headId))
    return refusePlan('household.split_head', { name: household.headName })
  if (!leaving.has(request.newHeadId)) return refusePlan('household.split_head_stays')
  const going = household.members.filter((member) => leaving.has(member.personId))
  const staying = household.members.filter((member) => !leaving.has(member.personId))
  const inNew = decideRelations(
    going,
    request.newHeadId,
    request.relations.filter((one) => leaving.has(one.personId)),
  )
  if (!inNew.ok) return inNew
  const inOld = decideRelations(
    staying,
    household.headId ?? '',
    request.relations.filter((one) => !leaving.has(one.personId)),
  )
  if (!inOld.ok) return inOld
  const plan = emptyPlan(request.on)
  const head = going.find((member) => member.personId === request.newHeadId)!
  plan.opened.push({
    ...request.newHousehold,
    placeCode: household.placeCode,
    standing: household.standing,
    headId: head.personId,
    headName: head.name,
  })
  moveMembers(plan, going, {
    from: household.id,
    to: request.newHousehold.id,
    relations: inNew.relations,
    reason: 'split',
  })
  changeRelations(plan, household, staying, inOld.relations, 'split')
  return { ok: true, plan }
}
