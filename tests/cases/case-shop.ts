import assert from 'node:assert/strict'
import { type CaseVillage, type Fields, type Reply, vote } from './case-village.ts'
import { liveYear } from './case-year.ts'

/** A shop of the village, and what stands on its shelves. */
export interface CaseShop {
  id: string
  village: CaseVillage
}

export interface NewGood {
  class: string
  kind?: string
  shelf?: string
  /** Yuan; or points where the shelf says points. */
  price?: number | undefined
  price_points?: number | undefined
}

export const fenOf = (yuan: number) => Math.round(yuan * 100)

/** Opens a shop that a resolution gave to its operator. */
export async function openShop(village: CaseVillage, day: string): Promise<CaseShop> {
  const shop = await village.must('clerk', day, 'POST', '/api/shops', {
    ...{ placeCode: village.code, adoptionId: village.adoptionId, name: '算例兑换点', openedOn: day },
    ...{ site: 'store', partner: '村口小店', address: '村口 1 号', operatorName: '店主' },
    resolutionId: await vote(village, '选定兑换点经营者', day),
  })
  return { id: shop.id, village }
}

/** Puts a good on its shelf, with enough of it; refused where the scheme has no such class. */
export async function stockGood({ id, village }: CaseShop, day: string, good: NewGood): Promise<Reply> {
  const goods = await village.must('clerk', day, 'GET', `/api/shops/${id}/goods`)
  const added = await village.ask('clerk', day, 'POST', `/api/shops/${id}/goods`, {
    ...{ name: `物品 ${Number(goods.total) + 1}`, kind: good.kind ?? 'goods', unit: '件' },
    ...{ shelf: good.shelf ?? 'business', classKey: good.class, priceFen: fenOf(good.price ?? 1) },
    pricePoints: good.price_points === undefined ? null : Math.round(good.price_points * 100),
  })
  if (added.code === null && added.body.stocked)
    await village.must('clerk', day, 'POST', `/api/shops/${id}/stock`, {
      ...{ goodId: added.body.id, kind: 'purchase', quantity: 100_000 },
    })
  return added
}

/** A household at the counter, found by its number there; its passbook of the scheme’s first book. */
async function bookOf({ id, village }: CaseShop, day: string, household: number): Promise<string> {
  const number = String(household + 1).padStart(4, '0')
  const found = await village.must('clerk', day, 'POST', `/api/shops/${id}/customers`, { household: number })
  const [customer] = found as unknown as Fields[]
  assert.ok(customer, `household ${number} has no passbook yet`)
  return String(customer.bookId)
}

export interface Basket {
  lines?: { goodId: string; quantity: number }[]
  cashFen?: number
  chosenTime?: boolean
}

/** Points for what is in the basket, confirmed by the person at the counter. */
export async function redeemAt(
  shop: CaseShop,
  day: string,
  household: number,
  basket: Basket,
): Promise<Reply> {
  return shop.village.ask('clerk', day, 'POST', `/api/shops/${shop.id}/redemptions`, {
    ...{ bookId: await bookOf(shop, day, household), confirmation: { by: 'person' } },
    ...basket,
  })
}

/** Lives a year in which each household comes to a balance; gives the first day on which it may be spent. */
export function fillBooks(village: CaseVillage, year: string, balances: readonly number[]): Promise<string> {
  const { base } = village.book(`${year}-05-01`)
  const moves = balances.map((balance, household) => ({
    household,
    points: Math.round(balance * 100) - base,
  }))
  return liveYear(village, year, moves)
}
