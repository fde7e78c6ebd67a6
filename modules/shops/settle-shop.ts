import { v7 as makeId } from 'uuid'
import { fenForPoints } from '../../engines/allocation/exchange-rate.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { findPeriod, type Period, periodName } from '../../engines/calendar/period.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { findFund, listMovementStates, recordMovement } from '../funds/index.ts'
import { sumIssuedAndRedeemed } from '../points/index.ts'
import type { settleShop as settleRoute } from './contract.ts'
import { decideSettlement } from './decide-exchange.ts'
import { inShop, rulesOfShop } from './in-shop.ts'
import { listShopRows, lockShop, type ShopRow } from './store.ts'
import { listOpenDays, sumDay } from './store-days.ts'
import { insertSettlement, listSettlementRows, type SettlementRow } from './store-settlements.ts'

export interface SettlementSums {
  period: Period
  basis: 'redeemed' | 'issued'
  /** Hundredths of a point that the village issued, and that this shop took in. */
  issued: number
  redeemed: number
  redeemedFen: number
  payableFen: number
  /** Days with redemptions that are not reconciled. */
  openDays: string[]
}

/** What a period comes to by the scheme's basis; nothing is written. */
export async function readSettlement(
  act: Act,
  library: SchemeLibrary,
  shopId: string,
  label: string,
): Promise<SettlementSums> {
  return inShop(act, shopId, 'shops.read', (shop) => sumsOf(act, library, shop, label))
}

async function sumsOf(
  act: Act,
  library: SchemeLibrary,
  shop: ShopRow,
  label: string,
): Promise<SettlementSums> {
  const period = findPeriod(label)
  const today = chinaDateOf(act.now)
  const { rules } = await rulesOfShop(
    act.tx,
    library,
    shop,
    period && period.lastDay < today ? period.lastDay : today,
  )
  if (period?.kind !== rules.settlement.every) throw new Refusal('shops.period_wrong', { period: label })
  const days = { from: period.firstDay, to: period.lastDay }
  const taken = await sumDay(act.tx, shop, days)
  const issuedByBook = await Promise.all(
    rules.books.map(async (book) => {
      const { issued } = await sumIssuedAndRedeemed(act.tx, {
        ...{ placeCode: shop.placeCode, adoptionId: shop.adoptionId, bookKey: book.key },
        ...{ firstDay: period.firstDay, lastDay: period.lastDay },
      })
      return { issued, fen: fenForPoints(issued, book.rate) }
    }),
  )
  const total = (pick: 'issued' | 'fen') => issuedByBook.reduce((sum, one) => sum + one[pick], 0)
  return {
    period,
    basis: rules.settlement.basis,
    issued: total('issued'),
    redeemed: taken.points,
    redeemedFen: taken.payableFen,
    payableFen: decideSettlement(rules, { issuedFen: total('fen'), redeemedFen: taken.payableFen }),
    openDays: await listOpenDays(act.tx, shop, days),
  }
}

/**
 * Settles a period with the shop: every day reconciled, the sum by the scheme's basis, paid by a movement of the
 * fund that another person approves. A settlement whose movement was refused or reversed makes room for another.
 */
export async function settleShop(
  act: Act,
  library: SchemeLibrary,
  shopId: string,
  body: RouteBody<typeof settleRoute>,
): Promise<SettlementRow> {
  return inShop(act, shopId, 'shops.settle', async (shop) => {
    await lockShop(act.tx, act.actor.countyCode, shopId)
    const sums = await sumsOf(act, library, shop, body.period)
    await assertSettleable(act, shop, sums)
    const fund = await findFund(act.tx, act.actor.countyCode, body.fundId)
    if (fund?.placeCode !== shop.placeCode) throw new Refusal('record.not_found')
    const name = periodName(sums.period)
    const movement = await recordMovement(act, library, body.fundId, {
      ...{
        kind: 'spending',
        occurredOn: chinaDateOf(act.now),
        sourceKey: body.sourceKey,
        useKey: body.useKey,
      },
      ...{ amountFen: sums.payableFen, words: `${shop.name} ${name.zh}兑换结算`, vouchers: body.vouchers },
      ...{ donor: null, donorHidden: false },
    })
    const row = {
      ...{
        id: makeId(),
        period: sums.period.label,
        firstDay: sums.period.firstDay,
        lastDay: sums.period.lastDay,
      },
      ...{ basis: sums.basis, issued: sums.issued, redeemed: sums.redeemed, payableFen: sums.payableFen },
      ...{ movementId: movement.id, settledName: act.actor.name },
    }
    await insertSettlement(act.tx, shop, { ...row, by: act.actor.accountId, at: act.now })
    act.record({
      placeCode: shop.placeCode,
      action: 'shops.settle',
      subjectKind: 'shop',
      subjectId: shopId,
      detail: { period: row.period, basis: row.basis, payableFen: row.payableFen, movementId: movement.id },
    })
    return { ...row, settledAt: act.now }
  })
}

async function assertSettleable(act: Act, shop: ShopRow, sums: SettlementSums): Promise<void> {
  const { period, openDays, payableFen } = sums
  if (chinaDateOf(act.now) <= period.lastDay)
    throw new Refusal('shops.period_open', { period: period.label, last: period.lastDay }, 'body.period')
  const earlier = (await listSettlementRows(act.tx, shop)).filter((row) => row.period === period.label)
  const states = await listMovementStates(
    act.tx,
    act.actor.countyCode,
    earlier.map((row) => row.movementId),
  )
  const stands = earlier.some((row) => ['waiting', 'approved'].includes(states.get(row.movementId)!))
  if (stands) throw new Refusal('shops.settled', { period: period.label }, 'body.period')
  if (openDays.length > 0)
    throw new Refusal('shops.days_open', { count: openDays.length, first: openDays[0]! })
  if (sums.basis === 'issued') {
    const shops = (await listShopRows(act.tx, shop.placeCode)).filter(
      (one) => one.adoptionId === shop.adoptionId,
    )
    if (shops.length > 1) throw new Refusal('shops.one_shop_by_issued')
  }
  if (payableFen <= 0) throw new Refusal('shops.nothing_to_settle', { period: period.label })
}
