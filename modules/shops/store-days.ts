import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countyOf, type ShopRow } from './store.ts'

/** Whether a day is reconciled, or one after it. */
export async function isDayClosed(
  tx: Tx,
  shop: Pick<ShopRow, 'id' | 'placeCode'>,
  on: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('shop.day')
    .select('on_day')
    .where('county_code', '=', countyOf(shop.placeCode))
    .where('shop_id', '=', shop.id)
    .where('on_day', '>=', on)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface DayGood {
  goodId: string
  name: string
  unit: string
  /** Stock at the day's beginning, in and out during it, and at its end as recorded. */
  opening: number
  received: number
  out: number
  recorded: number
}

/** Stock of a shop over one day, from the ledger; only goods that are on the shelf or moved. */
export async function listDayGoods(
  tx: Tx,
  shop: Pick<ShopRow, 'id' | 'placeCode'>,
  on: string,
): Promise<DayGood[]> {
  const county = countyOf(shop.placeCode)
  const { rows } = await sql<DayGood>`
    select g.id as "goodId", g.name, g.unit,
      coalesce(sum(e.quantity) filter (where e.occurred_on < ${on}::date), 0)::bigint as opening,
      coalesce(sum(e.quantity) filter (where e.occurred_on = ${on}::date and e.quantity > 0), 0)::bigint as "received",
      coalesce(- sum(e.quantity) filter (where e.occurred_on = ${on}::date and e.quantity < 0), 0)::bigint as out,
      coalesce(sum(e.quantity) filter (where e.occurred_on <= ${on}::date), 0)::bigint as recorded
    from shop.good g left join shop.stock_entry e on e.county_code = ${county} and e.good_id = g.id
    where g.county_code = ${county} and g.shop_id = ${shop.id}::uuid and g.stocked
    group by g.id, g.name, g.unit, g.retired_on
    having g.retired_on is null or coalesce(sum(e.quantity), 0) <> 0 or bool_or(e.occurred_on = ${on}::date)
    order by g.name, g.id`.execute(tx)
  return rows
}

export interface DaySums {
  redemptions: number
  cancelled: number
  points: number
  valueFen: number
  payableFen: number
  cashFen: number
}

export async function sumDay(
  tx: Tx,
  shop: Pick<ShopRow, 'id' | 'placeCode'>,
  days: { from: string; to: string },
): Promise<DaySums> {
  const county = countyOf(shop.placeCode)
  const { rows } = await sql<DaySums>`
    select count(*) filter (where reverses_id is null) as redemptions, count(*) filter (where reverses_id is not null) as cancelled,
      coalesce(sum(points), 0)::bigint as points, coalesce(sum(value_fen), 0)::bigint as "valueFen",
      coalesce(sum(payable_fen), 0)::bigint as "payableFen", coalesce(sum(cash_fen), 0)::bigint as "cashFen"
    from shop.redemption where county_code = ${county} and shop_id = ${shop.id}::uuid and redeemed_on between ${days.from}::date and ${days.to}::date`.execute(
    tx,
  )
  return rows[0]!
}

export interface DayRow {
  on: string
  figures: DaySums
  counts: { goodId: string; name: string; unit: string; recorded: number; counted: number; reason: string }[]
  note: string
  closedName: string
  closedAt: Date
}

function selectDays(tx: Tx, shop: Pick<ShopRow, 'id' | 'placeCode'>) {
  return tx
    .selectFrom('shop.day')
    .select([
      'on_day as on',
      sql<DaySums>`figures`.as('figures'),
      sql<DayRow['counts']>`counts`.as('counts'),
      'note',
      'closed_name as closedName',
      'closed_at as closedAt',
    ])
    .where('county_code', '=', countyOf(shop.placeCode))
    .where('shop_id', '=', shop.id)
}

export async function findDay(
  tx: Tx,
  shop: Pick<ShopRow, 'id' | 'placeCode'>,
  on: string,
): Promise<DayRow | undefined> {
  return selectDays(tx, shop).where('on_day', '=', on).executeTakeFirst()
}

export async function listDayRows(tx: Tx, shop: Pick<ShopRow, 'id' | 'placeCode'>): Promise<DayRow[]> {
  return selectDays(tx, shop).orderBy('on_day', 'desc').limit(200).execute()
}

/** Days with redemptions that are not reconciled, the first of them first. */
export async function listOpenDays(
  tx: Tx,
  shop: Pick<ShopRow, 'id' | 'placeCode'>,
  days: { from: string; to: string },
): Promise<string[]> {
  const county = countyOf(shop.placeCode)
  const { rows } = await sql<{ on: string }>`
    select distinct r.redeemed_on as "on" from shop.redemption r
    where r.county_code = ${county} and r.shop_id = ${shop.id}::uuid and r.redeemed_on between ${days.from}::date and ${days.to}::date
      and not exists (select from shop.day d where d.county_code = ${county} and d.shop_id = r.shop_id and d.on_day >= r.redeemed_on)
    order by 1`.execute(tx)
  return rows.map((row) => row.on)
}

export async function insertDay(
  tx: Tx,
  shop: Pick<ShopRow, 'id' | 'placeCode'>,
  day: Omit<DayRow, 'closedAt'> & { by: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('shop.day')
    .values({
      county_code: countyOf(shop.placeCode),
      shop_id: shop.id,
      on_day: day.on,
      place_code: shop.placeCode,
      figures: JSON.stringify(day.figures),
      counts: JSON.stringify(day.counts),
      note: day.note,
      closed_by: day.by,
      closed_name: day.closedName,
      closed_at: day.at,
    })
    .execute()
}
