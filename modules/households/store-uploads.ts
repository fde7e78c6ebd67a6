import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export interface UploadRow {
  id: string
  placeCode: string
  fileName: string
  /** How many rows the last check read; null before any. */
  rows: number | null
  /** The run that imports it or has imported it; null before it is confirmed. */
  runId: string | null
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
  const row = await selectUpload(tx, county, id).executeTakeFirst()
  return row && viewOf(row)
}

/** The same, held until the transaction ends: 'to_confirm' by one at a time, 'to_read' against removal only. */
export async function lockUpload(
  tx: Tx,
  county: string,
  id: string,
  why: 'to_confirm' | 'to_read',
): Promise<UploadRow | undefined> {
  const query = selectUpload(tx, county, id)
  const row = await (why === 'to_read' ? query.forKeyShare() : query.forNoKeyUpdate()).executeTakeFirst()
  return row && viewOf(row)
}

function selectUpload(tx: Tx, county: string, id: string) {
  return tx
    .selectFrom('household.roll_upload')
    .select(['id', 'place_code', 'file_name', 'rows', 'run_id'])
    .where('county_code', '=', county)
    .where('id', '=', id)
}

function viewOf(row: {
  id: string
  place_code: string
  file_name: string
  rows: number | null
  run_id: string | null
}): UploadRow {
  return { id: row.id, placeCode: row.place_code, fileName: row.file_name, rows: row.rows, runId: row.run_id }
}

export async function updateUpload(
  tx: Tx,
  county: string,
  id: string,
  values: { rows: number } | { run_id: string },
): Promise<void> {
  await tx
    .updateTable('household.roll_upload')
    .set(values)
    .where('county_code', '=', county)
    .where('id', '=', id)
    .execute()
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

/** Removes an upload with its parts. */
export async function removeUpload(tx: Tx, county: string, id: string): Promise<void> {
  await tx
    .deleteFrom('household.roll_upload')
    .where('county_code', '=', county)
    .where('id', '=', id)
    .execute()
}

/** Removes everybody's uploads from before a moment with their parts; waits for one that is being imported. */
export async function deleteOldUploads(tx: Tx, before: Date): Promise<void> {
  await sql`delete from household.roll_upload where at < ${before} /* all counties: whatever is old */`.execute(
    tx,
  )
}
