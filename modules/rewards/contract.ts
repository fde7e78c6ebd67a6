import { z } from 'zod'
import { date, instant, paging, placeCode, revision, uuid, words } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

/** Money is an integer in fen throughout; points are hundredths. */
const fen = z.int()
const text = (min: number, max: number) => z.string().trim().min(min).max(max)
const files = z.array(uuid).max(20).default([])
/** Up to ten billion yuan, where sums are still exact. */
const incomeFen = fen.min(0).max(1_000_000_000_000)

export const rewardLine = z.object({
  position: z.int(),
  part: z.enum(['household', 'leader', 'whole_household', 'whole_leader', 'points', 'mark', 'share']),
  recipient: z.string(),
  grade: words.nullable(),
  points: z.int().nullable(),
  rule: words,
  source: z.string(),
  since: date,
  rateFen: fen,
  count: z.int(),
  amountFen: fen,
})

export const ladder = z.object({
  key: z.string(),
  name: words,
  kind: z.enum(['grades', 'points', 'marks', 'share']),
  period: z.enum(['quarter', 'half', 'year']),
})

export const sheet = z.object({
  id: uuid,
  placeCode,
  placeName: z.string(),
  adoptionId: uuid,
  schemeName: words,
  ladder: ladder,
  period: z.string(),
  attempt: z.int(),
  wholeVillage: z.boolean(),
  incomeFen: fen.nullable(),
  totalFen: fen,
  remainderFen: fen,
  state: z.enum(['drafted', 'approved', 'paid', 'dropped']),
  approvedBy: z.string(),
  approval: z
    .object({
      document: z.string(),
      approvedOn: date,
      files: z.array(uuid),
      resolutionId: uuid.nullable(),
      byName: z.string(),
    })
    .nullable(),
  payment: z
    .object({
      number: z.string(),
      paidOn: date,
      method: z.enum(['bank', 'cash']),
      movementId: uuid.nullable(),
      movementState: z.enum(['waiting', 'approved', 'refused', 'reversed']).nullable(),
    })
    .nullable(),
  draftedAt: instant,
  revision,
})

const wish = z.object({
  placeCode,
  adoptionId: uuid,
  ladder: text(1, 60),
  period: text(4, 10),
  incomeFen: incomeFen.nullable().default(null),
})

export const listLadders = defineRoute({
  method: 'GET',
  path: '/api/rewards/ladders',
  summary: { zh: '本村的奖补阶梯', en: 'Ladders of the village' },
  action: 'rewards.read',
  query: z.object({ place: placeCode }),
  reply: z.array(ladder.extend({ adoptionId: uuid, schemeName: words })),
})

export const previewSheet = defineRoute({
  method: 'POST',
  path: '/api/rewards/preview',
  summary: { zh: '奖补试算', en: 'Try a sheet: nothing is kept' },
  action: 'rewards.draft',
  keepsNoAnswer: true,
  body: wish,
  reply: z.object({
    wholeVillage: z.boolean(),
    totalFen: fen,
    remainderFen: fen,
    count: z.int(),
    /** The first lines; a sheet shows all. */
    lines: z.array(rewardLine),
  }),
})

export const draftSheet = defineRoute({
  method: 'POST',
  path: '/api/rewards/sheets',
  summary: { zh: '制作奖补计算表', en: 'Make a sheet' },
  action: 'rewards.draft',
  body: wish,
  reply: sheet,
})

export const listSheets = defineRoute({
  method: 'GET',
  path: '/api/rewards/sheets',
  summary: { zh: '奖补计算表列表', en: 'Sheets of a village' },
  action: 'rewards.read',
  query: z.object({ place: placeCode }),
  reply: z.array(sheet),
})

const one = { params: z.object({ sheetId: uuid }) }

export const getSheet = defineRoute({
  method: 'GET',
  path: '/api/rewards/sheets/:sheetId',
  summary: { zh: '一份奖补计算表', en: 'One sheet' },
  action: 'rewards.read',
  ...one,
  reply: sheet,
})

export const listSheetLines = defineRoute({
  method: 'GET',
  path: '/api/rewards/sheets/:sheetId/lines',
  summary: { zh: '奖补计算明细', en: 'The lines of a sheet' },
  action: 'rewards.read',
  ...one,
  query: z.object({ search: z.string().max(100).default(''), ...paging(1000, 50) }),
  reply: z.object({ rows: z.array(rewardLine), total: z.int() }),
})

export const approveSheet = defineRoute({
  method: 'POST',
  path: '/api/rewards/sheets/:sheetId/approval',
  summary: { zh: '登记批准', en: 'Record the approval' },
  action: 'rewards.approve',
  ...one,
  body: z.object({
    document: z.string().trim().max(100).default(''),
    approvedOn: date,
    files,
    resolutionId: uuid.nullable().default(null),
    revision,
  }),
  reply: sheet,
})

export const paySheet = defineRoute({
  method: 'POST',
  path: '/api/rewards/sheets/:sheetId/payment',
  summary: { zh: '发放奖补', en: 'Pay a sheet' },
  action: 'rewards.draft',
  ...one,
  body: z.object({
    paidOn: date,
    method: z.enum(['bank', 'cash']),
    fund: z
      .object({ fundId: uuid, sourceKey: text(1, 60), useKey: text(1, 60), vouchers: files })
      .nullable()
      .default(null),
    revision,
  }),
  reply: sheet,
})

export const dropSheet = defineRoute({
  method: 'POST',
  path: '/api/rewards/sheets/:sheetId/drop',
  summary: { zh: '作废计算表', en: 'Drop a sheet' },
  action: 'rewards.draft',
  ...one,
  body: z.object({ reason: text(4, 200), revision }),
  reply: sheet,
})

export const clawback = z.object({
  violationId: uuid,
  creationId: uuid,
  groupName: z.string(),
  year: z.string(),
  foundOn: date,
  dueOn: date,
  words: z.string(),
  /** What the rules take back of what was paid. */
  amountFen: fen,
  withLeader: z.boolean(),
  taken: z.object({ amountFen: fen, decidedOn: date, document: z.string() }).nullable(),
})

export const listClawbacks = defineRoute({
  method: 'GET',
  path: '/api/rewards/clawbacks',
  summary: { zh: '应扣回和已扣回的奖励', en: 'Rewards to take back, and taken back' },
  action: 'rewards.read',
  query: z.object({ place: placeCode }),
  reply: z.array(clawback),
})

export const takeBack = defineRoute({
  method: 'POST',
  path: '/api/rewards/clawbacks',
  summary: { zh: '登记在转移支付中扣减', en: 'Record the deduction from the transfer payment' },
  action: 'rewards.take_back',
  body: z.object({ violationId: uuid, decidedOn: date, document: text(2, 100) }),
  reply: clawback,
})
