import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const dividendsErrors = {
  'dividends.no_rules': {
    status: 422,
    zh: '这个制度没有规定收益分配。',
    en: 'This scheme has no rules for distribution.',
  },
  'dividends.close_unfit': {
    status: 422,
    zh: '请选择本村该年度最新一次年度结算。',
    en: 'Choose the newest yearly close of this village.',
  },
  'dividends.pool_short': {
    status: 422,
    zh: '按每分 {price} 元算需要 {needed} 元，积分分红资金只有 {pool} 元，差 {missing} 元。请增加资金或降低单价。',
    en: 'At {price} yuan a point {needed} yuan are needed; the pool holds {pool}, {missing} short. Raise the pool or lower the price.',
  },
  'dividends.wrong_state': {
    status: 409,
    zh: '方案现在是“{state}”，不能这样办。',
    en: 'The plan is "{state}"; this cannot be done now.',
  },
  'dividends.publicity_first': {
    status: 422,
    zh: '分配方案还没有公示期满，或有异议没有办结。',
    en: 'The plan’s publicity has not passed, or an objection is open.',
  },
  'dividends.objection_upheld': {
    status: 422,
    zh: '方案公示中有 {count} 条异议成立，这份方案有错。请作废后重新拟定、公示。',
    en: '{count} objections to this plan were upheld, so it is wrong. Drop it, draft it anew and publicise it.',
  },
  'dividends.resolution_unfit': {
    status: 422,
    zh: '须是本村通过的“{body}”决议，且在方案公示开始之后召开。',
    en: 'It must be a passed resolution of the "{body}" of this village, held after the publicity began.',
  },
  'dividends.plan_exists': {
    status: 409,
    zh: '{cycle} 年度已有分配方案，请先作废原方案再拟。',
    en: 'There is a plan for {cycle} already; drop it before drafting another.',
  },
  'dividends.no_shares': {
    status: 422,
    zh: '本村还没有股份底册，无法分股份分红。',
    en: 'The village has no share register; the share part cannot be distributed.',
  },
  'dividends.future_payment': {
    status: 422,
    zh: '发放日期 {day} 还没到。',
    en: 'The payment day {day} lies ahead.',
  },
  'dividends.share_past': {
    status: 422,
    zh: '这户现有股份自 {from} 起，变更日期不能早于这一天。',
    en: 'The present shares count from {from}; a change cannot begin before that day.',
  },
  'dividends.share_place': {
    status: 422,
    zh: '这户不在所选的村，请重新选择。',
    en: 'This household is not in the chosen village.',
  },
  'dividends.share_same': { status: 422, zh: '股份没有变化。', en: 'The shares do not change.' },
} as const satisfies ErrorTable
