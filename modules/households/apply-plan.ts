import { v7 as makeId } from 'uuid'
import type { Tx } from '../../platform/database/connect.ts'
import { makePlateCode } from './check-place.ts'
import type { HouseholdFacts, Plan } from './decide-plan.ts'
import {
  bumpRevisions,
  closeMemberships,
  insertHouseholds,
  insertMemberships,
  insertPersons,
  type NewPersonRow,
  reverseMemberships,
  setDepartures,
  setEnds,
  setHeads,
  setPlace,
  setPresentHouseholds,
  type WrittenPlan,
} from './store-changes.ts'
import { mergeRecords, unmergeRecords } from './store-persons.ts'

/** Gives the memberships that a plan opens their ids and places. */
export function completePlan(plan: Plan, facts: readonly HouseholdFacts[]): WrittenPlan {
  const places = new Map(facts.map((household) => [household.id, household.placeCode]))
  for (const opened of plan.opened) places.set(opened.id, opened.placeCode)
  if (plan.moved) places.set(plan.moved.householdId, plan.moved.after.placeCode)
  return {
    ...plan,
    memberships: plan.joined.map((one) => ({
      id: makeId(),
      placeCode: places.get(one.householdId)!,
      personId: one.personId,
      householdId: one.householdId,
      relation: one.relation,
      from: plan.on,
      reason: one.reason,
    })),
  }
}

/** Writes a plan: a fixed number of statements, whatever its size. */
export async function applyPlan(
  tx: Tx,
  county: string,
  plan: WrittenPlan,
  context: {
    newPersons: readonly NewPersonRow[]
    changeId: string
    places: ReadonlyMap<string, string>
  },
): Promise<void> {
  const { newPersons, changeId } = context
  const opened = plan.opened.map((one) => ({ ...one, from: plan.on, plateCode: makePlateCode(county) }))
  await insertHouseholds(tx, county, opened)
  await closeMemberships(tx, county, plan)
  if (plan.moved)
    await setPlace(
      tx,
      county,
      { householdId: plan.moved.householdId, ...plan.moved.after },
      { endOn: plan.on },
    )
  await insertPersons(tx, county, newPersons)
  await insertMemberships(tx, county, plan.memberships)
  const made = new Set(newPersons.map((person) => person.id))
  await setPresentHouseholds(
    tx,
    county,
    plan.memberships.filter((one) => !made.has(one.personId)),
  )
  await setHeads(
    tx,
    county,
    plan.heads.map((one) => ({ householdId: one.householdId, ...one.after })),
  )
  await setEnds(tx, county, plan.ended, plan.on, changeId)
  await setDepartures(tx, county, 'died_on', idsOf(plan.died), plan.on, changeId)
  await setDepartures(tx, county, 'left_on', idsOf(plan.left), plan.on, changeId)
  if (plan.merged)
    await mergeRecords(tx, county, plan.merged, context.places.get(plan.merged.keepHouseholdId)!)
  await bumpRevisions(tx, county, touchedBy(plan))
}

/** Takes a plan back: the households and persons are as before, and the memberships of the time between are void. */
export async function reversePlan(
  tx: Tx,
  county: string,
  plan: WrittenPlan,
  undo: { newPersonIds: readonly string[]; changeId: string; places: ReadonlyMap<string, string> },
): Promise<void> {
  await reverseMemberships(
    tx,
    county,
    plan.closed.map((one) => one.membershipId),
    plan.memberships.map((one) => one.id),
  )
  if (plan.moved)
    await setPlace(
      tx,
      county,
      { householdId: plan.moved.householdId, ...plan.moved.before },
      { reopenFrom: plan.on },
    )
  await setEnds(
    tx,
    county,
    plan.ended.map((one) => ({ householdId: one.householdId, endedBy: null, successorId: null })),
    null,
    undo.changeId,
  )
  const back = new Map(plan.closed.map((one) => [one.personId, one.householdId]))
  if (plan.merged) {
    await unmergeRecords(tx, county, plan.merged, undo.places.get(plan.merged.dropHouseholdId)!)
    back.delete(plan.merged.dropId)
  }
  await setPresentHouseholds(
    tx,
    county,
    [...back].map(([personId, householdId]) => ({
      personId,
      householdId,
      placeCode: undo.places.get(householdId)!,
    })),
  )
  await setHeads(
    tx,
    county,
    plan.heads.map((one) => ({ householdId: one.householdId, ...one.before })),
  )
  await setEnds(
    tx,
    county,
    plan.opened.map((one) => ({ householdId: one.id, endedBy: 'undone', successorId: null })),
    plan.on,
    undo.changeId,
  )
  await setDepartures(tx, county, 'died_on', idsOf(plan.died), null, undo.changeId)
  await setDepartures(tx, county, 'left_on', idsOf(plan.left), null, undo.changeId)
  await setDepartures(tx, county, 'left_on', undo.newPersonIds, plan.on, undo.changeId)
  await bumpRevisions(tx, county, touchedBy(plan))
}

/** Every household that a plan names, those it opens included. */
export function touchedBy(plan: Plan): string[] {
  return [
    ...new Set([
      ...plan.closed.map((one) => one.householdId),
      ...plan.joined.map((one) => one.householdId),
      ...plan.ended.map((one) => one.householdId),
      ...plan.heads.map((one) => one.householdId),
    ]),
  ]
}

function idsOf(persons: readonly { personId: string }[]): string[] {
  return persons.map((person) => person.personId)
}
