import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countyOf, type RulesMark } from './store.ts'

export interface Carries {
  closeId: string
  placeCode: string
  adoptionId: string
  bookKey: string
  from: string
  cycle: string
  lastDay: string
  firstDay: string
  mark: RulesMark
  at: Date
  by: string | null
}

/**
 * Takes what may be spent out of the books of a cycle and puts it into those of the next, entries and balances in one
 * statement. Ids follow from the close, so a repeat fails. Who takes part no more keeps the rest where it is.
 */
export async function appendCarries(tx: Tx, carry: Carries): Promise<void> {
  const county = countyOf(carry.placeCode)
  const place = sql`b.county_code = ${county} and b.place_code = ${carry.placeCode} and b.adoption_id = ${carry.adoptionId}::uuid and b.book_key = ${carry.bookKey}`
  await sql`
    with rest as materialized (
      select b.place_code, b.household_id, b.id as from_id, n.id as to_id, x.redeemable as amount
      from points.book b
      join points.balance x on x.county_code = b.county_code and x.book_id = b.id
      join points.book n on n.county_code = b.county_code and n.adoption_id = b.adoption_id and n.book_key = b.book_key and n.subject_id = b.subject_id and n.cycle = ${carry.cycle}
      where ${place} and b.cycle = ${carry.from} and x.redeemable <> 0
    ), moved as (
      select r.place_code, r.household_id, r.from_id as book_id, 'carried_out' as kind, - r.amount as amount, ${carry.lastDay}::date as occurred_on from rest r
      union all
      select r.place_code, r.household_id, r.to_id, 'carry', r.amount, ${carry.firstDay}::date from rest r
    ), entry as (
      insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, occurred_on, posted_at, posted_by, scheme_id, scheme_version, scheme_hash, note)
      select ${county}, platform.id_of(m.kind || ${` ${carry.closeId} `} || m.book_id), m.place_code, m.household_id, m.book_id, m.kind, m.amount, m.occurred_on, ${carry.at}::timestamptz, ${carry.by}::uuid,
        ${carry.mark.schemeId}, ${carry.mark.version}::int, ${carry.mark.hash}, ''
      from moved m
      on conflict (county_code, reverses_id) where reverses_id is not null do nothing /* Citus asks for one; this one no carry can meet */
    )
    update points.balance x set redeemable = x.redeemable + m.amount, cumulative = x.cumulative + case m.kind when 'carry' then m.amount else 0 end,
      entries = x.entries + 1, last_at = ${carry.at}::timestamptz
    from moved m where x.county_code = ${county} and x.book_id = m.book_id`.execute(tx)
}
