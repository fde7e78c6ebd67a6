import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { knowPerson, refuseTakenIdentities } from './check-person.ts'
import { chooseNumber, getVillageName, refuseForeignGroup } from './check-place.ts'
import type { Operation } from './contract.ts'
import { checkGuardian } from './decide-age.ts'
import { decideArrival, decideTransfer } from './decide-arrival.ts'
import { decideDeath, decideLeaving } from './decide-departure.ts'
import { decideChangeOfHead } from './decide-head.ts'
import { decideMerge } from './decide-merge.ts'
import { decideMove, decideMoveAway } from './decide-move.ts'
import type { HouseholdFacts, OpenedHousehold, Plan, PlanResult } from './decide-plan.ts'
import { decideSplit } from './decide-split.ts'
import { sealPerson } from './seal-person.ts'
import { findPersonRecord } from './store.ts'
import { findPresentHousehold, listFacts, type NewPersonRow } from './store-changes.ts'

/** An operation judged and laid out, before anything is written. */
export interface Prepared {
  plan: Plan
  /** Households of this county that it touches, the one it is about first. */
  facts: HouseholdFacts[]
  newPersons: NewPersonRow[]
  personId: string | null
  personName: string | null
  toName: string | null
  toNumber: string | null
  placeCode: string
  toPlaceCode: string
  /** The household to open in another county. */
  across: { countyCode: string; household: OpenedHousehold; personIds: Map<string, string> } | null
}

export interface Gathering {
  act: Act
  secrets: Secrets
  county: string
  today: string
  lock: 'lock' | 'read'
}

/** Gathers the facts, asks for the right, and lets the rules decide. Refuses with the first reason. */
export async function prepareOperation(
  act: Act,
  secrets: Secrets,
  county: string,
  operation: Operation,
  lock: 'lock' | 'read',
): Promise<Prepared> {
  const gathering = { act, secrets, county, today: chinaDateOf(act.now), lock }
  switch (operation.kind) {
    case 'split':
      return prepareSplit(gathering, operation)
    case 'merge': {
      const [household, other] = await getHouseholds(gathering, [
        operation.householdId,
        operation.otherHouseholdId,
      ])
      return lay(decideMerge(household!, other!, operation, gathering.today), [household!, other!])
    }
    case 'change_head': {
      const [household] = await getHouseholds(gathering, [operation.householdId])
      const name = household!.members.find((one) => one.personId === operation.newHeadId)?.name ?? null
      return lay(decideChangeOfHead(household!, operation, gathering.today), [household!], {
        personId: operation.newHeadId,
        personName: name,
      })
    }
    case 'move':
      return prepareMove(gathering, operation)
    case 'death':
    case 'leave':
      return prepareDeparture(gathering, operation)
    case 'birth':
    case 'adoption':
      return prepareNewcomer(gathering, operation, operation.person, operation.guardianId)
    case 'marriage_in':
      if ((operation.personId === null) === (operation.person === null))
        throw new Refusal('household.person_or_new', {}, 'body.operation.personId')
      return operation.person
        ? prepareNewcomer(gathering, operation, operation.person, null)
        : prepareTransfer(gathering, operation.personId!, operation.householdId, operation)
    case 'transfer':
      return prepareTransfer(gathering, operation.personId, operation.toHouseholdId, operation)
  }
}

type OperationOf<K extends Operation['kind']> = Extract<Operation, { kind: K }>

/** Reads (and locks) households, and refuses when the actor may not change people there. */
async function getHouseholds(
  { act, county, lock }: Gathering,
  ids: readonly string[],
): Promise<HouseholdFacts[]> {
  const facts = await listFacts(act.tx, county, ids, lock)
  const households = ids.map((id) => facts.get(id))
  const found = households.filter((one) => one !== undefined)
  if (found.length < ids.length) throw new Refusal('record.not_found')
  const places = new Set(found.map((one) => one.placeCode))
  for (const placeCode of places)
    act.authorise(places.size > 1 ? 'households.move' : 'households.manage', { placeCode })
  return found
}

function lay(
  result: PlanResult,
  facts: HouseholdFacts[],
  more: Partial<Omit<Prepared, 'plan' | 'facts'>> = {},
): Prepared {
  if (!result.ok) throw new Refusal(result.refusal.code, result.refusal.details, result.refusal.at)
  const placeCode = facts[0]!.placeCode
  return {
    plan: result.plan,
    facts,
    newPersons: [],
    personId: null,
    personName: null,
    toName: null,
    toNumber: null,
    placeCode,
    toPlaceCode: placeCode,
    across: null,
    ...more,
  }
}

async function prepareSplit(gathering: Gathering, operation: OperationOf<'split'>): Promise<Prepared> {
  const { act } = gathering
  const [household] = await getHouseholds(gathering, [operation.householdId])
  await refuseForeignGroup(act, household!.placeCode, operation.newGroupId, 'body.operation.newGroupId')
  const number = await chooseNumber(
    act,
    household!.placeCode,
    operation.newNumber,
    'body.operation.newNumber',
  )
  const newHousehold = {
    id: makeId(),
    number,
    groupId: operation.newGroupId,
    address: operation.newAddress,
  }
  const result = decideSplit(household!, { ...operation, newHousehold }, gathering.today)
  return lay(result, [household!], { personId: operation.newHeadId })
}

async function prepareMove(gathering: Gathering, operation: OperationOf<'move'>): Promise<Prepared> {
  const { act, county } = gathering
  const facts = await listFacts(act.tx, county, [operation.householdId], gathering.lock)
  const household = facts.get(operation.householdId)
  if (!household) throw new Refusal('record.not_found')
  act.authorise('households.move', { placeCode: household.placeCode })
  act.authorise('households.move', { placeCode: operation.toPlaceCode })
  const toName = await getVillageName(act, operation.toPlaceCode)
  await refuseForeignGroup(act, operation.toPlaceCode, operation.toGroupId, 'body.operation.toGroupId')
  const number = await chooseNumber(
    act,
    operation.toPlaceCode,
    operation.newNumber,
    'body.operation.newNumber',
  )
  const to = {
    placeCode: operation.toPlaceCode,
    number,
    groupId: operation.toGroupId,
    address: operation.newAddress,
  }
  const shown = { toName, toNumber: number, toPlaceCode: operation.toPlaceCode }
  const toCounty = operation.toPlaceCode.slice(0, 6)
  if (toCounty === county)
    return lay(decideMove(household, { on: operation.on, to }, gathering.today), [household], shown)
  const personIds = new Map(household.members.map((member) => [member.personId, makeId()]))
  const successor: OpenedHousehold = {
    id: makeId(),
    ...to,
    standing: household.standing,
    headId: personIds.get(household.headId ?? '') ?? makeId(),
    headName: household.headName,
  }
  const result = decideMoveAway(household, { on: operation.on, successor }, gathering.today)
  return lay(result, [household], {
    ...shown,
    across: { countyCode: toCounty, household: successor, personIds },
  })
}

async function prepareDeparture(
  gathering: Gathering,
  operation: OperationOf<'death'> | OperationOf<'leave'>,
): Promise<Prepared> {
  const { act, county, today } = gathering
  const householdId = await findPresentHousehold(act.tx, county, operation.personId)
  if (householdId === undefined) throw new Refusal('record.not_found')
  const [household] = await getHouseholds(gathering, [householdId])
  const decide = operation.kind === 'death' ? decideDeath : decideLeaving
  const name = household!.members.find((one) => one.personId === operation.personId)?.name ?? null
  return lay(decide(household!, operation, today), [household!], {
    personId: operation.personId,
    personName: name,
    toName: operation.kind === 'leave' ? operation.to : null,
  })
}

async function prepareNewcomer(
  gathering: Gathering,
  operation: OperationOf<'birth'> | OperationOf<'adoption'> | OperationOf<'marriage_in'>,
  given: NonNullable<OperationOf<'marriage_in'>['person']>,
  guardianId: string | null,
): Promise<Prepared> {
  const { act, secrets, county, today } = gathering
  const [household] = await getHouseholds(gathering, [operation.householdId])
  const known = knowPerson(given, today, 'body.operation.person')
  await refuseTakenIdentities(act, secrets, county, [known], null)
  const id = makeId()
  if (guardianId !== null)
    await refuseGuardian(act, county, guardianId, id, operation.on, 'body.operation.guardianId')
  const result = decideArrival(
    household!,
    {
      on: operation.on,
      person: { id, name: known.name, birthDate: known.birthDate },
      relation: operation.relation,
      reason: operation.kind,
    },
    today,
  )
  const row: NewPersonRow = {
    ...sealPerson(secrets, known),
    id,
    placeCode: household!.placeCode,
    householdId: household!.id,
    registration: given.registration,
    presence: given.presence,
    partyMember: given.partyMember,
    guardianId,
  }
  return lay(result, [household!], { newPersons: [row], personId: id, personName: known.name })
}

async function prepareTransfer(
  gathering: Gathering,
  personId: string,
  toId: string,
  operation: OperationOf<'transfer'> | OperationOf<'marriage_in'>,
): Promise<Prepared> {
  const { act, county, today } = gathering
  const fromId = await findPresentHousehold(act.tx, county, personId)
  if (fromId === undefined) throw new Refusal('record.not_found')
  if (fromId === toId) throw new Refusal('household.transfer_same')
  const [to, from] = await getHouseholds(gathering, [toId, fromId])
  const result = decideTransfer(
    from!,
    to!,
    { on: operation.on, personId, relation: operation.relation, reason: operation.kind },
    today,
  )
  const name = from!.members.find((one) => one.personId === personId)?.name ?? null
  return lay(result, [to!, from!], { personId, personName: name, toPlaceCode: from!.placeCode })
}

/** Refuses a guardian who is a minor, gone, or the child itself. */
export async function refuseGuardian(
  act: Act,
  county: string,
  guardianId: string,
  wardId: string,
  on: string,
  at: string,
): Promise<void> {
  const guardian = await findPersonRecord(act.tx, county, guardianId)
  const current =
    guardian !== undefined &&
    guardian.diedOn === null &&
    guardian.leftOn === null &&
    guardian.mergedInto === null
  if (!guardian || checkGuardian({ ...guardian, current }, wardId, on))
    throw new Refusal('household.guardian_wrong', {}, at)
}
