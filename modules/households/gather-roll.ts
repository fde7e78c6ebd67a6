import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { RowResult } from '../../platform/workbooks/index.ts'
import { decidePerson, plainName } from './decide-person.ts'
import { type RollPerson, readTags } from './decide-roll.ts'
import { type RollProblem, rollProblems } from './decide-roll-faults.ts'
import type { PlannedHousehold, PlannedPerson, RollGathering, RollRequest } from './roll-gathering.ts'
import type { RollRow } from './roll-sheet.ts'
import { identityPrint, phonePrint } from './seal-person.ts'

/** Adds a row to its household, with the faults of the row itself; returns the household where it names one. */
export function gatherRow(
  gathering: RollGathering,
  secrets: Secrets,
  request: RollRequest,
  row: RowResult<RollRow>,
): PlannedHousehold | undefined {
  const { owners } = gathering
  gathering.rows += 1
  const known = row.faults ? row.partial : row.value
  const place = known.place ?? (request.place.length === 12 ? request.place : undefined)
  const household =
    place === undefined || known.number === undefined
      ? undefined
      : householdOf(gathering, place, known.number)
  const at = (field: string, value: string) => ({ row: row.rowNumber, field, value })
  if (row.faults) {
    row.faults.forEach((fault) => {
      gathering.addFault(fault)
    })
    spoil(gathering, household)
    return household
  }
  const { value } = row
  if (!household) {
    gathering.blame(undefined, at('place', ''), rollProblems.placeNeeded())
    spoil(gathering, undefined)
    return undefined
  }
  const person = readPerson(value, row.rowNumber, request.today)
  if ('problem' in person) {
    gathering.blame(household, at(person.field, person.value), person.problem)
    spoil(gathering, household)
    return household
  }
  household.groupName ??= value.group
  household.address ??= value.address
  household.standing ??= value.standing
  const planned: PlannedPerson = {
    ...person,
    identityHash: person.identity === undefined ? null : identityPrint(secrets, person.identity),
    phoneHash: person.phone === undefined ? null : phonePrint(secrets, person.phone),
    existing: undefined,
    state: 'new',
  }
  if (planned.identityHash !== null) {
    const earlier = owners.get(planned.identityHash)
    const here = at('identity', value.identity ?? '')
    if (earlier) {
      // Nobody can tell which of the two rows is right, so neither household goes in.
      const there = { ...here, row: earlier.row }
      gathering.blame(earlier.household, there, rollProblems.identityTwice(here.row))
      gathering.blame(household, here, rollProblems.identityTwice(earlier.row))
    } else owners.set(planned.identityHash, { row: row.rowNumber, household })
  }
  household.people.push(planned)
  return household
}

function householdOf(gathering: RollGathering, placeCode: string, number: string): PlannedHousehold {
  const key = `${placeCode} ${number}`
  const known = gathering.households.get(key)
  if (known) return known
  const household: PlannedHousehold = {
    placeCode,
    number,
    groupName: undefined,
    groupId: null,
    address: undefined,
    standing: undefined,
    people: [],
    existing: undefined,
    state: 'new',
    faulty: false,
    rowsFaulty: 0,
  }
  gathering.households.set(key, household)
  return household
}

function spoil(gathering: RollGathering, household: PlannedHousehold | undefined): void {
  if (!household) {
    gathering.strays += 1
    return
  }
  household.faulty = true
  household.rowsFaulty += 1
  gathering.blamed.add(household)
}

type Read = RollPerson | { field: string; value: string; problem: RollProblem }

function readPerson(value: RollRow, row: number, today: string): Read {
  const tags = readTags(value.tags)
  if (!tags) return { field: 'tags', value: value.tags ?? '', problem: rollProblems.tagLong() }
  const result = decidePerson(
    {
      name: value.name,
      sex: value.sex ?? 'unknown',
      birthDate: value.birthDate ?? null,
      identityNumber: value.identity ?? null,
      phone: value.phone ?? null,
    },
    today,
  )
  if (!result.ok) return problemOf(result.refusal, value)
  const { person } = result
  return {
    row,
    name: person.name,
    relation: value.relation,
    sex: person.sex === 'unknown' ? value.sex : person.sex,
    birthDate: person.birthDate ?? undefined,
    identity: person.identityNumber ?? undefined,
    phone: person.phone ?? undefined,
    registration: value.registration,
    presence: value.presence,
    partyMember: value.partyMember,
    group: value.group,
    guardian: value.guardian === undefined ? undefined : plainName(value.guardian),
    tags,
  }
}

function problemOf(
  refusal: { code: string; details: Record<string, string | number> },
  value: RollRow,
): Exclude<Read, RollPerson> {
  const { code, details } = refusal
  switch (code) {
    case 'household.birth_differs':
      return {
        field: 'birthDate',
        value: value.birthDate ?? '',
        problem: rollProblems.birthDiffers(String(details.inNumber)),
      }
    case 'household.sex_differs':
      return { field: 'sex', value: value.sex === 'male' ? '男' : '女', problem: rollProblems.sexDiffers() }
    case 'household.not_born':
      return { field: 'birthDate', value: value.birthDate ?? '', problem: rollProblems.notBorn() }
    case 'household.phone_wrong':
      return { field: 'phone', value: value.phone ?? '', problem: rollProblems.phoneWrong() }
    default:
      return {
        field: 'identity',
        value: value.identity ?? '',
        problem: rollProblems.identityWrong(String(details.action), String(details.actionEn)),
      }
  }
}
