import { z } from 'zod'
import { dated } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'

const count = z.number().int().min(0)

const publicityPart = z.strictObject({
  days: dated(count),
  fields: z.array(z.string()).min(1).describe('公示哪些字段 · The fields that are published'),
  duty: z.string().min(1).describe('凭什么公示：法规、清单或村规民约 · The duty it rests on'),
})

/** What is published, for how long, on which duty. */
export const publicity = z
  .strictObject({
    quarter: publicityPart.describe('季度公示 · Publicity each quarter'),
    year: publicityPart.describe('年度公示 · Publicity of the year'),
    posting: z
      .enum(['after_publicity', 'after_review'])
      .describe('何时入账，必须为 after_publicity · When points are posted; it must be after_publicity'),
    hide_names_after_days: dated(count),
  })
  .describe('公示 · Publicity')

/** The dated values of publicity. */
export const publicityValues: ValueTable = {
  'points.*.publicity.quarter.days': {
    type: 'days',
    title: { zh: '季度公示天数', en: 'Days of quarterly publicity' },
  },
  'points.*.publicity.year.days': {
    type: 'days',
    title: { zh: '年度公示天数', en: 'Days of yearly publicity' },
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
  'group',
  'item',
  'points',
  'occurred_on',
  'base',
  'gained',
  'lost',
  'total',
] as const
