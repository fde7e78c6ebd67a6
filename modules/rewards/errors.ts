import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const rewardsErrors = {
  'rewards.no_rules': {
    status: 422,
    zh: '这个制度没有奖补的规定。',
    en: 'This scheme has no chapter on rewards.',
  },
  'rewards.ladder_unknown': {
    status: 422,
    zh: '制度里没有奖补“{ladder}”，请从列表中选择。',
    en: 'The scheme has no ladder "{ladder}"; choose one from the list.',
  },
  'rewards.period_unfit': {
    status: 422,
    zh: '“{period}”不对，这项奖补按{kind}算。',
    en: '"{period}" does not fit: this ladder goes by the {kindEn}.',
  },
  'rewards.period_open': {
    status: 422,
    zh: '{period} 还没有结束（最后一天是 {last}），结束后再计算。',
    en: '{period} is not over ({last} is its last day). Work it out afterwards.',
  },
  'rewards.close_missing': {
    status: 422,
    zh: '{period} 还没有结算，请先结算再计算奖补。',
    en: '{period} has no close yet. Close it first.',
  },
  'rewards.income_missing': {
    status: 422,
    zh: '请填写这一年的集体收入。',
    en: 'Enter the collective income of the year.',
  },
  'rewards.nothing_due': {
    status: 422,
    zh: '{period} 没有应发的奖励，不用制表。',
    en: 'Nothing is due for {period}; there is no sheet to make.',
  },
  'rewards.sheet_exists': {
    status: 409,
    zh: '{period} 已有计算表，请先作废原表再算。',
    en: 'There is a sheet for {period} already; drop it before making another.',
  },
  'rewards.wrong_state': {
    status: 409,
    zh: '计算表现在是“{state}”，不能这样办。请刷新。',
    en: 'The sheet is "{stateEn}"; this cannot be done now. Reload.',
  },
  'rewards.paper_missing': {
    status: 422,
    zh: '请填写批文名称或文号，并附上批文。',
    en: 'Enter the name or number of the approving paper and attach it.',
  },
  'rewards.same_person': {
    status: 403,
    zh: '制表的人不能登记批准，请由另一人办理。',
    en: 'Who made the sheet cannot record its approval. Another person must.',
  },
  'rewards.approval_day': {
    status: 422,
    zh: '批准日期须在制表（{from}）之后、今天或以前。',
    en: 'The approval comes on or after the day of the sheet ({from}), and not ahead.',
  },
  'rewards.resolution_unfit': {
    status: 422,
    zh: '须是本村通过的“{body}”决议，且在制表之后召开。',
    en: 'It must be a passed resolution of the "{bodyEn}" of this village, held after the sheet was made.',
  },
  'rewards.results_changed': {
    status: 422,
    zh: '制表以后结果有变化，请作废后重新计算。',
    en: 'The results have changed since the sheet was made. Drop it and work it out anew.',
  },
  'rewards.payment_day': {
    status: 422,
    zh: '发放日期须在批准（{from}）之后、今天或以前。',
    en: 'The payment comes on or after the approval ({from}), and not ahead.',
  },
  'rewards.payment_stands': {
    status: 409,
    zh: '已经发放，或资金账里的这笔支出还在审核。',
    en: 'It is paid already, or its spending waits for approval in the fund.',
  },
  'rewards.nothing_to_take_back': {
    status: 422,
    zh: '这个组没有可以扣回的已发奖励。',
    en: 'There is no paid reward of this group to take back.',
  },
  'rewards.taken_back': {
    status: 409,
    zh: '这个问题的奖励已经扣回过。',
    en: 'The reward has been taken back for this finding already.',
  },
  'rewards.future_day': {
    status: 422,
    zh: '日期 {day} 还没到，请填今天或以前的日期。',
    en: 'The day {day} lies ahead. Enter today or an earlier day.',
  },
} as const satisfies ErrorTable
