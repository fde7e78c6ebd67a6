import {
  checkDay,
  emptyPlan,
  type HouseholdFacts,
  type MovedPlace,
  moveMembers,
  type OpenedHousehold,
  type PlanResult,
  refusePlan,
} from './decide-plan.ts'
import type { Relation } from './decide-relation.ts'

/**
 * 整户迁移 within a county: the household keeps its id (and so its passbook) and takes a place and number in the
 * other village; memberships end in the one and begin in the other on the same day.
 */
export function decideMove(
  household: HouseholdFacts,
  request: { on: string; to: MovedPlace },
  today: string,
): PlanResult {
  const day = checkDay(household, household.members, request.on, today)
  if (day) return { ok: false, refusal: day }
  if (household.placeCode === request.to.placeCode)
    return refusePlan('household.move_same_village', {}, 'body.operation.toPlaceCode')
  const plan = emptyPlan(request.on)
  moveMembers(plan, household.members, {
    from: household.id,
    to: household.id,
    relations: relationsOf(household),
    reason: 'move',
  })
  plan.moved = {
    householdId: household.id,
    before: {
      placeCode: household.placeCode,
      number: household.number,
      groupId: household.groupId,
      address: household.address,
    },
    after: request.to,
  }
  return { ok: true, plan }
}

/** The half of a move to another county that happens here: the household ends, its members leave. */
export function decideMoveAway(
  household: HouseholdFacts,
  request: { on: string; successor: OpenedHousehold },
  today: string,
): PlanResult {
  const day = checkDay(household, household.members, request.on, today)
  if (day) return { ok: false, refusal: day }
  const plan = emptyPlan(request.on)
  moveMembers(plan, household.members, {
    from: household.id,
    to: null,
    relations: new Map(),
    reason: 'move',
  })
  plan.left = household.members.map(({ personId }) => ({ personId }))
  plan.ended.push({ householdId: household.id, endedBy: 'moved', successorId: request.successor.id })
  plan.warnings.push({
    zh: '迁到外县后，原县的记录停在迁出日，不能撤销；如有错误，请在迁入地再迁回。',
    en: 'After a move to another county the records here stop; it cannot be undone, only followed by a move back.',
  })
  return { ok: true, plan }
}

function relationsOf(household: HouseholdFacts): Map<string, Relation> {
  return new Map(household.members.map((member) => [member.personId, member.relation]))
}
