import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { fillText, Refusal, type RefusalDetails } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountRoute } from '../../platform/http/mount-route.ts'
import { endRun, findRun, listRuns, type RunView } from '../../platform/jobs/run-store.ts'
import { mountList } from '../exports/index.ts'
import * as contract from './contract.ts'
import { runsList } from './contract-lists.ts'

export async function runRoutes(app: FastifyInstance): Promise<void> {
  const show = (run: RunView) => replyOf(app, run)

  mountList(app, contract.listRuns, runsList, async (act, { query }) => {
    const page = await listRuns(act.tx, act.actor, query)
    return { rows: page.rows.map(show), total: page.total }
  })
  mountRoute(app, contract.getRun, async (act, { params }) => show(await getRun(act, params.runId)))
  mountRoute(app, contract.cancelRun, async (act, { params }) => {
    const run = await getRun(act, params.runId)
    const key = { countyCode: act.actor.countyCode, runId: run.id }
    if (!(await endRun(act.tx, key, { state: 'cancelled', at: act.now }))) throw new Refusal('run.ended')
    const subject = { subjectKind: 'run', subjectId: run.id }
    act.record({ placeCode: run.placeCode, action: 'run.cancel', ...subject, detail: { kind: run.kind } })
    return show(await getRun(act, run.id))
  })
}

/** A run of the actor's own; anyone else's is as if it were not there. */
async function getRun(act: Act, runId: string): Promise<RunView> {
  const run = await findRun(act.tx, act.actor, runId)
  if (!run) throw new Refusal('record.not_found')
  return run
}

function replyOf(app: FastifyInstance, run: RunView): z.input<typeof contract.run> {
  return {
    ...run,
    error: run.error === null ? null : errorOf(app, run.error as KeptError),
    createdAt: run.createdAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
  }
}

interface KeptError {
  code: string
  details: RefusalDetails
  at: string | null
}

function errorOf(app: FastifyInstance, error: KeptError) {
  const text = app.shanzhi.errors[error.code]
  const english =
    'actionEn' in error.details ? { ...error.details, action: error.details.actionEn! } : error.details
  return {
    code: error.code,
    zh: text ? fillText(text.zh, error.details) : error.code,
    en: text ? fillText(text.en, english) : error.code,
    at: error.at,
  }
}
