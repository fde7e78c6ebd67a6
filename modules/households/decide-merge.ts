import {
  changeRelations,
  checkDay,
  emptyPlan,
  type HouseholdFacts,
  moveMembers,
  type PlanResult,
  refusePlan,
} from './decide-plan.ts'
import type { Relation } from './decide-relation.ts'

/**
 * 并户: the other household ends and its members join the first under its head. The first keeps its id, number
 * and door plate; the other names it as successor. Both must lie in one village.
 */
export function decideMerge(
  household: HouseholdFacts,
  other: HouseholdFacts,
  request: { on: string; relations: readonly { personId: string; relation: Relation }[] },
  today: string,
): PlanResult {
  if (household.id === other.id)
    return refusePlan('household.merge_same', {}, 'body.operation.otherHouseholdId')
  const day =
    checkDay(household, household.members, request.on, today) ??
    checkDay(other, other.members, request.on, today)
  if (day) return { ok: false, refusal: day }
  if (household.placeCode !== other.placeCode) return refusePlan('household.merge_villages')
  const everyone = [...household.members, ...other.members]
  const named = new Map(request.relations.map((one) => [one.personId, one.relation]))
  for (const { personId } of request.relations)
    if (!everyone.some((member) => member.personId === personId))
      return refusePlan('household.not_member', { personId }, 'body.operation.relations')
  for (const member of everyone) {
    const relation = named.get(member.personId)
    if (member.personId === household.headId) continue
    if (relation === 'head') return refusePlan('household.two_heads', { name: member.name })
    // A relation to the other head says nothing about this one, so it has to be named anew.
    if (relation === undefined && other.members.includes(member))
      return refusePlan('household.relation_needed', { name: member.name }, 'body.operation.relations')
  }
  const plan = emptyPlan(request.on)
  moveMembers(plan, other.members, { from: other.id, to: household.id, relations: named, reason: 'merge' })
  named.delete(household.headId ?? '')
  changeRelations(plan, household, household.members, named, 'merge')
  plan.ended.push({ householdId: other.id, endedBy: 'merged', successorId: household.id })
  return { ok: true, plan }
}
