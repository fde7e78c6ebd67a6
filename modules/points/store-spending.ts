import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { householdCards, personNames } from '../households/index.ts'
import { countyOf, type RulesMark } from './store.ts'
import { subjectNameOf } from './store-claims.ts'

/** A book and what may be spent of it, in hundredths. */
export interface Spendable {
  bookId: string
  placeCode: string
  householdId: string
  householdNumber: string
  headName: string
  subjectKind: 'household' | 'person' | 'group' | 'village' | 'post'
  subjectName: string
  adoptionId: string
  bookKey: string
  cycle: string
  closed: boolean
  redeemable: number
}

function selectSpendable(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('points.book as b')
    .innerJoin('points.balance as x', (join) =>
      join.onRef('x.county_code', '=', 'b.county_code').onRef('x.book_id', '=', 'b.id'),
    )
    .innerJoin(householdCards(tx, countyCode).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'b.county_code').onRef('h.id', '=', 'b.household_id'),
    )
    .leftJoin(personNames(tx, countyCode).as('p'), (join) =>
      join.onRef('p.county_code', '=', 'b.county_code').onRef('p.id', '=', 'b.subject_id'),
    )
    .where('b.county_code', '=', countyCode)
    .select([
      'b.id as bookId',
      'b.place_code as placeCode',
      'h.id as householdId',
      'h.number as householdNumber',
      'h.head_name as headName',
      'b.subject_kind as subjectKind',
      subjectNameOf('b'),
      'b.adoption_id as adoptionId',
      'b.book_key as bookKey',
      'b.cycle',
      sql<boolean>`b.closed_on is not null and b.cycle <> 'life'`.as('closed'),
      'x.redeemable',
    ])
}

export async function findSpendable(
  tx: Tx,
  placeCode: string,
  bookId: string,
): Promise<Spendable | undefined> {
  return selectSpendable(tx, countyOf(placeCode))
    .where('b.place_code', '=', placeCode)
    .where('b.id', '=', bookId)
    .executeTakeFirst()
}

/** The books of a household, newest cycle first, as the keys of the scheme name them. */
export async function listSpendable(tx: Tx, placeCode: string, householdId: string): Promise<Spendable[]> {
  return selectSpendable(tx, countyOf(placeCode))
    .where('b.place_code', '=', placeCode)
    .where('b.household_id', '=', householdId)
    .orderBy('b.cycle', 'desc')
    .orderBy('b.book_key')
    .orderBy('b.id')
    .limit(50)
    .execute()
}

/** Holds all books of a household until the act ends, so that what it had before is counted by one counter at a time. */
export async function lockSpendable(tx: Tx, placeCode: string, householdId: string): Promise<void> {
  await tx
    .selectFrom('points.balance')
    .select('book_id')
    .where('county_code', '=', countyOf(placeCode))
    .where('household_id', '=', householdId)
    .orderBy('book_id')
    .forUpdate()
    .execute()
}

interface SpendingEntry {
  amount: number
  redemptionId: string
  mark: RulesMark
  on: string
  note: string
  at: Date
  by: string
}

/**
 * Entry and balance in one statement that takes only what is there: undefined when the balance is too low, and
 * then the transaction must end, for the entry is written already.
 */
export async function appendSpending(
  tx: Tx,
  book: Spendable,
  spending: SpendingEntry,
): Promise<number | undefined> {
  const county = countyOf(book.placeCode)
  const { rows } = await sql<{ redeemable: number }>`
    with entry as (${insertEntry(book, 'redemption', -spending.amount, spending)})
    update points.balance set redeemable = redeemable - ${spending.amount}, entries = entries + 1, last_at = ${spending.at}::timestamptz
    where county_code = ${county} and book_id = ${book.bookId}::uuid and redeemable >= ${spending.amount} returning redeemable`.execute(
    tx,
  )
  return rows[0]?.redeemable
}

/** The same way back; the entry's own kind keeps it out of what was gained. */
export async function appendReturn(tx: Tx, book: Spendable, back: SpendingEntry): Promise<number> {
  const county = countyOf(book.placeCode)
  const { rows } = await sql<{ redeemable: number }>`
    with entry as (${insertEntry(book, 'redemption_return', back.amount, back)})
    update points.balance set redeemable = redeemable + ${back.amount}, entries = entries + 1, last_at = ${back.at}::timestamptz
    where county_code = ${county} and book_id = ${book.bookId}::uuid returning redeemable`.execute(tx)
  return rows[0]!.redeemable
}

function insertEntry(
  book: Spendable,
  kind: 'redemption' | 'redemption_return',
  amount: number,
  { redemptionId, mark, on, note, at, by }: SpendingEntry,
): RawBuilder<unknown> {
  const county = countyOf(book.placeCode)
  const entryId = (of: string) => sql`platform.id_of(${`${of} ${redemptionId}`})`
  const reverses = kind === 'redemption' ? sql`null` : entryId('redemption')
  return sql`
    insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, reverses_id, occurred_on, posted_at, posted_by, scheme_id, scheme_version, scheme_hash, note)
    values (${county}, ${entryId(kind)}, ${book.placeCode}, ${book.householdId}::uuid, ${book.bookId}::uuid, ${kind}, ${amount}, ${reverses}, ${on}::date, ${at}::timestamptz, ${by}::uuid,
      ${mark.schemeId}, ${mark.version}::int, ${mark.hash}, ${note})`
}

/**
 * Points of one book that a village handed out and took back at counters between two days, in hundredths: what
 * was posted less what was reversed, and what was redeemed less what was returned.
 */
export async function sumIssuedAndRedeemed(
  tx: Tx,
  key: { placeCode: string; adoptionId: string; bookKey: string; firstDay: string; lastDay: string },
): Promise<{ issued: number; redeemed: number }> {
  const county = countyOf(key.placeCode)
  const { rows } = await sql<{ issued: number; redeemed: number }>`
    select coalesce(sum(e.amount) filter (where e.kind in ('award', 'deduction', 'reversal', 'adjustment')), 0)::bigint as issued,
      coalesce(- sum(e.amount) filter (where e.kind in ('redemption', 'redemption_return')), 0)::bigint as redeemed
    from points.entry e join points.book b on b.county_code = e.county_code and b.id = e.book_id
    where e.county_code = ${county} and b.county_code = ${county} and b.place_code = ${key.placeCode} and b.adoption_id = ${key.adoptionId}::uuid and b.book_key = ${key.bookKey}
      and (case when e.kind in ('redemption', 'redemption_return') then e.occurred_on else (e.posted_at at time zone 'Asia/Shanghai')::date end) between ${key.firstDay}::date and ${key.lastDay}::date`.execute(
    tx,
  )
  return rows[0]!
}
