import type { Tx } from '../../platform/database/connect.ts'
import { countyOf, type ShopRow } from './store.ts'

export interface SettlementRow {
  id: string
  period: string
  firstDay: string
  lastDay: string
  basis: 'redeemed' | 'issued'
  issued: number
  redeemed: number
  payableFen: number
  movementId: string
  settledName: string
  settledAt: Date
}

/** Settlements of a shop, the newest first. */
export async function listSettlementRows(
  tx: Tx,
  shop: Pick<ShopRow, 'id' | 'placeCode'>,
): Promise<SettlementRow[]> {
  return tx
    .selectFrom('shop.settlement')
    .select([
      'id',
      'period',
      'first_day as firstDay',
      'last_day as lastDay',
      'basis',
      'issued',
      'redeemed',
      'payable_fen as payableFen',
      'movement_id as movementId',
      'settled_name as settledName',
      'settled_at as settledAt',
    ])
    .where('county_code', '=', countyOf(shop.placeCode))
    .where('shop_id', '=', shop.id)
    .orderBy('settled_at', 'desc')
    .limit(200)
    .execute()
}

export async function insertSettlement(
  tx: Tx,
  shop: Pick<ShopRow, 'id' | 'placeCode'>,
  row: Omit<SettlementRow, 'settledAt'> & { by: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('shop.settlement')
    .values({
      county_code: countyOf(shop.placeCode),
      id: row.id,
      place_code: shop.placeCode,
      shop_id: shop.id,
      period: row.period,
      first_day: row.firstDay,
      last_day: row.lastDay,
      basis: row.basis,
      issued: row.issued,
      redeemed: row.redeemed,
      payable_fen: row.payableFen,
      movement_id: row.movementId,
      settled_by: row.by,
      settled_name: row.settledName,
      settled_at: row.at,
    })
    .execute()
}
