import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const meetingsErrors = {
  'meetings.counts': { status: 422, zh: '{zh}', en: '{en}' },
  'meetings.future': {
    status: 422,
    zh: '会议日期 {day} 还没到，请填写实际召开的日期。',
    en: 'The meeting day {day} lies ahead; enter the day it was held.',
  },
} as const satisfies ErrorTable
