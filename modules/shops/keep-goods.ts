import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import type { addGood as addRoute, changeGood as changeRoute, recordStock as stockRoute } from './contract.ts'
import { decideSale } from './decide-exchange.ts'
import { inShop, rulesOfShop } from './in-shop.ts'
import type { ExchangeRules } from './scheme.ts'
import { shareShop } from './store.ts'
import { isDayClosed } from './store-days.ts'
import { findGood, type GoodRow, insertGood, lockGoods, moveStock, updateGood } from './store-goods.ts'

/** Puts a good on a shelf, of a class that the scheme knows; one that may not be exchanged may still be sold. */
export async function addGood(
  act: Act,
  library: SchemeLibrary,
  shopId: string,
  body: RouteBody<typeof addRoute>,
): Promise<GoodRow> {
  return inShop(act, shopId, 'shops.stock', async (shop) => {
    if (shop.closedOn) throw new Refusal('shops.closed', { on: shop.closedOn })
    const { rules } = await rulesOfShop(act.tx, library, shop, chinaDateOf(act.now))
    assertClass(rules, body.classKey)
    if (body.shelf === 'business' && body.priceFen === 0)
      throw new Refusal('shops.price_missing', {}, 'body.priceFen')
    const id = makeId()
    const { placeCode } = shop
    if (!(await insertGood(act.tx, { ...body, id, placeCode, shopId, stocked: body.kind !== 'service' })))
      throw new Refusal('shops.good_taken', { name: body.name }, 'body.name')
    act.record({
      placeCode,
      action: 'shops.stock',
      subjectKind: 'good',
      subjectId: id,
      detail: { ...body },
    })
    return (await findGood(act.tx, act.actor.countyCode, id))!
  })
}

/** Changes class, unit or price, or takes a good off the shelf. What was redeemed keeps what it cost. */
export async function changeGood(
  act: Act,
  library: SchemeLibrary,
  goodId: string,
  body: RouteBody<typeof changeRoute>,
): Promise<GoodRow> {
  return inShop(act, body.shopId, 'shops.stock', async (shop) => {
    const [good] = await lockGoods(act.tx, shop.placeCode, shop.id, [goodId])
    if (!good) throw new Refusal('record.not_found')
    if (good.revision !== body.revision) throw new Refusal('request.stale')
    const { rules } = await rulesOfShop(act.tx, library, shop, chinaDateOf(act.now))
    assertClass(rules, body.classKey)
    if (good.shelf === 'business' && body.priceFen === 0)
      throw new Refusal('shops.price_missing', {}, 'body.priceFen')
    const { classKey, unit, priceFen, pricePoints } = body
    const retiredOn = body.retired ? (good.retiredOn ?? chinaDateOf(act.now)) : null
    await updateGood(act.tx, good, { classKey, unit, priceFen, pricePoints, retiredOn })
    act.record({
      placeCode: shop.placeCode,
      action: 'shops.stock',
      subjectKind: 'good',
      subjectId: goodId,
      detail: { before: good.priceFen, classKey, unit, priceFen, pricePoints, retiredOn },
    })
    return (await findGood(act.tx, act.actor.countyCode, goodId))!
  })
}

/** In by donation, purchase or dispatch; out by sale, where the scheme lets the shelf sell (D-20: never charity goods). */
export async function recordStock(
  act: Act,
  library: SchemeLibrary,
  shopId: string,
  body: RouteBody<typeof stockRoute>,
): Promise<GoodRow> {
  return inShop(act, shopId, 'shops.stock', async (shop) => {
    const today = chinaDateOf(act.now)
    await shareShop(act.tx, act.actor.countyCode, shopId)
    if (await isDayClosed(act.tx, shop, today)) throw new Refusal('shops.day_closed', { on: today })
    const [good] = await lockGoods(act.tx, shop.placeCode, shopId, [body.goodId])
    if (!good) throw new Refusal('shops.good_unknown', {}, 'body.goodId')
    if (!good.stocked) throw new Refusal('shops.not_stocked', { name: good.name })
    const { rules } = await rulesOfShop(act.tx, library, shop, today)
    if (body.kind === 'sale') decideSale(rules, good.shelf)
    if ((body.kind === 'donation' || body.kind === 'dispatch') && good.shelf === 'business')
      throw new Refusal('shops.gift_on_business', {}, 'body.goodId')
    const quantity = body.kind === 'sale' ? -body.quantity : body.quantity
    const valueFen = good.priceFen * quantity
    const moved = await moveStock(
      act.tx,
      {
        ...{ placeCode: shop.placeCode, shopId, kind: body.kind, on: today, redemptionId: null },
        ...{ party: body.party, partyHidden: body.partyHidden },
        ...{ by: act.actor.accountId, byName: act.actor.name, at: act.now },
      },
      [{ id: makeId(), goodId: good.id, quantity, valueFen, reason: body.reason }],
    )
    if (moved === 0)
      throw new Refusal(
        'shops.stock_short',
        { name: good.name, left: good.onHand, wanted: body.quantity, unit: good.unit },
        'body.quantity',
      )
    act.record({
      placeCode: shop.placeCode,
      action: 'shops.stock',
      subjectKind: 'good',
      subjectId: good.id,
      detail: { kind: body.kind, quantity, valueFen, party: body.party, reason: body.reason },
    })
    return (await findGood(act.tx, act.actor.countyCode, good.id))!
  })
}

function assertClass(rules: ExchangeRules, classKey: string): void {
  if (!rules.classes.some((one) => one.key === classKey))
    throw new Refusal('shops.class_unknown', { class: classKey }, 'body.classKey')
}
