import type { ActionTable } from '../../engines/access/access.ts'

/** Whoever started a run may end it; the log keeps who did. */
export const runActions = {
  'run.cancel': { zh: '取消后台任务', en: 'Cancel work in the background', everyAccount: true },
} as const satisfies ActionTable
