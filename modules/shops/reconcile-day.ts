import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { reconcileDay as reconcileRoute } from './contract.ts'
import { decideCounts } from './decide-counts.ts'
import { inShop } from './in-shop.ts'
import { lockShop, type ShopRow } from './store.ts'
import { type DayRow, findDay, insertDay, isDayClosed, listDayGoods, sumDay } from './store-days.ts'
import { lockGoods, moveStock } from './store-goods.ts'

/**
 * Closes a shop's day: what was counted against what is recorded, differences explained and set right by entries
 * of their own. From then on the day takes no redemption, sale or cancellation.
 */
export async function reconcileDay(
  act: Act,
  shopId: string,
  body: RouteBody<typeof reconcileRoute>,
): Promise<DayRow> {
  return inShop(act, shopId, 'shops.reconcile', async (shop) => {
    const today = chinaDateOf(act.now)
    await lockShop(act.tx, act.actor.countyCode, shopId)
    if (body.on > today) throw new Refusal('shops.day_ahead', { on: body.on }, 'body.on')
    if (await findDay(act.tx, shop, body.on)) throw new Refusal('shops.day_closed', { on: body.on })
    if (await isDayClosed(act.tx, shop, body.on)) throw new Refusal('shops.later_day_closed', { on: body.on })
    const goods = await listDayGoods(act.tx, shop, body.on)
    const counts = decideCounts(goods, body.counts)
    const figures = await sumDay(act.tx, shop, { from: body.on, to: body.on })
    await setRight(act, shop, body.on, counts)
    await insertDay(act.tx, shop, {
      ...{ on: body.on, figures, counts, note: body.note },
      ...{ by: act.actor.accountId, closedName: act.actor.name, at: act.now },
    })
    act.record({
      placeCode: shop.placeCode,
      action: 'shops.reconcile',
      subjectKind: 'shop',
      subjectId: shopId,
      detail: {
        on: body.on,
        ...figures,
        differences: counts.filter((count) => count.counted !== count.recorded),
      },
    })
    return (await findDay(act.tx, shop, body.on))!
  })
}

async function setRight(
  act: Act,
  shop: ShopRow,
  on: string,
  counts: readonly {
    goodId: string
    name: string
    unit: string
    recorded: number
    counted: number
    reason: string
  }[],
): Promise<void> {
  const different = counts.filter((count) => count.counted !== count.recorded)
  const goods = await lockGoods(
    act.tx,
    shop.placeCode,
    shop.id,
    different.map((count) => count.goodId),
  )
  const prices = new Map(goods.map((good) => [good.id, good]))
  const moved = await moveStock(
    act.tx,
    {
      ...{ placeCode: shop.placeCode, shopId: shop.id, kind: 'count', on, redemptionId: null },
      ...{ party: null, partyHidden: false },
      ...{ by: act.actor.accountId, byName: act.actor.name, at: act.now },
    },
    different.map((count) => {
      const quantity = count.counted - count.recorded
      const valueFen = prices.get(count.goodId)!.priceFen * quantity
      return { id: makeId(), goodId: count.goodId, quantity, valueFen, reason: count.reason }
    }),
  )
  if (moved !== different.length) {
    const short = different.find(
      (count) => prices.get(count.goodId)!.onHand + count.counted - count.recorded < 0,
    )!
    const { name, unit, onHand: left } = prices.get(short.goodId)!
    throw new Refusal('shops.stock_short', { name, unit, left, wanted: short.recorded - short.counted })
  }
}
