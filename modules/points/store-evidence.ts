import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countyOf } from './store.ts'

interface Where {
  placeCode: string
  adoptionId: string
  cycle: string
}

export async function countEntries(tx: Tx, where: Where): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from points.entry e join points.book b on b.county_code = e.county_code and b.id = e.book_id
    where e.county_code = ${countyOf(where.placeCode)} and b.county_code = ${countyOf(where.placeCode)} and b.place_code = ${where.placeCode}
      and b.adoption_id = ${where.adoptionId}::uuid and b.cycle = ${where.cycle} and e.kind in ('award', 'deduction')`.execute(
    tx,
  )
  return rows[0]!.count
}

export async function countNotices(tx: Tx, where: Where): Promise<{ open: number; settled: number }> {
  const { rows } = await sql<{ open: number; settled: number }>`
    select count(*) filter (where r.state = 'open') as open, count(*) filter (where r.state <> 'open') as settled
    from points.rectification r join points.claim c on c.county_code = r.county_code and c.id = r.claim_id
    where r.county_code = ${countyOf(where.placeCode)} and c.county_code = ${countyOf(where.placeCode)} and c.place_code = ${where.placeCode}
      and c.adoption_id = ${where.adoptionId}::uuid and to_char(c.occurred_on, 'YYYY') = ${where.cycle}`.execute(
    tx,
  )
  return rows[0]!
}

/** Claims of the year up to a day that are on their way to a list or still hang on one. */
export async function countUnpublicised(tx: Tx, where: Where & { lastDay: string }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from points.claim
    where county_code = ${countyOf(where.placeCode)} and place_code = ${where.placeCode} and adoption_id = ${where.adoptionId}::uuid
      and state in ('in_review', 'rectifying', 'approved', 'publicised', 'disputed')
      and occurred_on <= ${where.lastDay}::date and to_char(occurred_on, 'YYYY') = ${where.cycle}`.execute(tx)
  return rows[0]!.count
}

/** The place of a claim of the household that names the file as its evidence. */
export async function findPlaceOfEvidence(
  tx: Tx,
  countyCode: string,
  householdId: string,
  fileId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ placeCode: string }>`
    select place_code as "placeCode" from points.claim
    where county_code = ${countyCode} and household_id = ${householdId}::uuid and ${fileId}::uuid = any(evidence) limit 1`.execute(
    tx,
  )
  return rows[0]?.placeCode
}
