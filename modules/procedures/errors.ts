import type { ErrorTable } from '../../engines/refusal/refusal.ts'

const inWords = { status: 422, zh: '{zh}', en: '{en}' } as const

export const proceduresErrors = {
  'flow.unknown_step': inWords,
  'flow.already_done': inWords,
  'flow.closed': inWords,
  'flow.step_skipped': inWords,
  'flow.wrong_actor': { ...inWords, status: 403 },
  'flow.too_early': inWords,
  'flow.evidence_missing': inWords,
  'calendar.year_unknown': inWords,
  'procedures.none': { status: 422, zh: '这个制度没有规定步骤。', en: 'This scheme has no procedure.' },
  'procedures.not_started': {
    status: 404,
    zh: '{cycle} 年的步骤还没有启动。',
    en: 'The steps of {cycle} have not been started.',
  },
  'procedures.started': {
    status: 409,
    zh: '{cycle} 年的步骤已经启动。',
    en: 'The steps of {cycle} were started already.',
  },
  'procedures.evidence_wrong': {
    status: 422,
    zh: '依据不成立：{zh}',
    en: 'The evidence does not hold: {en}',
  },
  'procedures.gate': {
    status: 422,
    zh: '还不能办这件事：要先办结“{step}”这一步。',
    en: 'This must wait until the step "{stepEn}" is done.',
  },
  'procedures.part_missing': {
    status: 422,
    zh: '“{step}”要分次办理：{zh}。请说明办的是哪一次。',
    en: '"{stepEn}" is done in parts: {en}. Say which one.',
  },
  'procedures.no_parts': {
    status: 422,
    zh: '“{step}”一年只办一次，不分季度或月份。',
    en: '"{stepEn}" is done once a year and has no parts.',
  },
  'procedures.file_used': {
    status: 422,
    zh: '这份文件已经作为“{step}”的依据，不能再用来证明别的步骤。请上传本步骤自己的文件。',
    en: 'This file already proves "{stepEn}" and cannot prove another step. Upload the step’s own file.',
  },
  'procedures.future': { status: 422, zh: '办结日期 {day} 还没到。', en: 'The day {day} lies ahead.' },
} as const satisfies ErrorTable
