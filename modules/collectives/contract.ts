import { z } from 'zod'
import {
  date,
  instant,
  paging,
  placeCode,
  revision,
  uuid,
  words,
  year,
} from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

/** Scores are hundredths of a point throughout. */
const score = z.int()
const text = (min: number, max: number) => z.string().trim().min(min).max(max)
const files = z.array(uuid).max(20).default([])
const standardKeys = z.array(text(1, 60)).max(100)

export const observer = z.object({
  kind: z.enum(['congress_deputy', 'consultative_member', 'citizen']),
  name: text(1, 40),
})

export const creationState = z.enum(['creating', 'preliminary', 'accepted', 'failed'])

export const creation = z.object({
  id: uuid,
  placeCode,
  placeName: z.string(),
  adoptionId: uuid,
  groupId: uuid,
  groupName: z.string(),
  year: z.string(),
  attempt: z.int(),
  leaderName: z.string(),
  appliedOn: date,
  state: creationState,
  households: z.int(),
  inspected: z.int(),
  grade: words.nullable(),
  score: score.nullable(),
  heldOn: date.nullable(),
  openViolations: z.int(),
  revision,
})

const standard = z.object({
  key: z.string(),
  name: words,
  category: words,
  of: z.enum(['household', 'group']),
  level: z.enum(['key', 'general']),
  passesWhen: words,
  points: score,
})

export const acceptance = z.object({
  id: uuid,
  stage: z.enum(['preliminary', 'on_site']),
  heldOn: date,
  reviewers: z.array(z.string()),
  observers: z.array(observer),
  longTerm: z.boolean(),
  note: z.string(),
  files: z.array(uuid),
  passed: z.boolean(),
  households: z.int(),
  failedHouseholds: z.int(),
  vetoedBy: z.array(words),
  score,
  grade: words.nullable(),
  recordedAt: instant,
})

export const violation = z.object({
  id: uuid,
  creationId: uuid,
  foundBy: z.enum(['recheck', 'spot_check', 'report']),
  foundOn: date,
  dueOn: date,
  words: z.string(),
  files: z.array(uuid),
  state: z.enum(['open', 'mended', 'lapsed']),
  mendedOn: date.nullable(),
  consequence: z.enum(['clawback', 'bar']).nullable(),
  barredYear: z.string().nullable(),
})

export const creationDetail = creation.extend({
  consent: z.object({ agreedOn: date, files: z.array(uuid) }).nullable(),
  team: z.object({ formedOn: date, members: z.array(z.string()) }).nullable(),
  stretches: z.array(z.object({ member: z.string(), stretch: z.string() })),
  standards: z.array(standard),
  observersNeeded: z.array(observer.shape.kind),
  acceptances: z.array(acceptance),
  violations: z.array(violation),
})

export const listCreations = defineRoute({
  method: 'GET',
  path: '/api/collectives',
  summary: { zh: '集体创建列表', en: 'Groups that create together' },
  action: 'collectives.read',
  query: z.object({
    place: placeCode,
    year: year.optional(),
    state: z.enum(['all', ...creationState.options]).default('all'),
    search: z.string().max(100).default(''),
    ...paging(1000, 50),
  }),
  reply: z.object({ rows: z.array(creation), total: z.int() }),
})

export const getCreation = defineRoute({
  method: 'GET',
  path: '/api/collectives/:creationId',
  summary: { zh: '一个组的创建', en: 'One group’s creation' },
  action: 'collectives.read',
  params: z.object({ creationId: uuid }),
  reply: creationDetail,
})

export const apply = defineRoute({
  method: 'POST',
  path: '/api/collectives',
  summary: { zh: '申请集体创建', en: 'Apply for a group' },
  action: 'collectives.apply',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    groupId: uuid,
    year,
    appliedOn: date,
    leaderName: text(1, 40),
    consent: z
      .object({ agreedOn: date, files: z.array(uuid).min(1).max(20) })
      .nullable()
      .default(null),
    team: z
      .object({ formedOn: date, members: z.array(text(1, 40)).min(1).max(30) })
      .nullable()
      .default(null),
  }),
  reply: creationDetail,
})

export const shareOut = defineRoute({
  method: 'PUT',
  path: '/api/collectives/:creationId/stretches',
  summary: { zh: '划分党员责任区', en: 'Share out stretches among Party members' },
  action: 'collectives.apply',
  params: z.object({ creationId: uuid }),
  body: z.object({
    stretches: z.array(z.object({ member: text(1, 40), stretch: text(1, 100) })).max(100),
    revision,
  }),
  reply: creationDetail,
})

export const inspectedUnit = z.object({
  /** Null for the group as a whole. */
  householdId: uuid.nullable(),
  householdNumber: z.string(),
  headName: z.string(),
  inspected: z
    .object({
      passed: z.array(z.string()),
      failed: z.array(z.string()),
      note: z.string(),
      files: z.array(uuid),
      byName: z.string(),
      at: instant,
    })
    .nullable(),
})

export const listInspections = defineRoute({
  method: 'GET',
  path: '/api/collectives/:creationId/inspections',
  summary: { zh: '逐户查验结果', en: 'What was found, household by household' },
  action: 'collectives.read',
  params: z.object({ creationId: uuid }),
  reply: z.array(inspectedUnit),
})

export const inspect = defineRoute({
  method: 'POST',
  path: '/api/collectives/:creationId/inspections',
  summary: { zh: '填写查验结果', en: 'Enter what was found' },
  action: 'collectives.inspect',
  params: z.object({ creationId: uuid }),
  body: z.object({
    rows: z
      .array(
        z.object({
          householdId: uuid.nullable(),
          passed: standardKeys,
          failed: standardKeys,
          note: z.string().trim().max(200).default(''),
          files,
        }),
      )
      .min(1)
      .max(500),
  }),
  reply: z.object({ recorded: z.int() }),
})

export const accept = defineRoute({
  method: 'POST',
  path: '/api/collectives/:creationId/acceptances',
  summary: { zh: '初步验收或实地验收', en: 'Preliminary or on-site acceptance' },
  action: 'collectives.accept',
  params: z.object({ creationId: uuid }),
  body: z.object({
    stage: z.enum(['preliminary', 'on_site']),
    heldOn: date,
    reviewers: z.array(text(1, 40)).min(1).max(30),
    observers: z.array(observer).max(30).default([]),
    longTerm: z.boolean().default(false),
    note: z.string().trim().max(500).default(''),
    files,
    revision,
  }),
  reply: creationDetail,
})

export const findViolation = defineRoute({
  method: 'POST',
  path: '/api/collectives/:creationId/violations',
  summary: {
    zh: '登记复审、抽查或举报查实的问题',
    en: 'Record what a re-check, spot check or report found true',
  },
  action: 'collectives.accept',
  params: z.object({ creationId: uuid }),
  body: z.object({
    foundBy: z.enum(['recheck', 'spot_check', 'report']),
    foundOn: date,
    words: text(2, 300),
    files,
  }),
  reply: violation,
})

export const mendViolation = defineRoute({
  method: 'POST',
  path: '/api/collectives/violations/:violationId/mending',
  summary: { zh: '登记限期内完成整改', en: 'Record that it was mended in time' },
  action: 'collectives.accept',
  params: z.object({ violationId: uuid }),
  body: z.object({ mendedOn: date }),
  reply: violation,
})

export const lapseViolation = defineRoute({
  method: 'POST',
  path: '/api/collectives/violations/:violationId/lapse',
  summary: { zh: '按逾期未改处理', en: 'Settle it as not mended in time' },
  action: 'collectives.accept',
  params: z.object({ violationId: uuid }),
  body: z.object({}),
  reply: violation,
})

export const recordEvaluation = defineRoute({
  method: 'POST',
  path: '/api/collectives/evaluations',
  summary: { zh: '月自评、月审核、季评审', en: 'Own score, audit, or review' },
  action: 'collectives.read',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    groupId: uuid,
    kind: z.enum(['self', 'audit', 'review']),
    period: text(4, 10),
    department: z.string().trim().max(60).default(''),
    score: score.min(0).max(100_000_000),
    note: z.string().trim().max(300).default(''),
  }),
  reply: z.object({ id: uuid }),
})

const missing = z.object({ kind: z.enum(['self', 'audit', 'review']), period: z.string() })

export const listEvaluations = defineRoute({
  method: 'GET',
  path: '/api/collectives/evaluations',
  summary: { zh: '一年的自评、审核、评审和缺项', en: 'Scores of a year, and what is missing' },
  action: 'collectives.read',
  query: z.object({ place: placeCode, adoption: uuid, year }),
  reply: z.array(
    z.object({
      groupId: uuid,
      groupName: z.string(),
      scores: z.array(
        z.object({
          kind: missing.shape.kind,
          period: z.string(),
          department: z.string(),
          score,
          note: z.string(),
          byName: z.string(),
          at: instant,
        }),
      ),
      deducted: score,
      missing: z.array(missing),
    }),
  ),
})

export const issue = z.object({
  id: uuid,
  groupId: uuid,
  groupName: z.string(),
  platform: z.string(),
  number: z.string(),
  foundOn: date,
  words: z.string(),
  points: score,
  /** It had been entered before: no second deduction. */
  repeated: z.boolean(),
})

export const recordIssue = defineRoute({
  method: 'POST',
  path: '/api/collectives/issues',
  summary: { zh: '登记平台通报的问题（只扣一次）', en: 'Enter an issue of another platform: one deduction' },
  action: 'collectives.issues',
  body: z.object({
    placeCode,
    adoptionId: uuid,
    groupId: uuid,
    platform: text(2, 60),
    number: text(1, 60),
    foundOn: date,
    words: text(2, 300),
  }),
  reply: issue,
})

export const listIssues = defineRoute({
  method: 'GET',
  path: '/api/collectives/issues',
  summary: { zh: '平台通报的问题', en: 'Issues of other platforms' },
  action: 'collectives.read',
  query: z.object({ place: placeCode, ...paging(1000, 50) }),
  reply: z.object({ rows: z.array(issue), total: z.int() }),
})

export const publishResults = defineRoute({
  method: 'POST',
  path: '/api/collectives/results/publicity',
  summary: { zh: '公示一年的验收结果', en: 'Publish the results of a year' },
  action: 'collectives.publish',
  body: z.object({ placeCode, adoptionId: uuid, year, opensOn: date, spot: text(2, 100) }),
  reply: z.object({ listId: uuid, closesOn: date, rows: z.int() }),
})
