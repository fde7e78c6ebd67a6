import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { takeNumbers } from '../../platform/database/take-numbers.ts'
import { lockClaims } from './store-claims.ts'

export interface NewNotice {
  id: string
  placeCode: string
  householdId: string | null
  claimId: string
  issuedOn: string
  dueOn: string
}

/** Issues notices (整改告知书), numbered without gaps per village and year: the counter's row is the queue. */
export async function issueNotices(
  tx: Tx,
  countyCode: string,
  placeCode: string,
  notices: readonly NewNotice[],
): Promise<void> {
  if (notices.length === 0) return
  const year = notices[0]!.issuedOn.slice(0, 4)
  const first = await takeNumbers(
    tx,
    { countyCode, placeCode, name: `notice ${placeCode} ${year}` },
    notices.length,
  )
  const numbered = notices.map((notice, index) => ({
    ...notice,
    number: `${year}-${String(first + index).padStart(4, '0')}`,
  }))
  await sql`
    insert into points.rectification (county_code, id, place_code, household_id, claim_id, number, issued_on, due_on, state)
    select ${countyCode}, n.id, n."placeCode", n."householdId", n."claimId", n.number, n."issuedOn", n."dueOn", 'open'
    from jsonb_to_recordset(${JSON.stringify(numbered)}::jsonb) as n (id uuid, "placeCode" text, "householdId" uuid, "claimId" uuid, number text, "issuedOn" date, "dueOn" date)
    on conflict (county_code, claim_id) do nothing`.execute(tx)
}

export async function findNotice(tx: Tx, countyCode: string, claimId: string) {
  return tx
    .selectFrom('points.rectification')
    .select([
      'id',
      'number',
      'issued_on as issuedOn',
      'due_on as dueOn',
      'state',
      'mended_on as mendedOn',
      'evidence',
      'note',
      'settled_at as settledAt',
    ])
    .where('county_code', '=', countyCode)
    .where('claim_id', '=', claimId)
    .executeTakeFirst()
}

/** Which of these claims have been given a notice. */
export async function listNoticed(
  tx: Tx,
  countyCode: string,
  claimIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('points.rectification')
    .select('claim_id as id')
    .where('county_code', '=', countyCode)
    .where('claim_id', 'in', claimIds as string[])
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Writes down the mending; the notice's claim must be locked. */
export async function settleNotice(
  tx: Tx,
  countyCode: string,
  noticeId: string,
  end: {
    state: 'waived' | 'lapsed'
    mendedOn: string
    evidence: string[]
    note: string
    by: string
    at: Date
  },
): Promise<void> {
  await tx
    .updateTable('points.rectification')
    .set({
      state: end.state,
      mended_on: end.mendedOn,
      evidence: end.evidence,
      note: end.note,
      settled_by: end.by,
      settled_at: end.at,
    })
    .where('county_code', '=', countyCode)
    .where('id', '=', noticeId)
    .execute()
}

/**
 * Notices whose limit has passed unmended lapse, and their deductions go on to publicity: one statement per
 * table and county. Run late it does the same; run twice it finds nothing. Claims are locked before notices, as
 * by those who write down a mending.
 */
export async function lapseNotices(
  tx: Tx,
  countyCode: string,
  today: string,
  at: Date,
): Promise<{ placeCode: string; claimId: string }[]> {
  const due = await sql<{ claimId: string }>`
    select claim_id as "claimId" from points.rectification where county_code = ${countyCode} and state = 'open' and due_on < ${today}::date`.execute(
    tx,
  )
  const claimIds = due.rows.map((row) => row.claimId)
  if (claimIds.length === 0) return []
  await lockClaims(tx, countyCode, claimIds)
  const { rows } = await sql<{ placeCode: string; claimId: string }>`
    update points.rectification set state = 'lapsed', settled_at = ${at}::timestamptz
    where county_code = ${countyCode} and claim_id = any(${claimIds}::uuid[]) and state = 'open' and due_on < ${today}::date
    returning place_code as "placeCode", claim_id as "claimId"`.execute(tx)
  await sql`
    update points.claim set state = 'approved', revision = revision + 1, updated_at = ${at}::timestamptz
    where county_code = ${countyCode} and id = any(${rows.map((row) => row.claimId)}::uuid[]) and state = 'rectifying'`.execute(
    tx,
  )
  return rows
}

export async function listCountiesWithDueNotices(tx: Tx, today: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('points.rectification')
    .select('county_code')
    .distinct()
    .where('state', '=', 'open')
    .where('due_on', '<', today)
    .orderBy('county_code')
    .execute()
  return rows.map((row) => row.county_code)
}

export async function countOverdue(tx: Tx, placeCode: string, today: string): Promise<number> {
  const row = await tx
    .selectFrom('points.rectification')
    .select(sql<number>`count(*)`.as('count'))
    .where('county_code', '=', placeCode.slice(0, 6))
    .where('place_code', '=', placeCode)
    .where('state', '=', 'open')
    .where('due_on', '<', today)
    .executeTakeFirstOrThrow()
  return row.count
}
