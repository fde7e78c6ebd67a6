import { type AuditRecord, appendAudit } from '../audit/record.ts'
import { type Database, everywhere, type Tx } from '../database/connect.ts'
import type { Services } from '../http/context.ts'
import type { Jobs } from './jobs.ts'
import type { JobTools } from './runs.ts'

/** What the system does by itself in one transaction; its records say so in the audit log. */
export interface SystemAct {
  tx: Tx
  now: Date
  channel: 'timer'
  record(entry: AuditRecord): void
}

export interface TimerContext {
  /** The time this sweep goes by; nothing in it reads a clock. */
  now: Date
  services: Services
  jobs: Jobs
  /** One transaction over all places; a large sweep takes one per county. */
  transact<T>(work: (act: SystemAct) => Promise<T>): Promise<T>
}

/**
 * A sweep that does whatever is due at `now`. Its own statement changes the state it looks for, so
 * running it late, twice or in two servers at once does the due work exactly once.
 */
export interface Timer {
  /** Unique, such as 'publicity.close'. */
  key: string
  /** A divisor of 60, or whole hours that divide a day. */
  everyMinutes: number
  run(context: TimerContext): Promise<void>
}

const queue = 'timer'

/** Starts the timers; each runs at once, for what came due while no server was up, and then at its times. */
export async function startTimers(jobs: Jobs, timers: readonly Timer[], tools: JobTools): Promise<void> {
  const byKey = new Map(timers.map((timer) => [timer.key, timer]))
  if (byKey.size < timers.length) throw new Error('Two timers have the same key')
  const settings = {
    retries: 0,
    retryDelaySeconds: 0,
    heartbeatSeconds: 60,
    onePerKey: true,
    parallel: 2,
  } as const
  await jobs.work<{ key: string }>(queue, settings, async ({ key }) => {
    const timer = byKey.get(key)
    if (timer) await runTimer(timer, jobs, tools)
  })
  for (const timer of timers) await jobs.repeat(queue, timer.key, cronOf(timer), { key: timer.key })
  await jobs.keepRepeats(queue, [...byKey.keys()])
  await tools.services.database.transact(everywhere, async (tx) => {
    for (const timer of timers) await jobs.send(tx, queue, { key: timer.key }, { singletonKey: timer.key })
  })
}

/** One sweep of a timer at the clock's time. */
export async function runTimer(timer: Timer, jobs: Jobs, tools: JobTools): Promise<void> {
  const now = tools.services.clock()
  const { services } = tools
  await timer.run({ now, services, jobs, transact: systemTransact(services.database, now, 'timer') })
}

function systemTransact(database: Database, now: Date, channel: 'timer'): TimerContext['transact'] {
  return (work) =>
    database.transact(everywhere, async (tx) => {
      const records: AuditRecord[] = []
      const result = await work({ tx, now, channel, record: (entry) => void records.push(entry) })
      await appendAudit(tx, { accountId: null, actorName: '系统', channel, address: null, at: now }, records)
      return result
    })
}

function cronOf(timer: Timer): string {
  const minutes = timer.everyMinutes
  if (minutes === 1) return '* * * * *'
  if (minutes < 60 && 60 % minutes === 0) return `*/${minutes} * * * *`
  if (minutes === 1440) return '5 0 * * *'
  if (minutes % 60 === 0 && 1440 % minutes === 0) return `0 */${minutes / 60} * * *`
  throw new Error(`Timer ${timer.key}: ${minutes} minutes divide neither an hour nor a day`)
}
