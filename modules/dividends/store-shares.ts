import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { householdCards, numberOrder } from '../households/index.ts'

const countyOf = (placeCode: string) => placeCode.slice(0, 6)

function selectShares(tx: Tx, placeCode: string) {
  const county = countyOf(placeCode)
  return tx
    .selectFrom('dividend.share as s')
    .innerJoin(householdCards(tx, county).as('h'), (join) =>
      join.onRef('h.county_code', '=', 's.county_code').onRef('h.id', '=', 's.household_id'),
    )
    .where('s.county_code', '=', county)
    .where('s.place_code', '=', placeCode)
}

const shareColumns = [
  's.id',
  's.household_id as householdId',
  'h.number as householdNumber',
  'h.head_name as headName',
  's.shares',
  's.valid_from as from',
  's.basis',
] as const

const orders: Record<string, [string, 'asc' | 'desc']> = {
  number: ['h.number', 'asc'],
  '-number': ['h.number', 'desc'],
  shares: ['s.shares', 'asc'],
  '-shares': ['s.shares', 'desc'],
  from: ['s.valid_from', 'asc'],
  '-from': ['s.valid_from', 'desc'],
}

/** Shares in force on a day, by household. */
export async function listShareRows(
  tx: Tx,
  placeCode: string,
  filter: { on: string; search: string; sort?: string } & Page,
) {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectShares(tx, placeCode)
    .where('s.valid_from', '<=', filter.on)
    .where((or) => or.or([or('s.valid_to', 'is', null), or('s.valid_to', '>', filter.on)]))
    .$if(filter.search !== '', (query) =>
      query.where(sql<boolean>`(h.head_name like ${like} or h.number like ${like})`),
    )
  const [column, direction] = orders[filter.sort ?? 'number'] ?? orders.number!
  const ordered = base
    .select(shareColumns)
    .$if(column !== 'h.number', (query) => query.orderBy(sql.ref(column), direction))
    .orderBy(numberOrder('h.number'), direction)
    .orderBy('s.id', direction)
  const rows = await takePage(tx, ordered, filter)
  const sums = await countList(filter, () =>
    base
      .select([
        sql<number>`count(*)`.as('total'),
        sql<number>`coalesce(sum(s.shares), 0)::bigint`.as('shares'),
      ])
      .executeTakeFirstOrThrow(),
  )
  return { rows, ...sums }
}

/** A household's shares with no end. */
export async function findPresentShare(tx: Tx, placeCode: string, householdId: string) {
  return selectShares(tx, placeCode)
    .select(shareColumns)
    .where('s.household_id', '=', householdId)
    .where('s.valid_to', 'is', null)
    .executeTakeFirst()
}

export async function findHouseholdPlace(
  tx: Tx,
  countyCode: string,
  householdId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom(householdCards(tx, countyCode).as('h'))
    .select('h.place_code as placeCode')
    .where('h.id', '=', householdId)
    .where('h.valid_to', 'is', null)
    .executeTakeFirst()
  return row?.placeCode
}

export type ShareRow = Awaited<ReturnType<typeof listShareRows>>['rows'][number]

/** Ends the present shares of a household and writes the new ones; other days keep what they had. */
export async function replaceShares(
  tx: Tx,
  change: { id: string; placeCode: string; householdId: string; shares: number; from: string; basis: string },
): Promise<void> {
  const county = countyOf(change.placeCode)
  await tx
    .updateTable('dividend.share')
    .set({ valid_to: change.from })
    .where('county_code', '=', county)
    .where('household_id', '=', change.householdId)
    .where('valid_to', 'is', null)
    .execute()
  await insertShares(tx, change.placeCode, [change])
}

export async function insertShares(
  tx: Tx,
  placeCode: string,
  shares: readonly { id: string; householdId: string; shares: number; from: string; basis: string }[],
): Promise<void> {
  await sql`
    insert into dividend.share (county_code, id, place_code, household_id, shares, valid_from, basis)
    select ${countyOf(placeCode)}, n.id, ${placeCode}, n."householdId", n.shares, n."from", n.basis
    from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as n (id uuid, "householdId" uuid, shares bigint, "from" date, basis text)
    on conflict (county_code, id) do nothing`.execute(tx)
}

export async function findShares(
  tx: Tx,
  countyCode: string,
  householdId: string,
): Promise<{ shares: number; placeCode: string } | undefined> {
  return tx
    .selectFrom('dividend.share')
    .select(['shares', 'place_code as placeCode'])
    .where('county_code', '=', countyCode)
    .where('household_id', '=', householdId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
}

/** Ends the rows that a change wrote on the day they began, and lets the ones before them hold again. */
export async function undoShares(tx: Tx, countyCode: string, basis: string): Promise<number> {
  const written = await tx
    .updateTable('dividend.share as s')
    .set((row) => ({ valid_to: row.ref('s.valid_from') }))
    .where('s.county_code', '=', countyCode)
    .where('s.basis', '=', basis)
    .where('s.valid_to', 'is', null)
    .returning(['s.household_id as householdId', 's.valid_from as from'])
    .execute()
  for (const row of written) {
    await tx
      .updateTable('dividend.share')
      .set({ valid_to: null })
      .where('county_code', '=', countyCode)
      .where('household_id', '=', row.householdId)
      .where('valid_to', '=', row.from)
      .where('basis', '!=', basis)
      .execute()
  }
  return written.length
}
