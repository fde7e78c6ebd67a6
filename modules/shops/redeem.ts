import { randomInt } from 'node:crypto'
import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { listTagRecords } from '../households/index.ts'
import { findSpendable, lockSpendable, type Spendable, spendPoints } from '../points/index.ts'
import type { RulesInForce } from '../schemes/index.ts'
import type { redeem as redeemRoute } from './contract.ts'
import {
  decideBudget,
  decideCash,
  decideSpending,
  decideTime,
  getExchangeBook,
  type TimeDecision,
} from './decide-exchange.ts'
import { decideLines, type RedemptionSums, type ShelfGood } from './decide-redemption.ts'
import { isExchanged } from './find-customer.ts'
import { inShop, rulesOfShop } from './in-shop.ts'
import { digestOf } from './make-code.ts'
import type { ExchangeBook, ExchangeRules } from './scheme.ts'
import { addToYear, findYear, type ShopRow, shareShop, yearStripes } from './store.ts'
import { findCode, takeCode } from './store-codes.ts'
import { isDayClosed } from './store-days.ts'
import { listGoodsOf, lockGoods, moveStock } from './store-goods.ts'
import { insertRedemption, type RedemptionRow, readHistory } from './store-redemptions.ts'

type Request = RouteBody<typeof redeemRoute>

/** What was done, with the shop and the rules by which it is described. */
export interface Redeemed {
  row: RedemptionRow
  shop: ShopRow
  inForce: RulesInForce
}

/**
 * Points for goods, a voucher, a service or cash, whole or not at all: the code is used up, the points taken, the
 * stock moved and the village's year counted in one transaction. Locks are taken in one order everywhere, code,
 * passbook, year, goods, so that any number of counters wait for each other in a line and never in a circle.
 */
export async function redeem(
  act: Act,
  library: SchemeLibrary,
  shopId: string,
  body: Request,
): Promise<Redeemed> {
  return inShop(act, shopId, 'shops.serve', async (shop) => {
    const on = chinaDateOf(act.now)
    if (shop.closedOn && shop.closedOn <= on) throw new Refusal('shops.closed', { on: shop.closedOn })
    await shareShop(act.tx, act.actor.countyCode, shopId)
    if (await isDayClosed(act.tx, shop, on)) throw new Refusal('shops.day_closed', { on })
    const { rules, inForce } = await rulesOfShop(act.tx, library, shop, on)
    const id = makeId()
    const { book, pointsMax } = await takeCustomer(act, shop, body, id)
    if (!isExchanged(rules, shop, book)) throw new Refusal('shops.book_not_exchanged', {}, 'body.bookId')
    const exchange = getExchangeBook(rules, book.bookKey)
    const goods = await listGoodsOf(
      act.tx,
      shop.placeCode,
      shopId,
      body.lines.map((line) => line.goodId),
    )
    const sums = decideLines(rules, exchange, body.lines, goods, body.cashFen)
    if (pointsMax !== null && sums.points > pointsMax)
      throw new Refusal('shops.code_limit', { max: pointsMax / 100, points: sums.points / 100 })
    const time = await decideHousehold(act, rules, exchange, book, { ...body, on })
    // The statement that takes the points asks again: what is read here may be another counter's yesterday.
    decideSpending(exchange, book.redeemable, sums.points)
    const rest = await spendPoints(act, book, {
      ...{ amount: sums.points, redemptionId: id, mark: inForce.mark, on, note: noteOf(shop, sums) },
    })
    const overBudget = await countYear(act, rules, shop, on, sums.payableFen)
    const warnings = [time.warning, overBudget].filter((warning) => warning !== null)
    const row: RedemptionRow = {
      ...{ id, placeCode: shop.placeCode, shopId, householdId: book.householdId, bookId: book.bookId },
      ...{ householdNumber: book.householdNumber, headName: book.headName, cancelled: false },
      ...{ bookKey: book.bookKey, ...sums, cashFen: body.cashFen, rest, timeMode: time.mode, warnings },
      ...{ medium: body.code === null ? 'counter' : 'code', confirmation: body.confirmation, redeemedOn: on },
      ...{ reversesId: null, reason: '', recordedBy: act.actor.accountId, recordedName: act.actor.name },
      recordedAt: act.now,
    }
    await insertRedemption(act.tx, row)
    // Last of all: goods that many counters want are held no longer than the commit takes.
    await takeStock(act, shop, sums, goods, { id, on })
    act.record({
      placeCode: shop.placeCode,
      householdId: book.householdId,
      action: 'shops.serve',
      subjectKind: 'redemption',
      subjectId: id,
      onBehalf: body.confirmation?.proxy ?? null,
      detail: { shopId, points: sums.points, valueFen: sums.valueFen, cashFen: body.cashFen, warnings },
    })
    return { row, shop, inForce }
  })
}

/** By the code, used up here; or by the book that was looked up, with the confirmation of the person or a proxy. */
async function takeCustomer(
  act: Act,
  shop: ShopRow,
  body: Request,
  redemptionId: string,
): Promise<{ book: Spendable; pointsMax: number | null }> {
  if (body.code === null) {
    if (body.bookId === null) throw new Refusal('shops.customer_missing', {}, 'body.code')
    const { confirmation } = body
    if (!confirmation || (confirmation.by === 'proxy') !== (confirmation.proxy !== null))
      throw new Refusal('shops.confirmation_missing', {}, 'body.confirmation')
    const book = await findSpendable(act.tx, shop.placeCode, body.bookId)
    if (!book) throw new Refusal('shops.book_not_exchanged', {}, 'body.bookId')
    return { book, pointsMax: null }
  }
  const digest = digestOf(act.actor.countyCode, body.code)
  const taken = await takeCode(act.tx, shop.placeCode, digest, { redemptionId, at: act.now })
  if (!taken) {
    const seen = await findCode(act.tx, shop.placeCode, digest)
    throw new Refusal(
      !seen ? 'shops.code_wrong' : seen.redemptionId ? 'shops.code_used' : 'shops.code_expired',
      {},
      'body.code',
    )
  }
  return { book: (await findSpendable(act.tx, shop.placeCode, taken.bookId))!, pointsMax: taken.pointsMax }
}

/** Time and cash depend on what the household is and had; its books are held so that two counters count in turn. */
async function decideHousehold(
  act: Act,
  rules: ExchangeRules,
  exchange: ExchangeBook,
  book: Spendable,
  asked: { on: string; cashFen: number; chosenTime: boolean },
): Promise<TimeDecision> {
  const { on, cashFen, chosenTime: chosen } = asked
  const needsHistory =
    cashFen > 0 || rules.window.usual !== 'any_time' || rules.window.away_tags !== undefined
  if (!needsHistory) return decideTime(rules, { on, chosen, tags: [], redeemedOn: [] })
  await lockSpendable(act.tx, book.placeCode, book.householdId)
  const records = await listTagRecords(act.tx, act.actor.countyCode, book.householdId)
  const tags = records
    .filter((record) => record.from <= on && (record.to === null || record.to > on))
    .map((record) => record.tag)
  const history = await readHistory(act.tx, book.placeCode, book.householdId, `${on.slice(0, 4)}-01-01`)
  if (cashFen > 0) decideCash(rules, exchange, { amountFen: cashFen, tags, paidThisYearFen: history.cashFen })
  return decideTime(rules, { on, chosen, tags, redeemedOn: history.redeemedOn })
}

/** Goods are held as late as can be; what another counter took since they were read is told. */
async function takeStock(
  act: Act,
  shop: ShopRow,
  sums: RedemptionSums,
  goods: readonly ShelfGood[],
  { id, on }: { id: string; on: string },
): Promise<void> {
  const stocked = new Map(goods.filter((good) => good.stocked).map((good) => [good.id, good]))
  const lines = sums.lines.filter((line) => line.goodId !== null && stocked.has(line.goodId))
  if (lines.length > 1)
    await lockGoods(
      act.tx,
      shop.placeCode,
      shop.id,
      lines.map((line) => line.goodId!),
    )
  const moved = await moveStock(
    act.tx,
    {
      ...{ placeCode: shop.placeCode, shopId: shop.id, kind: 'redemption', on, redemptionId: id },
      ...{ party: null, partyHidden: false },
      ...{ by: act.actor.accountId, byName: act.actor.name, at: act.now },
    },
    lines.map((line) => ({
      ...{ id: makeId(), goodId: line.goodId!, quantity: -line.quantity, valueFen: -line.valueFen },
      reason: '',
    })),
  )
  if (moved === lines.length) return
  const ids = lines.map((line) => line.goodId!)
  for (const good of await listGoodsOf(act.tx, shop.placeCode, shop.id, ids)) {
    const wanted = lines.find((line) => line.goodId === good.id)!.quantity
    if (good.onHand < wanted)
      throw new Refusal('shops.stock_short', { name: good.name, left: good.onHand, wanted, unit: good.unit })
  }
  throw new Error('goods that are there could not be moved')
}

/** Counts what the village owes for the year; told or refused when the budget is passed. */
async function countYear(
  act: Act,
  rules: ExchangeRules,
  shop: ShopRow,
  on: string,
  payableFen: number,
): Promise<string | null> {
  if (payableFen === 0) return null
  const key = { placeCode: shop.placeCode, adoptionId: shop.adoptionId, year: on.slice(0, 4) }
  const stripe = rules.budget?.reaction === 'refuse' ? 0 : randomInt(yearStripes)
  await addToYear(act.tx, key, stripe, payableFen)
  if (!rules.budget) return null
  return decideBudget(rules.budget, (await findYear(act.tx, key)) - payableFen, payableFen).warning
}

/** What the passbook says of it. */
function noteOf(shop: ShopRow, sums: RedemptionSums): string {
  const what = sums.lines.map((line) =>
    line.shelf === 'cash' ? `现金 ${line.valueFen / 100} 元` : `${line.name} ${line.quantity}${line.unit}`,
  )
  return `${shop.name}：${what.join('、')}`.slice(0, 500)
}
