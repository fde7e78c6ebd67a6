import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const filesErrors = {
  'files.unknown': {
    status: 422,
    zh: '有 {missing} 个附件没有上传成功，请重新上传。',
    en: '{missing} attachments are not there; upload them again.',
  },
  'files.place': {
    status: 403,
    zh: '只能上传到本村或您管辖的地方。',
    en: 'You can upload for your own village or your area only.',
  },
} as const satisfies ErrorTable
