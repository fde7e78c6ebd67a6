import type { ActionTable } from '../../engines/access/access.ts'

/** Whoever may read a list may take it along; the log keeps who did. */
export const exportActions = {
  'lists.export': { zh: '导出列表', en: 'Export a list', everyAccount: true },
} as const satisfies ActionTable
