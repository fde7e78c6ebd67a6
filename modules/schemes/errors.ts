import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const schemesErrors = {
  'schemes.unknown': {
    status: 404,
    zh: '制度库里没有“{scheme}”。',
    en: 'The library has no scheme "{scheme}".',
  },
  'schemes.value_unknown': {
    status: 422,
    zh: '制度里没有“{path}”这个数值。',
    en: 'The scheme has no value at "{path}".',
  },
  'schemes.value_wrong': {
    status: 422,
    zh: '“{title}”不能填“{value}”：{reason}',
    en: '"{titleEn}" cannot be "{value}": {reasonEn}',
  },
  'schemes.values_clash': {
    status: 422,
    zh: '这些数值合不到一起（{path}）：{reason}{mend}',
    en: 'These values do not go together ({path}): {reasonEn} {mendEn}',
  },
  'schemes.past_value': {
    status: 422,
    zh: '制度已生效，“{title}”只能从今天（{today}）或以后开始改，不能改动已经过去的日子。',
    en: 'The scheme is in force: "{title}" can change from today ({today}) on, never for days gone by.',
  },
  'schemes.open_values': {
    status: 422,
    zh: '还有 {count} 个待定数值没有填：{titles}。填好后再生效。',
    en: '{count} values are still open: {titles}. Fill them first.',
  },
  'schemes.guard': {
    status: 422,
    zh: '法规核查没有通过：{reason}（{norm}）。{mend}',
    en: 'The law guard refuses it: {reason} ({norm}). {mend}',
  },
  'schemes.resolution_missing': {
    status: 422,
    zh: '制度生效须有本村通过的决议。请先登记决议。',
    en: 'A scheme needs a resolution that passed in this village. Record it first.',
  },
  'schemes.already_in_force': {
    status: 409,
    zh: '这个制度在本村已经生效。',
    en: 'This scheme is in force here already.',
  },
  'schemes.no_draft': {
    status: 422,
    zh: '请先填写本村的数值，再让制度生效。',
    en: 'Fill the village’s values before putting the scheme into force.',
  },
} as const satisfies ErrorTable
