import { z } from 'zod'
import { dated, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'

const count = z.number().int().min(0)

/** The `dividend` chapter: what the collective distributes, and how points enter it. */
export const dividendSection = z
  .strictObject({
    share: z
      .strictObject({
        depends_on_points: z
          .boolean()
          .describe('是否随积分增减，必须为 false · Whether points move it; it must be false'),
        rounding: z
          .enum(['largest_remainder', 'floor'])
          .describe(
            '除不尽的几分钱：按余数大小分完，或留作结余 · Odd fen: given to the largest remainders, or left over',
          ),
      })
      .describe('股份分红 · The share dividend'),
    incentive: z
      .strictObject({
        price: dated(z.number().min(0)),
        price_from: dated(z.enum(['fixed', 'pool'])),
        floor_fen: z
          .number()
          .int()
          .describe('任何户不低于多少分钱，必须为 0 · Nobody’s part falls below this, in fen; it must be 0'),
        recipients: z
          .enum(['weighted', 'all'])
          .describe('发给加权户，或发给所有户 · Paid to weighted households, or to all'),
        cap_percent_of_share: dated(z.number().int().min(0).max(1000)),
        cap_reading: dated(z.enum(['result', 'ceiling'])),
      })
      .describe('积分分红 · The incentive part'),
    decided_by: z
      .enum(['members_congress', 'members_assembly', 'villager_representatives', 'villager_assembly'])
      .describe('由哪个会议决议 · The meeting that decides'),
    publicity: z
      .strictObject({
        days: dated(count),
        fields: z.array(z.string()).min(1).describe('公示哪些字段 · The fields that are published'),
        duty: z.string().min(1).describe('凭什么公示 · The duty it rests on'),
      })
      .describe('分配方案公示 · Publicity of the plan'),
    credit: z
      .strictObject({
        best_count: dated(count),
        ties: dated(z.enum(['include_all', 'exclude_all'])),
        ceiling: dated(z.number().min(0)),
        discount_min_percent: dated(count.max(100)),
        discount_max_percent: dated(count.max(100)),
      })
      .optional()
      .describe('授信推荐名单 · The list of households put forward for credit'),
  })
  .describe('收益分配 · What the collective distributes')

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
  'dividend.incentive.cap_percent_of_share': {
    type: 'percent',
    title: { zh: '积分分红占股份分红的比例', en: 'Incentive as a share of the share dividend' },
  },
  'dividend.incentive.cap_reading': {
    type: 'choice',
    title: { zh: '这个比例是', en: 'That share is' },
    choices: [
      { value: 'result', title: { zh: '当年的结果，不设上限', en: 'an outcome of the year, no ceiling' } },
      { value: 'ceiling', title: { zh: '上限', en: 'a ceiling' } },
    ],
  },
  'dividend.publicity.days': {
    type: 'days',
    title: { zh: '分配方案公示天数', en: 'Days of publicity of the plan' },
  },
  'dividend.credit.best_count': {
    type: 'integer',
    title: { zh: '授信户数', en: 'Households on the credit list' },
  },
  'dividend.credit.ties': {
    type: 'choice',
    title: { zh: '授信名单末位并列时', en: 'Ties at the border of the credit list' },
    choices: [
      { value: 'include_all', title: { zh: '并列者都取', en: 'all tied get in' } },
      { value: 'exclude_all', title: { zh: '并列者都不取', en: 'none of the tied gets in' } },
    ],
  },
  'dividend.credit.ceiling': { type: 'yuan', title: { zh: '授信额度上限', en: 'Credit ceiling' } },
  'dividend.credit.discount_min_percent': {
    type: 'percent',
    title: { zh: '利率优惠下限', en: 'Least discount on interest' },
  },
  'dividend.credit.discount_max_percent': {
    type: 'percent',
    title: { zh: '利率优惠上限', en: 'Greatest discount on interest' },
  },
}

export const dividendListFields = [
  'household_number',
  'head_name_masked',
  'shares',
  'share_fen',
  'points',
  'incentive_fen',
  'total_fen',
] as const
