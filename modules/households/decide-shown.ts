import type { HouseholdFacts, Plan } from './decide-plan.ts'
import type { Relation } from './decide-relation.ts'

export type Mark = 'stays' | 'joins' | 'leaves' | 'dies' | 'relation_changes'

export interface ShownHousehold {
  householdId: string | null
  placeCode: string
  number: string
  headName: string
  endedBy: 'merged' | 'moved' | 'dissolved' | 'undone' | null
  members: { personId: string | null; name: string; relation: Relation; mark: Mark }[]
}

/** The households before and after a plan, for people to compare. `newcomers` names persons who are yet to be made. */
export function decideShown(
  facts: readonly HouseholdFacts[],
  plan: Plan,
  newcomers: ReadonlyMap<string, string>,
): { before: ShownHousehold[]; after: ShownHousehold[] } {
  const names = new Map(newcomers)
  for (const household of facts)
    for (const member of household.members) names.set(member.personId, member.name)
  const joinersOf = (householdId: string, present: ReadonlySet<string>) =>
    plan.joined
      .filter((one) => one.householdId === householdId && !present.has(one.personId))
      .map((one) => ({
        personId: newcomers.has(one.personId) ? null : one.personId,
        name: names.get(one.personId) ?? '',
        relation: one.relation,
        mark: 'joins' as const,
      }))
  const opened = plan.opened.map(({ id, placeCode, number, headName }) => ({
    householdId: null,
    placeCode,
    number,
    headName,
    endedBy: null,
    members: joinersOf(id, new Set()),
  }))
  return {
    before: facts.map((household) => showBefore(household, plan)),
    after: [
      ...facts.map((household) => {
        const { head, place, members, endedBy } = remainsOf(household, plan)
        const present = new Set(household.members.map((member) => member.personId))
        return {
          householdId: household.id,
          placeCode: place.placeCode,
          number: place.number,
          headName: head,
          endedBy,
          members: [...members, ...joinersOf(household.id, present)],
        }
      }),
      ...opened,
    ],
  }
}

/** What becomes of a present member. */
function markOf(household: HouseholdFacts, personId: string, plan: Plan): Mark {
  const isHers = (one: { householdId: string; personId: string }) =>
    one.householdId === household.id && one.personId === personId
  if (plan.died.some((one) => one.personId === personId)) return 'dies'
  if (!plan.closed.some(isHers) || plan.moved?.householdId === household.id) return 'stays'
  return plan.joined.some(isHers) ? 'relation_changes' : 'leaves'
}

function showBefore(household: HouseholdFacts, plan: Plan): ShownHousehold {
  const { id, placeCode, number, headName, members } = household
  return {
    householdId: id,
    placeCode,
    number,
    headName,
    endedBy: null,
    members: members.map(({ personId, name, relation }) => ({
      personId,
      name,
      relation,
      mark: markOf(household, personId, plan),
    })),
  }
}

/** Head, place and members that a household has left of what it had. */
function remainsOf(household: HouseholdFacts, plan: Plan) {
  const head = plan.heads.find((one) => one.householdId === household.id)?.after.headName
  const relationOf = (personId: string) =>
    plan.joined.find((one) => one.householdId === household.id && one.personId === personId)?.relation
  return {
    head: head ?? household.headName,
    place: plan.moved?.householdId === household.id ? plan.moved.after : household,
    endedBy: plan.ended.find((one) => one.householdId === household.id)?.endedBy ?? null,
    members: household.members
      .map(({ personId, name, relation }) => ({
        personId,
        name,
        relation: relationOf(personId) ?? relation,
        mark: markOf(household, personId, plan),
      }))
      .filter(({ mark }) => mark === 'stays' || mark === 'relation_changes'),
  }
}
