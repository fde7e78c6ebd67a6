import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { connectDatabase, type Database, everywhere, type Tx } from './connect.ts'
import { ownerTransact } from './owner-transaction.ts'
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

/** Ends a transaction's connection as PostgreSQL does at its shutdown, and waits until it is gone. */
async function breakConnection(tx: Tx): Promise<void> {
  const { rows } = await sql<{ id: number }>`select pg_backend_pid() as id`.execute(tx)
  await database.owner.query('select pg_terminate_backend($1, 5000)', [rows[0]!.id])
  await new Promise((resolve) => setTimeout(resolve, 50)) // its last words arrive while nothing is asked
}
const alive = async (tx: Tx) => (await sql<{ one: number }>`select 1 as one`.execute(tx)).rows

test('a connection that breaks inside a transaction fails it, ends nothing else, and is replaced', async () => {
  await assert.rejects(
    single.transact(everywhere, async (tx) => {
      await breakConnection(tx)
      await alive(tx)
    }),
    /not queryable|terminat/,
  )
  assert.deepEqual(await single.transact(everywhere, alive), [{ one: 1 }])
  await assert.rejects(
    ownerTransact(database.ownerConfig, 'read committed', async (tx) => {
      await breakConnection(tx)
      await alive(tx)
    }),
    /not queryable|terminat/,
  )
})

test('a connection that breaks while idle is replaced', async () => {
  const { rows } = await single.pool.query('select pg_backend_pid() as id')
  await database.owner.query('select pg_terminate_backend($1, 5000)', [rows[0].id])
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.deepEqual(await single.read(everywhere, alive), [{ one: 1 }])
})

test('a closed database has no connection left', async () => {
  const name = 'pool test'
  const many = connectDatabase({
    ...database.ownerConfig,
    application_name: name,
    role: 'shanzhi_app',
    max: 20,
  })
  const left = async () =>
    (await database.owner.query('select 1 from pg_stat_activity where application_name = $1', [name]))
      .rowCount
  await Promise.all(Array.from({ length: 20 }, () => many.pool.query('select pg_sleep(0.1)')))
  assert.equal(await left(), 20)
  await many.close()
  assert.equal(await left(), 0)
})
