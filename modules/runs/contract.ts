import { z } from 'zod'
import { paging } from '../../engines/contract/fields.ts'
import { defineRoute } from '../../engines/contract/route.ts'

export const runState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled'])

/** Long work as its owner sees it. */
export const run = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  placeCode: z.string(),
  state: runState,
  /** `done` of `total` steps; total is null while nobody knows it. */
  done: z.int(),
  total: z.int().nullable(),
  /** What was asked for, in the shape of its kind. */
  request: z.unknown(),
  /** What the work handed back, in the shape of its kind. */
  result: z.unknown(),
  /** Why it failed, in words. */
  error: z.object({ code: z.string(), zh: z.string(), en: z.string(), at: z.string().nullable() }).nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})

const runParams = z.object({ runId: z.uuid() })

export const listRuns = defineRoute({
  method: 'GET',
  path: '/api/runs',
  summary: { zh: '我的后台任务', en: 'My long-running work' },
  action: 'signed-in',
  query: z.object({
    ...paging(500, 50),
    state: runState.optional(),
    kind: z.string().max(100).optional(),
  }),
  reply: z.object({ rows: z.array(run), total: z.int() }),
})

export const getRun = defineRoute({
  method: 'GET',
  path: '/api/runs/:runId',
  summary: { zh: '后台任务的进度和结果', en: 'Progress and result of long-running work' },
  action: 'signed-in',
  params: runParams,
  reply: run,
})

export const cancelRun = defineRoute({
  method: 'POST',
  path: '/api/runs/:runId/cancel',
  summary: { zh: '取消后台任务', en: 'Cancel long-running work' },
  action: 'signed-in',
  params: runParams,
  reply: run,
})
