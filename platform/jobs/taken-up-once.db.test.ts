import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { makeTestServices } from '../../tests/test-services.ts'
import { openTestDatabase } from '../database/test-database.ts'
import { makeAct, scopesOf } from '../http/context.ts'
import { openJobs } from './jobs.ts'
import { findRun } from './run-store.ts'
import { defineRunKind, type RunKind, startRun, workRuns } from './runs.ts'
import { clerk, count, makeGate, now } from './test-work.ts'

const request = z.object({ series: z.string() })

/** Two servers on one database, each with its own queue. */
async function openTwoServers(kind: (name: string) => RunKind) {
  const database = await openTestDatabase()
  const open = async (name: string) => {
    const opened = await openJobs(database, () => undefined)
    await workRuns(opened, [kind(name)], {
      services: makeTestServices(database, () => now),
      log: () => undefined,
    })
    return opened
  }
  const servers = [await open('one'), await open('two')]
  return {
    database,
    start: (series: string, kindName: string) =>
      database.transact(scopesOf(clerk), (tx) => {
        const act = makeAct({ tx, actor: clerk, now, channel: 'console', actions: {}, records: [] })
        const asked = { kind: kindName, title: series, placeCode: clerk.placeCode }
        return startRun(act, servers[0]!, { ...asked, request: { series } })
      }),
    find: (id: string) => database.transact(scopesOf(clerk), (tx) => findRun(tx, clerk, id)),
    series: async () =>
      (await database.owner.query('select series from platform.counter order by series')).rows.map(
        (row) => row.series as string,
      ),
    records: async () =>
      (await database.owner.query(`select subject_id from audit.entry order by subject_id`)).rows.map(
        (row) => row.subject_id as string,
      ),
    async close() {
      await Promise.all(servers.map((server) => server.stop()))
      await database.close()
    },
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50))
}

test('of two servers one takes a run up, and never both', async () => {
  const began: string[] = []
  const servers = await openTwoServers((name) =>
    defineRunKind({
      kind: 'test.shared',
      request,
      async work(act, { series }) {
        began.push(`${series} ${name}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
        await count(act.tx, series, 1)
        act.record({ placeCode: clerk.placeCode, action: 'test', subjectKind: 'series', subjectId: series })
        return null
      },
    }),
  )
  try {
    const wanted = Array.from({ length: 12 }, (_, index) => `r${String(index).padStart(2, '0')}`)
    const ids = await Promise.all(wanted.map((series) => servers.start(series, 'test.shared')))
    for (const id of ids) await until(async () => (await servers.find(id))?.state === 'done')
    assert.deepEqual(began.map((line) => line.split(' ')[0]).sort(), wanted)
    assert.deepEqual(new Set(began.map((line) => line.split(' ')[1])), new Set(['one', 'two']))
    assert.deepEqual([await servers.series(), await servers.records()], [wanted, wanted])
  } finally {
    await servers.close()
  }
})

test('a run whose server is taken for dead goes to the other one, and counts once though both end it', async () => {
  const gates = { one: makeGate(), two: makeGate() }
  const began: ('one' | 'two')[] = []
  const servers = await openTwoServers((name) =>
    defineRunKind({
      kind: 'test.twice',
      request,
      async work(act, { series }) {
        const turn = began.length === 0 ? 'one' : 'two'
        began.push(turn)
        await gates[turn].pass()
        // A name of the server's own, so that nothing but the end of the run keeps the second one out.
        await count(act.tx, `${series} ${turn} ${name}`, 1)
        act.record({ placeCode: clerk.placeCode, action: 'test', subjectKind: 'series', subjectId: series })
        return turn
      },
    }),
  )
  try {
    const id = await servers.start('slow', 'test.twice')
    await gates.one.reached
    // Its heartbeat stopped, as of a server that stands still.
    const lapse = `update pgboss.job set heartbeat_on = now() - interval '1 minute' where name = 'run' and state = 'active'`
    await servers.database.owner.query(lapse)
    await gates.two.reached
    gates.one.open()
    await until(async () => (await servers.find(id))?.state === 'done')
    gates.two.open()
    const open = `select 1 from pgboss.job where name = 'run' and state in ('created', 'active', 'retry')`
    await until(async () => (await servers.database.owner.query(open)).rowCount === 0)
    assert.deepEqual(began, ['one', 'two'])
    assert.equal((await servers.find(id))?.result, 'one')
    assert.equal((await servers.series()).length, 1)
    assert.deepEqual(await servers.records(), ['slow'])
  } finally {
    await servers.close()
  }
})
