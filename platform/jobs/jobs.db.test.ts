import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { everywhere } from '../database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts'
import { type Jobs, jobSchema, openJobs, prepareJobs } from './jobs.ts'

let database: TestDatabase
let jobs: Jobs
const once = { retries: 0, retryDelaySeconds: 0 }

before(async () => {
  database = await openTestDatabase()
  jobs = await openJobs(database, () => undefined)
})
after(async () => {
  await jobs?.stop()
  await database?.close()
})

/** Resolves when the handler has been called so often, with what it was given. */
function collect<Data>(count: number) {
  const got: Data[] = []
  let finish: () => void = () => undefined
  const all = new Promise<void>((resolve) => {
    finish = resolve
  })
  return {
    got,
    all,
    take: async (data: Data) => {
      got.push(data)
      if (got.length === count) finish()
    },
  }
}

test('a job is worked when the transaction that sent it commits', async () => {
  const letters = collect<{ number: number }>(2)
  await jobs.work('letter', once, letters.take)
  await database.transact(everywhere, async (tx) => {
    await jobs.send(tx, 'letter', { number: 1 })
    await jobs.send(tx, 'letter', { number: 2 })
  })
  await letters.all
  assert.deepEqual(letters.got.map((letter) => letter.number).sort(), [1, 2])
})

test('a job goes with its transaction when that rolls back', async () => {
  await assert.rejects(
    database.transact(everywhere, async (tx) => {
      await jobs.send(tx, 'undone', { number: 1 })
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )
  const left = await database.owner.query(`select 1 from ${jobSchema}.job where name = 'undone'`)
  assert.equal(left.rowCount, 0)
})

test('a failing job is tried again, and the handler is told which try it is', async () => {
  const tries: number[] = []
  const done = collect<object>(1)
  await jobs.work<{ number: number }>(
    'stubborn',
    { retries: 2, retryDelaySeconds: 0 },
    async (data, attempt) => {
      tries.push(attempt.attempt)
      assert.equal(attempt.attemptsMax, 3)
      if (attempt.attempt < 3) throw new Error('not yet')
      await done.take(data)
    },
  )
  await database.transact(everywhere, (tx) => jobs.send(tx, 'stubborn', { number: 1 }))
  await done.all
  assert.deepEqual(tries, [1, 2, 3])
})

test('a job with a later start waits for it', async () => {
  const due = collect<{ when: string }>(1)
  await jobs.work('later', once, due.take)
  await database.transact(everywhere, async (tx) => {
    await jobs.send(tx, 'later', { when: 'next year' }, { startAfter: new Date('2999-01-01T00:00:00Z') })
    await jobs.send(tx, 'later', { when: 'now' })
  })
  await due.all
  assert.deepEqual(due.got, [{ when: 'now' }])
  const waiting = await database.owner.query(
    `select 1 from ${jobSchema}.job where name = 'later' and state = 'created'`,
  )
  assert.equal(waiting.rowCount, 1)
})

test('of a queue with one job per key, a second one of a waiting key is not added', async () => {
  await jobs.work('swept', { ...once, onePerKey: true }, async () => undefined)
  await database.transact(everywhere, async (tx) => {
    const startAfter = new Date('2999-01-01T00:00:00Z')
    await jobs.send(tx, 'swept', {}, { singletonKey: 'a', startAfter })
    await jobs.send(tx, 'swept', {}, { singletonKey: 'a', startAfter })
    await jobs.send(tx, 'swept', {}, { singletonKey: 'b', startAfter })
  })
  const waiting = await database.owner.query(
    `select singleton_key from ${jobSchema}.job where name = 'swept' and state = 'created' order by 1`,
  )
  assert.deepEqual(waiting.rows, [{ singleton_key: 'a' }, { singleton_key: 'b' }])
})

test('preparing the tables again changes nothing, also when several servers start at once', async () => {
  const { withClient } = await import('../database/open-database.ts')
  await Promise.all([1, 2, 3].map(() => withClient(database.ownerConfig, prepareJobs)))
  const owned = await database.pool.query(
    `select count(*) as n from pg_tables where schemaname = $1 and tableowner = 'shanzhi_app'`,
    [jobSchema],
  )
  assert.equal(owned.rows[0].n, 0, 'the application role owns none of them')
})
