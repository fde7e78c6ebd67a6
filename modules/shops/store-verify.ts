import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export interface StockFault {
  countyCode: string
  goodId: string
  onHand: number
  summed: number
}

/** Goods whose stock is not the sum of its ledger; empty is proof. */
export async function listStockFaults(tx: Tx, countyCode: string): Promise<StockFault[]> {
  const { rows } = await sql<StockFault>`
    select g.county_code as "countyCode", g.id as "goodId", g.on_hand as "onHand", coalesce(sum(e.quantity), 0)::bigint as summed
    from shop.good g left join shop.stock_entry e on e.county_code = g.county_code and e.good_id = g.id
    where g.county_code = ${countyCode} group by g.county_code, g.id, g.on_hand having g.on_hand <> coalesce(sum(e.quantity), 0)`.execute(
    tx,
  )
  return rows
}

export async function listShopCounties(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('shop.shop')
    .select('county_code')
    .distinct()
    .orderBy('county_code')
    .execute()
  return rows.map((row) => row.county_code)
}
