import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { v7 as makeId } from 'uuid'
import { z } from 'zod'
import type { Actor } from '../../engines/access/access.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { makeTestServices } from '../../tests/test-services.ts'
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts'
import { makeAct, scopesOf } from '../http/context.ts'
import { type Jobs, openJobs } from './jobs.ts'
import { endRun, findRun, listRuns, type RunView } from './run-store.ts'
import { defineRunKind, type RunKind, startRun, workRuns } from './runs.ts'
import { clerk, count, makeGate, now } from './test-work.ts'

const neighbour: Actor = { ...clerk, accountId: makeId(), name: '吴邻居' }

let database: TestDatabase
let jobs: Jobs
let failures: string[] = []

before(async () => {
  database = await openTestDatabase()
  jobs = await openJobs(database, () => undefined)
  await workRuns(jobs, kinds, {
    services: makeTestServices(database, () => now),
    log: (message) => failures.push(message),
  })
})
after(async () => {
  await jobs?.stop()
  await database?.close()
})

let gate = makeGate()
let deadlocks = 0

const request = z.object({ series: z.string(), total: z.int() })
const kinds: RunKind[] = [
  defineRunKind({
    kind: 'test.count',
    request,
    async work(act, { series, total }, run) {
      await count(act.tx, series, total)
      act.record({
        placeCode: clerk.placeCode,
        action: 'test.count',
        subjectKind: 'series',
        subjectId: series,
      })
      await run.progress(total, total)
      return { counted: total }
    },
  }),
  defineRunKind({
    kind: 'test.gated',
    request,
    async work(act, { series, total }, run) {
      await count(act.tx, series, total)
      await run.progress(1, total)
      await gate.pass()
      await run.progress(total, total)
      return null
    },
  }),
  defineRunKind({
    kind: 'test.refused',
    request,
    async work(act, { series, total }) {
      await count(act.tx, series, total)
      throw new Refusal('test.too_late', { day: '2019-12-31' }, 'body.on')
    },
  }),
  defineRunKind({
    kind: 'test.deadlock',
    request,
    async work(act, { series, total }) {
      await count(act.tx, series, total)
      if (deadlocks++ === 0)
        await sql`do $$ begin raise exception using errcode = '40P01'; end $$`.execute(act.tx)
      return { tries: deadlocks }
    },
  }),
]

async function start(kind: string, series: string, total = 10): Promise<string> {
  return database.transact(scopesOf(clerk), (tx) => {
    const act = makeAct({ tx, actor: clerk, now, channel: 'console', actions: {}, records: [] })
    return startRun(act, jobs, {
      kind,
      title: series,
      placeCode: clerk.placeCode,
      request: { series, total },
    })
  })
}

async function ended(runId: string): Promise<RunView> {
  for (;;) {
    const run = await database.transact(scopesOf(clerk), (tx) => findRun(tx, clerk, runId))
    if (run && run.state !== 'waiting' && run.state !== 'running') return run
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function counted(series: string): Promise<number> {
  const found = await database.owner.query('select 1 from platform.counter where series = $1', [series])
  return found.rowCount ?? 0
}

test('long work is done once, with its result, its progress and its audit record', async () => {
  const id = await start('test.count', 'plain')
  const run = await ended(id)
  assert.deepEqual(
    { state: run.state, result: run.result, done: run.done, total: run.total, endedAt: run.endedAt },
    { state: 'done', result: { counted: 10 }, done: 10, total: 10, endedAt: now },
  )
  assert.equal(await counted('plain'), 1)
  const entry = await database.owner.query(
    `select actor_name, channel from audit.entry where subject_id = 'plain'`,
  )
  assert.deepEqual(entry.rows, [{ actor_name: '周文书', channel: 'console' }])
})

test('progress is seen while the work goes on, and what it wrote is not', async () => {
  gate = makeGate()
  const id = await start('test.gated', 'seen')
  await gate.reached
  const run = await database.transact(scopesOf(clerk), (tx) => findRun(tx, clerk, id))
  assert.deepEqual([run?.state, run?.done, run?.total], ['running', 1, 10])
  assert.equal(await counted('seen'), 0)
  gate.open()
  assert.equal((await ended(id)).state, 'done')
  assert.equal(await counted('seen'), 1)
})

test('work cancelled half-way leaves nothing', async () => {
  gate = makeGate()
  const id = await start('test.gated', 'cancelled')
  await gate.reached
  const key = { countyCode: clerk.countyCode, runId: id }
  const end = { state: 'cancelled', at: now } as const
  assert.equal(await database.transact(scopesOf(clerk), (tx) => endRun(tx, key, end)), true)
  gate.open()
  assert.equal((await ended(id)).state, 'cancelled')
  await jobsIdle()
  assert.equal(await counted('cancelled'), 0)
  assert.equal((await ended(id)).state, 'cancelled')
})

async function jobsIdle(): Promise<void> {
  const open = `select 1 from pgboss.job where name = 'run' and state in ('created', 'active', 'retry')`
  while (((await database.owner.query(open)).rowCount ?? 0) > 0) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('work that the rules refuse ends as failed, says why, and leaves nothing', async () => {
  const run = await ended(await start('test.refused', 'refused'))
  assert.equal(run.state, 'failed')
  assert.deepEqual(run.error, { code: 'test.too_late', details: { day: '2019-12-31' }, at: 'body.on' })
  assert.equal(await counted('refused'), 0)
})

test('work of an unknown kind or with a request that does not fit ends as failed and is told to the log', async () => {
  failures = []
  const unknown = await ended(await start('test.unknown', 'unknown'))
  const misfit = await ended(await start('test.count', 'misfit', 0.5))
  assert.deepEqual([unknown.state, misfit.state], ['failed', 'failed'])
  assert.deepEqual(unknown.error, { code: 'run.failed', details: {}, at: null })
  assert.equal(failures.length, 2)
})

test('a deadlock begins the work again', async () => {
  const run = await ended(await start('test.deadlock', 'deadlock'))
  assert.deepEqual([run.state, run.result], ['done', { tries: 2 }])
  assert.equal(await counted('deadlock'), 1)
})

test('work stopped with its server leaves nothing and is done by the next one, once', async () => {
  const first = await openTestDatabase()
  try {
    gate = makeGate()
    const tools = { services: makeTestServices(first, () => now), log: () => undefined }
    const stoppingJobs = await openJobs(first, () => undefined)
    await workRuns(stoppingJobs, kinds, tools)
    const id = await first.transact(scopesOf(clerk), (tx) => {
      const act = makeAct({ tx, actor: clerk, now, channel: 'console', actions: {}, records: [] })
      const request = { series: 'stopped', total: 3 }
      return startRun(act, stoppingJobs, {
        kind: 'test.gated',
        title: 't',
        placeCode: clerk.placeCode,
        request,
      })
    })
    await gate.reached
    const stopped = stoppingJobs.stop()
    gate.open()
    await stopped
    const left = await first.owner.query(`select 1 from platform.counter where series = 'stopped'`)
    assert.equal(left.rowCount, 0)
    const waiting = await first.transact(scopesOf(clerk), (tx) => findRun(tx, clerk, id))
    assert.equal(waiting?.state, 'waiting')

    const nextJobs = await openJobs(first, () => undefined)
    await workRuns(nextJobs, kinds, tools)
    for (let state = ''; state !== 'done'; ) {
      state = (await first.transact(scopesOf(clerk), (tx) => findRun(tx, clerk, id)))?.state ?? ''
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await nextJobs.stop()
    const done = await first.owner.query(`select 1 from platform.counter where series = 'stopped'`)
    assert.equal(done.rowCount, 1)
  } finally {
    await first.close()
  }
})

test('a run that was cut off at every try is told as not done, and nobody waits for it', async () => {
  gate = makeGate()
  const id = await start('test.gated', 'lost')
  await gate.reached
  // The last try, and its server is gone.
  await database.owner.query(
    `update pgboss.job set retry_count = retry_limit, heartbeat_on = now() - interval '1 minute' where name = 'run' and state = 'active'`,
  )
  const run = await ended(id)
  assert.deepEqual([run.state, run.error], ['failed', { code: 'run.lost', details: {}, at: null }])
  gate.open()
  await jobsIdle()
  assert.equal(await counted('lost'), 0)
})

test('an account sees its own runs, the newest first, and nobody else does', async () => {
  const mine = await database.transact(scopesOf(clerk), (tx) => listRuns(tx, clerk, { page: 1, pageSize: 3 }))
  assert.equal(mine.rows.length, 3)
  assert.ok(mine.total > 3)
  assert.deepEqual(
    [...mine.rows].sort((a, b) => (a.id < b.id ? 1 : -1)),
    mine.rows,
  )
  const failed = await database.transact(scopesOf(clerk), (tx) =>
    listRuns(tx, clerk, { page: 1, pageSize: 50, state: 'failed', kind: 'test.refused' }),
  )
  assert.deepEqual(
    failed.rows.map((run) => run.title),
    ['refused'],
  )
  const seen = await database.transact(scopesOf(neighbour), async (tx) => [
    await findRun(tx, clerk, mine.rows[0]!.id),
    (await listRuns(tx, clerk, { page: 1, pageSize: 3 })).total,
  ])
  assert.deepEqual(seen, [undefined, 0])
})
