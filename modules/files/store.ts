import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export interface FileRow {
  id: string
  placeCode: string
  householdId: string | null
  sha256: string
  thumbnailSha256: string | null
  mediaType: string
  bytes: number
  width: number | null
  height: number | null
  /** What it was uploaded for; a file of a step is kept for `procedure`. */
  purpose: string
}

/** How many of these files the actor may see: evidence named by an id that is not hers does not count. */
export async function countFiles(tx: Tx, countyCode: string, ids: readonly string[]): Promise<number> {
  const row = await tx
    .selectFrom('file.object')
    .select(sql<number>`count(*)`.as('count'))
    .where('county_code', '=', countyCode)
    .where('id', 'in', ids as string[])
    .executeTakeFirstOrThrow()
  return row.count
}

export async function findFile(tx: Tx, countyCode: string, id: string): Promise<FileRow | undefined> {
  return tx
    .selectFrom('file.object')
    .select([
      'id',
      'place_code as placeCode',
      'household_id as householdId',
      'sha256',
      'thumbnail_sha256 as thumbnailSha256',
      'media_type as mediaType',
      'bytes',
      'width',
      'height',
      'purpose',
    ])
    .where('county_code', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** False when a file of this id is there already; it stays as it is. */
export async function insertFile(
  tx: Tx,
  file: FileRow & { accountId: string; position: unknown; at: Date },
): Promise<boolean> {
  const result = await tx
    .insertInto('file.object')
    .values({
      county_code: file.placeCode.slice(0, 6),
      id: file.id,
      place_code: file.placeCode,
      household_id: file.householdId,
      account_id: file.accountId,
      sha256: file.sha256,
      thumbnail_sha256: file.thumbnailSha256,
      media_type: file.mediaType,
      bytes: file.bytes,
      width: file.width,
      height: file.height,
      position: file.position ? JSON.stringify(file.position) : null,
      purpose: file.purpose,
      at: file.at,
    })
    .onConflict((conflict) => conflict.columns(['county_code', 'id']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}
