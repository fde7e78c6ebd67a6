import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { givenRows } from '../../platform/database/given-rows.ts'
import { notAwaited } from '../../platform/database/pipelined-driver.ts'

export const countyOf = (placeCode: string): string => placeCode.slice(0, 6)

/** What an entry keeps of the rules it was made under. */
export interface RulesMark {
  schemeId: string
  version: number
  hash: string
}

/** A claim whose publicity has passed, locked; without `bookId` its passbook is not open yet. */
export interface PostableClaim {
  id: string
  householdId: string | null
  subjectKind: string
  subjectId: string
  subjectName: string
  adoptionId: string
  bookKey: string
  bookId: string | null
  itemKey: string
  direction: 'plus' | 'minus'
  /** Hundredths, never below zero. */
  decided: number
  occurredOn: string
  reason: string
}

/** Locks those of the claims that may be posted on a day: publicised, their days passed, undisputed. */
export async function lockPostable(
  tx: Tx,
  placeCode: string,
  claimIds: readonly string[],
  today: string,
): Promise<PostableClaim[]> {
  const county = countyOf(placeCode)
  const { rows } = await sql<PostableClaim>`
    select c.id, c.household_id as "householdId", c.subject_kind as "subjectKind", c.subject_id as "subjectId", c.subject_name as "subjectName", c.adoption_id as "adoptionId", c.book_key as "bookKey", b.id as "bookId", c.item_key as "itemKey", c.direction, c.decided,
      c.occurred_on as "occurredOn", c.reason
    from points.claim c left join points.book b on b.county_code = ${county} and b.adoption_id = c.adoption_id and b.book_key = c.book_key and b.subject_id = c.subject_id
      and b.cycle in ('life', to_char(c.occurred_on, 'YYYY'), to_char(c.occurred_on, 'YYYY-MM'), to_char(c.occurred_on, 'YYYY"-Q"Q'), to_char(c.occurred_on, 'YYYY"-H"') || ceil(extract(month from c.occurred_on) / 6))
    where c.county_code = ${county} and c.id = any(${claimIds as string[]}::uuid[]) and c.place_code = ${placeCode} and c.state = 'publicised' and c.shows_left = 0 and c.publicised_until < ${today}::date
    order by c.id for update of c`.execute(tx)
  return rows
}

const entryColumns = {
  claimId: 'uuid',
  householdId: 'uuid',
  bookId: 'uuid',
  kind: 'text',
  amount: 'bigint',
  itemKey: 'text',
  occurredOn: 'date',
  reason: 'text',
} as const
const gainColumns = {
  bookId: 'uuid',
  householdId: 'uuid',
  gained: 'bigint',
  lost: 'bigint',
  entries: 'bigint',
} as const

/**
 * Posts claims that `lockPostable` gave and whose passbooks are open: entries, balances and the claims' state in
 * one statement, which goes out with the next. An entry's id follows from its claim, so posting one twice fails
 * and leaves nothing; so does a claim without a passbook. Balances are taken in the order of their books, so that
 * two batches never wait for each other in a circle.
 */
export async function postClaims(
  tx: Tx,
  post: { placeCode: string; mark: RulesMark; at: Date; by: string | null },
  claims: readonly PostableClaim[],
): Promise<void> {
  const county = countyOf(post.placeCode)
  const entries = claims.map(({ id, direction, decided, ...claim }) => ({
    ...claim,
    claimId: id,
    kind: direction === 'plus' ? 'award' : 'deduction',
    amount: direction === 'plus' ? decided : -decided,
  }))
  await sql`${notAwaited}
    with entry as (
      insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, item_key, claim_id, occurred_on, posted_at, posted_by, scheme_id, scheme_version, scheme_hash, note)
      select ${county}, platform.id_of('claim ' || e."claimId"), ${post.placeCode}, e."householdId", e."bookId", e.kind, e.amount, e."itemKey", e."claimId",
        e."occurredOn", ${post.at}::timestamptz, ${post.by}::uuid, ${post.mark.schemeId}, ${post.mark.version}::int, ${post.mark.hash}, e.reason
      from ${givenRows('e', entryColumns, entries)}
      on conflict (county_code, reverses_id) where reverses_id is not null do nothing /* Citus asks for one; this one no award can meet */
    ), balance as (
      insert into points.balance (county_code, book_id, place_code, household_id, redeemable, cumulative, gained, lost, entries, last_at)
      select ${county}, g."bookId", ${post.placeCode}, g."householdId", g.gained - g.lost, g.gained - g.lost, g.gained, g.lost, g.entries, ${post.at}::timestamptz
      from ${givenRows('g', gainColumns, gainsOf(claims))} order by g."bookId"
      on conflict (county_code, book_id) do update set redeemable = balance.redeemable + excluded.redeemable, cumulative = balance.cumulative + excluded.cumulative,
        gained = balance.gained + excluded.gained, lost = balance.lost + excluded.lost, entries = balance.entries + excluded.entries, last_at = excluded.last_at
    )
    update points.claim set state = 'posted', revision = revision + 1, updated_at = ${post.at}::timestamptz
    where county_code = ${county} and id = any(${claims.map((claim) => claim.id)}::uuid[])`.execute(tx)
}

/** What each passbook gains and loses by the claims. */
function gainsOf(claims: readonly PostableClaim[]) {
  return [...Map.groupBy(claims, (claim) => claim.bookId)].map(([bookId, ofBook]) => {
    const sum = (direction: PostableClaim['direction']) =>
      ofBook.reduce((total, claim) => total + (claim.direction === direction ? claim.decided : 0), 0)
    return {
      bookId,
      householdId: ofBook[0]!.householdId,
      gained: sum('plus'),
      lost: sum('minus'),
      entries: ofBook.length,
    }
  })
}

export interface EntryToReverse {
  id: string
  placeCode: string
  householdId: string | null
  bookId: string
  kind: string
  amount: number
  itemKey: string | null
  bookClosed: boolean
}

export async function findEntry(tx: Tx, countyCode: string, id: string): Promise<EntryToReverse | undefined> {
  const row = await tx
    .selectFrom('points.entry as e')
    .innerJoin('points.book as b', (join) =>
      join.onRef('b.county_code', '=', 'e.county_code').onRef('b.id', '=', 'e.book_id'),
    )
    .where('e.county_code', '=', countyCode)
    .where('e.id', '=', id)
    .select([
      'e.id',
      'e.place_code as placeCode',
      'e.household_id as householdId',
      'e.book_id as bookId',
      'e.kind',
      'e.amount',
      'e.item_key as itemKey',
      sql<boolean>`b.closed_on is not null`.as('bookClosed'),
    ])
    .executeTakeFirst()
  return row
}

/** Appends a reversal and takes the amount back out of the balance. A second reversal hits the unique key. */
export async function appendReversal(
  tx: Tx,
  entry: EntryToReverse,
  reversal: { id: string; mark: RulesMark; on: string; at: Date; by: string; reason: string },
): Promise<number> {
  const county = countyOf(entry.placeCode)
  await tx
    .insertInto('points.entry')
    .values({
      county_code: county,
      id: reversal.id,
      place_code: entry.placeCode,
      household_id: entry.householdId,
      book_id: entry.bookId,
      kind: 'reversal',
      amount: -entry.amount,
      item_key: entry.itemKey,
      reverses_id: entry.id,
      occurred_on: reversal.on,
      posted_at: reversal.at,
      posted_by: reversal.by,
      scheme_id: reversal.mark.schemeId,
      scheme_version: reversal.mark.version,
      scheme_hash: reversal.mark.hash,
      note: reversal.reason,
    })
    .execute()
  const { rows } = await sql<{ redeemable: number }>`
    update points.balance set redeemable = redeemable - ${entry.amount}, cumulative = cumulative - ${entry.amount},
      gained = gained - ${Math.max(0, entry.amount)}, lost = lost - ${Math.max(0, -entry.amount)}, entries = entries + 1, last_at = ${reversal.at}::timestamptz
    where county_code = ${county} and book_id = ${entry.bookId}::uuid returning redeemable`.execute(tx)
  return rows[0]!.redeemable
}

export interface BalanceFault {
  countyCode: string
  bookId: string
  redeemable: number
  summed: number
  entries: number
  counted: number
}

/** Balances that are not the sum of their entries; empty is proof. One statement per county. */
export async function listBalanceFaults(tx: Tx, countyCode: string): Promise<BalanceFault[]> {
  const { rows } = await sql<BalanceFault>`
    select x.county_code as "countyCode", x.book_id as "bookId", x.redeemable, coalesce(s.summed, 0)::bigint as summed, x.entries, coalesce(s.counted, 0)::bigint as counted
    from points.balance x left join (
      select book_id, sum(amount) as summed, count(*) as counted,
        sum(amount) filter (where kind not in ('redemption', 'redemption_return', 'carried_out')) as gathered,
        sum(amount) filter (where kind not in ('base', 'carry', 'carried_out', 'redemption', 'redemption_return')) as moved
      from points.entry where county_code = ${countyCode} group by book_id) s on s.book_id = x.book_id
    where x.county_code = ${countyCode}
      and (x.redeemable <> coalesce(s.summed, 0) or x.cumulative <> coalesce(s.gathered, 0) or x.entries <> coalesce(s.counted, 0) or x.gained - x.lost <> coalesce(s.moved, 0))`.execute(
    tx,
  )
  return rows
}

export async function listCounties(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('points.balance')
    .select('county_code')
    .distinct()
    .orderBy('county_code')
    .execute()
  return rows.map((row) => row.county_code)
}
