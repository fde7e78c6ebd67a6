import { z } from 'zod'
import { dated, day } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const number = z.number()
const count = number.int().min(0)

const period = z
  .enum(['month', 'quarter', 'half_year', 'year'])
  .describe('按月、季度、半年还是年 · By month, quarter, half-year or year')

/** The most that one claim counts, and what becomes of a claim for more. */
const atOnce = {
  max_per_claim: dated(number.positive()).optional(),
  over_claim: dated(z.enum(['cut', 'refuse'])).optional(),
}

const maxPer = z
  .strictObject({ period, points: dated(number.positive()) })
  .optional()
  .describe('一期最多几分 · How many points in one period')

const itemBase = {
  key: key.describe('项目的键，用起来后不再改 · Key of the item, never changed once in use'),
  name: words.describe('项目名称 · Name of the item'),
  category: key.describe('项目类别的键 · Key of its category'),
  direction: z.enum(['plus', 'minus']).describe('加分还是减分 · Adds or takes points'),
  from: day.optional().describe('从哪一天起的事可以申报 · Deeds from this day on can be declared'),
  to: day
    .optional()
    .describe(
      '从哪一天起的事不再申报（停用） · Deeds from this day on can no longer be declared (switched off)',
    ),
  core: z
    .boolean()
    .optional()
    .describe('必选项目：改编时不能停用、删去 · A core item, which copies may neither drop nor switch off'),
  declarers: z
    .array(z.enum(['self', 'behalf', 'neighbour', 'organisation', 'cadre', 'system']))
    .min(1)
    .describe(
      '谁可以申报：本户、代办、邻里、组织、干部、系统 · Who may declare: the household, a proxy, a neighbour, an organisation, a cadre, the system',
    ),
  evidence: z.enum(['required', 'optional']).describe('要不要附依据 · Whether evidence must be attached'),
  basis: z
    .string()
    .min(1)
    .optional()
    .describe('依据的条款；减分项目必须写 · The clause it rests on; a deduction must have one'),
  once: z
    .enum(['subject', 'named'])
    .optional()
    .describe(
      '只计一次：每户一次，或对所写姓名一次 · Counts once only: for each subject, or for each person whom the claim names',
    ),
  ...atOnce,
  max_per_cycle: dated(number.positive()).optional(),
  times_per_cycle: dated(count.min(1)).optional(),
  times_per: z
    .strictObject({ period, times: dated(count.min(1)) })
    .optional()
    .describe('一期最多几次 · How often in one period'),
  max_per: maxPer,
}

/** A category of items (类别): what limits its items together, and the borders of points an item of it may have (D-18). */
export const category = z.strictObject({
  key: key.describe('类别的键 · Key of the category'),
  name: words.describe('类别名称 · Name of the category'),
  items_min: dated(number.positive()).optional(),
  items_max: dated(number.positive()).optional(),
  ...atOnce,
  max_per_cycle: dated(number.positive()).optional(),
  max_per: maxPer,
})

/** What adds and takes points: one item of a book. */
export const item = z.discriminatedUnion('kind', [
  z.strictObject({
    ...itemBase,
    kind: z.literal('fixed').describe('分值固定 · A fixed number of points'),
    points: dated(number.positive()),
  }),
  z.strictObject({
    ...itemBase,
    kind: z
      .literal('range')
      .describe('分值在最少和最多之间，由评议确定 · Between least and most, decided at review'),
    min: dated(number.positive()),
    max: dated(number.positive()),
  }),
  z.strictObject({
    ...itemBase,
    kind: z.literal('per_unit').describe('按数量计分 · By quantity'),
    points: dated(number.positive()),
    unit: words.describe('计量单位，如小时、次 · The unit: hours, times'),
    min_per_claim: dated(number.positive()).optional(),
  }),
])

/** The dated values of items. */
export const itemValues: ValueTable = {
  'points.*.items.*.points': { type: 'points', title: { zh: '{name}：每次分值', en: '{name}: points each' } },
  'points.*.items.*.min': { type: 'points', title: { zh: '{name}：最少', en: '{name}: least' } },
  'points.*.items.*.max': { type: 'points', title: { zh: '{name}：最多', en: '{name}: most' } },
  ...limitValues('points.*.items.*'),
  ...limitValues('points.*.categories.*'),
  'points.*.items.*.min_per_claim': {
    type: 'points',
    title: { zh: '{name}：一次最少', en: '{name}: least per claim' },
  },
  'points.*.items.*.times_per_cycle': {
    type: 'integer',
    title: { zh: '{name}：一个周期最多次数', en: '{name}: times per cycle' },
  },
  'points.*.items.*.times_per.times': {
    type: 'integer',
    title: { zh: '{name}：每期最多次数', en: '{name}: times per period' },
  },
  'points.*.categories.*.items_min': {
    type: 'points',
    title: { zh: '{name}：项目分值不低于', en: '{name}: an item has at least' },
  },
  'points.*.categories.*.items_max': {
    type: 'points',
    title: { zh: '{name}：项目分值不高于', en: '{name}: an item has at most' },
  },
}

function limitValues(at: string): ValueTable {
  return {
    [`${at}.max_per_claim`]: {
      type: 'points',
      title: { zh: '{name}：一次最多', en: '{name}: most per claim' },
    },
    [`${at}.over_claim`]: {
      type: 'choice',
      title: { zh: '{name}：超过一次最多时', en: '{name}: a claim for more than the most' },
      choices: [
        { value: 'cut', title: { zh: '按最多的计', en: 'counts the most' } },
        { value: 'refuse', title: { zh: '退回不收', en: 'is refused' } },
      ],
    },
    [`${at}.max_per_cycle`]: {
      type: 'points',
      title: { zh: '{name}：一个周期最多', en: '{name}: most per cycle' },
    },
    [`${at}.max_per.points`]: {
      type: 'points',
      title: { zh: '{name}：每期最多', en: '{name}: most per period' },
    },
  }
}
