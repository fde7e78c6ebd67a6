import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { householdCards, numberOrder, personNames } from '../households/index.ts'
import { countyOf } from './store.ts'

function selectEnrolments(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('points.enrolment as e')
    .leftJoin(householdCards(tx, countyCode).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'e.county_code').onRef('h.id', '=', 'e.household_id'),
    )
    .leftJoin(personNames(tx, countyCode).as('p'), (join) =>
      join.onRef('p.county_code', '=', 'e.county_code').onRef('p.id', '=', 'e.person_id'),
    )
    .where('e.county_code', '=', countyCode)
    .select([
      'e.id',
      'e.place_code as placeCode',
      'e.household_id as householdId',
      sql<string>`coalesce(h.number, '')`.as('householdNumber'),
      sql<string>`coalesce(h.head_name, '')`.as('headName'),
      'e.person_id as personId',
      'p.name as personName',
      'e.adoption_id as adoptionId',
      'e.joined_on as joinedOn',
      'e.agreed_by as agreedBy',
      'e.proxy',
      'e.left_on as leftOn',
      'e.left_reason as leftReason',
    ])
}

export type EnrolmentRow = Awaited<ReturnType<ReturnType<typeof selectEnrolments>['executeTakeFirstOrThrow']>>

export async function findEnrolmentById(
  tx: Tx,
  countyCode: string,
  id: string,
): Promise<EnrolmentRow | undefined> {
  return selectEnrolments(tx, countyCode).where('e.id', '=', id).executeTakeFirst()
}

const orders: Record<string, [string, 'asc' | 'desc']> = {
  number: ['h.number', 'asc'],
  '-number': ['h.number', 'desc'],
  joined: ['e.joined_on', 'asc'],
  '-joined': ['e.joined_on', 'desc'],
}

export async function listEnrolmentRows(
  tx: Tx,
  filter: {
    place: string
    household?: string | undefined
    state: 'joined' | 'left' | 'all'
    search: string
    sort: string
  } & Page,
): Promise<{ rows: EnrolmentRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectEnrolments(tx, countyOf(filter.place))
    .where('e.place_code', '=', filter.place)
    .$if(filter.household !== undefined, (query) => query.where('e.household_id', '=', filter.household!))
    .$if(filter.state !== 'all', (query) =>
      query.where('e.left_on', filter.state === 'left' ? 'is not' : 'is', null),
    )
    .$if(filter.search !== '', (query) =>
      query.where(
        sql<boolean>`(h.head_name like ${like} or h.number like ${like} or p.name like ${like} or e.agreed_by like ${like})`,
      ),
    )
  const [column, direction] = orders[filter.sort] ?? orders.number!
  const ordered = base
    .$if(column !== 'h.number', (query) => query.orderBy(sql.ref(column), direction))
    .orderBy(numberOrder('h.number'), direction)
    .orderBy('e.id', direction)
  const rows = await takePage(tx, ordered, filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

export async function countEnrolment(
  tx: Tx,
  placeCode: string,
): Promise<{ households: number; joined: number }> {
  const county = countyOf(placeCode)
  const households = await tx
    .selectFrom(householdCards(tx, county).as('h'))
    .select(sql<number>`count(*)`.as('count'))
    .where('h.place_code', '=', placeCode)
    .where('h.valid_to', 'is', null)
    .executeTakeFirstOrThrow()
  const joined = await tx
    .selectFrom('points.enrolment')
    .select(sql<number>`count(distinct household_id)`.as('count'))
    .where('county_code', '=', county)
    .where('place_code', '=', placeCode)
    .where('left_on', 'is', null)
    .executeTakeFirstOrThrow()
  return { households: households.count, joined: joined.count }
}

/** Who of these households takes part on a day: the household as a whole (no person), or persons of it. */
export async function listEnrolled(
  tx: Tx,
  countyCode: string,
  key: { adoptionId: string; householdIds: readonly string[]; on: string },
): Promise<{ householdId: string; personId: string | null }[]> {
  if (key.householdIds.length === 0) return []
  return tx
    .selectFrom('points.enrolment')
    .select(['household_id as householdId', 'person_id as personId'])
    .where('county_code', '=', countyCode)
    .where('adoption_id', '=', key.adoptionId)
    .where('household_id', 'in', key.householdIds as string[])
    .where('joined_on', '<=', key.on)
    .where((or) => or.or([or('left_on', 'is', null), or('left_on', '>', key.on)]))
    .execute()
}

/** Holds the enrolments of households, in the order of their ids: two declarations then see each other's use of a cap. */
export async function lockEnrolments(
  tx: Tx,
  countyCode: string,
  key: { adoptionId: string; householdIds: readonly string[] },
): Promise<void> {
  if (key.householdIds.length === 0) return
  await tx
    .selectFrom('points.enrolment')
    .select('id')
    .where('county_code', '=', countyCode)
    .where('adoption_id', '=', key.adoptionId)
    .where('household_id', 'in', key.householdIds as string[])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Whether a household, or a person of it, takes part on a day or later. */
export async function isEnrolledFrom(
  tx: Tx,
  countyCode: string,
  key: { adoptionId: string; householdId: string; personId: string | null; on: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('points.enrolment')
    .select('id')
    .where('county_code', '=', countyCode)
    .where('adoption_id', '=', key.adoptionId)
    .where('household_id', '=', key.householdId)
    .where('person_id', 'is not distinct from', key.personId)
    .where((or) => or.or([or('left_on', 'is', null), or('left_on', '>', key.on)]))
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a household that has not ended stands in a place. */
export async function isHouseholdOf(tx: Tx, placeCode: string, householdId: string): Promise<boolean> {
  const row = await tx
    .selectFrom(householdCards(tx, countyOf(placeCode)).as('h'))
    .select('h.id')
    .where('h.id', '=', householdId)
    .where('h.place_code', '=', placeCode)
    .where('h.valid_to', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export interface NewEnrolment {
  id: string
  householdId: string
  personId?: string | null
  joinedOn: string
  agreedBy: string
  proxy: unknown
}

/** Any number of households in one statement; the unique key refuses a second present enrolment. */
export async function insertEnrolments(
  tx: Tx,
  placeCode: string,
  adoptionId: string,
  enrolments: readonly NewEnrolment[],
  at: Date,
): Promise<void> {
  await sql`
    insert into points.enrolment (county_code, id, place_code, household_id, person_id, adoption_id, joined_on, agreed_by, proxy, at)
    select ${countyOf(placeCode)}, n.id, ${placeCode}, n."householdId", n."personId", ${adoptionId}::uuid, n."joinedOn", n."agreedBy", n.proxy, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(enrolments)}::jsonb) as n (id uuid, "householdId" uuid, "personId" uuid, "joinedOn" date, "agreedBy" text, proxy jsonb)
    on conflict (county_code, id) do nothing`.execute(tx)
}

export async function endEnrolment(
  tx: Tx,
  countyCode: string,
  id: string,
  end: { on: string; reason: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('points.enrolment')
    .set({ left_on: end.on, left_reason: end.reason })
    .where('county_code', '=', countyCode)
    .where('id', '=', id)
    .where('left_on', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
