import type { ErrorTable } from '../../engines/refusal/refusal.ts'

export const exportErrors = {
  'export.running': {
    status: 409,
    zh: '您还有一份导出正在生成。请等它下载完，再导出下一份。',
    en: 'One of your exports is still being written. Wait until it has arrived, then export the next.',
  },
  'export.busy': {
    status: 503,
    zh: '正在导出的人太多，这次没有导出。请过一两分钟再试。',
    en: 'Too many people are exporting at this moment, and nothing was exported. Try again in a minute or two.',
  },
  'export.column_unknown': {
    status: 400,
    zh: '这张列表没有“{column}”这一列。请刷新页面后重新导出。',
    en: 'This list has no column “{column}”. Reload the page and export again.',
  },
  'export.too_many_rows': {
    status: 422,
    zh: '符合条件的超过 {limit} 行，一个工作表放不下。请加上筛选条件，分几次导出。',
    en: 'More than {limit} rows match, which one sheet cannot hold. Add filters and export in parts.',
  },
} as const satisfies ErrorTable
