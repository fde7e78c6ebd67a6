import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { countyOf } from './store.ts'

const goodColumns = [
  'id',
  'place_code as placeCode',
  'shop_id as shopId',
  'name',
  'kind',
  'class_key as classKey',
  'shelf',
  'unit',
  'price_fen as priceFen',
  'price_points as pricePoints',
  'stocked',
  'on_hand as onHand',
  'retired_on as retiredOn',
  'revision',
] as const

function selectGoods(tx: Tx, countyCode: string) {
  return tx.selectFrom('shop.good').select(goodColumns).where('county_code', '=', countyCode)
}

export type GoodRow = Awaited<ReturnType<ReturnType<typeof selectGoods>['executeTakeFirstOrThrow']>>

export async function findGood(tx: Tx, countyCode: string, id: string): Promise<GoodRow | undefined> {
  return selectGoods(tx, countyCode).where('id', '=', id).executeTakeFirst()
}

/** Goods of a shop by their ids, as they stand. */
export async function listGoodsOf(
  tx: Tx,
  placeCode: string,
  shopId: string,
  ids: readonly string[],
): Promise<GoodRow[]> {
  if (ids.length === 0) return []
  return selectGoods(tx, countyOf(placeCode))
    .where('shop_id', '=', shopId)
    .where('id', 'in', ids as string[])
    .execute()
}

/** Holds goods of a shop in the order of their ids, so that two counters never wait for each other in a circle. */
export async function lockGoods(
  tx: Tx,
  placeCode: string,
  shopId: string,
  ids: readonly string[],
): Promise<GoodRow[]> {
  if (ids.length === 0) return []
  return selectGoods(tx, countyOf(placeCode))
    .where('shop_id', '=', shopId)
    .where('id', 'in', ids as string[])
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function listGoodRows(
  tx: Tx,
  countyCode: string,
  shopId: string,
  filter: { search: string; shelf: 'all' | 'charity' | 'business'; retired: 'yes' | 'no' } & Page,
): Promise<{ rows: GoodRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectGoods(tx, countyCode)
    .where('shop_id', '=', shopId)
    .$if(filter.search !== '', (query) => query.where('name', 'like', like))
    .$if(filter.shelf !== 'all', (query) => query.where('shelf', '=', filter.shelf as 'charity'))
    .$if(filter.retired === 'no', (query) => query.where('retired_on', 'is', null))
  const rows = await takePage(
    tx,
    base
      .orderBy('retired_on', (order) => order.asc().nullsFirst())
      .orderBy('shelf', 'desc')
      .orderBy('name'),
    filter,
  )
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

/** Puts a good on a shelf; false when the shelf has one of that name. */
export async function insertGood(
  tx: Tx,
  good: Omit<GoodRow, 'onHand' | 'retiredOn' | 'revision'>,
): Promise<boolean> {
  const rows = await tx
    .insertInto('shop.good')
    .values({
      county_code: countyOf(good.placeCode),
      id: good.id,
      place_code: good.placeCode,
      shop_id: good.shopId,
      name: good.name,
      kind: good.kind,
      class_key: good.classKey,
      shelf: good.shelf,
      unit: good.unit,
      price_fen: good.priceFen,
      price_points: good.pricePoints,
      stocked: good.stocked,
    })
    .onConflict((conflict) => conflict.columns(['county_code', 'shop_id', 'name', 'shelf']).doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

export async function updateGood(
  tx: Tx,
  good: GoodRow,
  change: Partial<Pick<GoodRow, 'classKey' | 'unit' | 'priceFen' | 'pricePoints' | 'retiredOn'>>,
): Promise<void> {
  const next = { ...good, ...change }
  await tx
    .updateTable('shop.good')
    .set({
      class_key: next.classKey,
      unit: next.unit,
      price_fen: next.priceFen,
      price_points: next.pricePoints,
      retired_on: next.retiredOn,
      revision: good.revision + 1,
    })
    .where('county_code', '=', countyOf(good.placeCode))
    .where('id', '=', good.id)
    .execute()
}

export interface NewStockEntry {
  id: string
  goodId: string
  quantity: number
  valueFen: number
  reason: string
}

export interface StockMove {
  placeCode: string
  shopId: string
  kind: 'donation' | 'purchase' | 'dispatch' | 'sale' | 'count' | 'redemption' | 'redemption_return'
  on: string
  party: string | null
  partyHidden: boolean
  redemptionId: string | null
  by: string
  byName: string
  at: Date
}

/**
 * Moves stock and writes why, in one statement for any number of goods. Returns how many goods had enough: fewer
 * than asked means that the transaction must end.
 */
export async function moveStock(tx: Tx, move: StockMove, entries: readonly NewStockEntry[]): Promise<number> {
  if (entries.length === 0) return 0
  const county = countyOf(move.placeCode)
  const list = sql`jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as n (id uuid, "goodId" uuid, quantity bigint, "valueFen" bigint, reason text)`
  const { rows } = await sql`
    with entry as (
      insert into shop.stock_entry (county_code, id, place_code, shop_id, good_id, kind, quantity, value_fen, occurred_on, party, party_hidden, reason, redemption_id, recorded_by, recorded_name, recorded_at)
      select ${county}, n.id, ${move.placeCode}, ${move.shopId}::uuid, n."goodId", ${move.kind}, n.quantity, n."valueFen", ${move.on}::date, ${move.party}, ${move.partyHidden}::boolean, n.reason,
        ${move.redemptionId}::uuid, ${move.by}::uuid, ${move.byName}, ${move.at}::timestamptz
      from ${list} on conflict do nothing
    )
    update shop.good g set on_hand = g.on_hand + n.quantity from ${list}
    where g.county_code = ${county} and g.id = n."goodId" and g.on_hand + n.quantity >= 0 returning g.id`.execute(
    tx,
  )
  return rows.length
}

export interface StockRow {
  id: string
  goodId: string
  goodName: string
  unit: string
  kind: StockMove['kind']
  quantity: number
  valueFen: number
  occurredOn: string
  party: string | null
  partyHidden: boolean
  reason: string
  recordedName: string
  recordedAt: Date
}

export async function listStockRows(
  tx: Tx,
  countyCode: string,
  shopId: string,
  filter: { good?: string | undefined; kind: 'all' | 'in' | 'out' | 'count' } & Page,
): Promise<{ rows: StockRow[]; total: number }> {
  const base = tx
    .selectFrom('shop.stock_entry as e')
    .innerJoin('shop.good as g', (join) =>
      join.onRef('g.county_code', '=', 'e.county_code').onRef('g.id', '=', 'e.good_id'),
    )
    .where('e.county_code', '=', countyCode)
    .where('e.shop_id', '=', shopId)
    .$if(filter.good !== undefined, (query) => query.where('e.good_id', '=', filter.good!))
    .$if(filter.kind === 'in', (query) => query.where('e.kind', 'in', ['donation', 'purchase', 'dispatch']))
    .$if(filter.kind === 'out', (query) =>
      query.where('e.kind', 'in', ['redemption', 'redemption_return', 'sale']),
    )
    .$if(filter.kind === 'count', (query) => query.where('e.kind', '=', 'count'))
  const rows = await takePage(
    tx,
    base
      .select([
        'e.id',
        'e.good_id as goodId',
        'g.name as goodName',
        'g.unit',
        'e.kind',
        'e.quantity',
        'e.value_fen as valueFen',
        'e.occurred_on as occurredOn',
        'e.party',
        'e.party_hidden as partyHidden',
        'e.reason',
        'e.recorded_name as recordedName',
        'e.recorded_at as recordedAt',
      ])
      .orderBy('e.recorded_at', 'desc')
      .orderBy('e.id', 'desc'),
    filter,
  )
  const { total } = await countList(filter, () =>
    base.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}
