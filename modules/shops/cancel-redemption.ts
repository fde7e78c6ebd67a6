import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { returnPoints } from '../points/index.ts'
import { inShop, rulesOfShop } from './in-shop.ts'
import { addToYear, type ShopRow, shareShop } from './store.ts'
import { isDayClosed } from './store-days.ts'
import { type GoodRow, lockGoods, moveStock } from './store-goods.ts'
import {
  findRedemption,
  insertRedemption,
  type NewRedemption,
  type RedemptionRow,
} from './store-redemptions.ts'

/**
 * Takes a redemption back on its own day, by somebody else than who made it: points, stock and the village's year
 * go back with it, and both stay in the books.
 */
export async function cancelRedemption(
  act: Act,
  library: SchemeLibrary,
  shopId: string,
  redemptionId: string,
  reason: string,
): Promise<RedemptionRow> {
  return inShop(act, shopId, 'shops.cancel', async (shop) => {
    const county = act.actor.countyCode
    const on = chinaDateOf(act.now)
    await shareShop(act.tx, county, shopId)
    const made = await findRedemption(act.tx, county, redemptionId)
    if (made?.shopId !== shopId || made.reversesId) throw new Refusal('record.not_found')
    if (made.cancelled) throw new Refusal('shops.cancelled')
    if (made.recordedBy === act.actor.accountId) throw new Refusal('shops.same_person')
    if (made.redeemedOn !== on || (await isDayClosed(act.tx, shop, on)))
      throw new Refusal('shops.cancel_late')
    const { inForce } = await rulesOfShop(act.tx, library, shop, on)
    const id = makeId()
    const rest = await returnPoints(act, {
      ...{ placeCode: shop.placeCode, bookId: made.bookId, amount: made.points, redemptionId },
      ...{ mark: inForce.mark, on, note: reason },
    }).catch(refuseTwice)
    if (made.payableFen > 0)
      await addToYear(
        act.tx,
        { placeCode: shop.placeCode, adoptionId: shop.adoptionId, year: on.slice(0, 4) },
        0,
        -made.payableFen,
      )
    const goods = await lockGoods(
      act.tx,
      shop.placeCode,
      shopId,
      made.lines.flatMap((line) => line.goodId ?? []),
    )
    await putBack(act, shop, made, goods, { id, on, reason })
    await insertRedemption(act.tx, {
      ...oppositeOf(made),
      ...{ id, reason, rest, redeemedOn: on, recordedBy: act.actor.accountId, recordedName: act.actor.name },
      recordedAt: act.now,
    }).catch(refuseTwice)
    act.record({
      placeCode: shop.placeCode,
      householdId: made.householdId,
      action: 'shops.cancel',
      subjectKind: 'redemption',
      subjectId: redemptionId,
      detail: { reason, points: made.points, valueFen: made.valueFen, reversalId: id },
    })
    return (await findRedemption(act.tx, county, id))!
  })
}

/** The goods go back to their shelf. */
async function putBack(
  act: Act,
  shop: ShopRow,
  made: RedemptionRow,
  goods: readonly GoodRow[],
  { id, on, reason }: { id: string; on: string; reason: string },
): Promise<void> {
  const stocked = new Set(goods.filter((good) => good.stocked).map((good) => good.id))
  await moveStock(
    act.tx,
    {
      ...{ placeCode: shop.placeCode, shopId: shop.id, kind: 'redemption_return', on, redemptionId: id },
      ...{ party: null, partyHidden: false },
      ...{ by: act.actor.accountId, byName: act.actor.name, at: act.now },
    },
    made.lines
      .filter((line) => line.goodId !== null && stocked.has(line.goodId))
      .map(({ goodId, quantity, valueFen }) => ({
        ...{ id: makeId(), goodId: goodId!, quantity, valueFen, reason },
      })),
  )
}

/** A row that takes another back, line by line. */
function oppositeOf(made: RedemptionRow): NewRedemption {
  const { householdNumber: _number, headName: _head, cancelled: _cancelled, ...row } = made
  return {
    ...row,
    ...{ reversesId: made.id, warnings: [], confirmation: null },
    ...{ points: -made.points, valueFen: -made.valueFen },
    ...{ payableFen: -made.payableFen, cashFen: -made.cashFen },
    lines: made.lines.map((line) => ({
      ...line,
      ...{ quantity: -line.quantity, points: -line.points, valueFen: -line.valueFen },
    })),
  }
}

/** Two who cancel at once: the second finds the keys taken. */
function refuseTwice(error: { code?: string }): never {
  throw error.code === '23505' ? new Refusal('shops.cancelled') : error
}
