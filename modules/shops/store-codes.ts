import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countyOf } from './store.ts'

export interface CodeRow {
  placeCode: string
  householdId: string
  bookId: string
  pointsMax: number | null
  expiresAt: Date
  redemptionId: string | null
}

/**
 * Keeps a code for a book and ends those that were made for it before. False when the digest is that of a code
 * that still holds: the caller throws the dice again.
 */
export async function insertCode(
  tx: Tx,
  code: Omit<CodeRow, 'redemptionId'> & { digest: string; by: string; at: Date },
): Promise<boolean> {
  const county = countyOf(code.placeCode)
  await tx
    .updateTable('shop.code')
    .set({ expires_at: code.at })
    .where('county_code', '=', county)
    .where('book_id', '=', code.bookId)
    .where('redemption_id', 'is', null)
    .where('expires_at', '>', code.at)
    .execute()
  const { rows } = await sql`
    insert into shop.code (county_code, digest, place_code, household_id, book_id, points_max, made_by, made_at, expires_at)
    values (${county}, ${code.digest}, ${code.placeCode}, ${code.householdId}::uuid, ${code.bookId}::uuid, ${code.pointsMax}, ${code.by}::uuid, ${code.at}::timestamptz, ${code.expiresAt}::timestamptz)
    on conflict (county_code, digest) do update set place_code = excluded.place_code, household_id = excluded.household_id, book_id = excluded.book_id, points_max = excluded.points_max,
      made_by = excluded.made_by, made_at = excluded.made_at, expires_at = excluded.expires_at, redemption_id = null
      where code.expires_at <= ${code.at}::timestamptz
    returning digest`.execute(tx)
  return rows.length === 1
}

export async function findCode(tx: Tx, placeCode: string, digest: string): Promise<CodeRow | undefined> {
  return tx
    .selectFrom('shop.code')
    .select([
      'place_code as placeCode',
      'household_id as householdId',
      'book_id as bookId',
      'points_max as pointsMax',
      'expires_at as expiresAt',
      'redemption_id as redemptionId',
    ])
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('digest', '=', digest)
    .executeTakeFirst()
}

/** Uses a code up: of any number who try at once one gets it, the others nothing. */
export async function takeCode(
  tx: Tx,
  placeCode: string,
  digest: string,
  use: { redemptionId: string; at: Date },
): Promise<Pick<CodeRow, 'bookId' | 'pointsMax'> | undefined> {
  return tx
    .updateTable('shop.code')
    .set({ redemption_id: use.redemptionId })
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('digest', '=', digest)
    .where('redemption_id', 'is', null)
    .where('expires_at', '>', use.at)
    .returning(['book_id as bookId', 'points_max as pointsMax'])
    .executeTakeFirst()
}
