import { z } from 'zod'
import {
  date,
  flag,
  instant,
  paging,
  placeCode,
  revision,
  uuid,
  words,
} from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

/** Points are integers in hundredths throughout: 1.5 points is 150. */
export const hundredths = z.int()
/** Labels of periods: '2019', '2019-H1', '2019-Q1', '2019-03'. */
export const anyPeriod = z.string().regex(/^(19|20|21)[0-9]{2}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2]))?$/)
export const listed = paging(500, 50)
const periodKind = z.enum(['month', 'quarter', 'half_year', 'year'])

export const proxySchema = z.object({
  name: z.string().trim().min(1).max(50),
  relation: z.string().trim().min(1).max(50),
  reason: z.string().trim().min(1).max(200),
  /** What was written down was read back to the person, who agreed. */
  readBack: z.literal(true),
  signatureFileId: uuid.nullable(),
})

/** Whose passbook it is; a holder of a post has a person's. */
export const subjectKind = z.enum(['household', 'person', 'group', 'village', 'post'])

export const claimState = z.enum([
  'in_review',
  'returned',
  'rejected',
  'withdrawn',
  'rectifying',
  'waived',
  'approved',
  'publicised',
  'disputed',
  'posted',
])
export const channel = z.enum(['self', 'behalf', 'neighbour', 'organisation', 'cadre', 'system'])
export const medium = z.enum(['app', 'console', 'oral', 'phone', 'paper', 'workbook'])

/** The basis (依据) of a number: the rule, its value on that day, its source. */
export const basis = z.object({
  rule: words,
  value: z.string(),
  from: date,
  source: z.string(),
  path: z.string(),
})

/** An item of the scheme as it stands on a day: what can be declared, and what it counts. */
export const item = z.object({
  key: z.string(),
  name: words,
  category: words,
  direction: z.enum(['plus', 'minus']),
  kind: z.enum(['fixed', 'range', 'per_unit']),
  /** fixed and per_unit: points each; range: null. */
  points: hundredths.nullable(),
  min: hundredths.nullable(),
  max: hundredths.nullable(),
  unit: words.nullable(),
  /** What limits it, in words with the day's values: '每月最多 1 次'. */
  limits: z.array(words),
  /** A claim for more counts no more than this; null where nothing is cut. */
  cutAt: hundredths.nullable(),
  /** It counts once for each person, so a claim says whose deed it is. */
  named: z.boolean(),
  evidenceRequired: z.boolean(),
  declarers: z.array(channel),
  basis,
})

export const book = z.object({
  adoptionId: uuid,
  schemeId: z.string(),
  schemeName: words,
  bookKey: z.string(),
  name: words,
  subject: subjectKind,
  /** Who joins: each person for herself, households as a whole, or nobody, where the village itself takes part. */
  joins: z.enum(['household', 'person']).nullable(),
  unit: words,
  cycle: z.string(),
  items: z.array(item),
  reviewSteps: z.array(
    z.object({
      key: z.string(),
      name: words,
      roles: z.array(z.string()),
      panel: z.object({ min: z.int(), max: z.int() }).nullable(),
    }),
  ),
  rectifyDays: z.int().nullable(),
  /** How often deeds are publicised one by one, and totals after a close; null for a book without totals. */
  entriesPeriod: periodKind,
  totalsPeriod: periodKind.nullable(),
  publicityDays: z.int().nullable(),
})

export const getBooks = defineRoute({
  method: 'GET',
  path: '/api/points/books',
  summary: { zh: '本村在用的积分簿与项目', en: 'Books and items in force at a place' },
  action: 'points.items',
  query: z.object({ place: placeCode, on: date.optional() }),
  reply: z.array(book),
})

export const claimRow = z.object({
  id: uuid,
  placeCode,
  householdId: uuid.nullable(),
  householdNumber: z.string(),
  headName: z.string(),
  subjectKind,
  subjectId: uuid,
  /** A person's name, a household's head, a group or village. */
  subjectName: z.string(),
  personId: uuid.nullable(),
  personName: z.string().nullable(),
  adoptionId: uuid,
  bookKey: z.string(),
  itemKey: z.string(),
  itemName: words,
  direction: z.enum(['plus', 'minus']),
  quantity: z.int(),
  proposed: hundredths,
  decided: hundredths.nullable(),
  occurredOn: date,
  happenedAt: z.string(),
  reason: z.string(),
  evidence: z.array(uuid),
  channel,
  medium,
  declaredName: z.string(),
  declaredAt: instant,
  proxy: proxySchema.nullable(),
  state: claimState,
  stepKey: z.string().nullable(),
  stepName: words.nullable(),
  revision,
  /** What this actor may do with it now: 'decide', 'withdraw', 'amend', 'mend' … */
  may: z.array(z.enum(['decide', 'withdraw', 'amend', 'settle_rectification'])),
})

export const timelineEvent = z.object({
  at: instant,
  kind: z.string(),
  who: z.string(),
  text: words,
  detail: z.record(z.string(), z.unknown()),
})

export const claimDetail = claimRow.extend({
  basis,
  rectification: z
    .object({
      id: uuid,
      number: z.string(),
      issuedOn: date,
      dueOn: date,
      state: z.enum(['open', 'waived', 'lapsed']),
      mendedOn: date.nullable(),
      evidence: z.array(uuid),
      note: z.string(),
    })
    .nullable(),
  entryId: uuid.nullable(),
  /** Why this account must step aside where the claim stands now; null when it need not. */
  recusalGround: z.enum(['declarer', 'member', 'kin', 'stated']).nullable(),
  /** Who stepped aside in writing. */
  recusals: z.array(
    z.object({
      stepKey: z.string(),
      name: z.string(),
      reason: z.string(),
      recordedName: z.string(),
      at: instant,
    }),
  ),
  timeline: z.array(timelineEvent),
})

export const declareClaim = defineRoute({
  method: 'POST',
  path: '/api/points/claims',
  summary: { zh: '申报', en: 'Declare a deed' },
  action: 'points.declare',
  body: z.object({
    placeCode,
    /** Whose deed it is: a household, a person (of it) or a group; nobody where the book is the village's. */
    householdId: uuid.nullable().default(null),
    personId: uuid.nullish(),
    groupId: uuid.nullish(),
    personName: z.string().trim().max(50).nullable().default(null),
    adoptionId: uuid,
    bookKey: z.string().max(60),
    itemKey: z.string().max(60),
    /** Hundredths of a unit; 100 for an item that is not counted in units. */
    quantity: z.int().min(1).max(100_000_000).default(100),
    /** Only for a range item: what the declarer proposes. */
    proposed: hundredths.nullable().default(null),
    occurredOn: date,
    happenedAt: z.string().trim().max(100).default(''),
    reason: z.string().trim().min(2).max(500),
    evidence: z.array(uuid).max(9).default([]),
    channel,
    medium,
    proxy: proxySchema.nullable().default(null),
  }),
  reply: claimDetail,
})

export const declareBatch = defineRoute({
  method: 'POST',
  path: '/api/points/claims/batch',
  summary: { zh: '批量申报（同一项目多户、多人、多组）', en: 'Declare one item for many subjects' },
  action: 'points.declare_for_others',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    bookKey: z.string().max(60),
    itemKey: z.string().max(60),
    occurredOn: date,
    happenedAt: z.string().trim().max(100).default(''),
    reason: z.string().trim().min(2).max(500),
    evidence: z.array(uuid).max(9).default([]),
    channel,
    medium,
    lines: z
      .array(
        z.object({
          householdId: uuid.nullable().default(null),
          personId: uuid.nullish(),
          groupId: uuid.nullish(),
          quantity: z.int().min(1).max(100_000_000).default(100),
          proposed: hundredths.nullable().default(null),
        }),
      )
      .min(1)
      .max(1000),
  }),
  reply: z.object({ declared: z.int(), claimIds: z.array(uuid) }),
})

export const listClaims = defineRoute({
  method: 'GET',
  path: '/api/points/claims',
  summary: { zh: '申报列表', en: 'Claims' },
  action: 'points.read',
  query: z.object({
    place: placeCode.optional(),
    household: uuid.optional(),
    /** Claims for the passbook of one household, person or group. */
    subject: uuid.optional(),
    state: z.union([claimState, z.literal('open'), z.literal('all')]).default('all'),
    step: z.string().max(60).optional(),
    item: z.string().max(60).optional(),
    direction: z.enum(['plus', 'minus']).optional(),
    from: date.optional(),
    to: date.optional(),
    search: z.string().max(100).default(''),
    mine: flag.default(false),
    sort: z
      .enum(['declared', '-declared', 'occurred', '-occurred', 'points', '-points'])
      .default('-declared'),
    ...listed,
  }),
  reply: z.object({ rows: z.array(claimRow), total: z.int() }),
})

export const getClaim = defineRoute({
  method: 'GET',
  path: '/api/points/claims/:claimId',
  summary: { zh: '申报详情与全程记录', en: 'A claim with its whole timeline' },
  action: 'points.read',
  params: z.object({ claimId: uuid }),
  reply: claimDetail,
})

export const getInbox = defineRoute({
  method: 'GET',
  path: '/api/points/inbox',
  summary: { zh: '按环节统计待办', en: 'What waits, by step' },
  action: 'points.read',
  query: z.object({ place: placeCode }),
  reply: z.object({
    steps: z.array(z.object({ key: z.string(), name: words, waiting: z.int(), mine: z.boolean() })),
    rectifying: z.int(),
    rectifyingOverdue: z.int(),
    approved: z.int(),
    publicised: z.int(),
    disputed: z.int(),
  }),
})

export const decideClaim = defineRoute({
  method: 'POST',
  path: '/api/points/claims/:claimId/decisions',
  summary: { zh: '审核：通过、退回、驳回', en: 'Decide at a review step: pass, return, reject' },
  action: 'points.review',
  params: z.object({ claimId: uuid }),
  body: z.object({
    stepKey: z.string().max(60),
    decision: z.enum(['pass', 'return', 'reject']),
    /** Points decided, for a range item or a correction downward; null keeps the proposed. */
    points: hundredths.nullable().default(null),
    panel: z
      .array(z.object({ name: z.string().trim().min(1).max(50), guest: z.boolean().default(false) }))
      .max(50)
      .default([]),
    note: z.string().trim().max(500).default(''),
    revision,
  }),
  reply: claimDetail,
})

export const decideBatch = defineRoute({
  method: 'POST',
  path: '/api/points/decisions/batch',
  summary: { zh: '批量审核通过', en: 'Pass many claims at one step' },
  action: 'points.review',
  body: z.object({
    placeCode,
    stepKey: z.string().max(60),
    claimIds: z.array(uuid).min(1).max(1000),
    panel: z
      .array(z.object({ name: z.string().trim().min(1).max(50), guest: z.boolean().default(false) }))
      .max(50)
      .default([]),
    note: z.string().trim().max(500).default(''),
  }),
  reply: z.object({
    passed: z.int(),
    refused: z.array(z.object({ claimId: uuid, code: z.string(), message: z.string() })),
  }),
})

export const stepAside = defineRoute({
  method: 'POST',
  path: '/api/points/claims/:claimId/recusals',
  summary: { zh: '登记回避：本人，或到场的评议人员', en: 'Record that somebody steps aside' },
  action: 'points.review',
  params: z.object({ claimId: uuid }),
  body: z.object({
    stepKey: z.string().max(60),
    /** A name of the panel; null is the account itself. */
    name: z.string().trim().min(1).max(50).nullable().default(null),
    reason: z.string().trim().min(2).max(200),
  }),
  reply: claimDetail,
})

export const withdrawClaim = defineRoute({
  method: 'POST',
  path: '/api/points/claims/:claimId/withdrawal',
  summary: { zh: '撤回申报', en: 'Withdraw a claim' },
  action: 'points.declare',
  params: z.object({ claimId: uuid }),
  body: z.object({ revision, reason: z.string().trim().max(200).default('') }),
  reply: claimDetail,
})

export const amendClaim = defineRoute({
  method: 'PUT',
  path: '/api/points/claims/:claimId',
  summary: { zh: '补正后重新提交', en: 'Amend a returned claim and send it again' },
  action: 'points.declare',
  params: z.object({ claimId: uuid }),
  body: z.object({
    revision,
    quantity: z.int().min(1).max(100_000_000),
    proposed: hundredths.nullable().default(null),
    occurredOn: date,
    happenedAt: z.string().trim().max(100).default(''),
    reason: z.string().trim().min(2).max(500),
    evidence: z.array(uuid).max(9),
  }),
  reply: claimDetail,
})

export const settleRectification = defineRoute({
  method: 'POST',
  path: '/api/points/claims/:claimId/rectification',
  summary: {
    zh: '登记整改结果：期限内完成则免减',
    en: 'Record that a fault was mended; in time it waives the deduction',
  },
  action: 'points.review',
  params: z.object({ claimId: uuid }),
  body: z.object({
    mendedOn: date,
    evidence: z.array(uuid).max(9).default([]),
    note: z.string().trim().min(2).max(500),
    revision,
  }),
  reply: claimDetail,
})

export const passbookRow = z.object({
  bookId: uuid,
  bookKey: z.string(),
  householdId: uuid.nullable(),
  householdNumber: z.string(),
  headName: z.string(),
  subjectKind,
  subjectId: uuid,
  /** A person's name, a household's head, a group or village. */
  subjectName: z.string(),
  groupName: z.string().nullable(),
  cycle: z.string(),
  base: hundredths,
  gained: hundredths,
  lost: hundredths,
  balance: hundredths,
  entries: z.int(),
  lastAt: instant,
})

export const listPassbooks = defineRoute({
  method: 'GET',
  path: '/api/points/passbooks',
  summary: { zh: '存折列表', en: 'Passbooks' },
  action: 'points.read_all',
  query: z.object({
    place: placeCode,
    cycle: z.string().max(10),
    /** Only passbooks of one book of the scheme. */
    book: z.string().max(60).optional(),
    kind: subjectKind.optional(),
    search: z.string().max(100).default(''),
    group: uuid.optional(),
    sort: z.enum(['number', '-balance', 'balance', '-gained', '-lost', '-last']).default('number'),
    ...listed,
  }),
  reply: z.object({
    rows: z.array(passbookRow),
    total: z.int(),
    sumBalance: hundredths,
    cycles: z.array(z.string()),
  }),
})

export const getPassbookRow = defineRoute({
  method: 'GET',
  path: '/api/points/passbooks/:bookId',
  summary: { zh: '一本存折的余额', en: 'The balance of one passbook' },
  action: 'points.read',
  params: z.object({ bookId: uuid }),
  reply: passbookRow.omit({ groupName: true }),
})

export const passbookEntry = z.object({
  id: uuid,
  occurredOn: date,
  postedAt: instant,
  kind: z.enum([
    'base',
    'award',
    'deduction',
    'reversal',
    'adjustment',
    'carry',
    'redemption',
    'redemption_return',
  ]),
  itemName: words,
  note: z.string(),
  amount: hundredths,
  balanceAfter: hundredths,
  claimId: uuid.nullable(),
  reversesId: uuid.nullable(),
  reversed: z.boolean(),
  basis: basis.nullable(),
})

export const passbook = passbookRow.extend({
  adoptionId: uuid,
  schemeId: z.string(),
  schemeName: words,
  bookName: words,
  placeCode,
  placeName: z.string(),
  closed: z.boolean(),
  /** Claims not yet posted: what may still come, and why it waits. */
  pending: z.array(
    z.object({
      claimId: uuid,
      itemName: words,
      direction: z.enum(['plus', 'minus']),
      points: hundredths,
      state: claimState,
      occurredOn: date,
    }),
  ),
  closes: z.array(
    z.object({
      closeId: uuid,
      period: z.string(),
      total: hundredths,
      rank: z.int().nullable(),
      weighted: z.boolean(),
      closedAt: instant,
    }),
  ),
  /** This passbook's cycles, the newest first. */
  cycles: z.array(z.object({ bookId: uuid, cycle: z.string() })),
  /** The newest passbooks of this cycle that belong to the same household, its members' too. */
  books: z.array(
    z.object({
      bookId: uuid,
      bookName: words,
      subjectKind,
      subjectName: z.string(),
      cycle: z.string(),
      balance: hundredths,
    }),
  ),
})

export const getPassbook = defineRoute({
  method: 'GET',
  path: '/api/points/households/:householdId/passbook',
  summary: { zh: '一户的存折', en: 'A household’s passbook' },
  action: 'points.read',
  params: z.object({ householdId: uuid }),
  query: z.object({ cycle: z.string().max(10).optional() }),
  reply: passbook,
})

export const getWholePassbook = defineRoute({
  method: 'GET',
  path: '/api/points/passbooks/:bookId/whole',
  summary: { zh: '一本存折：户、个人、小组或村', en: 'One passbook, whoever’s it is' },
  action: 'points.read',
  params: z.object({ bookId: uuid }),
  reply: passbook,
})

export const listEntries = defineRoute({
  method: 'GET',
  path: '/api/points/passbooks/:bookId/entries',
  summary: { zh: '存折流水', en: 'Entries of a passbook, newest first' },
  action: 'points.read',
  params: z.object({ bookId: uuid }),
  query: z.object({ ...listed }),
  reply: z.object({ rows: z.array(passbookEntry), total: z.int() }),
})

export const reverseEntry = defineRoute({
  method: 'POST',
  path: '/api/points/entries/:entryId/reversal',
  summary: { zh: '冲正一笔', en: 'Reverse an entry' },
  action: 'points.correct',
  params: z.object({ entryId: uuid }),
  body: z.object({ reason: z.string().trim().min(4).max(500) }),
  reply: z.object({ reversalId: uuid, balance: hundredths }),
})

export const postDirectly = defineRoute({
  method: 'POST',
  path: '/api/points/entries',
  summary: {
    zh: '成批入账（已公示无异议的申报）',
    en: 'Post claims whose publicity has passed, up to 1,000 at once',
  },
  action: 'points.post',
  body: z.object({ placeCode, claimIds: z.array(uuid).min(1).max(1000) }),
  reply: z.object({ posted: z.int() }),
})

export const closeFigures = z.object({
  households: z.int(),
  weightedHouseholds: z.int(),
  weightedShare: z.string(),
  totalPoints: hundredths,
  weightedPoints: hundredths,
  gained: hundredths,
  lost: hundredths,
  /** What the scheme finds of passbooks, and of how many. */
  marks: z.array(
    z.object({
      key: z.string(),
      name: words,
      count: z.int(),
      consequences: z.array(z.object({ kind: z.string(), text: words })),
    }),
  ),
})

export const closeLine = z.object({
  bookId: uuid,
  householdId: uuid.nullable(),
  householdNumber: z.string(),
  headName: z.string(),
  subjectKind,
  subjectId: uuid,
  /** A person's name, a household's head, a group or village. */
  subjectName: z.string(),
  base: hundredths,
  gained: hundredths,
  lost: hundredths,
  total: hundredths,
  rank: z.int(),
  weighted: z.boolean(),
  marks: z.array(z.string()),
})

export const previewClose = defineRoute({
  method: 'GET',
  path: '/api/points/closes/preview',
  summary: {
    zh: '结算预览：数字与尚未办结的事项',
    en: 'Preview of a close: figures and what still stands open',
  },
  action: 'points.close',
  query: z.object({
    place: placeCode,
    adoption: uuid,
    book: z.string().max(60),
    period: anyPeriod,
  }),
  reply: z.object({
    figures: closeFigures,
    blockers: z.array(z.object({ code: z.string(), text: words, count: z.int() })),
    earlier: z.object({ closeId: uuid, attempt: z.int(), closedAt: instant }).nullable(),
  }),
})

export const closePeriod = defineRoute({
  method: 'POST',
  path: '/api/points/closes',
  summary: { zh: '结算一个周期', en: 'Close a period' },
  action: 'points.close',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    bookKey: z.string().max(60),
    period: anyPeriod,
    /** A further close of a closed period needs its reason. */
    correctionReason: z.string().trim().min(4).max(500).nullable().default(null),
  }),
  reply: z.object({ closeId: uuid, attempt: z.int(), figures: closeFigures }),
})

export const listCloses = defineRoute({
  method: 'GET',
  path: '/api/points/closes',
  summary: { zh: '结算记录', en: 'Closes' },
  action: 'points.read_all',
  query: z.object({ place: placeCode }),
  reply: z.array(
    z.object({
      closeId: uuid,
      adoptionId: uuid,
      bookKey: z.string(),
      periodKind: z.string(),
      period: z.string(),
      attempt: z.int(),
      figures: closeFigures,
      correctionReason: z.string().nullable(),
      closedAt: instant,
    }),
  ),
})

export const listCloseLines = defineRoute({
  method: 'GET',
  path: '/api/points/closes/:closeId/lines',
  summary: { zh: '结算明细', en: 'Lines of a close' },
  action: 'points.read_all',
  params: z.object({ closeId: uuid }),
  query: z.object({
    search: z.string().max(100).default(''),
    mark: z.string().max(30).optional(),
    sort: z.enum(['rank', 'number', '-total']).default('rank'),
    ...listed,
  }),
  reply: z.object({
    rows: z.array(closeLine),
    total: z.int(),
    /** What the marks of the lines are called. */
    marks: z.array(z.object({ key: z.string(), name: words })),
  }),
})

export const explainCloseLine = defineRoute({
  method: 'GET',
  path: '/api/points/closes/:closeId/lines/:bookId/why',
  summary: { zh: '为什么是这个名次：每一笔都列出', en: 'Why this rank: every entry behind it' },
  action: 'points.read',
  params: z.object({ closeId: uuid, bookId: uuid }),
  reply: z.object({
    /** Without its rank where ranks are off for whoever asks. */
    line: closeLine.extend({ rank: z.int().nullable() }),
    entries: z.array(passbookEntry),
    above: z.int().nullable(),
    sameTotal: z.int().nullable(),
    rule: words,
  }),
})

export const getOverview = defineRoute({
  method: 'GET',
  path: '/api/points/overview',
  summary: { zh: '本年积分概况：图表所用', en: 'This year at a glance, for charts' },
  action: 'points.read_all',
  query: z.object({ place: placeCode, cycle: z.string().max(10) }),
  reply: z.object({
    households: z.int(),
    withEntries: z.int(),
    totalGained: hundredths,
    totalLost: hundredths,
    byMonth: z.array(z.object({ month: z.string(), gained: hundredths, lost: hundredths, entries: z.int() })),
    byItem: z.array(
      z.object({
        itemKey: z.string(),
        name: words,
        direction: z.enum(['plus', 'minus']),
        claims: z.int(),
        points: hundredths,
      }),
    ),
    byGroup: z.array(
      z.object({
        groupId: uuid.nullable(),
        name: z.string(),
        households: z.int(),
        active: z.int(),
        points: hundredths,
      }),
    ),
  }),
})

export const previewMove = z.object({ points: hundredths, openClaims: z.int() })
