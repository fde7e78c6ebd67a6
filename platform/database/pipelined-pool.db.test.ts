import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { everywhere } from './connect.ts'
import { notAwaited } from './pipelined-pool.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
before(async () => {
  database = await openTestDatabase()
})
after(() => database?.close())

const write = (series: string) =>
  sql`${notAwaited}insert into platform.counter (county_code, series, place_code, value) values ('330482', ${series}, '330482001213', 1)`
const count = (series: string) =>
  database.transact(everywhere, async (tx) => {
    const { rows } = await sql<{
      count: number
    }>`select count(*) as count from platform.counter where series = ${series}`.execute(tx)
    return rows[0]!.count
  })

test('a statement that is not awaited is there after the commit', async () => {
  await database.transact(everywhere, (tx) => write('kept').execute(tx))
  assert.equal(await count('kept'), 1)
})

test('its failure is thrown by the commit, and nothing is kept', async () => {
  const twice = database.transact(everywhere, async (tx) => {
    await write('twice').execute(tx)
    await write('twice').execute(tx)
  })
  await assert.rejects(twice, { code: '23505' })
  assert.equal(await count('twice'), 0)
})

test('its failure is thrown by the next statement, in place of that one’s own', async () => {
  const twice = database.transact(everywhere, async (tx) => {
    await write('next').execute(tx)
    await write('next').execute(tx)
    await sql`select 1`.execute(tx)
  })
  await assert.rejects(twice, { code: '23505' })
})

test('a connection is as good as new after a failure', async () => {
  for (let turn = 0; turn < 80; turn += 1) {
    await assert.rejects(
      database.transact(everywhere, (tx) => sql`select 1 / 0`.execute(tx)),
      { code: '22012' },
    )
  }
  assert.equal(await count('kept'), 1)
})

test('reading refuses a write, and a reading without a statement ends all the same', async () => {
  await assert.rejects(
    database.read(everywhere, (tx) =>
      write('read')
        .execute(tx)
        .then(() => sql`select 1`.execute(tx)),
    ),
    { code: '25006' },
  )
  assert.equal(await database.read(everywhere, async () => 'nothing asked'), 'nothing asked')
  assert.equal(await count('read'), 0)
})

test('work on many connections at once keeps its answers apart', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, turn) =>
      database.read(everywhere, async (tx) => {
        const { rows } = await sql<{ turn: number }>`select ${turn}::int as turn`.execute(tx)
        return rows[0]!.turn
      }),
    ),
  )
  assert.deepEqual(
    answers,
    Array.from({ length: 200 }, (_, turn) => turn),
  )
})
