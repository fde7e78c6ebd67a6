import { z } from 'zod'
import { dated } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'

/** At most such a share of the village's households is awarded in a period (G-11). */
export const quota = z
  .strictObject({
    percent: dated(z.number().int().min(1).max(100)),
    of: z.literal('households').describe('以全村户数为基数 · A share of all households of the village'),
    counts: z
      .literal('subjects_with_award')
      .describe(
        '得过加分的户各占一个名额，再得不另占 · Each household with an award takes one place, however often',
      ),
    period: z
      .enum(['month', 'quarter', 'half_year', 'year'])
      .describe('名额多久一算，按事情发生的日期 · The period of the places, by the day of the deed'),
    rounding: dated(z.enum(['floor', 'ceil', 'half_up'])),
    reaction: dated(z.enum(['refuse', 'warn'])),
  })
  .describe('得分户数的名额 · Places for households with awards')

/** The dated values of a quota. */
export const quotaValues: ValueTable = {
  'points.*.quota.percent': {
    type: 'percent',
    title: { zh: '得分户占全村户数的上限', en: 'Households with awards, share of all' },
  },
  'points.*.quota.rounding': {
    type: 'choice',
    title: { zh: '名额怎么取整', en: 'How the places are rounded' },
    choices: [
      { value: 'floor', title: { zh: '舍去尾数', en: 'down' } },
      { value: 'ceil', title: { zh: '进一', en: 'up' } },
      { value: 'half_up', title: { zh: '四舍五入', en: 'to the nearest' } },
    ],
  },
  'points.*.quota.reaction': {
    type: 'choice',
    title: { zh: '名额满了以后', en: 'When the places are taken' },
    choices: [
      { value: 'refuse', title: { zh: '不再发给新的户', en: 'no further household is awarded' } },
      { value: 'warn', title: { zh: '只提醒', en: 'only a warning' } },
    ],
  },
}
