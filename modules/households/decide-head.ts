import { isUnder14 } from './decide-age.ts'
import {
  changeRelations,
  checkDay,
  decideRelations,
  emptyPlan,
  type HouseholdFacts,
  type MemberFacts,
  type MembershipReason,
  type Plan,
  type PlanRefusal,
  type PlanResult,
  refusePlan,
  setHead,
} from './decide-plan.ts'
import type { Relation } from './decide-relation.ts'

/** 变更户主: another member becomes head; the household, its number and all that hangs on it stay. */
export function decideChangeOfHead(
  household: HouseholdFacts,
  request: {
    on: string
    newHeadId: string
    relations: readonly { personId: string; relation: Relation }[]
  },
  today: string,
): PlanResult {
  const day = checkDay(household, household.members, request.on, today)
  if (day) return { ok: false, refusal: day }
  if (request.newHeadId === household.headId)
    return refusePlan('household.head_already', { name: household.headName }, 'body.operation.newHeadId')
  const plan = emptyPlan(request.on)
  const refusal = replaceHead(plan, household, household.members, request, 'change_head')
  return refusal ? { ok: false, refusal } : { ok: true, plan }
}

/** Puts a new head over the members that remain, with the relations to her. */
export function replaceHead(
  plan: Plan,
  household: HouseholdFacts,
  remaining: readonly MemberFacts[],
  request: {
    on: string
    newHeadId: string
    relations: readonly { personId: string; relation: Relation }[]
  },
  reason: MembershipReason,
): PlanRefusal | undefined {
  const head = remaining.find((member) => member.personId === request.newHeadId)
  if (!head)
    return {
      code: 'household.not_member',
      details: { personId: request.newHeadId },
      at: 'body.operation.newHeadId',
    }
  const relations = decideRelations(remaining, head.personId, request.relations)
  if (!relations.ok) return relations.refusal
  setHead(plan, household, head)
  changeRelations(plan, household, remaining, relations.relations, reason)
  if (isUnder14(head.birthDate, request.on))
    plan.warnings.push({
      zh: `新户主${head.name}未满14周岁，须由监护人代为办事。`,
      en: `The new head, ${head.name}, is under 14; a guardian must act for the household.`,
    })
  return undefined
}
