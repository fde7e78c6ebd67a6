import { z } from 'zod'
import { dated, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'

const count = z.number().int().min(0)

/** The `dividend` chapter: what the collective distributes, and how points enter it. */
export const dividendSection = z.strictObject({
  /** The share part follows the register alone; the law guard refuses anything else. */
  share: z.strictObject({ depends_on_points: z.boolean(), rounding: z.enum(['largest_remainder', 'floor']) }),
  incentive: z.strictObject({
    price: dated(z.number().min(0)),
    price_from: dated(z.enum(['fixed', 'pool'])),
    /** Nobody's part falls below this; the law guard refuses a floor below zero. */
    floor_fen: z.number().int(),
    recipients: z.enum(['weighted', 'all']),
    cap_percent_of_share: dated(z.number().int().min(0).max(1000)),
    cap_reading: dated(z.enum(['result', 'ceiling'])),
  }),
  decided_by: z.enum(['members_congress', 'members_assembly', 'villager_representatives', 'villager_assembly']),
  publicity: z.strictObject({ days: dated(count), fields: z.array(z.string()).min(1), duty: z.string().min(1) }),
  credit: z
    .strictObject({
      best_count: dated(count),
      ceiling: dated(z.number().min(0)),
      discount_min_percent: dated(count.max(100)),
      discount_max_percent: dated(count.max(100)),
    })
    .optional(),
})

export type DividendRules = Resolved<z.output<typeof dividendSection>>

export const dividendValues: ValueTable = {
  'dividend.incentive.price': { type: 'yuan', title: { zh: '积分单价', en: 'Price of a point' } },
  'dividend.incentive.price_from': {
    type: 'choice',
    title: { zh: '单价的来历', en: 'Where the price comes from' },
    choices: [
      { value: 'fixed', title: { zh: '先定单价', en: 'fixed beforehand' } },
      { value: 'pool', title: { zh: '资金除以总分', en: 'pool divided by points' } },
    ],
  },
  'dividend.incentive.cap_percent_of_share': { type: 'percent', title: { zh: '积分分红占股份分红的比例', en: 'Incentive as a share of the share dividend' } },
  'dividend.incentive.cap_reading': {
    type: 'choice',
    title: { zh: '这个比例是', en: 'That share is' },
    choices: [
      { value: 'result', title: { zh: '当年的结果，不设上限', en: 'an outcome of the year, no ceiling' } },
      { value: 'ceiling', title: { zh: '上限', en: 'a ceiling' } },
    ],
  },
  'dividend.publicity.days': { type: 'days', title: { zh: '分配方案公示天数', en: 'Days of publicity of the plan' } },
  'dividend.credit.best_count': { type: 'integer', title: { zh: '授信户数', en: 'Households on the credit list' } },
  'dividend.credit.ceiling': { type: 'yuan', title: { zh: '授信额度上限', en: 'Credit ceiling' } },
  'dividend.credit.discount_min_percent': { type: 'percent', title: { zh: '利率优惠下限', en: 'Least discount on interest' } },
  'dividend.credit.discount_max_percent': { type: 'percent', title: { zh: '利率优惠上限', en: 'Greatest discount on interest' } },
}

export const dividendListFields = ['household_number', 'head_name_masked', 'shares', 'share_fen', 'points', 'incentive_fen', 'total_fen'] as const
