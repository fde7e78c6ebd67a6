import { z } from 'zod'
import { dated } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const count = z.number().int().min(0)

/** One step between a deed's word and its decision. */
export const reviewStep = z.strictObject({
  key: key.describe('环节的键 · Key of the step'),
  name: words.describe('环节名称 · Name of the step'),
  roles: z
    .array(z.enum(['clerk', 'cadre', 'secretary', 'group_leader', 'reviewer', 'supervisor', 'town_officer']))
    .min(1)
    .describe('由哪些岗位办理 · The roles that decide here'),
  recuse: z
    .array(z.enum(['declarer', 'member', 'kin']))
    .describe(
      '谁须回避：申报人、当事户成员、他们的亲属；无人须回避写 [] · Who must step aside: the declarer, members of the household concerned, their kin; [] for nobody',
    ),
  apart_from: z
    .array(key)
    .default([])
    .describe('在这些环节审过的人不能再审 · Whoever decided at these steps may not decide here'),
  panel: z
    .strictObject({
      min: dated(count.min(1)),
      max: dated(count.min(1)),
      guests_min: dated(count).optional(),
      guests_max: dated(count).optional(),
    })
    .optional()
    .describe('集体评议时到场的人 · The people present when the step decides'),
})

/** Mending before a deduction counts (整改). */
export const rectify = z
  .strictObject({
    days: dated(count.min(1)),
    counts_start_day: dated(z.boolean()),
    effect: z.literal('waive_deduction').describe('改好的免减 · Mended in time, the deduction is waived'),
  })
  .describe('减分前的整改 · Mending before a deduction')

/** The dated values of review and mending. */
export const reviewValues: ValueTable = {
  'points.*.review.*.panel.min': {
    type: 'integer',
    title: { zh: '{name}：到场人数不少于', en: '{name}: people present, at least' },
  },
  'points.*.review.*.panel.max': {
    type: 'integer',
    title: { zh: '{name}：到场人数不多于', en: '{name}: people present, at most' },
  },
  'points.*.review.*.panel.guests_min': {
    type: 'integer',
    title: { zh: '{name}：受邀村民不少于', en: '{name}: invited villagers, at least' },
  },
  'points.*.review.*.panel.guests_max': {
    type: 'integer',
    title: { zh: '{name}：受邀村民不多于', en: '{name}: invited villagers, at most' },
  },
  'points.*.rectify.days': { type: 'days', title: { zh: '整改期限', en: 'Days to mend' } },
  'points.*.rectify.counts_start_day': {
    type: 'boolean',
    title: { zh: '发告知书当日计入期限', en: 'The day of the notice counts' },
  },
}
