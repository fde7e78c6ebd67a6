import { setImmediate as pause } from 'node:timers/promises'
import { v7 as makeId } from 'uuid'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { defaultSystems, insertAreas, listAreaRows, type NewArea, padNumber } from '../territory/index.ts'
import { makePlateCode } from './check-place.ts'
import { groupKey, readNumeral } from './decide-roll.ts'
import type { RollPlan } from './plan-roll.ts'
import type { PlannedHousehold, PlannedPerson } from './roll-gathering.ts'
import { sealPerson } from './seal-person.ts'
import {
  insertHouseholds,
  insertMemberships,
  insertPersons,
  type NewHouseholdRow,
  type NewMembershipRow,
  type NewPersonRow,
} from './store-changes.ts'
import { insertChanges, type NewChangeRow } from './store-history.ts'
import {
  insertTags,
  type NewTagRow,
  type RollPersonEdit,
  refreshStatistics,
  updateRollHouseholds,
  updateRollPersons,
} from './store-roll.ts'

export interface RollCounts {
  new: number
  changed: number
  unchanged: number
  leftOut: number
}

export interface RollResult {
  households: RollCounts
  persons: RollCounts
  groupsCreated: number
  tags: number
}

export interface RollImport {
  mode: 'good_households' | 'all_or_nothing'
  /** The day from which new households, memberships and tags hold. */
  from: string
  /** Where it is written: name of the file. */
  source: string
  by: { at: Date; accountId: string | null; name: string }
  /** Told how many households were written of how many; may stop the work by throwing. */
  onProgress?: (households: number, total: number) => void | Promise<void>
}

/** Households of one round of statements: large enough to be fast, small enough to keep memory flat. */
export const batchHouseholds = 2500

/**
 * Writes a planned roll in the given transaction: 2,500 households at a time, some statements each, sensitive fields
 * sealed while the batch before is being written. Refuses with household.roll_has_faults when nothing may be left
 * out, and with request.stale when somebody else wrote the same rows meanwhile; then nothing is kept.
 */
export async function importRoll(
  tx: Tx,
  secrets: Secrets,
  plan: RollPlan,
  options: RollImport,
): Promise<RollResult> {
  if (options.mode === 'all_or_nothing' && plan.faultsTotal > 0)
    throw new Refusal('household.roll_has_faults', { count: plan.faultsTotal })
  const good = plan.households.filter((household) => !household.faulty)
  const work = good.filter((household) => household.state !== 'unchanged')
  const writer = new RollWriter(tx, secrets, plan.county, options)
  await writer.createGroups(plan.groupsToCreate)
  try {
    for (let start = 0; start < work.length; start += batchHouseholds) {
      await writer.write(work.slice(start, start + batchHouseholds))
      await options.onProgress?.(Math.min(start + batchHouseholds, work.length), work.length)
    }
  } finally {
    await writer.finish()
  }
  await refreshStatistics(tx)
  return { ...countRoll(plan, good), groupsCreated: writer.groupsCreated, tags: writer.tags }
}

/** Writes batches of households one behind the other, each made ready while the one before is being written. */
export class RollWriter {
  groupsCreated = 0
  tags = 0
  readonly #tx: Tx
  readonly #secrets: Secrets
  readonly #county: string
  readonly #options: RollImport
  readonly #groups = new Map<string, string>()
  #writing: Promise<void> = Promise.resolve()

  constructor(tx: Tx, secrets: Secrets, county: string, options: RollImport) {
    this.#tx = tx
    this.#secrets = secrets
    this.#county = county
    this.#options = options
  }

  async createGroups(groups: readonly { placeCode: string; name: string }[]): Promise<void> {
    const made = await createGroups(this.#tx, groups, this.#options.from)
    for (const [key, id] of made) this.#groups.set(key, id)
    this.groupsCreated += made.size
  }

  /** Makes a batch ready and begins to write it once the one before is written. */
  async write(households: readonly PlannedHousehold[]): Promise<void> {
    const batch = emptyBatch()
    for (const [index, household] of households.entries()) {
      // The statements of the batch before come and go in between.
      if (index % 100 === 99) await pause()
      collectHousehold(batch, this.#secrets, this.#county, household, this.#groups, this.#options)
    }
    await this.#writing
    this.tags += batch.tags.length
    this.#writing = writeBatch(this.#tx, this.#county, batch, this.#options)
    this.#writing.catch(() => undefined) // told by the next write or by finish
  }

  /** Waits for the last batch; throws what any batch threw. */
  async finish(): Promise<void> {
    await this.#writing
  }
}

/** Counts what a plan does: all of it, or what remains of it when faulty households are left out. */
export function countRoll(
  plan: RollPlan,
  good: readonly PlannedHousehold[],
): Pick<RollResult, 'households' | 'persons'> {
  const households: RollCounts = { new: 0, changed: 0, unchanged: 0, leftOut: 0 }
  const persons: RollCounts = { new: 0, changed: 0, unchanged: 0, leftOut: 0 }
  for (const household of good) {
    households[household.state] += 1
    for (const person of household.people) persons[person.state] += 1
  }
  households.leftOut = plan.households.length - good.length
  persons.leftOut = plan.rows - persons.new - persons.changed - persons.unchanged
  return { households, persons }
}

/** Makes the groups that the file names, numbered as their names say where that number is free. */
async function createGroups(
  tx: Tx,
  groups: readonly { placeCode: string; name: string }[],
  from: string,
): Promise<Map<string, string>> {
  const made = new Map<string, string>()
  const byPlace = Map.groupBy(groups, (group) => group.placeCode)
  const areas: NewArea[] = []
  for (const [placeCode, named] of byPlace) {
    const taken = new Set(
      (await listAreaRows(tx, placeCode))
        .filter((area) => area.kind === 'group' && area.validTo === null)
        .map((area) => area.number),
    )
    for (const { name } of named) {
      const said = readNumeral(groupKey(name))
      let number = said !== undefined && said > 0 && said < 1000 ? padNumber(said) : '001'
      for (let next = 1; taken.has(number); next += 1) number = padNumber(next)
      if (number.length > 3) throw new Refusal('territory.area_numbers_full')
      taken.add(number)
      const id = makeId()
      made.set(`${placeCode} ${groupKey(name)}`, id)
      areas.push({
        id,
        placeCode,
        parentId: null,
        kind: 'group',
        system: defaultSystems.group,
        name,
        number,
        from,
      })
    }
  }
  await insertAreas(tx, areas)
  return made
}

interface Batch {
  households: NewHouseholdRow[]
  householdEdits: { id: string; groupId: string | null; address: string; standing: string }[]
  persons: NewPersonRow[]
  personEdits: RollPersonEdit[]
  memberships: NewMembershipRow[]
  tags: NewTagRow[]
  changes: NewChangeRow[]
}

function emptyBatch(): Batch {
  return {
    households: [],
    householdEdits: [],
    persons: [],
    personEdits: [],
    memberships: [],
    tags: [],
    changes: [],
  }
}

function collectHousehold(
  batch: Batch,
  secrets: Secrets,
  county: string,
  household: PlannedHousehold,
  groups: ReadonlyMap<string, string>,
  options: RollImport,
): void {
  const { placeCode, number, existing, people } = household
  const id = existing?.id ?? makeId()
  const ids = new Map(people.map((person) => [person, person.existing?.id ?? makeId()]))
  const groupId =
    household.groupName === undefined
      ? (existing?.groupId ?? null)
      : (household.groupId ?? groups.get(`${placeCode} ${groupKey(household.groupName)}`) ?? null)
  const address = household.address ?? existing?.address ?? ''
  const standing = household.standing ?? existing?.standing ?? 'local'
  if (!existing) {
    const head = people.find((person) => person.relation === 'head')!
    batch.households.push({
      id,
      placeCode,
      number,
      headId: ids.get(head)!,
      headName: head.name,
      groupId,
      address,
      standing,
      from: options.from,
      plateCode: makePlateCode(county),
    })
  } else if (groupId !== existing.groupId || address !== existing.address || standing !== existing.standing)
    batch.householdEdits.push({ id, groupId, address, standing })
  for (const person of people) {
    if (person.state === 'unchanged') continue
    const personId = ids.get(person)!
    const guardian = people.find((one) => one.name === person.guardian && one !== person)
    const guardianId = guardian ? ids.get(guardian)! : (person.existing?.guardianId ?? null)
    collectPerson(batch, secrets, person, { personId, householdId: id, placeCode, guardianId }, options)
  }
  batch.changes.push(changeOf(household, id, options))
}

function collectPerson(
  batch: Batch,
  secrets: Secrets,
  person: PlannedPerson,
  at: { personId: string; householdId: string; placeCode: string; guardianId: string | null },
  options: RollImport,
): void {
  const here = person.existing
  const sealed = sealPerson(secrets, {
    name: person.name,
    sex: person.sex ?? here?.sex ?? 'unknown',
    birthDate: person.birthDate ?? here?.birthDate ?? null,
    identityNumber: person.identity ?? null,
    phone: person.phone ?? null,
  })
  const plain = {
    id: at.personId,
    registration: person.registration ?? here?.registration ?? 'local',
    presence: person.presence ?? here?.presence ?? 'resident',
    partyMember: person.partyMember ?? here?.partyMember ?? false,
    guardianId: at.guardianId,
  }
  if (here)
    batch.personEdits.push({
      ...sealed,
      ...plain,
      membershipId: here.membershipId,
      relation: person.relation,
    })
  else {
    batch.persons.push({ ...sealed, ...plain, placeCode: at.placeCode, householdId: at.householdId })
    batch.memberships.push({
      id: makeId(),
      placeCode: at.placeCode,
      personId: at.personId,
      householdId: at.householdId,
      relation: person.relation,
      from: options.from,
      reason: 'imported',
    })
  }
  for (const tag of person.tags) {
    if (here?.tags.includes(tag)) continue
    batch.tags.push({
      id: makeId(),
      placeCode: at.placeCode,
      householdId: at.householdId,
      personId: at.personId,
      tag,
      from: options.from,
      source: options.source,
    })
  }
}

function changeOf(household: PlannedHousehold, id: string, options: RollImport): NewChangeRow {
  const added = household.people.filter((person) => person.state === 'new').length
  const changed = household.people.filter((person) => person.state === 'changed').length
  const summary = household.existing
    ? {
        zh: `名册导入：第${household.number}户新增${added}人、更新${changed}人`,
        en: `Roll imported: household ${household.number}, ${added} added, ${changed} changed`,
      }
    : {
        zh: `名册导入：立第${household.number}户，${added}人`,
        en: `Roll imported: household ${household.number} opened with ${added} people`,
      }
  return {
    id: makeId(),
    placeCode: household.placeCode,
    householdId: id,
    otherHouseholdId: null,
    personId: null,
    kind: 'imported',
    on: options.from,
    detail: { summary, reason: options.source, effects: [] },
    undoesId: null,
  }
}

async function writeBatch(tx: Tx, county: string, batch: Batch, options: RollImport): Promise<void> {
  await insertHouseholds(tx, county, batch.households)
  await expectAll(updateRollHouseholds(tx, county, batch.householdEdits), batch.householdEdits)
  await insertPersons(tx, county, batch.persons)
  await insertMemberships(tx, county, batch.memberships)
  await expectAll(updateRollPersons(tx, county, batch.personEdits), batch.personEdits)
  await insertTags(tx, county, batch.tags)
  await insertChanges(tx, county, batch.changes, options.by)
}

/** A row that the statement left out belongs to somebody else's work of the same moment: then nothing is kept. */
async function expectAll(written: Promise<number>, rows: readonly unknown[]): Promise<void> {
  if ((await written) !== rows.length) throw new Refusal('request.stale')
}
