import type { Tx } from '../../platform/database/connect.ts'
import type { SchemeContent } from '../../platform/schemes/read-scheme.ts'

/** A place's own copy of a scheme (改编): the text as it is being written, and what it came from. */
export interface SchemeCopy {
  id: string
  placeCode: string
  schemeId: string
  sourceId: string | null
  sourceVersion: number | null
  content: SchemeContent
  changedAt: Date
  revision: number
}

const copyColumns = [
  'id',
  'place_code as placeCode',
  'scheme_id as schemeId',
  'source_id as sourceId',
  'source_version as sourceVersion',
  'content',
  'changed_at as changedAt',
  'revision',
] as const

const countyOf = (placeCode: string) => placeCode.slice(0, 6)

export async function listCopies(tx: Tx, placeCode: string): Promise<SchemeCopy[]> {
  const rows = await tx
    .selectFrom('scheme.copy')
    .select(copyColumns)
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('scheme_id')
    .limit(200)
    .execute()
  return rows as SchemeCopy[]
}

export async function findCopy(tx: Tx, placeCode: string, schemeId: string): Promise<SchemeCopy | undefined> {
  const row = await tx
    .selectFrom('scheme.copy')
    .select(copyColumns)
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('scheme_id', '=', schemeId)
    .executeTakeFirst()
  return row as SchemeCopy | undefined
}

/** Keeps a new copy; false when the place has a scheme of this name already. */
export async function insertCopy(tx: Tx, copy: SchemeCopy): Promise<boolean> {
  const result = await tx
    .insertInto('scheme.copy')
    .values({
      county_code: countyOf(copy.placeCode),
      id: copy.id,
      place_code: copy.placeCode,
      scheme_id: copy.schemeId,
      source_id: copy.sourceId,
      source_version: copy.sourceVersion,
      content: JSON.stringify(copy.content),
      changed_at: copy.changedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Writes a copy's text; false when someone else changed it since this revision. */
export async function updateCopy(tx: Tx, copy: SchemeCopy): Promise<boolean> {
  const result = await tx
    .updateTable('scheme.copy')
    .set({
      content: JSON.stringify(copy.content),
      changed_at: copy.changedAt,
      revision: copy.revision + 1,
    })
    .where('county_code', '=', countyOf(copy.placeCode))
    .where('id', '=', copy.id)
    .where('revision', '=', copy.revision)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
