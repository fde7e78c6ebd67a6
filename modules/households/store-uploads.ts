import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export interface UploadRow {
  id: string
  placeCode: string
  fileName: string
  bytes: number
}

export async function insertUpload(
  tx: Tx,
  county: string,
  upload: { id: string; placeCode: string; accountId: string; fileName: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('household.roll_upload')
    .values({
      county_code: county,
      id: upload.id,
      place_code: upload.placeCode,
      account_id: upload.accountId,
      file_name: upload.fileName,
      bytes: 0,
      at: upload.at,
    })
    .execute()
}

export async function insertUploadPart(
  tx: Tx,
  county: string,
  part: { uploadId: string; position: number; accountId: string; sealed: Buffer },
): Promise<void> {
  await tx
    .insertInto('household.roll_upload_part')
    .values({
      county_code: county,
      upload_id: part.uploadId,
      position: part.position,
      account_id: part.accountId,
      sealed: part.sealed,
    })
    .execute()
}

/** An upload of the account itself: row-level security shows no other. */
export async function findUpload(tx: Tx, county: string, id: string): Promise<UploadRow | undefined> {
  const row = await tx
    .selectFrom('household.roll_upload')
    .select(['id', 'place_code', 'file_name', 'bytes'])
    .where('county_code', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: row.id, placeCode: row.place_code, fileName: row.file_name, bytes: row.bytes }
}

export async function findUploadPart(
  tx: Tx,
  county: string,
  uploadId: string,
  position: number,
): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('household.roll_upload_part')
    .select('sealed')
    .where('county_code', '=', county)
    .where('upload_id', '=', uploadId)
    .where('position', '=', position)
    .executeTakeFirst()
  return row?.sealed
}

/** Removes one upload of the account, or all of hers from before a moment; the parts go with it. */
export async function removeUploads(
  tx: Tx,
  county: string,
  accountId: string,
  which: { id: string } | { before: Date },
): Promise<void> {
  await sql`delete from household.roll_upload
    where county_code = ${county} and account_id = ${accountId}
      and ${'id' in which ? sql`id = ${which.id}` : sql`at < ${which.before}`}`.execute(tx)
}
