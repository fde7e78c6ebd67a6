import { z } from 'zod'
import { dated } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'

const count = z.number().int().min(0)

/** How a period ends: who is weighted, who is among the best. */
export const close = z
  .strictObject({
    weighted: z
      .strictObject({
        condition: z
          .string()
          .min(1)
          .describe(
            'CEL 条件，可用 base、gained、lost、total（百分之一分） · CEL condition over base, gained, lost, total (hundredths of a point)',
          ),
        counts: dated(z.enum(['with_base', 'without_base'])),
      })
      .describe('哪些户算加权户 · Which households are weighted'),
    top_percent: dated(z.number().int().min(1).max(100)),
    top_rounding: z
      .enum(['floor', 'ceil', 'half_up'])
      .describe('户数怎么取整 · How the number of places is rounded'),
    best_count: dated(count),
    ties: dated(z.enum(['include_all', 'exclude_all'])),
  })
  .describe('年终结算 · The close of the year')

/** The dated values of a close. */
export const closeValues: ValueTable = {
  'points.*.close.weighted.counts': {
    type: 'choice',
    title: { zh: '加权总积分的口径', en: 'What weighted points count' },
    choices: [
      { value: 'with_base', title: { zh: '含基本分', en: 'base included' } },
      { value: 'without_base', title: { zh: '不含基本分', en: 'base left out' } },
    ],
  },
  'points.*.close.top_percent': {
    type: 'percent',
    title: { zh: '享受待遇的靠前比例', en: 'Share of the best' },
  },
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
