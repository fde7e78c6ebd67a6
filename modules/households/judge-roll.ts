import type { Tx } from '../../platform/database/connect.ts'
import { type DivisionRow, findDivisionRow, listAreaRows, listShortNames } from '../territory/index.ts'
import { checkRollHousehold, groupKey } from './decide-roll.ts'
import { rollProblems } from './decide-roll-faults.ts'
import type { PlannedHousehold, PlannedPerson, RollGathering, RollRequest } from './roll-gathering.ts'
import { listIdentityHolders } from './store-persons.ts'
import { hasHouseholds, listByNumbers, listRollPersons, type RollPersonRow } from './store-roll.ts'

const batchHouseholds = 2000

export interface Judgement {
  groupsToCreate: { placeCode: string; name: string }[]
  notInFile: number
}

/** What a judging over several batches remembers: villages that were looked up, and whether anybody was here before. */
export class RollJudge {
  readonly #tx: Tx
  readonly #county: string
  readonly #request: RollRequest
  readonly #villages = new Map<string, DivisionRow | undefined>()
  /** Groups of each village by the key of their name and number; null is one that is to be made. */
  readonly #groups = new Map<string, Map<string, string | null>>()
  #anybodyHere: boolean | undefined

  constructor(tx: Tx, county: string, request: RollRequest) {
    this.#tx = tx
    this.#county = county
    this.#request = request
  }

  /** Holds households against their own rows and against what is here; faults go to the gathering. */
  async judge(gathering: RollGathering, households: readonly PlannedHousehold[]): Promise<Judgement> {
    const [tx, county, request] = [this.#tx, this.#county, this.#request]
    await this.#checkPlaces(gathering, households)
    for (const household of households) {
      if (household.people.length === 0 || household.rowsFaulty > 0) continue
      for (const { problem, ...at } of checkRollHousehold(household.people, request.today))
        gathering.blame(household, at, problem)
    }
    let notInFile = 0
    this.#anybodyHere ??= await hasHouseholds(tx, county, request.place)
    for (let start = 0; this.#anybodyHere && start < households.length; start += batchHouseholds)
      notInFile += await compareBatch(tx, county, gathering, households.slice(start, start + batchHouseholds))
    await checkIdentities(tx, county, gathering, households)
    const groupsToCreate = await this.#findGroups(gathering, households)
    for (const household of households) household.state = stateOf(household)
    return { groupsToCreate, notInFile }
  }

  /** Every village that the file names must be a current one within the place that the import is for. */
  async #checkPlaces(gathering: RollGathering, households: readonly PlannedHousehold[]): Promise<void> {
    for (const household of households) {
      const { placeCode } = household
      if (!this.#villages.has(placeCode))
        this.#villages.set(placeCode, await findDivisionRow(this.#tx, placeCode))
      const village = this.#villages.get(placeCode)
      const good =
        placeCode.startsWith(this.#request.place) && village?.level === 'village' && village.validTo === null
      if (good) continue
      for (const person of household.people)
        gathering.blame(
          household,
          { row: person.row, field: 'place', value: placeCode },
          rollProblems.placeOutside(),
        )
      household.faulty = true
    }
  }

  /** Ties group names to the groups of each village; a missing one is to be made, or a fault. */
  async #findGroups(
    gathering: RollGathering,
    households: readonly PlannedHousehold[],
  ): Promise<Judgement['groupsToCreate']> {
    const missing: Judgement['groupsToCreate'] = []
    for (const household of households) {
      const { groupName, placeCode } = household
      if (groupName === undefined) continue
      const known = this.#groups.get(placeCode) ?? (await listGroups(this.#tx, placeCode))
      this.#groups.set(placeCode, known)
      const key = groupKey(groupName)
      const groupId = known.get(key)
      if (groupId !== undefined) household.groupId = groupId
      else if (!this.#request.createGroups) {
        const person = household.people.find((one) => one.group !== undefined) ?? household.people[0]
        gathering.blame(
          household,
          { row: person?.row ?? 0, field: 'group', value: groupName },
          rollProblems.groupUnknown(),
        )
      } else if (!household.faulty) {
        // Its id is not known before it is made; the writer remembers it by its name.
        known.set(key, null)
        missing.push({ placeCode, name: groupName })
      }
    }
    return missing
  }
}

async function compareBatch(
  tx: Tx,
  county: string,
  gathering: RollGathering,
  households: readonly PlannedHousehold[],
): Promise<number> {
  const known = await listByNumbers(tx, county, households)
  const byKey = new Map(known.map((row) => [`${row.placeCode} ${row.number}`, row]))
  const persons = await listRollPersons(
    tx,
    county,
    known.map((row) => row.id),
  )
  const byHousehold = Map.groupBy(persons, (person) => person.householdId)
  let notInFile = 0
  for (const household of households) {
    const row = byKey.get(`${household.placeCode} ${household.number}`)
    if (!row) continue
    household.existing = row
    const here = byHousehold.get(row.id) ?? []
    const matched = matchPeople(gathering, household, here)
    if (household.rowsFaulty === 0) notInFile += here.length - matched
    const head = household.people.find((person) => person.relation === 'head')
    if (head && row.headId !== null && head.existing?.id !== row.headId)
      gathering.blame(
        household,
        { row: head.row, field: 'relation', value: '户主' },
        rollProblems.headDiffers(row.headName),
      )
  }
  return notInFile
}

/** Finds each person of the file among those here: by identity number, else by name and birth date. */
function matchPeople(
  gathering: RollGathering,
  household: PlannedHousehold,
  here: readonly RollPersonRow[],
): number {
  const free = new Set(here)
  const take = (person: PlannedPerson, found: RollPersonRow | undefined) => {
    if (!found) return
    free.delete(found)
    person.existing = found
    person.state = differs(person, found) ? 'changed' : 'unchanged'
  }
  for (const person of household.people)
    if (person.identityHash !== null)
      take(
        person,
        here.find((one) => one.identityHash === person.identityHash),
      )
  for (const person of household.people) {
    if (person.existing) continue
    const found = [...free].filter(
      (one) =>
        one.name === person.name &&
        (one.birthDate === null || person.birthDate === undefined || one.birthDate === person.birthDate),
    )
    if (found.length !== 1) continue
    if (person.identityHash !== null && found[0]!.identityHash !== null)
      gathering.blame(
        household,
        { row: person.row, field: 'identity', value: person.identity ?? '' },
        rollProblems.identityDiffers(),
      )
    else take(person, found[0])
  }
  return here.length - free.size
}

/** Whether the file says something else of a person than what is here; blanks say nothing. */
function differs(person: PlannedPerson, here: RollPersonRow): boolean {
  const says = <T>(told: T | undefined | null, known: T | null) =>
    told !== undefined && told !== null && told !== known
  return (
    says(person.name, here.name) ||
    says(person.relation, here.relation) ||
    says(person.sex, here.sex) ||
    says(person.birthDate, here.birthDate) ||
    says(person.identityHash, here.identityHash) ||
    says(person.phoneHash, here.phoneHash) ||
    says(person.registration, here.registration) ||
    says(person.presence, here.presence) ||
    says(person.partyMember, here.partyMember) ||
    (person.guardian !== undefined && here.guardianId === null) ||
    person.tags.some((tag) => !here.tags.includes(tag))
  )
}

function stateOf(household: PlannedHousehold): PlannedHousehold['state'] {
  const { existing } = household
  if (!existing) return 'new'
  const changed =
    household.people.some((person) => person.state !== 'unchanged') ||
    (household.address !== undefined && household.address !== existing.address) ||
    (household.standing !== undefined && household.standing !== existing.standing) ||
    (household.groupName !== undefined &&
      (household.groupId === null || household.groupId !== existing.groupId))
  return changed ? 'changed' : 'unchanged'
}

/** Identity numbers of new people that belong to somebody else of the county, in sight or not. */
async function checkIdentities(
  tx: Tx,
  county: string,
  gathering: RollGathering,
  households: readonly PlannedHousehold[],
): Promise<void> {
  const batchPersons = 20_000
  let batch: [PlannedPerson, PlannedHousehold][] = []
  const check = async () => {
    const holders = await listIdentityHolders(
      tx,
      county,
      batch.map(([person]) => person.identityHash!),
    )
    const byHash = new Map(holders.map((holder) => [holder.identityHash, holder]))
    const names = await listShortNames(
      tx,
      holders.map((holder) => holder.placeCode),
    )
    for (const [person, household] of holders.length === 0 ? [] : batch) {
      const holder = byHash.get(person.identityHash!)
      if (!holder || holder.personId === person.existing?.id) continue
      const place = names.get(holder.placeCode) ?? holder.placeCode
      const at = { row: person.row, field: 'identity', value: person.identity ?? '' }
      gathering.blame(
        household,
        at,
        holder.died
          ? rollProblems.identityOfDead(place, holder.householdNumber)
          : rollProblems.identityElsewhere(place, holder.householdNumber),
      )
    }
    batch = []
  }
  for (const household of households)
    for (const person of household.people) {
      if (person.identityHash === null || person.existing?.identityHash === person.identityHash) continue
      batch.push([person, household])
      if (batch.length >= batchPersons) await check()
    }
  if (batch.length > 0) await check()
}

async function listGroups(tx: Tx, placeCode: string): Promise<Map<string, string | null>> {
  const areas = (await listAreaRows(tx, placeCode)).filter(
    (area) => area.kind === 'group' && area.validTo === null,
  )
  return new Map<string, string | null>([
    ...areas.map((area) => [String(Number(area.number)), area.id] as const),
    ...areas.map((area) => [groupKey(area.name), area.id] as const),
  ])
}
