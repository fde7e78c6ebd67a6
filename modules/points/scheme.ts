import { z } from 'zod'
import { dated, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const key = z.string().regex(/^[a-z][a-z0-9_]*$/)
const number = z.number()
const count = z.number().int().min(0)

const itemBase = {
  key,
  name: words,
  category: words,
  direction: z.enum(['plus', 'minus']),
  /** The item can be declared for deeds from this day on. */
  from: z.string().optional(),
  declarers: z.array(z.enum(['self', 'behalf', 'neighbour', 'organisation', 'cadre', 'system'])).min(1),
  evidence: z.enum(['required', 'optional']),
  /** The clause it rests on; the law guard refuses a deduction without one. */
  basis: z.string().optional(),
  max_per_cycle: dated(number.positive()).optional(),
  times_per_cycle: dated(count.min(1)).optional(),
}

const item = z.discriminatedUnion('kind', [
  z.strictObject({ ...itemBase, kind: z.literal('fixed'), points: dated(number.positive()) }),
  z.strictObject({ ...itemBase, kind: z.literal('range'), min: dated(number.positive()), max: dated(number.positive()) }),
  z.strictObject({ ...itemBase, kind: z.literal('per_unit'), points: dated(number.positive()), unit: words, max_per_claim: dated(number.positive()).optional() }),
])

const reviewStep = z.strictObject({
  key,
  name: words,
  roles: z.array(z.enum(['clerk', 'cadre', 'secretary', 'group_leader', 'reviewer', 'supervisor', 'town_officer'])).min(1),
  /** May the one who declared decide here too? */
  may_be_declarer: z.boolean(),
  /** Whoever decided at these steps may not decide here. */
  apart_from: z.array(key).default([]),
  /** People present when the step decides. */
  panel: z
    .strictObject({ min: dated(count.min(1)), max: dated(count.min(1)), guests_min: dated(count).optional(), guests_max: dated(count).optional() })
    .optional(),
})

const publicityPart = z.strictObject({ days: dated(count), fields: z.array(z.string()).min(1), duty: z.string().min(1) })

const book = z.strictObject({
  key,
  name: words,
  subject: z.enum(['household', 'person', 'group', 'village', 'post']),
  unit: words,
  base: dated(number),
  cycle: z.strictObject({ kind: z.enum(['year', 'life']), carry: z.enum(['none', 'keep']) }),
  balance: z.strictObject({ floor: z.union([z.literal('none'), dated(number)]), ceiling: z.union([z.literal('none'), dated(number)]) }),
  ranking: z.strictObject({ public: z.boolean() }),
  items: z.array(item).min(1),
  review: z.array(reviewStep).min(1),
  rectify: z
    .strictObject({ days: dated(count.min(1)), counts_start_day: dated(z.boolean()), effect: z.literal('waive_deduction') })
    .optional(),
  publicity: z.strictObject({
    quarter: publicityPart,
    year: publicityPart,
    posting: z.enum(['after_publicity', 'after_review']),
    hide_names_after_days: dated(count),
  }),
  close: z.strictObject({
    weighted: z.strictObject({
      /** CEL over base, gained, lost, total (hundredths). */
      condition: z.string().min(1),
      counts: dated(z.enum(['with_base', 'without_base'])),
    }),
    top_percent: dated(z.number().int().min(1).max(100)),
    top_rounding: z.enum(['floor', 'ceil', 'half_up']),
    best_count: dated(count),
    ties: dated(z.enum(['include_all', 'exclude_all'])),
  }),
})

/** The `points` chapter: the books of a scheme. */
export const pointsSection = z.array(book).min(1)
/** The `participation` chapter: who takes part, and that it is their own choice. */
export const participationSection = z.strictObject({
  voluntary: z.boolean(),
  subjects: z.array(z.enum(['local', 'resident'])).min(1),
  agreed_by: z.enum(['head', 'any_adult']),
  source: z.string().min(1),
})

export type PointsBook = Resolved<z.output<typeof book>>
export type PointsItem = PointsBook['items'][number]
export type ReviewStep = PointsBook['review'][number]

export const pointsValues: ValueTable = {
  'points.*.base': { type: 'points', title: { zh: '基本分', en: 'Base points' } },
  'points.*.balance.floor': { type: 'points', title: { zh: '余额下限', en: 'Floor of the balance' } },
  'points.*.balance.ceiling': { type: 'points', title: { zh: '余额上限', en: 'Ceiling of the balance' } },
  'points.*.items.*.points': { type: 'points', title: { zh: '{name}：每次分值', en: '{name}: points each' } },
  'points.*.items.*.min': { type: 'points', title: { zh: '{name}：最少', en: '{name}: least' } },
  'points.*.items.*.max': { type: 'points', title: { zh: '{name}：最多', en: '{name}: most' } },
  'points.*.items.*.max_per_claim': { type: 'points', title: { zh: '{name}：一次最多', en: '{name}: most per claim' } },
  'points.*.items.*.max_per_cycle': { type: 'points', title: { zh: '{name}：一年最多', en: '{name}: most per cycle' } },
  'points.*.items.*.times_per_cycle': { type: 'integer', title: { zh: '{name}：一年最多次数', en: '{name}: times per cycle' } },
  'points.*.review.*.panel.min': { type: 'integer', title: { zh: '{name}：到场人数不少于', en: '{name}: people present, at least' } },
  'points.*.review.*.panel.max': { type: 'integer', title: { zh: '{name}：到场人数不多于', en: '{name}: people present, at most' } },
  'points.*.review.*.panel.guests_min': { type: 'integer', title: { zh: '{name}：受邀村民不少于', en: '{name}: invited villagers, at least' } },
  'points.*.review.*.panel.guests_max': { type: 'integer', title: { zh: '{name}：受邀村民不多于', en: '{name}: invited villagers, at most' } },
  'points.*.rectify.days': { type: 'days', title: { zh: '整改期限', en: 'Days to mend' } },
  'points.*.rectify.counts_start_day': { type: 'boolean', title: { zh: '发告知书当日计入期限', en: 'The day of the notice counts' } },
  'points.*.publicity.quarter.days': { type: 'days', title: { zh: '季度公示天数', en: 'Days of quarterly publicity' } },
  'points.*.publicity.year.days': { type: 'days', title: { zh: '年度公示天数', en: 'Days of yearly publicity' } },
  'points.*.publicity.hide_names_after_days': { type: 'days', title: { zh: '公示期满后隐去姓名', en: 'Days after which names are hidden' } },
  'points.*.close.weighted.counts': {
    type: 'choice',
    title: { zh: '加权总积分的口径', en: 'What weighted points count' },
    choices: [
      { value: 'with_base', title: { zh: '含基本分', en: 'base included' } },
      { value: 'without_base', title: { zh: '不含基本分', en: 'base left out' } },
    ],
  },
  'points.*.close.top_percent': { type: 'percent', title: { zh: '享受待遇的靠前比例', en: 'Share of the best' } },
  'points.*.close.best_count': { type: 'integer', title: { zh: '最前户数', en: 'Number of the very best' } },
  'points.*.close.ties': {
    type: 'choice',
    title: { zh: '末位并列时', en: 'Ties at the border' },
    choices: [
      { value: 'include_all', title: { zh: '并列者都取', en: 'all tied get in' } },
      { value: 'exclude_all', title: { zh: '并列者都不取', en: 'none of the tied gets in' } },
    ],
  },
}

/** Fields that a points list may show; anything else is refused, identity and phone above all. */
export const pointsListFields = [
  'household_number',
  'head_name_masked',
  'group',
  'item',
  'points',
  'occurred_on',
  'base',
  'gained',
  'lost',
  'total',
] as const
