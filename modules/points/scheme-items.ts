import { z } from 'zod'
import { dated, day } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const number = z.number()
const count = number.int().min(0)

const itemBase = {
  key: key.describe('项目的键，用起来后不再改 · Key of the item, never changed once in use'),
  name: words.describe('项目名称 · Name of the item'),
  category: key.describe('项目类别的键 · Key of its category'),
  direction: z.enum(['plus', 'minus']).describe('加分还是减分 · Adds or takes points'),
  from: day.optional().describe('从哪一天起的事可以申报 · Deeds from this day on can be declared'),
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
  max_per_cycle: dated(number.positive()).optional(),
  times_per_cycle: dated(count.min(1)).optional(),
}

/** A category of items (类别). */
export const category = z.strictObject({
  key: key.describe('类别的键 · Key of the category'),
  name: words.describe('类别名称 · Name of the category'),
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
    max_per_claim: dated(number.positive()).optional(),
  }),
])

/** The dated values of items. */
export const itemValues: ValueTable = {
  'points.*.items.*.points': { type: 'points', title: { zh: '{name}：每次分值', en: '{name}: points each' } },
  'points.*.items.*.min': { type: 'points', title: { zh: '{name}：最少', en: '{name}: least' } },
  'points.*.items.*.max': { type: 'points', title: { zh: '{name}：最多', en: '{name}: most' } },
  'points.*.items.*.max_per_claim': {
    type: 'points',
    title: { zh: '{name}：一次最多', en: '{name}: most per claim' },
  },
  'points.*.items.*.max_per_cycle': {
    type: 'points',
    title: { zh: '{name}：一年最多', en: '{name}: most per cycle' },
  },
  'points.*.items.*.times_per_cycle': {
    type: 'integer',
    title: { zh: '{name}：一年最多次数', en: '{name}: times per cycle' },
  },
}
