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
  const died = new Set(plan.died.map((one) => one.personId))
  const closed = new Set(plan.closed.map((one) => `${one.householdId} ${one.personId}`))
  const joined = new Map(plan.joined.map((one) => [`${one.householdId} ${one.personId}`, one.relation]))
  const markOf = (householdId: string, personId: string): Mark => {
    const key = `${householdId} ${personId}`
    if (died.has(personId)) return 'dies'
    if (!closed.has(key)) return 'stays'
    if (plan.moved?.householdId === householdId) return 'stays'
    return joined.has(key) ? 'relation_changes' : 'leaves'
  }
  const before = facts.map((household) => ({
    householdId: household.id,
    placeCode: household.placeCode,
    number: household.number,
    headName: household.headName,
    endedBy: null,
    members: household.members.map(({ personId, name, relation }) => ({
      personId,
      name,
      relation,
      mark: markOf(household.id, personId),
    })),
  }))
  const joinersOf = (householdId: string, present: ReadonlySet<string>) =>
    plan.joined
      .filter((one) => one.householdId === householdId && !present.has(one.personId))
      .map((one) => ({
        personId: newcomers.has(one.personId) ? null : one.personId,
        name: names.get(one.personId) ?? '',
        relation: one.relation,
        mark: 'joins' as const,
      }))
  const after: ShownHousehold[] = facts.map((household) => {
    const place = plan.moved?.householdId === household.id ? plan.moved.after : household
    const present = new Set(household.members.map((member) => member.personId))
    return {
      householdId: household.id,
      placeCode: place.placeCode,
      number: place.number,
      headName:
        plan.heads.find((one) => one.householdId === household.id)?.after.headName ?? household.headName,
      endedBy: plan.ended.find((one) => one.householdId === household.id)?.endedBy ?? null,
      members: [
        ...household.members
          .map(({ personId, name, relation }) => ({
            personId,
            name,
            relation: joined.get(`${household.id} ${personId}`) ?? relation,
            mark: markOf(household.id, personId),
          }))
          .filter(({ mark }) => mark === 'stays' || mark === 'relation_changes'),
        ...joinersOf(household.id, present),
      ],
    }
  })
  for (const opened of plan.opened) {
    after.push({
      householdId: null,
      placeCode: opened.placeCode,
      number: opened.number,
      headName: opened.headName,
      endedBy: null,
      members: joinersOf(opened.id, new Set()),
    })
  }
  return { before, after }
}
