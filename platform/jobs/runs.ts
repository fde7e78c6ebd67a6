import { v7 as makeId } from 'uuid'
import type { z } from 'zod'
import type { Actor } from '../../engines/access/access.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { type AuditRecord, appendAudit } from '../audit/record.ts'
import type { Database } from '../database/connect.ts'
import { type Act, makeAct, type Services, scopesOf } from '../http/context.ts'
import type { JobAttempt, JobLog, Jobs } from './jobs.ts'
import { beginRun, endRun, insertRun, type RunKey, returnRun, updateProgress } from './run-store.ts'

/** What long work is given beside its act. */
export interface Run {
  id: string
  services: Services
  /** Tells how far it is, at most some times a second; throws when the run was cancelled or the server stops. */
  progress(done: number, total: number | null): Promise<void>
}

/**
 * A kind of long work, made by `defineRunKind`. All of it happens in one transaction of the one who
 * started it, and the run ends as done in that same transaction: stopped at any moment, it leaves all or nothing.
 */
export interface RunKind {
  kind: string
  work(act: Act, request: unknown, run: Run): Promise<unknown>
}

/** Keeps the type of the request, which is checked again when the work begins. */
export function defineRunKind<Request extends z.ZodType>(definition: {
  kind: string
  request: Request
  work(act: Act, request: z.output<Request>, run: Run): Promise<unknown>
}): RunKind {
  return {
    kind: definition.kind,
    work: (act, request, run) => definition.work(act, definition.request.parse(request), run),
  }
}

/** Thrown by `progress` inside work that its owner cancelled. */
class RunCancelled extends Error {}
/** Thrown by `progress` inside work of a server that is stopping; the run begins again at the next start. */
class RunInterrupted extends Error {}

const queue = 'run'
/** Runs that were begun so often without an end that nobody begins them again. */
const lostQueue = 'run.lost'

/** Puts long work in the queue, in the act's own transaction; the caller has authorised it. Returns its id. */
export async function startRun(
  act: Act,
  jobs: Jobs,
  run: { kind: string; title: string; placeCode: string; request: unknown },
): Promise<string> {
  const id = makeId()
  await insertRun(act.tx, { ...run, id, actor: act.actor, channel: act.channel, at: act.now })
  const key: RunJob = { countyCode: act.actor.countyCode, runId: id, accountId: act.actor.accountId }
  await jobs.send(act.tx, queue, key)
  return id
}

interface RunJob extends RunKey {
  accountId: string
}

/** What a server works its jobs with. */
export interface JobTools {
  services: Services
  log: JobLog
}

/** Lets this server work the runs of these kinds, two at a time. */
export async function workRuns(jobs: Jobs, kinds: readonly RunKind[], tools: JobTools): Promise<void> {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]))
  if (byKind.size < kinds.length) throw new Error('Two kinds of run have the same name')
  await jobs.work<RunJob>(lostQueue, { retries: 5, retryDelaySeconds: 2 }, (job) => tellLost(job, tools))
  const settings = {
    retries: 5,
    retryDelaySeconds: 2,
    heartbeatSeconds: 15,
    parallel: 2,
    lostTo: lostQueue,
  }
  await jobs.work<RunJob>(queue, settings, (job, attempt) => workRun(job, attempt, byKind, jobs, tools))
}

async function tellLost(job: RunJob, { services }: JobTools): Promise<void> {
  const own = { places: [], households: [], accountId: job.accountId }
  const error = { code: 'run.lost', details: {}, at: null }
  await services.database.transact(own, (tx) =>
    endRun(tx, job, { state: 'failed', error, at: services.clock() }),
  )
}

async function workRun(
  job: RunJob,
  attempt: JobAttempt,
  kinds: Map<string, RunKind>,
  jobs: Jobs,
  tools: JobTools,
): Promise<void> {
  const own = { places: [], households: [], accountId: job.accountId }
  const begun = await tools.services.database.transact(own, (tx) => beginRun(tx, job))
  if (!begun) return
  try {
    const kind = kinds.get(begun.kind)
    if (!kind) throw new Error(`no work of kind ${begun.kind}`)
    await workInOneTransaction(job, begun, kind, jobs, tools)
  } catch (error) {
    if (error instanceof RunCancelled) return
    if (error instanceof RunInterrupted || (isPassing(error) && attempt.attempt < attempt.attemptsMax)) {
      await tools.services.database.transact(own, (tx) => returnRun(tx, job))
      throw error
    }
    if (!(error instanceof Refusal)) tools.log(`run ${job.runId} (${begun.kind})`, error)
    const refusal = error instanceof Refusal ? error : new Refusal('run.failed')
    const told = { code: refusal.code, details: refusal.details, at: refusal.at ?? null }
    await tools.services.database.transact(own, (tx) =>
      endRun(tx, job, { state: 'failed', error: told, at: tools.services.clock() }),
    )
  }
}

async function workInOneTransaction(
  job: RunJob,
  begun: { actor: Actor; channel: string; request: unknown },
  kind: RunKind,
  jobs: Jobs,
  tools: JobTools,
): Promise<void> {
  const now = tools.services.clock()
  const { actor, channel } = begun
  const { services } = tools
  const run = { id: job.runId, services, progress: makeProgress(job, jobs, services.database) }
  await tools.services.database.transact(scopesOf(actor), async (tx) => {
    const records: AuditRecord[] = []
    const act = makeAct({ tx, actor, now, channel, actions: tools.services.actions, records })
    const result = await kind.work(act, begun.request, run)
    const origin = { accountId: actor.accountId, actorName: actor.name, channel, address: null, at: now }
    await appendAudit(tx, origin, records)
    if (!(await endRun(tx, job, { state: 'done', result, at: tools.services.clock() })))
      throw new RunCancelled()
  })
}

/** Progress is written beside the work's own transaction, so that its owner sees it while the work goes on. */
function makeProgress(job: RunJob, jobs: Jobs, database: Database): Run['progress'] {
  const own = { places: [], households: [], accountId: job.accountId }
  let toldAt = -Infinity
  return async (done, total) => {
    if (jobs.stopping()) throw new RunInterrupted('the server is stopping')
    if (done !== total && performance.now() - toldAt < 300) return
    toldAt = performance.now()
    if (!(await database.transact(own, (tx) => updateProgress(tx, job, done, total))))
      throw new RunCancelled()
  }
}

/** Deadlocks, lost serialisations and lost connections pass; anything else would fail again. */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code ?? ''
  return ['40001', '40P01', '57P01', '08006', '08003', 'ECONNRESET', '53300'].includes(code)
}
