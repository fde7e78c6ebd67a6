import { z } from 'zod'
import { date, instant, paging, placeCode, revision, uuid, words } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

/** Money is an integer in fen, points are hundredths, quantities whole. */
const fen = z.int()
const hundredths = z.int()
const quantity = z.int().min(1).max(1_000_000)
const text = (min: number, max: number) => z.string().trim().min(min).max(max)
const listed = paging(1000, 50)
const shelf = z.enum(['charity', 'business'])
const goodKind = z.enum(['goods', 'service', 'voucher'])
const shopParams = z.object({ shopId: uuid })

const proxy = z.object({
  name: text(1, 50),
  relation: text(1, 50),
  reason: text(1, 200),
  /** What is taken and what it costs was read to the person, who agreed. */
  readBack: z.literal(true),
  signatureFileId: uuid.nullable(),
})

const exchangeBook = z.object({
  key: z.string(),
  name: words,
  rateFen: fen,
  least: hundredths,
  kinds: z.array(z.enum(['goods', 'service', 'voucher', 'cash'])),
})

export const shop = z.object({
  id: uuid,
  placeCode,
  placeName: z.string(),
  adoptionId: uuid,
  schemeName: words,
  name: z.string(),
  site: z.enum(['store', 'idle_house', 'partner']),
  partner: z.string(),
  address: z.string(),
  operatorAccountId: uuid.nullable(),
  operatorName: z.string(),
  resolutionId: uuid.nullable(),
  openedOn: date,
  closedOn: date.nullable(),
  revision,
  books: z.array(exchangeBook),
  classes: z.array(z.object({ key: z.string(), name: words, exchange: z.boolean() })),
  sells: z.array(shelf),
  cash: z.boolean(),
  householdMayChooseTime: z.boolean(),
  settlesEvery: z.enum(['year', 'half', 'quarter', 'month']),
  operatorByResolution: z.boolean(),
  /** What the village owes its shops this year, and the budget it has; null where the scheme sets none. */
  year: z.object({ label: z.string(), payableFen: fen, lowFen: fen.nullable(), highFen: fen.nullable() }),
  /** What the reader may do here. */
  may: z.object({
    manage: z.boolean(),
    stock: z.boolean(),
    serve: z.boolean(),
    reconcile: z.boolean(),
    settle: z.boolean(),
  }),
})

export const good = z.object({
  id: uuid,
  name: z.string(),
  kind: goodKind,
  classKey: z.string(),
  className: words,
  exchange: z.boolean(),
  shelf,
  unit: z.string(),
  priceFen: fen,
  pricePoints: hundredths.nullable(),
  /** Points for one piece by each book that may be spent here. */
  points: z.array(z.object({ bookKey: z.string(), points: hundredths })),
  stocked: z.boolean(),
  onHand: z.int(),
  retired: z.boolean(),
  revision,
})

const line = z.object({
  goodId: uuid.nullable(),
  name: z.string(),
  unit: z.string(),
  shelf: z.enum(['charity', 'business', 'cash']),
  quantity: z.int(),
  points: hundredths,
  valueFen: fen,
})

export const redemption = z.object({
  id: uuid,
  shopId: uuid,
  shopName: z.string(),
  /** Empty for the operator, who learns the masked name alone. */
  householdNumber: z.string(),
  customerName: z.string(),
  bookName: words,
  points: hundredths,
  valueFen: fen,
  payableFen: fen,
  cashFen: fen,
  rest: hundredths,
  timeMode: z.enum(['usual', 'chosen', 'year_end']),
  medium: z.enum(['code', 'counter']),
  confirmedBy: z.string().nullable(),
  warnings: z.array(words),
  redeemedOn: date,
  recordedAt: instant,
  recordedName: z.string(),
  reversesId: uuid.nullable(),
  reason: z.string(),
  cancelled: z.boolean(),
  mayCancel: z.boolean(),
  lines: z.array(line),
})

export const listShops = defineRoute({
  method: 'GET',
  path: '/api/shops',
  summary: { zh: '兑换点列表', en: 'Shops of a village' },
  action: 'shops.read',
  query: z.object({ place: placeCode }),
  reply: z.array(shop),
})

const shopFields = {
  site: z.enum(['store', 'idle_house', 'partner']),
  partner: z.string().trim().max(60).default(''),
  address: text(2, 100),
  operatorAccountId: uuid.nullable().default(null),
  operatorName: text(1, 50),
  resolutionId: uuid.nullable().default(null),
}

export const openShop = defineRoute({
  method: 'POST',
  path: '/api/shops',
  summary: { zh: '设立兑换点', en: 'Open a shop' },
  action: 'shops.manage',
  body: z.object({ placeCode, adoptionId: uuid, name: text(2, 40), openedOn: date, ...shopFields }),
  reply: shop,
})

export const getShop = defineRoute({
  method: 'GET',
  path: '/api/shops/:shopId',
  summary: { zh: '一个兑换点', en: 'One shop' },
  action: 'shops.read',
  params: shopParams,
  reply: shop,
})

export const changeShop = defineRoute({
  method: 'PUT',
  path: '/api/shops/:shopId',
  summary: { zh: '变更或停办兑换点', en: 'Change or close a shop' },
  action: 'shops.manage',
  params: shopParams,
  body: z.object({ ...shopFields, closedOn: date.nullable().default(null), revision }),
  reply: shop,
})

export const listOperators = defineRoute({
  method: 'GET',
  path: '/api/shops/operators',
  summary: { zh: '可以经营兑换点的账号', en: 'Accounts that may run a shop' },
  action: 'shops.manage',
  query: z.object({ place: placeCode }),
  reply: z.array(z.object({ accountId: uuid, name: z.string() })),
})

export const listGoods = defineRoute({
  method: 'GET',
  path: '/api/shops/:shopId/goods',
  summary: { zh: '物品和库存', en: 'Goods of a shop with their stock' },
  action: 'shops.read',
  params: shopParams,
  query: z.object({
    search: z.string().max(100).default(''),
    shelf: z.enum(['all', 'charity', 'business']).default('all'),
    retired: z.enum(['yes', 'no']).default('no'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(good), total: z.int() }),
})

const goodFields = {
  classKey: text(1, 60),
  unit: text(1, 10),
  priceFen: fen.min(0).max(100_000_000),
  pricePoints: hundredths.min(1).max(100_000_000).nullable().default(null),
}

export const addGood = defineRoute({
  method: 'POST',
  path: '/api/shops/:shopId/goods',
  summary: { zh: '上架物品', en: 'Put a good on the shelf' },
  action: 'shops.stock',
  params: shopParams,
  body: z.object({ name: text(1, 40), kind: goodKind, shelf, ...goodFields }),
  reply: good,
})

export const changeGood = defineRoute({
  method: 'PUT',
  path: '/api/shops/goods/:goodId',
  summary: { zh: '改价或下架', en: 'Change a good, or take it off the shelf' },
  action: 'shops.stock',
  params: z.object({ goodId: uuid }),
  body: z.object({ shopId: uuid, ...goodFields, retired: z.boolean().default(false), revision }),
  reply: good,
})

export const stockEntry = z.object({
  id: uuid,
  goodId: uuid,
  goodName: z.string(),
  unit: z.string(),
  kind: z.enum(['donation', 'purchase', 'dispatch', 'sale', 'count', 'redemption', 'redemption_return']),
  quantity: z.int(),
  valueFen: fen,
  occurredOn: date,
  party: z.string().nullable(),
  partyHidden: z.boolean(),
  reason: z.string(),
  recordedName: z.string(),
  recordedAt: instant,
})

export const listStock = defineRoute({
  method: 'GET',
  path: '/api/shops/:shopId/stock',
  summary: { zh: '物资台账', en: 'The stock ledger' },
  action: 'shops.read',
  params: shopParams,
  query: z.object({
    good: uuid.optional(),
    kind: z.enum(['all', 'in', 'out', 'count']).default('all'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(stockEntry), total: z.int() }),
})

export const recordStock = defineRoute({
  method: 'POST',
  path: '/api/shops/:shopId/stock',
  summary: { zh: '登记入库或售出', en: 'Record what came in or was sold' },
  action: 'shops.stock',
  params: shopParams,
  body: z.object({
    goodId: uuid,
    kind: z.enum(['donation', 'purchase', 'dispatch', 'sale']),
    quantity,
    party: text(1, 60).nullable().default(null),
    partyHidden: z.boolean().default(false),
    reason: z.string().trim().max(200).default(''),
  }),
  reply: good,
})

export const makeCode = defineRoute({
  method: 'POST',
  path: '/api/shops/codes',
  summary: { zh: '生成兑换码（几分钟内有效，只用一次）', en: 'Make a one-time code for the counter' },
  action: 'shops.own',
  keepsNoAnswer: true,
  body: z.object({
    placeCode,
    bookId: uuid,
    pointsMax: hundredths.min(1).max(100_000_000).nullable().default(null),
  }),
  reply: z.object({
    code: z.string(),
    /** How long it holds from now; a phone's own clock may be wrong. */
    holdsSeconds: z.int(),
    bookId: uuid,
    pointsMax: hundredths.nullable(),
  }),
})

export const findCustomers = defineRoute({
  method: 'POST',
  path: '/api/shops/:shopId/customers',
  summary: {
    zh: '查兑换码或户编号（只见隐去的姓名和可用积分）',
    en: 'Who stands at the counter: masked name and what may be spent',
  },
  action: 'shops.serve',
  keepsNoAnswer: true,
  params: shopParams,
  body: z.object({
    code: z
      .string()
      .regex(/^[0-9]{8}$/)
      .nullable()
      .default(null),
    household: text(1, 40).nullable().default(null),
  }),
  reply: z.array(
    z.object({
      bookId: uuid,
      bookName: words,
      nameMasked: z.string(),
      spendable: hundredths,
      rateFen: fen,
      least: hundredths,
      kinds: z.array(z.string()),
    }),
  ),
})

export const redeem = defineRoute({
  method: 'POST',
  path: '/api/shops/:shopId/redemptions',
  summary: { zh: '办理兑换', en: 'Redeem points at the counter' },
  action: 'shops.serve',
  params: shopParams,
  body: z.object({
    code: z
      .string()
      .regex(/^[0-9]{8}$/)
      .nullable()
      .default(null),
    bookId: uuid.nullable().default(null),
    confirmation: z
      .object({ by: z.enum(['person', 'proxy']), proxy: proxy.nullable().default(null) })
      .nullable()
      .default(null),
    lines: z
      .array(z.object({ goodId: uuid, quantity }))
      .max(50)
      .default([]),
    cashFen: fen.min(0).max(100_000_000).default(0),
    chosenTime: z.boolean().default(false),
  }),
  reply: redemption,
})

export const listRedemptions = defineRoute({
  method: 'GET',
  path: '/api/shops/:shopId/redemptions',
  summary: { zh: '兑换记录', en: 'Redemptions of a shop' },
  action: 'shops.read',
  params: shopParams,
  query: z.object({ from: date.optional(), to: date.optional(), ...listed }),
  reply: z.object({ rows: z.array(redemption), total: z.int() }),
})

export const cancelRedemption = defineRoute({
  method: 'POST',
  path: '/api/shops/:shopId/redemptions/:redemptionId/cancellation',
  summary: { zh: '撤销兑换（当天，由另一人）', en: 'Cancel a redemption on its day, by another person' },
  action: 'shops.cancel',
  params: z.object({ shopId: uuid, redemptionId: uuid }),
  body: z.object({ reason: text(2, 200) }),
  reply: redemption,
})

const daySums = z.object({
  redemptions: z.int(),
  cancelled: z.int(),
  points: hundredths,
  valueFen: fen,
  payableFen: fen,
  cashFen: fen,
})

const day = z.object({
  on: date,
  figures: daySums,
  counts: z.array(
    z.object({
      goodId: uuid,
      name: z.string(),
      unit: z.string(),
      recorded: z.int(),
      counted: z.int(),
      reason: z.string(),
    }),
  ),
  note: z.string(),
  closedName: z.string(),
  closedAt: instant,
})

export const getDay = defineRoute({
  method: 'GET',
  path: '/api/shops/:shopId/days/:on',
  summary: { zh: '一天的兑换和库存', en: 'A day: redemptions and stock, before and after it is reconciled' },
  action: 'shops.read',
  params: z.object({ shopId: uuid, on: date }),
  reply: z.object({
    figures: daySums,
    goods: z.array(
      z.object({
        goodId: uuid,
        name: z.string(),
        unit: z.string(),
        opening: z.int(),
        received: z.int(),
        out: z.int(),
        recorded: z.int(),
      }),
    ),
    closed: day.nullable(),
  }),
})

export const listDays = defineRoute({
  method: 'GET',
  path: '/api/shops/:shopId/days',
  summary: { zh: '日清记录', en: 'Reconciled days, and those that wait' },
  action: 'shops.read',
  params: shopParams,
  reply: z.object({ rows: z.array(day), open: z.array(date) }),
})

export const reconcileDay = defineRoute({
  method: 'POST',
  path: '/api/shops/:shopId/days',
  summary: { zh: '日清：实点与账面核对', en: 'Reconcile a day: counted against recorded' },
  action: 'shops.reconcile',
  params: shopParams,
  body: z.object({
    on: date,
    counts: z
      .array(
        z.object({
          goodId: uuid,
          counted: z.int().min(0).max(1_000_000_000),
          reason: z.string().trim().max(200).default(''),
        }),
      )
      .max(2000),
    note: z.string().trim().max(200).default(''),
  }),
  reply: day,
})

const settlement = z.object({
  id: uuid,
  period: z.string(),
  basis: z.enum(['redeemed', 'issued']),
  issued: hundredths,
  redeemed: hundredths,
  payableFen: fen,
  movementId: uuid,
  state: z.enum(['waiting', 'approved', 'refused', 'reversed']),
  settledName: z.string(),
  settledAt: instant,
})

export const previewSettlement = defineRoute({
  method: 'GET',
  path: '/api/shops/:shopId/settlements/preview',
  summary: { zh: '结算试算', en: 'What a settlement would come to' },
  action: 'shops.read',
  params: shopParams,
  query: z.object({ period: z.string().max(10) }),
  reply: z.object({
    period: z.string(),
    firstDay: date,
    lastDay: date,
    basis: z.enum(['redeemed', 'issued']),
    issued: hundredths,
    redeemed: hundredths,
    redeemedFen: fen,
    payableFen: fen,
    openDays: z.array(date),
  }),
})

export const listSettlements = defineRoute({
  method: 'GET',
  path: '/api/shops/:shopId/settlements',
  summary: { zh: '结算记录', en: 'Settlements with a shop' },
  action: 'shops.read',
  params: shopParams,
  reply: z.array(settlement),
})

export const settleShop = defineRoute({
  method: 'POST',
  path: '/api/shops/:shopId/settlements',
  summary: {
    zh: '与兑换点结算（记一笔支出，另一人审核）',
    en: 'Settle with a shop by a movement that another approves',
  },
  action: 'shops.settle',
  params: shopParams,
  body: z.object({
    period: z.string().max(10),
    fundId: uuid,
    sourceKey: text(1, 60),
    useKey: text(1, 60),
    vouchers: z.array(uuid).max(20),
  }),
  reply: settlement,
})

export const getOwnExchange = defineRoute({
  method: 'GET',
  path: '/api/shops/households/:householdId',
  summary: { zh: '我家可以换什么', en: 'What a household may exchange, where, and what it had' },
  action: 'shops.own',
  params: z.object({ householdId: uuid }),
  reply: z.object({
    books: z.array(
      z.object({
        bookId: uuid,
        bookKey: z.string(),
        name: words,
        nameMasked: z.string(),
        placeCode,
        spendable: hundredths,
        rateFen: fen,
        least: hundredths,
        kinds: z.array(z.enum(['goods', 'service', 'voucher', 'cash'])),
      }),
    ),
    shops: z.array(
      z.object({
        id: uuid,
        name: z.string(),
        address: z.string(),
        operatorName: z.string(),
        goods: z.array(good),
      }),
    ),
    redemptions: z.array(redemption),
  }),
})
