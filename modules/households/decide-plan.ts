import type { Relation } from './decide-relation.ts'

/** A present member as the rules see her. */
export interface MemberFacts {
  personId: string
  membershipId: string
  name: string
  relation: Relation
  birthDate: string | null
  /** Since when in this household, in this relation. */
  from: string
}

/** A household with its present members. */
export interface HouseholdFacts {
  id: string
  placeCode: string
  number: string
  headId: string | null
  headName: string
  groupId: string | null
  address: string
  standing: 'local' | 'resident'
  validFrom: string
  validTo: string | null
  revision: number
  members: readonly MemberFacts[]
}

export type EndReason = 'merged' | 'moved' | 'dissolved' | 'undone'

/** Why somebody came into a household or left it; kept with the membership. */
export type MembershipReason =
  | 'registered'
  | 'imported'
  | 'split'
  | 'merge'
  | 'change_head'
  | 'move'
  | 'death'
  | 'marriage_in'
  | 'birth'
  | 'adoption'
  | 'transfer'
  | 'leave'
  | 'duplicate'
  | 'undone'

/** A household to be made; `id` is given beforehand. */
export interface OpenedHousehold {
  id: string
  placeCode: string
  number: string
  groupId: string | null
  address: string
  standing: 'local' | 'resident'
  headId: string
  headName: string
}

/**
 * What an operation does, as data: the store writes it in a few statements, the preview shows it, and undoing
 * reads it back. A member whose relation changes leaves and joins again on the same day.
 */
export interface Plan {
  on: string
  opened: OpenedHousehold[]
  ended: { householdId: string; endedBy: EndReason; successorId: string | null }[]
  heads: {
    householdId: string
    before: { headId: string | null; headName: string }
    after: { headId: string; headName: string }
  }[]
  closed: { membershipId: string; personId: string; householdId: string; reason: MembershipReason }[]
  joined: { personId: string; householdId: string; relation: Relation; reason: MembershipReason }[]
  died: { personId: string }[]
  left: { personId: string }[]
  /** The household keeps its id and gets another place; members and open tags go along. */
  moved: {
    householdId: string
    before: MovedPlace
    after: MovedPlace
  } | null
  /** Two records of one person become one; what the kept one took over, for undoing. */
  merged: MergedPersons | null
  warnings: { zh: string; en: string }[]
}

export interface MergedPersons {
  keepId: string
  dropId: string
  keepHouseholdId: string
  dropHouseholdId: string
  filled: FilledField[]
  /** Tags and wards of the dropped record, which point to the kept one afterwards. */
  tagIds: string[]
  wardIds: string[]
}

/** What the kept record lacked and took from the dropped one. */
export type FilledField = 'identity' | 'phone' | 'birth_date'

export interface MovedPlace {
  placeCode: string
  number: string
  groupId: string | null
  address: string
}

/** A refusal of the rules: a code of errors.ts with its details. */
export interface PlanRefusal {
  code: string
  details: Record<string, string | number>
  at?: string
}

export type PlanResult = { ok: true; plan: Plan } | { ok: false; refusal: PlanRefusal }

export function emptyPlan(on: string): Plan {
  return {
    on,
    opened: [],
    ended: [],
    heads: [],
    closed: [],
    joined: [],
    died: [],
    left: [],
    moved: null,
    merged: null,
    warnings: [],
  }
}

export function refusePlan(code: string, details: PlanRefusal['details'] = {}, at?: string): PlanResult {
  return { ok: false, refusal: { code, details, ...(at ? { at } : {}) } }
}

/**
 * The first reason why nothing can happen to a household on a day: it has ended, the day lies ahead, or something
 * was already written of it for a later day (operations are written in the order of their days).
 */
export function checkDay(
  household: HouseholdFacts,
  members: readonly MemberFacts[],
  on: string,
  today: string,
): PlanRefusal | undefined {
  if (household.validTo !== null)
    return {
      code: 'household.ended',
      details: { number: household.number, on: household.validTo },
    }
  if (on > today) return { code: 'household.day_ahead', details: { on, today }, at: 'body.operation.on' }
  const latest = [household.validFrom, ...members.map((member) => member.from)].sort().at(-1)!
  if (on < latest)
    return { code: 'household.day_before_last', details: { on, latest }, at: 'body.operation.on' }
  return undefined
}

/** Relations to a head as asked for; a member not named keeps her own, but nobody stays or becomes a second head. */
export function decideRelations(
  members: readonly MemberFacts[],
  headId: string,
  asked: readonly { personId: string; relation: Relation }[],
): { ok: true; relations: Map<string, Relation> } | { ok: false; refusal: PlanRefusal } {
  const named = new Map(asked.map((one) => [one.personId, one.relation]))
  const ids = new Set(members.map((member) => member.personId))
  for (const { personId } of asked)
    if (!ids.has(personId))
      return { ok: false, refusal: { code: 'household.not_member', details: { personId } } }
  const relations = new Map<string, Relation>()
  for (const member of members) {
    const relation = named.get(member.personId) ?? member.relation
    if (member.personId === headId) relations.set(headId, 'head')
    else if (relation !== 'head') relations.set(member.personId, relation)
    else if (named.get(member.personId) === 'head')
      return { ok: false, refusal: { code: 'household.two_heads', details: { name: member.name } } }
    else return { ok: false, refusal: { code: 'household.relation_needed', details: { name: member.name } } }
  }
  return { ok: true, relations }
}

/** Adds the leaving and joining of members whose relation changes within their household. */
export function changeRelations(
  plan: Plan,
  household: HouseholdFacts,
  members: readonly MemberFacts[],
  relations: ReadonlyMap<string, Relation>,
  reason: MembershipReason,
): void {
  for (const member of members) {
    const relation = relations.get(member.personId)
    if (relation === undefined || relation === member.relation) continue
    plan.closed.push({ ...pick(member), householdId: household.id, reason })
    plan.joined.push({ personId: member.personId, householdId: household.id, relation, reason })
  }
}

/** Adds the going of members to another household, or out of all households. */
export function moveMembers(
  plan: Plan,
  members: readonly MemberFacts[],
  way: {
    from: string
    to: string | null
    relations: ReadonlyMap<string, Relation>
    reason: MembershipReason
  },
): void {
  for (const member of members) {
    plan.closed.push({ ...pick(member), householdId: way.from, reason: way.reason })
    if (way.to === null) continue
    plan.joined.push({
      personId: member.personId,
      householdId: way.to,
      relation: way.relations.get(member.personId) ?? 'other_relative',
      reason: way.reason,
    })
  }
}

function pick(member: MemberFacts): { membershipId: string; personId: string } {
  return { membershipId: member.membershipId, personId: member.personId }
}

/** Adds a change of head. */
export function setHead(plan: Plan, household: HouseholdFacts, head: MemberFacts): void {
  if (head.personId === household.headId) return
  plan.heads.push({
    householdId: household.id,
    before: { headId: household.headId, headName: household.headName },
    after: { headId: head.personId, headName: head.name },
  })
}
