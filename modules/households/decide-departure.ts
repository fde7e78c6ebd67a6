import { replaceHead } from './decide-head.ts'
import {
  checkDay,
  emptyPlan,
  type HouseholdFacts,
  type MemberFacts,
  moveMembers,
  type Plan,
  type PlanRefusal,
  type PlanResult,
  refusePlan,
} from './decide-plan.ts'
import type { Relation } from './decide-relation.ts'

export interface DepartureRequest {
  on: string
  personId: string
  newHeadId: string | null
  relations: readonly { personId: string; relation: Relation }[]
}

/** 死亡: the membership ends; a household without members ends too; a dead head is followed by another member. */
export function decideDeath(household: HouseholdFacts, request: DepartureRequest, today: string): PlanResult {
  const result = decideDeparture(household, request, 'death', today)
  if (result.ok) result.plan.died.push({ personId: request.personId })
  return result
}

/** 迁出: the person's registration leaves the county. */
export function decideLeaving(
  household: HouseholdFacts,
  request: DepartureRequest,
  today: string,
): PlanResult {
  const result = decideDeparture(household, request, 'leave', today)
  if (result.ok) result.plan.left.push({ personId: request.personId })
  return result
}

function decideDeparture(
  household: HouseholdFacts,
  request: DepartureRequest,
  reason: 'death' | 'leave',
  today: string,
): PlanResult {
  const member = household.members.find((one) => one.personId === request.personId)
  if (!member) return refusePlan('household.not_member', { personId: request.personId })
  const day = checkDay(household, [member], request.on, today)
  if (day) return { ok: false, refusal: day }
  const plan = emptyPlan(request.on)
  const refusal = takeOut(plan, household, member, { ...request, to: null, reason })
  return refusal ? { ok: false, refusal } : { ok: true, plan }
}

/** Takes a member out of her household: the household ends with the last one, and a head needs a follower. */
export function takeOut(
  plan: Plan,
  household: HouseholdFacts,
  member: MemberFacts,
  way: {
    on: string
    to: string | null
    reason: 'death' | 'leave' | 'transfer' | 'marriage_in'
    relation?: Relation
    newHeadId: string | null
    relations: readonly { personId: string; relation: Relation }[]
  },
): PlanRefusal | undefined {
  moveMembers(plan, [member], {
    from: household.id,
    to: way.to,
    relations: new Map(way.relation ? [[member.personId, way.relation]] : []),
    reason: way.reason,
  })
  const remaining = household.members.filter((one) => one !== member)
  if (remaining.length === 0) {
    plan.ended.push({ householdId: household.id, endedBy: 'dissolved', successorId: way.to })
    plan.warnings.push({
      zh: `第${household.number}户不再有成员，将同时销户。`,
      en: `Household ${household.number} has no member left and ends on the same day.`,
    })
    return undefined
  }
  if (member.personId !== household.headId) return undefined
  if (way.newHeadId === null)
    return {
      code: 'household.new_head_needed',
      details: { name: household.headName },
      at: 'body.operation.newHeadId',
    }
  return replaceHead(
    plan,
    household,
    remaining,
    { on: way.on, newHeadId: way.newHeadId, relations: way.relations },
    way.reason,
  )
}
