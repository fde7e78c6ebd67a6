import { z } from 'zod'
import { date, instant, paging, placeCode, uuid, words, year } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

/** Money is an integer in fen throughout. */
const fen = z.int()
/** What is asked for stays where sums are exact: ten billion yuan. */
const amountFen = fen.min(1).max(1_000_000_000_000)
const text = (min: number, max: number) => z.string().trim().min(min).max(max)

const named = z.object({ key: z.string(), name: words })

export const fund = z.object({
  id: uuid,
  placeCode,
  placeName: z.string(),
  adoptionId: uuid,
  schemeName: words,
  kind: z.enum(['village', 'special']),
  name: z.string(),
  openedOn: date,
  custody: z.enum(['village', 'town']),
  publishedUntil: date.nullable(),
  /** How often the scheme publishes, and the next period that is due. */
  every: z.enum(['month', 'quarter', 'half', 'year']),
  nextPeriod: z.string(),
  moneyFen: fen,
  goodsFen: fen,
  waiting: z.int(),
  sources: z.array(
    named.extend({
      kind: z.string(),
      earmarkedFor: z.array(z.string()).nullable(),
      receivedFen: fen,
      moneyFen: fen,
      goodsFen: fen,
    }),
  ),
  uses: z.array(named.extend({ spentFen: fen })),
})

export const movement = z.object({
  id: uuid,
  fundId: uuid,
  number: z.string(),
  kind: z.enum(['opening', 'income', 'in_kind', 'spending', 'goods_out', 'reversal']),
  occurredOn: date,
  sourceKey: z.string(),
  sourceName: words,
  useKey: z.string().nullable(),
  useName: words.nullable(),
  amountFen: fen,
  /** What the movement does to the fund's money, and to its goods. */
  moneyFen: fen,
  goodsFen: fen,
  words: z.string(),
  donor: z.string().nullable(),
  donorHidden: z.boolean(),
  vouchers: z.array(uuid),
  reversesId: uuid.nullable(),
  reversed: z.boolean(),
  state: z.enum(['waiting', 'approved', 'refused']),
  recordedName: z.string(),
  recordedAt: instant,
  decidedName: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionNote: z.string().nullable(),
  /** What the reader may do with it now. */
  mayDecide: z.boolean(),
})

export const listFunds = defineRoute({
  method: 'GET',
  path: '/api/funds',
  summary: { zh: '资金账列表', en: 'Funds of a village' },
  action: 'funds.read',
  query: z.object({ place: placeCode }),
  reply: z.array(fund),
})

export const openFund = defineRoute({
  method: 'POST',
  path: '/api/funds',
  summary: { zh: '建资金账', en: 'Open a fund' },
  action: 'funds.record',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    kind: z.enum(['village', 'special']),
    name: text(2, 40),
    openedOn: date,
  }),
  reply: fund,
})

export const listMovements = defineRoute({
  method: 'GET',
  path: '/api/funds/:fundId/movements',
  summary: { zh: '收支明细', en: 'Movements of a fund' },
  action: 'funds.read',
  params: z.object({ fundId: uuid }),
  query: z.object({
    state: z.enum(['all', 'waiting', 'approved', 'refused']).default('all'),
    kind: z.enum(['all', 'income', 'spending']).default('all'),
    from: date.optional(),
    to: date.optional(),
    search: z.string().max(100).default(''),
    ...paging(1000, 50),
  }),
  reply: z.object({ rows: z.array(movement), total: z.int() }),
})

export const recordMovement = defineRoute({
  method: 'POST',
  path: '/api/funds/:fundId/movements',
  summary: { zh: '记一笔收支', en: 'Record a movement' },
  action: 'funds.record',
  params: z.object({ fundId: uuid }),
  body: z.object({
    kind: z.enum(['opening', 'income', 'in_kind', 'spending', 'goods_out']),
    occurredOn: date,
    sourceKey: text(1, 60),
    useKey: text(1, 60).nullable().default(null),
    amountFen,
    words: text(2, 200),
    donor: text(1, 60).nullable().default(null),
    donorHidden: z.boolean().default(false),
    vouchers: z.array(uuid).max(20).default([]),
  }),
  reply: movement,
})

export const decideMovement = defineRoute({
  method: 'POST',
  path: '/api/funds/movements/:movementId/decision',
  summary: { zh: '审核一笔收支', en: 'Approve or refuse a movement' },
  action: 'funds.approve',
  params: z.object({ movementId: uuid }),
  body: z.object({ decision: z.enum(['approved', 'refused']), note: z.string().trim().max(200).default('') }),
  reply: movement,
})

export const reverseMovement = defineRoute({
  method: 'POST',
  path: '/api/funds/movements/:movementId/reversal',
  summary: { zh: '冲正一笔收支（须另一人审核）', en: 'Reverse a movement; another person approves' },
  action: 'funds.record',
  params: z.object({ movementId: uuid }),
  body: z.object({ reason: text(4, 200), vouchers: z.array(uuid).max(20).default([]) }),
  reply: movement,
})

const side = z.object({ openingFen: fen, incomeFen: fen, spendingFen: fen, closingFen: fen })

export const previewStatement = defineRoute({
  method: 'GET',
  path: '/api/funds/:fundId/statements/preview',
  summary: { zh: '一期收支（公开前预览）', en: 'A period’s statement before it is published' },
  action: 'funds.read',
  params: z.object({ fundId: uuid }),
  query: z.object({ period: z.string().max(10) }),
  reply: z.object({
    period: z.string(),
    firstDay: date,
    lastDay: date,
    money: side,
    goods: side,
    waiting: z.int(),
    rows: z.array(movement),
  }),
})

export const publishStatement = defineRoute({
  method: 'POST',
  path: '/api/funds/:fundId/statements',
  summary: { zh: '公开一期收支', en: 'Publish a period’s income and spending' },
  action: 'funds.publish',
  params: z.object({ fundId: uuid }),
  body: z.object({ period: z.string().max(10), opensOn: date, spot: text(2, 100) }),
  reply: z.object({ listId: uuid, closesOn: date, rows: z.int() }),
})

export const month = z.object({ month: z.string(), incomeFen: fen, spendingFen: fen, balanceFen: fen })

export const listMonths = defineRoute({
  method: 'GET',
  path: '/api/funds/:fundId/months',
  summary: { zh: '一年各月收支', en: 'Income and spending by month of a year' },
  action: 'funds.read',
  params: z.object({ fundId: uuid }),
  query: z.object({ year }),
  reply: z.array(month),
})
