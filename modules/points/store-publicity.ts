import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { householdCards, numberOrder, personNames } from '../households/index.ts'
import { countyOf } from './store.ts'
import { subjectNameOf } from './store-claims.ts'

interface Key {
  placeCode: string
  adoptionId: string
  bookKey: string
}

/** Decided claims up to a day that no list has shown yet, locked so that two lists cannot both take one. */
export async function listApproved(tx: Tx, key: Key & { from: string; lastDay: string }) {
  const county = countyOf(key.placeCode)
  return tx
    .selectFrom('points.claim as c')
    .leftJoin(householdCards(tx, county).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'c.county_code').onRef('h.id', '=', 'c.household_id'),
    )
    .leftJoin(personNames(tx, county).as('p'), (join) =>
      join.onRef('p.county_code', '=', 'c.county_code').onRef('p.id', '=', 'c.subject_id'),
    )
    .select([
      'c.id',
      'c.household_id as householdId',
      sql<string>`coalesce(h.number, '')`.as('householdNumber'),
      sql<string>`coalesce(h.head_name, '')`.as('headName'),
      'c.subject_kind as subjectKind',
      subjectNameOf('c'),
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
    .where('c.occurred_on', '>=', key.from)
    .orderBy(numberOrder('h.number'))
    .orderBy('c.occurred_on')
    .orderBy('c.id')
    .forUpdate('c')
    .execute()
}

export async function markPublicised(
  tx: Tx,
  placeCode: string,
  claimIds: readonly string[],
  { until, rounds, at }: { until: string; rounds: number; at: Date },
): Promise<void> {
  await sql`
    update points.claim set state = 'publicised', shows_left = coalesce(shows_left, ${rounds}::int) - 1, publicised_until = ${until}::date, revision = revision + 1, updated_at = ${at}::timestamptz
    where county_code = ${countyOf(placeCode)} and id = any(${claimIds as string[]}::uuid[])`.execute(tx)
}

export async function summarise(tx: Tx, key: Key & { from: string; lastDay: string }) {
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
      count(distinct subject_id) filter (where state = 'approved') as households,
      count(*) filter (where state = 'in_review') as "stillInReview", count(*) filter (where state = 'rectifying') as "stillRectifying"
    from points.claim
    where county_code = ${countyOf(key.placeCode)} and place_code = ${key.placeCode} and adoption_id = ${key.adoptionId}::uuid and book_key = ${key.bookKey}
      and occurred_on between ${key.from}::date and ${key.lastDay}::date`.execute(tx)
  return rows[0]!
}

/** Those of the claims whose days have passed, but whose scheme shows them once more; they wait for that list. */
export async function returnForNextRound(
  tx: Tx,
  placeCode: string,
  claimIds: readonly string[],
  { today, at }: { today: string; at: Date },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update points.claim set state = 'approved', revision = revision + 1, updated_at = ${at}::timestamptz
    where county_code = ${countyOf(placeCode)} and place_code = ${placeCode} and id = any(${claimIds as string[]}::uuid[])
      and state = 'publicised' and publicised_until < ${today}::date and shows_left > 0`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
