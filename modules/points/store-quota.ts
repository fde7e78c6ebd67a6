import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { householdCards } from '../households/index.ts'
import { countyOf } from './store.ts'

/** How many households a village has now. */
export async function countHouseholds(tx: Tx, placeCode: string): Promise<number> {
  const row = await householdCards(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('valid_to', 'is', null)
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('households'))
    .executeTakeFirstOrThrow()
  return row.households
}

/**
 * The households with an award in a period, each once: posted and not taken back, and with `pending` also those
 * whose award hangs out.
 */
export async function listAwarded(
  tx: Tx,
  key: {
    placeCode: string
    adoptionId: string
    bookKey: string
    firstDay: string
    lastDay: string
    pending: boolean
  },
): Promise<Set<string>> {
  const county = countyOf(key.placeCode)
  const states = key.pending ? ['posted', 'publicised', 'disputed'] : ['posted']
  const { rows } = await sql<{ id: string }>`
    select distinct c.household_id as id from points.claim c
    where c.county_code = ${county} and c.place_code = ${key.placeCode} and c.adoption_id = ${key.adoptionId}::uuid and c.book_key = ${key.bookKey}
      and c.direction = 'plus' and c.state = any(${states}) and c.occurred_on between ${key.firstDay}::date and ${key.lastDay}::date
      and not exists (select from points.entry e join points.entry r on r.county_code = e.county_code and r.reverses_id = e.id
        where e.county_code = ${county} and r.county_code = ${county} and e.claim_id = c.id)`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Awards that the next list of a period would show. */
export async function listWaitingAwards(
  tx: Tx,
  key: { placeCode: string; adoptionId: string; bookKey: string; from: string; lastDay: string },
) {
  return tx
    .selectFrom('points.claim')
    .select(['id', 'household_id as householdId', 'occurred_on as occurredOn', 'direction', 'decided'])
    .where('county_code', '=', countyOf(key.placeCode))
    .where('place_code', '=', key.placeCode)
    .where('adoption_id', '=', key.adoptionId)
    .where('book_key', '=', key.bookKey)
    .where('state', '=', 'approved')
    .where('direction', '=', 'plus')
    .where('occurred_on', '>=', key.from)
    .where('occurred_on', '<=', key.lastDay)
    .execute()
}
