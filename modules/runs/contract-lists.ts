import type { z } from 'zod'
import { type ListDefinition, optionsOf } from '../../engines/contract/list.ts'
import type { Words } from '../../engines/contract/route.ts'
import type { run, runState } from './contract.ts'

const states: Record<z.infer<typeof runState>, Words> = {
  waiting: { zh: '等待中', en: 'Waiting' },
  running: { zh: '进行中', en: 'Running' },
  done: { zh: '已完成', en: 'Done' },
  failed: { zh: '未完成', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
}

const state: Words = { zh: '状态', en: 'State' }

export const runsList: ListDefinition<z.infer<typeof run>> = {
  key: 'runs',
  title: { zh: '我的后台任务', en: 'My long-running work' },
  columns: [
    { key: 'title', title: { zh: '任务', en: 'Work' }, kind: 'text', value: (row) => row.title, width: 280 },
    { key: 'state', title: state, kind: 'text', value: (row, language) => states[row.state][language] },
    {
      key: 'created',
      title: { zh: '提交时间', en: 'Asked for' },
      kind: 'instant',
      value: (row) => row.createdAt,
    },
    { key: 'ended', title: { zh: '结束时间', en: 'Ended' }, kind: 'instant', value: (row) => row.endedAt },
    {
      key: 'error',
      title: { zh: '未完成的原因', en: 'Why it failed' },
      kind: 'text',
      value: (row, language) => row.error?.[language] ?? null,
      width: 320,
    },
  ],
  filters: [
    { name: 'state', label: state, options: optionsOf(states) },
    { name: 'kind', label: { zh: '种类', en: 'Kind' } },
  ],
}
