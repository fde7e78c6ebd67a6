import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export async function openClaimsOf(
  tx: Tx,
  countyCode: string,
  householdIds: readonly string[],
): Promise<number> {
  const row = await tx
    .selectFrom('points.claim')
    .select(sql<number>`count(*)`.as('count'))
    .where('county_code', '=', countyCode)
    .where('household_id', 'in', householdIds as string[])
    .where('state', 'in', ['in_review', 'rectifying', 'approved', 'publicised', 'disputed'])
    .executeTakeFirstOrThrow()
  return row.count
}

export async function endEnrolmentsOf(
  tx: Tx,
  countyCode: string,
  householdIds: readonly string[],
  end: { on: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('points.enrolment')
    .set({ left_on: end.on, left_reason: end.reason })
    .where('county_code', '=', countyCode)
    .where('household_id', 'in', householdIds as string[])
    .where('left_on', 'is', null)
    .execute()
}

export async function reopenEnrolmentsOf(
  tx: Tx,
  countyCode: string,
  householdIds: readonly string[],
  reason: string,
): Promise<void> {
  await tx
    .updateTable('points.enrolment')
    .set({ left_on: null, left_reason: null })
    .where('county_code', '=', countyCode)
    .where('household_id', 'in', householdIds as string[])
    .where('left_reason', '=', reason)
    .execute()
}

/** What a household gained and lost in books that are not closed; its base stays behind. */
export async function listMovable(
  tx: Tx,
  countyCode: string,
  householdId: string,
): Promise<{ points: number; books: number }> {
  const { rows } = await sql<{ points: number; books: number }>`
    select coalesce(sum(x.gained - x.lost), 0)::bigint as points, count(*) as books
    from points.balance x join points.book b on b.county_code = x.county_code and b.id = x.book_id
    where x.county_code = ${countyCode} and b.county_code = ${countyCode} and b.subject_id = ${householdId}::uuid and b.closed_on is null and x.gained <> x.lost`.execute(
    tx,
  )
  return rows[0]!
}

interface Move {
  changeId: string
  on: string
  at: Date
  by: string
}

interface Adjustment {
  bookId: string
  amount: number
}

/** Moves gains from an ended household to its successor: an adjustment out and one in for each open book of both. */
export async function moveGains(
  tx: Tx,
  countyCode: string,
  move: Move & { fromId: string; toId: string },
): Promise<void> {
  const { rows } = await sql<{ fromBook: string; toBook: string; amount: number }>`
    select f.id as "fromBook", t.id as "toBook", x.gained - x.lost as amount
    from points.book f
    join points.balance x on x.county_code = f.county_code and x.book_id = f.id
    join points.book t on t.county_code = f.county_code and t.adoption_id = f.adoption_id and t.book_key = f.book_key and t.cycle = f.cycle and t.subject_id = ${move.toId}::uuid
    where f.county_code = ${countyCode} and x.county_code = ${countyCode} and t.county_code = ${countyCode}
      and f.subject_id = ${move.fromId}::uuid and f.closed_on is null and t.closed_on is null and x.gained <> x.lost
    order by f.id`.execute(tx)
  const adjustments = rows.flatMap((row) => [
    { bookId: row.fromBook, amount: -row.amount },
    { bookId: row.toBook, amount: row.amount },
  ])
  await appendAdjustments(tx, countyCode, adjustments, { ...move, note: `并户转分 ${move.changeId}` })
}

/** Takes back what a merge moved, by entries of the opposite sign; returns their number. */
export async function takeBackMoves(tx: Tx, countyCode: string, move: Move): Promise<number> {
  const moved = await tx
    .selectFrom('points.entry')
    .select(['book_id as bookId', 'amount'])
    .where('county_code', '=', countyCode)
    .where('kind', '=', 'adjustment')
    .where('note', '=', `并户转分 ${move.changeId}`)
    .execute()
  const back = moved.map((entry) => ({ bookId: entry.bookId, amount: -entry.amount }))
  await appendAdjustments(tx, countyCode, back, { ...move, note: `撤销并户转分 ${move.changeId}` })
  return back.length
}

/** Adjustments keep the rules mark of their book's base entry; entries and balances in one statement each. */
async function appendAdjustments(
  tx: Tx,
  countyCode: string,
  adjustments: readonly Adjustment[],
  move: Move & { note: string },
): Promise<void> {
  if (adjustments.length === 0) return
  const list = sql`jsonb_to_recordset(${JSON.stringify(adjustments)}::jsonb) as n ("bookId" uuid, amount bigint)`
  await sql`
    insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, occurred_on, posted_at, posted_by, scheme_id, scheme_version, scheme_hash, note)
    select ${countyCode}, platform.id_of(${`${move.note} `} || b.id), b.place_code, b.household_id, b.id, 'adjustment', n.amount, ${move.on}::date, ${move.at}::timestamptz, ${move.by}::uuid,
      e.scheme_id, e.scheme_version, e.scheme_hash, ${move.note}
    from ${list}
    join points.book b on b.county_code = ${countyCode} and b.id = n."bookId"
    join points.entry e on e.county_code = ${countyCode} and e.book_id = b.id and e.kind = 'base'
    on conflict do nothing`.execute(tx)
  await sql`
    update points.balance x set redeemable = x.redeemable + n.amount, cumulative = x.cumulative + n.amount, gained = x.gained + greatest(n.amount, 0), lost = x.lost + greatest(- n.amount, 0),
      entries = x.entries + 1, last_at = ${move.at}::timestamptz
    from ${list} where x.county_code = ${countyCode} and x.book_id = n."bookId"`.execute(tx)
}

/** Where persons live now. */
export interface Relocation {
  personId: string
  householdId: string
}

/**
 * Books, balances, claims and enrolments of persons go with them into another household, so that who reads a
 * household reads its members; entries keep the household of their day.
 */
export async function followPersons(tx: Tx, countyCode: string, moved: readonly Relocation[]): Promise<void> {
  if (moved.length === 0) return
  const list = sql`jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as n ("personId" uuid, "householdId" uuid)`
  await sql`
    update points.balance x set household_id = n."householdId"
    from ${list} join points.book b on b.county_code = ${countyCode} and b.subject_id = n."personId"
    where x.county_code = ${countyCode} and x.book_id = b.id`.execute(tx)
  await sql`
    update points.book b set household_id = n."householdId"
    from ${list} where b.county_code = ${countyCode} and b.subject_id = n."personId"`.execute(tx)
  await sql`
    update points.claim b set household_id = n."householdId"
    from ${list} where b.county_code = ${countyCode} and b.subject_id = n."personId"`.execute(tx)
  await sql`
    update points.enrolment e set household_id = n."householdId"
    from ${list} where e.county_code = ${countyCode} and e.person_id = n."personId" and e.left_on is null`.execute(
    tx,
  )
}
