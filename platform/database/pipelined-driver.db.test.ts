import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { connectDatabase, type Database, everywhere, type Tx } from './connect.ts'
import { notAwaited } from './pipelined-driver.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
let single: Database
before(async () => {
  database = await openTestDatabase()
  single = connectDatabase({ ...database.ownerConfig, role: 'shanzhi_app', max: 1 })
})
after(async () => {
  await single?.close()
  await database?.close()
})

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

test('a transaction of which nothing was sent is undone without a word to PostgreSQL', async () => {
  await assert.rejects(
    database.transact(everywhere, async (tx) => {
      await write('unsent').execute(tx)
      throw new Error('changed its mind')
    }),
    { message: 'changed its mind' },
  )
  assert.equal(await count('unsent'), 0)
})

test('a statement that failed with others behind it can be asked again, and they too', async () => {
  const both = (amount: number) =>
    single.transact(everywhere, async (tx) => {
      await sql`${notAwaited}select 7 / ${amount}::int`.execute(tx)
      const { rows } = await sql<{ half: number }>`select ${amount}::int / 2 as half`.execute(tx)
      return rows[0]!.half
    })
  await assert.rejects(both(0), { code: '22012' })
  assert.equal(await both(4), 2)
  assert.equal(await both(8), 4)
})

test('a value that cannot be written is refused before anything is sent', async () => {
  const faulty = {
    toPostgres: () => {
      throw new Error('no such value')
    },
  }
  await assert.rejects(
    single.transact(everywhere, async (tx) => {
      await write('before').execute(tx)
      await sql`${notAwaited}select ${faulty}::text`.execute(tx)
    }),
    { message: 'no such value' },
  )
  assert.equal(await count('before'), 0)
})

test('the end of a reading goes before what is asked past Kysely', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    await single.read(everywhere, (tx) => sql`select 1`.execute(tx))
    const { rows } = await single.pool.query(`select current_setting('transaction_read_only') as only`)
    assert.equal(rows[0].only, 'off')
  }
})

test('an error that was passed over does not pass for a commit', async () => {
  await assert.rejects(
    database.transact(everywhere, async (tx) => {
      await write('passed').execute(tx)
      await sql`select 1 / 0`.execute(tx).catch(() => undefined)
    }),
    /The transaction was undone/,
  )
  assert.equal(await count('passed'), 0)
})

test('rows under a cursor come with the columns of that cursor', async () => {
  const fetched = (statement: string) =>
    single.read(everywhere, async (tx) => {
      await sql`declare told cursor for ${sql.raw(statement)}`.execute(tx)
      return (await sql`fetch 5 from told`.execute(tx)).rows
    })
  assert.deepEqual(await fetched(`select 1 as one`), [{ one: 1 }])
  assert.deepEqual(await fetched(`select 'x' as other, 2 as two`), [{ other: 'x', two: 2 }])
})

test('a transaction has the isolation that was asked for', async () => {
  const level = (tx: Tx) =>
    sql<{ level: string }>`select current_setting('transaction_isolation') as level`
      .execute(tx)
      .then(({ rows }) => rows[0]!.level)
  assert.equal(await single.readSnapshot(everywhere, level), 'repeatable read')
  assert.equal(await single.read(everywhere, level), 'read committed')
  assert.equal(await single.transact(everywhere, level), 'read committed')
})
