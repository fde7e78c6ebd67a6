import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export const countyOf = (placeCode: string): string => placeCode.slice(0, 6)

const shopColumns = [
  'id',
  'place_code as placeCode',
  'adoption_id as adoptionId',
  'name',
  'site',
  'partner',
  'address',
  'operator_account_id as operatorAccountId',
  'operator_name as operatorName',
  'resolution_id as resolutionId',
  'opened_on as openedOn',
  'closed_on as closedOn',
  'revision',
] as const

function selectShops(tx: Tx, countyCode: string) {
  return tx.selectFrom('shop.shop').select(shopColumns).where('county_code', '=', countyCode)
}

export type ShopRow = Awaited<ReturnType<ReturnType<typeof selectShops>['executeTakeFirstOrThrow']>>

export async function findShop(tx: Tx, countyCode: string, id: string): Promise<ShopRow | undefined> {
  return selectShops(tx, countyCode).where('id', '=', id).executeTakeFirst()
}

/** The shops of a village; row-level security shows an operator her own. */
export async function listShopRows(tx: Tx, placeCode: string): Promise<ShopRow[]> {
  return selectShops(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('closed_on', (order) => order.asc().nullsFirst())
    .orderBy('name')
    .limit(200)
    .execute()
}

/** Lets many counters work at once and waits for whoever closes the shop's day. */
export async function shareShop(tx: Tx, countyCode: string, id: string): Promise<void> {
  await sql`select from shop.shop where county_code = ${countyCode} and id = ${id}::uuid for key share`.execute(
    tx,
  )
}

/** Holds a shop against counters, reconciliations and settlements. */
export async function lockShop(tx: Tx, countyCode: string, id: string): Promise<ShopRow | undefined> {
  return selectShops(tx, countyCode).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Opens a shop; false when the village has one of that name. */
export async function insertShop(tx: Tx, shop: Omit<ShopRow, 'closedOn' | 'revision'>): Promise<boolean> {
  const rows = await tx
    .insertInto('shop.shop')
    .values({
      county_code: countyOf(shop.placeCode),
      id: shop.id,
      place_code: shop.placeCode,
      adoption_id: shop.adoptionId,
      name: shop.name,
      site: shop.site,
      partner: shop.partner,
      address: shop.address,
      operator_account_id: shop.operatorAccountId,
      operator_name: shop.operatorName,
      resolution_id: shop.resolutionId,
      opened_on: shop.openedOn,
    })
    .onConflict((conflict) => conflict.columns(['county_code', 'place_code', 'name']).doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

export async function updateShop(
  tx: Tx,
  shop: ShopRow,
  change: Partial<
    Pick<
      ShopRow,
      'partner' | 'address' | 'operatorAccountId' | 'operatorName' | 'resolutionId' | 'closedOn' | 'site'
    >
  >,
): Promise<void> {
  const next = { ...shop, ...change }
  await tx
    .updateTable('shop.shop')
    .set({
      site: next.site,
      partner: next.partner,
      address: next.address,
      operator_account_id: next.operatorAccountId,
      operator_name: next.operatorName,
      resolution_id: next.resolutionId,
      closed_on: next.closedOn,
      revision: shop.revision + 1,
    })
    .where('county_code', '=', countyOf(shop.placeCode))
    .where('id', '=', shop.id)
    .execute()
}

interface YearKey {
  placeCode: string
  adoptionId: string
  year: string
}

/** What the village owes its shops for a year's redemptions, in fen. */
export async function findYear(tx: Tx, key: YearKey): Promise<number> {
  const row = await tx
    .selectFrom('shop.year')
    .select(sql<number>`coalesce(sum(payable_fen), 0)::bigint`.as('payableFen'))
    .where('county_code', '=', countyOf(key.placeCode))
    .where('place_code', '=', key.placeCode)
    .where('adoption_id', '=', key.adoptionId)
    .where('year', '=', key.year)
    .executeTakeFirstOrThrow()
  return row.payableFen
}

/** Stripes of a year's sum. */
export const yearStripes = 64

/** Adds to a stripe of the year and holds it until the act ends: who must count exactly adds to the first. */
export async function addToYear(tx: Tx, key: YearKey, stripe: number, payableFen: number): Promise<void> {
  await sql`
    insert into shop.year (county_code, place_code, adoption_id, year, stripe, payable_fen)
    values (${countyOf(key.placeCode)}, ${key.placeCode}, ${key.adoptionId}::uuid, ${key.year}, ${stripe}::int, ${payableFen})
    on conflict (county_code, place_code, adoption_id, year, stripe) do update set payable_fen = year.payable_fen + excluded.payable_fen`.execute(
    tx,
  )
}
