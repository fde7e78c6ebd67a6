import type { FastifyInstance } from 'fastify'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import { listHolders } from '../accounts/index.ts'
import { mountList } from '../exports/index.ts'
import { listMovementStates } from '../funds/index.ts'
import { cancelRedemption } from './cancel-redemption.ts'
import * as contract from './contract.ts'
import { goodsList, redemptionsList, stockList } from './contract-lists.ts'
import { describeGood, describeRedemption, describeShop } from './describe.ts'
import { findCustomers } from './find-customer.ts'
import { inShop, rulesOfShop } from './in-shop.ts'
import { addGood, changeGood, recordStock } from './keep-goods.ts'
import { makeCode } from './make-code.ts'
import { changeShop, openShop } from './open-shop.ts'
import { readOwnExchange } from './own-exchange.ts'
import { reconcileDay } from './reconcile-day.ts'
import { redeem } from './redeem.ts'
import { readSettlement, settleShop } from './settle-shop.ts'
import { listShopRows, type ShopRow } from './store.ts'
import { type DayRow, findDay, listDayGoods, listDayRows, listOpenDays, sumDay } from './store-days.ts'
import { type GoodRow, listGoodRows, listStockRows } from './store-goods.ts'
import { listRedemptionRows, type RedemptionRow } from './store-redemptions.ts'
import { listSettlementRows, type SettlementRow } from './store-settlements.ts'

export async function shopRoutes(app: FastifyInstance): Promise<void> {
  mountShops(app)
  mountGoods(app)
  mountCounter(app)
  mountDays(app)
}

function mountShops(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  mountRoute(app, contract.listShops, async (act, { query }) => {
    act.authorise('shops.read', { placeCode: query.place })
    const shops = await listShopRows(act.tx, query.place)
    return Promise.all(shops.map((shop) => describeShop(act, schemes, shop)))
  })
  mountRoute(app, contract.listOperators, (act, { query }) => {
    act.authorise('shops.manage', { placeCode: query.place })
    return listHolders(act.tx, query.place, 'merchant', chinaDateOf(act.now))
  })
  mountRoute(app, contract.getShop, (act, { params }) =>
    inShop(act, params.shopId, 'shops.read', (shop) => describeShop(act, schemes, shop)),
  )
  mountRoute(app, contract.openShop, async (act, { body }) =>
    describeShop(act, schemes, await openShop(act, schemes, body)),
  )
  mountRoute(app, contract.changeShop, async (act, { params, body }) =>
    describeShop(act, schemes, await changeShop(act, schemes, params.shopId, body)),
  )
  mountRoute(app, contract.getOwnExchange, (act, { params }) =>
    readOwnExchange(act, schemes, params.householdId),
  )
}

function mountGoods(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  const describe = (act: Act, shopId: string, row: GoodRow) =>
    inShop(act, shopId, 'shops.stock', async (shop) =>
      describeGood((await rulesOfShop(act.tx, schemes, shop, chinaDateOf(act.now))).rules, row),
    )
  mountList(app, contract.listGoods, goodsList, (act, { params, query }) =>
    inShop(act, params.shopId, 'shops.read', async (shop) => {
      const { rules } = await rulesOfShop(act.tx, schemes, shop, chinaDateOf(act.now))
      const { rows, total } = await listGoodRows(act.tx, act.actor.countyCode, shop.id, query)
      return { rows: rows.map((row) => describeGood(rules, row)), total, placeCode: shop.placeCode }
    }),
  )
  mountRoute(app, contract.addGood, async (act, { params, body }) =>
    describe(act, params.shopId, await addGood(act, schemes, params.shopId, body)),
  )
  mountRoute(app, contract.changeGood, async (act, { params, body }) =>
    describe(act, body.shopId, await changeGood(act, schemes, params.goodId, body)),
  )
  mountList(app, contract.listStock, stockList, (act, { params, query }) =>
    inShop(act, params.shopId, 'shops.read', async (shop) => {
      const { rows, total } = await listStockRows(act.tx, act.actor.countyCode, shop.id, query)
      const shown = rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }))
      return { rows: shown, total, placeCode: shop.placeCode }
    }),
  )
  mountRoute(app, contract.recordStock, async (act, { params, body }) =>
    describe(act, params.shopId, await recordStock(act, schemes, params.shopId, body)),
  )
}

function mountCounter(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  const describe = async (act: Act, shop: ShopRow, rows: readonly RedemptionRow[]) => {
    const { inForce } = await rulesOfShop(act.tx, schemes, shop, chinaDateOf(act.now))
    return rows.map((row) => describeRedemption(act, shop, inForce, row))
  }
  const describeOne = (act: Act, row: RedemptionRow) =>
    inShop(act, row.shopId, 'shops.read', async (shop) => (await describe(act, shop, [row]))[0]!)
  mountRoute(app, contract.makeCode, (act, { body }) => makeCode(act, body))
  mountRoute(app, contract.findCustomers, (act, { params, body }) =>
    findCustomers(act, schemes, params.shopId, body).then((found) =>
      found.map((customer) => ({ ...customer, kinds: [...customer.kinds] })),
    ),
  )
  mountRoute(app, contract.redeem, async (act, { params, body }) => {
    const { row, shop, inForce } = await redeem(act, schemes, params.shopId, body)
    return describeRedemption(act, shop, inForce, row)
  })
  mountList(app, contract.listRedemptions, redemptionsList, (act, { params, query }) =>
    inShop(act, params.shopId, 'shops.read', async (shop) => {
      const filter = { ...query, shopId: shop.id }
      const { rows, total } = await listRedemptionRows(act.tx, act.actor.countyCode, filter)
      return { rows: await describe(act, shop, rows), total, placeCode: shop.placeCode }
    }),
  )
  mountRoute(app, contract.cancelRedemption, async (act, { params, body }) =>
    describeOne(act, await cancelRedemption(act, schemes, params.shopId, params.redemptionId, body.reason)),
  )
}

function mountDays(app: FastifyInstance): void {
  const { schemes } = app.shanzhi
  const show = (row: DayRow) => ({ ...row, closedAt: row.closedAt.toISOString() })
  const showSettlements = async (act: Act, rows: readonly SettlementRow[]) => {
    const states = await listMovementStates(
      act.tx,
      act.actor.countyCode,
      rows.map((row) => row.movementId),
    )
    return rows.map((row) => ({
      ...row,
      state: states.get(row.movementId)!,
      settledAt: row.settledAt.toISOString(),
    }))
  }
  mountRoute(app, contract.getDay, (act, { params }) =>
    inShop(act, params.shopId, 'shops.read', async (shop) => {
      const closed = await findDay(act.tx, shop, params.on)
      return {
        figures: await sumDay(act.tx, shop, { from: params.on, to: params.on }),
        goods: await listDayGoods(act.tx, shop, params.on),
        closed: closed ? show(closed) : null,
      }
    }),
  )
  mountRoute(app, contract.listDays, (act, { params }) =>
    inShop(act, params.shopId, 'shops.read', async (shop) => ({
      rows: (await listDayRows(act.tx, shop)).map(show),
      open: await listOpenDays(act.tx, shop, { from: shop.openedOn, to: chinaDateOf(act.now) }),
    })),
  )
  mountRoute(app, contract.reconcileDay, async (act, { params, body }) =>
    show(await reconcileDay(act, params.shopId, body)),
  )
  mountRoute(app, contract.previewSettlement, async (act, { params, query }) => {
    const { period, ...sums } = await readSettlement(act, schemes, params.shopId, query.period)
    return { ...sums, period: period.label, firstDay: period.firstDay, lastDay: period.lastDay }
  })
  mountRoute(app, contract.listSettlements, (act, { params }) =>
    inShop(act, params.shopId, 'shops.read', async (shop) =>
      showSettlements(act, await listSettlementRows(act.tx, shop)),
    ),
  )
  mountRoute(app, contract.settleShop, async (act, { params, body }) => {
    const row = await settleShop(act, schemes, params.shopId, body)
    return (await showSettlements(act, [row]))[0]!
  })
}
