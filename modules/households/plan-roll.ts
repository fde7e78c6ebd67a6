import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/database/connect.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Fault, RowResult } from '../../platform/workbooks/index.ts'
import { type DivisionRow, findDivisionRow } from '../territory/index.ts'
import { compareRoll } from './compare-roll.ts'
import { decidePerson, plainName } from './decide-person.ts'
import { checkRollHousehold, type RollPerson, readTags } from './decide-roll.ts'
import { type RollProblem, rollProblems } from './decide-roll-faults.ts'
import {
  type PlannedHousehold,
  type PlannedPerson,
  RollGathering,
  type RollRequest,
} from './roll-gathering.ts'
import type { RollRow } from './roll-sheet.ts'
import { identityPrint, phonePrint } from './seal-person.ts'

export interface RollPlan {
  county: string
  place: string
  today: string
  rows: number
  households: PlannedHousehold[]
  groupsToCreate: { placeCode: string; name: string }[]
  /** People of the file's households who are here and not in the file. */
  notInFile: number
  /** At most `faultsKept`, in the order of finding. */
  faults: Fault[]
  faultsTotal: number
  /** Faulty rows that name no household. */
  strays: number
  warnings: { zh: string; en: string }[]
  digest: string
}

/** Rows made by a program (the sample), in the form that a workbook gives. */
export async function* rollRowsOf(rows: Iterable<RollRow>): AsyncGenerator<RowResult<RollRow>> {
  let rowNumber = 1
  for (const value of rows) {
    rowNumber += 1
    yield { rowNumber, value }
  }
}

/**
 * Reads a roll and says what importing it would do: who is new, changed or as known, and every fault with its row,
 * value, reason and mend. Rows check against rows (one head, one household a person), and against the county.
 * Writes nothing; memory grows with the people of the file, some hundred bytes each.
 */
export async function planRoll(tx: Tx, secrets: Secrets, request: RollRequest): Promise<RollPlan> {
  const gathering = new RollGathering()
  const owner = new Map<string, Owner>()
  for await (const row of request.rows) {
    gathering.rows += 1
    gatherRow(gathering, secrets, request, owner, row)
    if (gathering.rows % 1000 === 0) request.onProgress?.(gathering.rows)
  }
  request.onProgress?.(gathering.rows)
  await checkPlaces(tx, gathering, request.place)
  for (const household of gathering.households.values()) {
    if (household.people.length === 0) continue
    const faults = household.rowsFaulty > 0 ? [] : checkRollHousehold(household.people, request.today)
    for (const { problem, ...at } of faults) gathering.blame(household, at, problem)
  }
  const county = request.place.slice(0, 6)
  const compared = await compareRoll(tx, county, gathering, request)
  const households = [...gathering.households.values()]
  return {
    county,
    place: request.place,
    today: request.today,
    rows: gathering.rows,
    households,
    groupsToCreate: compared.groupsToCreate,
    notInFile: compared.notInFile,
    faults: gathering.faults,
    faultsTotal: gathering.faultsTotal,
    strays: gathering.strays,
    warnings: warningsOf(households, compared.notInFile),
    digest: digestOf(request, households, gathering.faultsTotal),
  }
}

interface Owner {
  row: number
  household: PlannedHousehold
}

function gatherRow(
  gathering: RollGathering,
  secrets: Secrets,
  request: RollRequest,
  owner: Map<string, Owner>,
  row: RowResult<RollRow>,
): void {
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
    return
  }
  const { value } = row
  if (!household) {
    gathering.blame(undefined, at('place', ''), rollProblems.placeNeeded())
    spoil(gathering, undefined)
    return
  }
  const person = readPerson(value, row.rowNumber, request.today)
  if ('problem' in person) {
    gathering.blame(household, at(person.field, person.value), person.problem)
    spoil(gathering, household)
    return
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
    const earlier = owner.get(planned.identityHash)
    const here = at('identity', value.identity ?? '')
    if (earlier) {
      // Nobody can tell which of the two rows is right, so neither household goes in.
      const there = { ...here, row: earlier.row }
      gathering.blame(earlier.household, there, rollProblems.identityTwice(here.row))
      gathering.blame(household, here, rollProblems.identityTwice(earlier.row))
    } else owner.set(planned.identityHash, { row: row.rowNumber, household })
  }
  household.people.push(planned)
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

/** Every village that the file names must be a current one within the place that the import is for. */
async function checkPlaces(tx: Tx, gathering: RollGathering, place: string): Promise<void> {
  const villages = new Map<string, DivisionRow | undefined>()
  for (const { placeCode } of gathering.households.values()) {
    if (!villages.has(placeCode)) villages.set(placeCode, await findDivisionRow(tx, placeCode))
  }
  for (const household of gathering.households.values()) {
    const village = villages.get(household.placeCode)
    const good =
      household.placeCode.startsWith(place) && village?.level === 'village' && village.validTo === null
    if (good) continue
    for (const person of household.people)
      gathering.blame(
        household,
        { row: person.row, field: 'place', value: household.placeCode },
        rollProblems.placeOutside(),
      )
    household.faulty = true
  }
}

function warningsOf(households: readonly PlannedHousehold[], notInFile: number) {
  const warnings: RollPlan['warnings'] = []
  const without = households.reduce(
    (sum, household) => sum + household.people.filter((one) => one.state === 'new' && !one.identity).length,
    0,
  )
  if (without > 0)
    warnings.push({
      zh: `有${without}人没有身份证号，以后容易登记重复，建议补齐。`,
      en: `${without} people have no identity number and are easily registered twice; add them when you can.`,
    })
  if (notInFile > 0)
    warnings.push({
      zh: `表里的户中，系统里另有${notInFile}人不在表里，他们保持不变。已迁出或去世的请在农户页面办理。`,
      en: `${notInFile} people of these households are here and not in the file; they stay. Register who left or died on the household’s page.`,
    })
  return warnings
}

function digestOf(request: RollRequest, households: readonly PlannedHousehold[], faults: number): string {
  const hash = createHash('sha256').update(`${request.place} ${request.createGroups} ${faults}\n`)
  for (const household of households) {
    const people = household.people.map((one) => `${one.row}${one.state[0]}`).join()
    hash.update(
      `${household.placeCode} ${household.number} ${household.state} ${household.faulty} ${people}\n`,
    )
  }
  return hash.digest('base64url')
}
