import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const runErrors = {
  'run.failed': {
    status: 422,
    zh: '系统出错，这项任务没有完成，数据没有任何改动。请重试；仍不成功时，请把时间告诉系统管理员。',
    en: 'The server failed at this work; nothing was changed. Try again, and if it fails again tell your operator the time.',
  },
  'run.lost': {
    status: 422,
    zh: '这项任务办理时服务器多次中断，已不再继续，数据没有任何改动。请重新提交；仍不成功时，请告诉系统管理员。',
    en: 'The server went down several times during this work, so it is not tried again; nothing was changed. Send it again, and tell your operator if it fails again.',
  },
  'run.ended': {
    status: 409,
    zh: '这项任务已经结束，不能再取消。请刷新页面查看结果。',
    en: 'This work has already ended and can no longer be cancelled. Reload to see its result.',
  },
  'run.restored': {
    status: 422,
    zh: '这项任务在备份时还没有完成，恢复备份后不再继续。请重新提交。',
    en: 'This work was still under way when the backup was made and was not carried on after the restore. Send it again.',
  },
} as const satisfies ErrorTable
