import { sql } from 'kysely'
import type { Settings } from '../../engines/scheme/resolve-scheme.ts'
import type { Tx } from '../../platform/database/connect.ts'

export interface Adoption {
  id: string
  placeCode: string
  schemeId: string
  version: number
  hash: string
  settings: Settings
  state: 'draft' | 'in_force' | 'ended'
  startsOn: string | null
  endsOn: string | null
  resolutionId: string | null
  /** What it ran before, oldest first. */
  earlier: EarlierVersion[]
  revision: number
}

/** A version that an adoption ran until another took its place: what was decided by it stays decided by it. */
export interface EarlierVersion {
  schemeId: string
  version: number
  hash: string
  settings: Settings
  startsOn: string
  /** The first day of the version that followed. */
  until: string
  resolutionId: string | null
}

const adoptionColumns = [
  'id',
  'place_code as placeCode',
  'scheme_id as schemeId',
  'version',
  'hash',
  'settings',
  'state',
  'starts_on as startsOn',
  'ends_on as endsOn',
  'resolution_id as resolutionId',
  'earlier',
  'revision',
] as const

const countyOf = (placeCode: string) => placeCode.slice(0, 6)

/** The newest adoption of a scheme at a place: in force, or else the draft. */
export async function findAdoption(
  tx: Tx,
  placeCode: string,
  schemeId: string,
): Promise<Adoption | undefined> {
  const row = await tx
    .selectFrom('scheme.adoption')
    .select(adoptionColumns)
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('scheme_id', '=', schemeId)
    .where('state', '!=', 'ended')
    .orderBy(sql`state = 'in_force'`, 'desc')
    .executeTakeFirst()
  return row as Adoption | undefined
}

export async function findAdoptionById(
  tx: Tx,
  countyCode: string,
  id: string,
): Promise<Adoption | undefined> {
  const row = await tx
    .selectFrom('scheme.adoption')
    .select(adoptionColumns)
    .where('county_code', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as Adoption | undefined
}

/** Which state of its changeable part an adoption is in; undefined for one that is not there to see. */
export async function findRevision(tx: Tx, countyCode: string, id: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('scheme.adoption')
    .select('revision')
    .where('county_code', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.revision
}

export async function listAdoptions(tx: Tx, placeCode: string): Promise<Adoption[]> {
  const rows = await tx
    .selectFrom('scheme.adoption')
    .select(adoptionColumns)
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('starts_on', 'desc')
    .limit(200)
    .execute()
  return rows as Adoption[]
}

/** Holds the adoption against changes until the transaction ends. */
export async function lockAdoption(tx: Tx, placeCode: string, id: string): Promise<void> {
  await tx
    .selectFrom('scheme.adoption')
    .select('id')
    .where('county_code', '=', countyOf(placeCode))
    .where('id', '=', id)
    .forUpdate()
    .execute()
}

export async function insertAdoption(tx: Tx, adoption: Adoption): Promise<void> {
  await tx
    .insertInto('scheme.adoption')
    .values({
      county_code: countyOf(adoption.placeCode),
      id: adoption.id,
      place_code: adoption.placeCode,
      scheme_id: adoption.schemeId,
      version: adoption.version,
      hash: adoption.hash,
      settings: JSON.stringify(adoption.settings),
      state: adoption.state,
      starts_on: adoption.startsOn,
      ends_on: adoption.endsOn,
      resolution_id: adoption.resolutionId,
      earlier: JSON.stringify(adoption.earlier),
    })
    .execute()
}

/** Writes an adoption's changeable part; false when someone else changed it since this revision. */
export async function updateAdoption(tx: Tx, adoption: Adoption): Promise<boolean> {
  const result = await tx
    .updateTable('scheme.adoption')
    .set({
      scheme_id: adoption.schemeId,
      version: adoption.version,
      hash: adoption.hash,
      settings: JSON.stringify(adoption.settings),
      earlier: JSON.stringify(adoption.earlier),
      state: adoption.state,
      starts_on: adoption.startsOn,
      ends_on: adoption.endsOn,
      resolution_id: adoption.resolutionId,
      revision: adoption.revision + 1,
    })
    .where('county_code', '=', countyOf(adoption.placeCode))
    .where('id', '=', adoption.id)
    .where('revision', '=', adoption.revision)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
