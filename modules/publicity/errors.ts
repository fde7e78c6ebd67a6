import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const publicityErrors = {
  'publicity.not_open': {
    status: 422,
    zh: '这张公示的期限是 {opens} 至 {closes}，现在不能提异议。有不同意见可以向村务监督委员会反映。',
    en: 'This list could be objected to from {opens} to {closes}. Turn to the supervision committee.',
  },
  'publicity.other_village': {
    status: 403,
    zh: '只有本村的人可以对本村的公示提异议。',
    en: 'Only people of this village may object to its lists.',
  },
  'publicity.line_unknown': { status: 404, zh: '公示里没有这一行。', en: 'The list has no such line.' },
  'publicity.objected_already': {
    status: 409,
    zh: '您对这一行已经提过异议，正在处理。',
    en: 'You have objected to this line already; it is being handled.',
  },
  'publicity.answered_already': {
    status: 409,
    zh: '这条异议已经办结。',
    en: 'This objection has been answered.',
  },
  'publicity.still_open': {
    status: 422,
    zh: '公示到 {closes} 才期满，还不能办结。',
    en: 'The list runs until {closes}; it cannot be settled yet.',
  },
  'publicity.own_answer': {
    status: 403,
    zh: '异议不能由提出人自己答复。',
    en: 'Whoever raised an objection may not answer it.',
  },
  'publicity.proxy_missing': {
    status: 422,
    zh: '代录别人的异议须写明本人、关系和原因，并读给本人确认。',
    en: 'Recording another’s objection needs the person, the relation, the reason and a read-back.',
  },
  'publicity.opens_past': {
    status: 422,
    zh: '公示开始日期不能早于今天（{today}）。',
    en: 'Publicity cannot begin before today ({today}).',
  },
} as const satisfies ErrorTable
