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
    en: 'The law guard refuses it: {reasonEn} ({norm}). {mendEn}',
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
  'schemes.not_in_force': {
    status: 422,
    zh: '“{scheme}”在本地没有生效，不能替换或停用。',
    en: '"{scheme}" is not in force here: it can be neither followed nor ended.',
  },
  'schemes.past_start': {
    status: 422,
    zh: '日期 {day} 太早：须不早于今天（{today}），并晚于现行文本的生效日（{since}）。已经办结的事不重新评判。',
    en: '{day} is too early: it must be today ({today}) or later, and after the day on which the present text began ({since}). Nothing decided is judged again.',
  },
  'schemes.vanished': {
    status: 422,
    zh: '新文本里没有了：{names}。存折和办理中的申报还要用到它们；项目不用了请写停用日期，不要删去。',
    en: 'The new text lacks: {names}. Passbooks and claims under way still name them; switch an item off by a day rather than delete it.',
  },
  'schemes.core_items': {
    status: 422,
    zh: '这些是必选项目，不能删去或停用：{names}。请恢复后再生效。',
    en: 'These are core items and may be neither dropped nor switched off: {names}. Bring them back first.',
  },
  'schemes.name_taken': {
    status: 409,
    zh: '本地已有短名为“{slug}”的制度，请换一个短名。',
    en: 'This place has a scheme with the short name "{slug}" already. Choose another.',
  },
  'schemes.not_own': {
    status: 422,
    zh: '这不是本地自己的制度文本，不能改。请先“改编”成本地制度。',
    en: 'This text is not the place’s own and cannot be changed. Adapt it first.',
  },
  'schemes.own_text': {
    status: 422,
    zh: '这是本地自己的制度，数值请直接改在正文里；已生效的，改好后让新文本从某一天起接替。',
    en: 'This is the place’s own scheme: change its values in the text itself; where it is in force, let the new text follow from a day on.',
  },
  'schemes.edit_nowhere': {
    status: 422,
    zh: '制度里没有“{path}”这个位置，或者这里不能改。请刷新页面后重试。',
    en: 'The scheme has no place "{path}", or it cannot be changed. Reload the page and try again.',
  },
  'schemes.edit_faulty': {
    status: 422,
    zh: '这样改不成立（{path}）：{reason}{mend}',
    en: 'This change does not hold ({path}): {reasonEn} {mendEn}',
  },
  'schemes.version_unknown': {
    status: 404,
    zh: '没有第 {version} 版。',
    en: 'There is no version {version}.',
  },
} as const satisfies ErrorTable
