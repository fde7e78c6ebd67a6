import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { householdCards } from '../households/index.ts'
import { countyOf } from './store.ts'

interface Key {
  placeCode: string
  adoptionId: string
  bookKey: string
}

/** Decided claims up to a day that no list has shown yet, locked so that two lists cannot both take one. */
export async function listApproved(tx: Tx, key: Key & { lastDay: string }) {
  const county = countyOf(key.placeCode)
  return tx
    .selectFrom('points.claim as c')
    .innerJoin(householdCards(tx, county).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'c.county_code').onRef('h.id', '=', 'c.household_id'),
    )
    .select([
      'c.id',
      'c.household_id as householdId',
      'h.number as householdNumber',
      'h.head_name as headName',
      'c.item_key as itemKey',
      'c.direction',
      'c.decided',
      'c.occurred_on as occurredOn',
    ])
    .where('c.county_code', '=', county)
    .where('c.place_code', '=', key.placeCode)
    .where('c.adoption_id', '=', key.adoptionId)
    .where('c.book_key', '=', key.bookKey)
    .where('c.state', '=', 'approved')
    .where('c.occurred_on', '<=', key.lastDay)
    .where(sql<boolean>`to_char(c.occurred_on, 'YYYY') = ${key.lastDay.slice(0, 4)}`)
    .orderBy('h.number')
    .orderBy('c.occurred_on')
    .orderBy('c.id')
    .forUpdate('c')
    .execute()
}

export async function markPublicised(
  tx: Tx,
  placeCode: string,
  claimIds: readonly string[],
  until: string,
  at: Date,
): Promise<void> {
  await sql`
    update points.claim set state = 'publicised', publicised_until = ${until}::date, revision = revision + 1, updated_at = ${at}::timestamptz
    where county_code = ${countyOf(placeCode)} and id = any(${claimIds as string[]}::uuid[])`.execute(tx)
}

export async function summarise(tx: Tx, key: Key & { firstDay: string; lastDay: string }) {
  const { rows } = await sql<{
    ready: number
    plus: number
    minus: number
    households: number
    stillInReview: number
    stillRectifying: number
  }>`
    select count(*) filter (where state = 'approved') as ready,
      coalesce(sum(decided) filter (where state = 'approved' and direction = 'plus'), 0)::bigint as plus,
      coalesce(sum(decided) filter (where state = 'approved' and direction = 'minus'), 0)::bigint as minus,
      count(distinct household_id) filter (where state = 'approved') as households,
      count(*) filter (where state = 'in_review') as "stillInReview", count(*) filter (where state = 'rectifying') as "stillRectifying"
    from points.claim
    where county_code = ${countyOf(key.placeCode)} and place_code = ${key.placeCode} and adoption_id = ${key.adoptionId}::uuid and book_key = ${key.bookKey}
      and occurred_on <= ${key.lastDay}::date and to_char(occurred_on, 'YYYY') = ${key.lastDay.slice(0, 4)}`.execute(
    tx,
  )
  return rows[0]!
}
