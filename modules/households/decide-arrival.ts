import { takeOut } from './decide-departure.ts'
import { checkDay, emptyPlan, type HouseholdFacts, type PlanResult, refusePlan } from './decide-plan.ts'
import type { Relation } from './decide-relation.ts'

/** 出生、收养、婚迁（县外）: a person who was in no household of the county joins one. */
export function decideArrival(
  household: HouseholdFacts,
  request: {
    on: string
    person: { id: string; name: string; birthDate: string | null }
    relation: Relation
    reason: 'birth' | 'adoption' | 'marriage_in'
  },
  today: string,
): PlanResult {
  const { on, person, relation, reason } = request
  // A birth is often registered weeks later: it may lie before other entries, but not before the household.
  const day = checkDay(household, [], on, today)
  if (day) return { ok: false, refusal: day }
  if (reason === 'birth' && person.birthDate !== on)
    return refusePlan('household.birth_day', { on }, 'body.operation.person.birthDate')
  if (person.birthDate !== null && person.birthDate > on)
    return refusePlan('household.not_born', { name: person.name, on }, 'body.operation.person.birthDate')
  const twin = household.members.find(
    (member) => member.name === person.name && member.birthDate === person.birthDate,
  )
  if (twin) return refusePlan('household.member_already', { name: person.name }, 'body.operation.person.name')
  if (relation === 'spouse' && household.members.some((member) => member.relation === 'spouse'))
    return refusePlan('household.spouse_already', {}, 'body.operation.relation')
  const plan = emptyPlan(on)
  plan.joined.push({ personId: person.id, householdId: household.id, relation, reason })
  return { ok: true, plan }
}

/** 调户、婚迁（县内）: a person leaves one household for another; a household left empty ends. */
export function decideTransfer(
  from: HouseholdFacts,
  to: HouseholdFacts,
  request: {
    on: string
    personId: string
    relation: Relation
    reason: 'transfer' | 'marriage_in'
  },
  today: string,
): PlanResult {
  if (from.id === to.id) return refusePlan('household.transfer_same')
  const member = from.members.find((one) => one.personId === request.personId)
  if (!member) return refusePlan('household.not_member', { personId: request.personId })
  const day = checkDay(from, [member], request.on, today) ?? checkDay(to, [], request.on, today)
  if (day) return { ok: false, refusal: day }
  if (request.relation === 'spouse' && to.members.some((one) => one.relation === 'spouse'))
    return refusePlan('household.spouse_already', {}, 'body.operation.relation')
  const plan = emptyPlan(request.on)
  const refusal = takeOut(plan, from, member, { ...request, to: to.id, newHeadId: null, relations: [] })
  return refusal ? { ok: false, refusal } : { ok: true, plan }
}
