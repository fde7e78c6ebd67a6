import { z } from 'zod'
import { dated } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'

const count = z.number().int().min(0)

const period = z.enum(['month', 'quarter', 'half_year', 'year']).describe('多久一次 · How often')

const publicityPart = z.strictObject({
  period,
  days: dated(count),
  fields: z.array(z.string()).min(1).describe('公示哪些字段 · The fields that are published'),
  duty: z.string().min(1).describe('凭什么公示：法规、清单或村规民约 · The duty it rests on'),
})

/** What is published, for how long, on which duty. */
export const publicity = z
  .strictObject({
    entries: publicityPart
      .extend({
        rounds: z
          .union([z.literal(1), z.literal(2)])
          .default(1)
          .describe('公示几次才算定：1 或 2 · How often a deed is shown before it counts: once or twice'),
      })
      .describe('逐条公示，期满入账 · Deeds one by one; they are posted when the days have passed'),
    totals: publicityPart.optional().describe('结算后的总分公示 · Totals, after the close'),
    posting: z
      .enum(['after_publicity', 'after_review'])
      .describe('何时入账，必须为 after_publicity · When points are posted; it must be after_publicity'),
    hide_names_after_days: dated(count),
  })
  .describe('公示 · Publicity')

/** The dated values of publicity. */
export const publicityValues: ValueTable = {
  'points.*.publicity.entries.days': {
    type: 'days',
    title: { zh: '逐条公示天数', en: 'Days of publicity of deeds' },
  },
  'points.*.publicity.totals.days': {
    type: 'days',
    title: { zh: '总分公示天数', en: 'Days of publicity of totals' },
  },
  'points.*.publicity.hide_names_after_days': {
    type: 'days',
    title: { zh: '公示期满后隐去姓名', en: 'Days after which names are hidden' },
  },
}

/** Fields that a points list may show; anything else is refused, identity and phone above all. */
export const pointsListFields = [
  'household_number',
  'head_name_masked',
  'subject_name_masked',
  'group',
  'item',
  'points',
  'occurred_on',
  'base',
  'gained',
  'lost',
  'total',
] as const
