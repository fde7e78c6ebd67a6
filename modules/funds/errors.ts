import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const fundsErrors = {
  'funds.no_rules': {
    status: 422,
    zh: '这个制度没有规定资金来源和用途，不能建账。',
    en: 'This scheme has no chapter on funds; no account can be opened for it.',
  },
  'funds.name_taken': {
    status: 409,
    zh: '本村已有叫“{name}”的资金账，请换个名称。',
    en: 'This village has a fund named "{name}" already. Choose another name.',
  },
  'funds.source_unknown': {
    status: 422,
    zh: '制度里没有资金来源“{source}”，请从列表中选择。',
    en: 'The scheme has no source "{source}"; choose one from the list.',
  },
  'funds.use_unknown': {
    status: 422,
    zh: '制度里没有用途“{use}”，请从列表中选择。',
    en: 'The scheme has no use "{use}"; choose one from the list.',
  },
  'funds.use_missing': {
    status: 422,
    zh: '支出须写明用途，请选择。',
    en: 'Spending needs its use. Choose one.',
  },
  'funds.earmarked': {
    status: 422,
    zh: '“{source}”专款专用，不能用于“{use}”。请换一个来源或用途。',
    en: '"{sourceEn}" is earmarked and does not pay for "{useEn}". Choose another source or use.',
  },
  'funds.short': {
    status: 422,
    zh: '这个来源只剩 {balance} 元，不够 {needed} 元（待审核的支出已扣除）。请减少金额或换来源。',
    en: 'This source holds {balance} yuan, less than {needed} (spending that waits for approval is taken off). Lower the amount or choose another source.',
  },
  'funds.voucher_missing': {
    status: 422,
    zh: '每笔收支须附凭证（照片或扫描件）。请添加后再提交。',
    en: 'A movement needs its voucher (photo or scan). Add it and send again.',
  },
  'funds.same_person': {
    status: 403,
    zh: '记账的人不能审核自己记的这一笔，请由另一人审核。',
    en: 'Who recorded a movement cannot approve it. Another person must.',
  },
  'funds.town_approves': {
    status: 403,
    zh: '村账乡代管，须由乡镇审核。',
    en: 'The town keeps this account, so the town must approve.',
  },
  'funds.decided': {
    status: 409,
    zh: '这一笔已经审核过，请刷新。',
    en: 'This movement has been decided already. Reload.',
  },
  'funds.note_missing': {
    status: 422,
    zh: '不同意的，须写明理由，记账人会看到。',
    en: 'A refusal needs its reason; the recorder will see it.',
  },
  'funds.future_movement': {
    status: 422,
    zh: '日期 {day} 还没到（今天是 {today}），请改成实际日期。',
    en: 'The day {day} lies ahead (today is {today}). Enter the day it happened.',
  },
  'funds.before_opening': {
    status: 422,
    zh: '这本账从 {from} 起，日期不能更早。',
    en: 'This account begins on {from}; the day cannot be earlier.',
  },
  'funds.period_published': {
    status: 422,
    zh: '截至 {last} 的收支已经公开，不能再补记。请用今天的日期，并在说明里写明。',
    en: 'Movements up to {last} are published and the period takes no more. Use a later day and say why in the words.',
  },
  'funds.opening_twice': {
    status: 409,
    zh: '“{source}”的期初余额已经记过。',
    en: 'The opening balance of "{sourceEn}" stands already.',
  },
  'funds.not_reversible': {
    status: 422,
    zh: '只有审核通过、没有冲正过的收支可以冲正。',
    en: 'Only an approved movement that was not reversed can be reversed.',
  },
  'funds.waiting': {
    status: 422,
    zh: '{period} 还有 {count} 笔没有审核，审完再公开。',
    en: '{count} movements of {period} wait for approval; decide them first.',
  },
  'funds.period_wrong': {
    status: 422,
    zh: '“{period}”不是制度规定的公开周期。请按制度选择月、季度、半年或年。',
    en: '"{period}" is no period by which the scheme publishes. Choose one of its kind.',
  },
  'funds.period_open': {
    status: 422,
    zh: '{period} 到 {last} 才结束，现在不能公开。',
    en: '{period} ends on {last}; it cannot be published yet.',
  },
  'funds.statement_exists': {
    status: 409,
    zh: '{period} 的收支已经公开过。',
    en: 'The movements of {period} are published already.',
  },
  'funds.earlier_period_open': {
    status: 422,
    zh: '公开要按先后：{last} 之后的上一期还没有公开。',
    en: 'Periods are published in their order: the one after {last} comes first.',
  },
} as const satisfies ErrorTable
