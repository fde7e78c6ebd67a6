import type pg from 'pg'
import { type JobWithMetadata, PgBoss, policies } from 'pg-boss'
import { type Database, rawExecutor, type Tx } from '../database/connect.ts'
import { joinLocalRows } from '../database/join-local-rows.ts'

/** Schema that pg-boss keeps its tables in; local on the coordinator under Citus. */
export const jobSchema = 'pgboss'

/** What the queue tells of an attempt: `attempt` counts from 1. */
export interface JobAttempt {
  id: string
  attempt: number
  attemptsMax: number
}

export interface QueueSettings {
  /** How often a failing job is tried again; 0 leaves it to the next one. */
  retries: number
  /** Pause between tries, in seconds. */
  retryDelaySeconds: number
  /** A worker that says nothing for so long is taken for dead, and its job goes to another. */
  heartbeatSeconds?: number
  /** The queue that gets a job whose tries are used up; it is worked already. */
  lostTo?: string
  /** At most one job waiting and one running for each singleton key. */
  onePerKey?: true
  /** Jobs worked at the same time by one server. */
  parallel?: number
}

/** The job queue: a job commits or rolls back with the rows it belongs to. */
export interface Jobs {
  /** Adds a job in the caller's own transaction; with a key, not while one of that key waits. */
  send(
    tx: Tx,
    queue: string,
    data: object,
    options?: { startAfter?: Date; singletonKey?: string },
  ): Promise<void>
  /** Hands each job of a queue to the handler; a handler that throws is tried again by the settings. */
  work<Data extends object>(
    queue: string,
    settings: QueueSettings,
    handler: (data: Data, attempt: JobAttempt) => Promise<void>,
  ): Promise<void>
  /** Sends a job to `queue` at each time of a cron expression in Chinese time, once for all servers. */
  repeat(queue: string, key: string, cron: string, data: object): Promise<void>
  /** Ends every repetition of a queue whose key is not named. */
  keepRepeats(queue: string, keys: readonly string[]): Promise<void>
  /** True once `stop` was called: long work should give up at its next step. */
  stopping(): boolean
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>
}

declare module 'fastify' {
  interface FastifyInstance {
    /** For routes that start long work. */
    jobs: Jobs
  }
}

/** Stands where no queue was opened: nothing can be sent. */
export const noJobs: Jobs = {
  send: async (_tx, queue) => {
    throw new Error(`No job queue is open, so nothing can be sent to ${queue}`)
  },
  work: async () => undefined,
  repeat: async () => undefined,
  keepRepeats: async () => undefined,
  stopping: () => false,
  stop: async () => undefined,
}

/** Sees that a failure of the queue itself is told and never ends the process. */
export type JobLog = (message: string, error: unknown) => void

/**
 * Makes or upgrades the queue's tables, as the owner, and lets the application role work them.
 * Safe when several servers start at once: they wait on one lock.
 */
export async function prepareJobs(owner: pg.Client): Promise<void> {
  await owner.query('select pg_advisory_lock(727002)')
  try {
    await makeTables(owner)
    await owner.query(`
      grant usage on schema ${jobSchema} to shanzhi_app;
      grant select, insert, update, delete on all tables in schema ${jobSchema} to shanzhi_app;
      grant usage on all sequences in schema ${jobSchema} to shanzhi_app;
      grant execute on all functions in schema ${jobSchema} to shanzhi_app`)
  } finally {
    await owner.query('select pg_advisory_unlock(727002)')
  }
}

async function makeTables(owner: pg.Client): Promise<void> {
  const asOwner = { executeSql: (text: string, values?: unknown[]) => owner.query(text, values) }
  const boss = new PgBoss({ db: asOwner, schema: jobSchema, ...quiet, migrate: true })
  boss.on('error', () => undefined) // what is asked of it next fails, too
  await boss.start()
  try {
    await waitForIndexes(boss)
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** Starts the queue on the application's pool; its tables must stand already. */
export async function openJobs(database: Database, log: JobLog): Promise<Jobs> {
  const pool = { executeSql: (text: string, values?: unknown[]) => database.pool.query(text, values) }
  const active = { migrate: false, supervise: true, schedule: true, ...watch }
  const boss = new PgBoss({ db: pool, schema: jobSchema, ...quiet, ...active })
  boss.on('error', (error) => log('job queue', error))
  await boss.start()
  let stopping = false
  const queues = new Set<string>()
  const ensureQueue = async (queue: string, settings?: QueueSettings) => {
    if (queues.has(queue) && !settings) return
    const { policy, ...rest } = queueOptions(settings ?? { retries: 2, retryDelaySeconds: 5 })
    await boss.createQueue(queue, { policy, ...rest })
    if (settings) await boss.updateQueue(queue, rest)
    queues.add(queue)
  }
  return {
    async send(tx, queue, data, options = {}) {
      await ensureQueue(queue)
      await joinLocalRows(tx)
      await boss.send(queue, data, { ...options, db: rawExecutor(tx) })
    },
    async work<Data extends object>(
      queue: string,
      settings: QueueSettings,
      handler: (data: Data, attempt: JobAttempt) => Promise<void>,
    ) {
      await ensureQueue(queue, settings)
      const options = {
        pollingIntervalSeconds: 0.5,
        localConcurrency: settings.parallel ?? 1,
        includeMetadata: true,
      } as const
      await boss.work(queue, options, async ([job]: JobWithMetadata<Data>[]) => {
        if (!job) return
        const attempt = { id: job.id, attempt: job.retryCount + 1, attemptsMax: job.retryLimit + 1 }
        await handler(job.data, attempt).catch((error: unknown) => {
          log(`job ${queue} ${job.id}, attempt ${attempt.attempt} of ${attempt.attemptsMax}`, error)
          throw error
        })
      })
    },
    async repeat(queue, key, cron, data) {
      await ensureQueue(queue)
      await boss.schedule(queue, cron, data, { key, singletonKey: key, tz: 'Asia/Shanghai' })
    },
    async keepRepeats(queue, keys) {
      for (const schedule of await boss.getSchedules(queue)) {
        if (!keys.includes(schedule.key)) await boss.unschedule(queue, schedule.key)
      }
    },
    stopping: () => stopping,
    async stop() {
      stopping = true
      await boss.stop({ graceful: true, timeout: 20_000 })
    },
  }
}

// How often jobs of servers that were killed are looked for: a run goes on some seconds after its heartbeat is missed.
const watch = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 } as const

// The application role owns nothing, so index rebuilds and the instance list are left to the operator.
const quiet = {
  createSchema: true,
  supervise: false,
  schedule: false,
  reindex: false,
  monitorVacuum: false,
  registerInstance: false,
  openTelemetry: { enabled: false },
} as const

function queueOptions(settings: QueueSettings) {
  return {
    policy: settings.onePerKey ? policies.stately : policies.standard,
    retryLimit: settings.retries,
    retryDelay: settings.retryDelaySeconds,
    expireInSeconds: 4 * 3600,
    deleteAfterSeconds: 24 * 3600,
    ...(settings.heartbeatSeconds ? { heartbeatSeconds: settings.heartbeatSeconds } : {}),
    ...(settings.lostTo ? { deadLetter: settings.lostTo } : {}),
  }
}

/** An upgrade of pg-boss may build indexes after its start; they need the owner, so they are waited for here. */
async function waitForIndexes(boss: PgBoss): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const open = (await boss.getBamStatus()).filter((row) => row.status !== 'completed')
    if (open.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
