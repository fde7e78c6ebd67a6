import { z } from 'zod'
import { date, instant, paging, placeCode, revision, uuid, words } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

/** Money is an integer in fen throughout; points and shares are hundredths. */
const fen = z.int()
/** What is asked for stays where sums are exact: ten billion yuan in a pool, ten thousand for a point. */
const poolFen = fen.min(0).max(1_000_000_000_000)
const priceFen = fen.min(0).max(1_000_000)
const listed = paging(1000, 50)

export const planFigures = z.object({
  households: z.int(),
  shares: z.int(),
  weightedHouseholds: z.int(),
  points: z.int(),
  sharePaidFen: fen,
  shareRemainderFen: fen,
  incentivePaidFen: fen,
  /** Pool less paid; negative when the price asks for more than the pool holds (then it cannot be publicised). */
  incentiveRemainderFen: fen,
  cappedHouseholds: z.int(),
  totalPaidFen: fen,
  averageFen: fen,
})

export const plan = z.object({
  id: uuid,
  placeCode,
  placeName: z.string(),
  adoptionId: uuid,
  cycle: z.string(),
  attempt: z.int(),
  closeId: uuid,
  sharePoolFen: fen,
  incentivePoolFen: fen,
  priceFen: fen,
  figures: planFigures,
  state: z.enum(['drafted', 'publicised', 'resolved', 'paid', 'dropped']),
  resolutionId: uuid.nullable(),
  paidHouseholds: z.int(),
  paidFen: fen,
  draftedAt: instant,
  revision,
  /** The sentences of the worksheet: rule, value, source. */
  basis: z.array(z.object({ rule: words, value: z.string(), source: z.string() })),
})

export const planLine = z.object({
  householdId: uuid,
  householdNumber: z.string(),
  headName: z.string(),
  shares: z.int(),
  shareFen: fen,
  points: z.int(),
  weighted: z.boolean(),
  incentiveFen: fen,
  capped: z.boolean(),
  totalFen: fen,
  paid: z.object({ number: z.string(), on: date, method: z.enum(['bank', 'cash', 'hold']) }).nullable(),
})

export const previewPlan = defineRoute({
  method: 'POST',
  path: '/api/dividends/preview',
  summary: { zh: '分配试算', en: 'Try a distribution: nothing is kept' },
  action: 'dividends.plan',
  keepsNoAnswer: true,
  body: z.object({
    placeCode,
    adoptionId: uuid,
    closeId: uuid,
    sharePoolFen: poolFen,
    incentivePoolFen: poolFen,
    priceFen: priceFen.nullable(),
  }),
  reply: z.object({
    priceFen: fen,
    figures: planFigures,
    blockers: z.array(z.object({ code: z.string(), text: words })),
    top: z.array(planLine),
  }),
})

export const draftPlan = defineRoute({
  method: 'POST',
  path: '/api/dividends/plans',
  summary: { zh: '拟定分配方案', en: 'Draft a distribution plan' },
  action: 'dividends.plan',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    closeId: uuid,
    sharePoolFen: poolFen,
    incentivePoolFen: poolFen,
    priceFen: priceFen.nullable(),
  }),
  reply: plan,
})

export const listPlans = defineRoute({
  method: 'GET',
  path: '/api/dividends/plans',
  summary: { zh: '分配方案列表', en: 'Distribution plans' },
  action: 'dividends.read',
  query: z.object({ place: placeCode }),
  reply: z.array(plan),
})

export const getPlan = defineRoute({
  method: 'GET',
  path: '/api/dividends/plans/:planId',
  summary: { zh: '一份分配方案', en: 'One plan' },
  action: 'dividends.read',
  params: z.object({ planId: uuid }),
  reply: plan,
})

export const listPlanLines = defineRoute({
  method: 'GET',
  path: '/api/dividends/plans/:planId/lines',
  summary: { zh: '分配明细表', en: 'The worksheet: a line per household' },
  action: 'dividends.read',
  params: z.object({ planId: uuid }),
  query: z.object({
    search: z.string().max(100).default(''),
    weighted: z.enum(['yes', 'no', 'all']).default('all'),
    paid: z.enum(['yes', 'no', 'all']).default('all'),
    sort: z.enum(['number', '-total', '-points']).default('number'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(planLine), total: z.int() }),
})

export const publicisePlan = defineRoute({
  method: 'POST',
  path: '/api/dividends/plans/:planId/publicity',
  summary: { zh: '公示分配方案', en: 'Publicise a plan' },
  action: 'dividends.plan',
  params: z.object({ planId: uuid }),
  body: z.object({ opensOn: date, spot: z.string().trim().min(2).max(100), revision }),
  reply: plan,
})

export const dropPlan = defineRoute({
  method: 'POST',
  path: '/api/dividends/plans/:planId/drop',
  summary: { zh: '作废分配方案', en: 'Drop a plan' },
  action: 'dividends.plan',
  params: z.object({ planId: uuid }),
  body: z.object({ reason: z.string().trim().min(4).max(200), revision }),
  reply: plan,
})

export const resolvePlan = defineRoute({
  method: 'POST',
  path: '/api/dividends/plans/:planId/resolution',
  summary: { zh: '关联通过的决议', en: 'Attach the resolution that passed it' },
  action: 'dividends.plan',
  params: z.object({ planId: uuid }),
  body: z.object({ resolutionId: uuid, revision }),
  reply: plan,
})

export const payPlan = defineRoute({
  method: 'POST',
  path: '/api/dividends/plans/:planId/payments',
  summary: { zh: '分配到户', en: 'Pay out to the households' },
  action: 'dividends.pay',
  params: z.object({ planId: uuid }),
  body: z.object({ paidOn: date, method: z.enum(['bank', 'cash']), revision }),
  reply: plan,
})

export const myDividend = defineRoute({
  method: 'GET',
  path: '/api/dividends/households/:householdId',
  summary: { zh: '一户的分红', en: 'A household’s dividends' },
  action: 'dividends.read_own',
  params: z.object({ householdId: uuid }),
  reply: z.array(planLine.extend({ planId: uuid, cycle: z.string(), priceFen: fen, state: z.string() })),
})

export const creditList = defineRoute({
  method: 'GET',
  path: '/api/dividends/plans/:planId/credit-list',
  summary: {
    zh: '授信推荐名单（前若干户与额度上限）',
    en: 'Credit list: the best households with the ceiling',
  },
  action: 'dividends.read',
  params: z.object({ planId: uuid }),
  reply: z.object({
    ceilingFen: fen,
    discountMinPercent: z.int(),
    discountMaxPercent: z.int(),
    rows: z.array(
      z.object({
        rank: z.int(),
        householdId: uuid,
        householdNumber: z.string(),
        headName: z.string(),
        points: z.int(),
        limitFen: fen.nullable(),
      }),
    ),
    basis: z.array(z.object({ rule: words, value: z.string(), source: z.string() })),
  }),
})

export const shareRow = z.object({
  householdId: uuid,
  householdNumber: z.string(),
  headName: z.string(),
  shares: z.int(),
  from: date,
  basis: z.string(),
})

export const listShares = defineRoute({
  method: 'GET',
  path: '/api/dividends/shares',
  summary: { zh: '股份底册', en: 'Share register' },
  action: 'dividends.read',
  query: z.object({
    place: placeCode,
    search: z.string().max(100).default(''),
    sort: z.enum(['number', '-number', 'shares', '-shares', 'from', '-from']).default('number'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(shareRow), total: z.int(), shares: z.int() }),
})

export const setShares = defineRoute({
  method: 'PUT',
  path: '/api/dividends/shares/:householdId',
  summary: { zh: '变更一户股份（须写明依据）', en: 'Change a household’s shares, with its basis' },
  action: 'dividends.shares',
  params: z.object({ householdId: uuid }),
  body: z.object({
    placeCode,
    shares: z.int().min(0).max(100_000_000),
    from: date,
    basis: z.string().trim().min(4).max(200),
  }),
  reply: shareRow,
})
