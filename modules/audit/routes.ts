import type { FastifyInstance } from 'fastify'
import type { AuditRecord } from '../../platform/audit/record.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import { startRun } from '../../platform/jobs/runs.ts'
import { mountList } from '../exports/index.ts'
import * as contract from './contract.ts'
import { auditList } from './contract-lists.ts'
import { listEntries } from './store.ts'

export async function auditRoutes(app: FastifyInstance): Promise<void> {
  mountList(app, contract.listAuditEntries, auditList, async (act, { query }) => {
    act.authorise('audit.read', { placeCode: query.placeCode })
    const { rows, total } = await listEntries(act.tx, query)
    return { rows: rows.map((row) => replyOf(app, row)), total }
  })

  mountRoute(app, contract.verifyAudit, async (act, { body }) => {
    act.authorise('audit.verify', { placeCode: body.countyCode })
    const title = `操作日志核对 ${body.countyCode}`
    const run = { kind: 'audit.verify', title, placeCode: body.countyCode, request: body }
    return { runId: await startRun(act, app.jobs, run) }
  })
}

function replyOf(app: FastifyInstance, row: Awaited<ReturnType<typeof listEntries>>['rows'][number]) {
  const action = app.shanzhi.actions[row.action]
  return {
    id: row.id,
    at: row.at.toISOString(),
    placeCode: row.place_code,
    householdId: row.household_id,
    accountId: row.account_id,
    actorName: row.actor_name,
    onBehalf: (row.on_behalf as AuditRecord['onBehalf']) ?? null,
    action: row.action,
    actionName: action ? { zh: action.zh, en: action.en } : null,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    channel: row.channel,
    address: row.address,
    detail: row.detail as Record<string, unknown>,
  }
}
