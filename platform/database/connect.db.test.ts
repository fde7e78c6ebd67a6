import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { connectDatabase, type Database, everywhere, nowhere, placePattern, type Scopes } from './connect.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
/** One connection, so that what one transaction leaves behind would be seen by the next. */
let single: Database

before(async () => {
  database = await openTestDatabase()
  single = connectDatabase({ ...database.ownerConfig, role: 'shanzhi_app', max: 1 })
  await database.owner.query(
    `insert into platform.counter values ('330482', 'a', '330482001213', 1), ('330421', 'b', '330421001201', 1)`,
  )
})
after(async () => {
  await single?.close()
  await database?.close()
})

const places = (...codes: string[]): Scopes => ({ ...nowhere, places: codes.map(placePattern) })
const seen = (scopes: Scopes) =>
  single.transact(scopes, async (tx) => {
    const rows = await tx.selectFrom('platform.counter').select('series').orderBy('series').execute()
    return rows.map((row) => row.series).join('')
  })

test('a transaction sees what its scopes cover, and the next one nothing of that', async () => {
  assert.equal(await seen(everywhere), 'ab')
  assert.equal(await seen(nowhere), '')
  assert.equal(await seen(places('330482')), 'a')
  assert.equal(await seen(places('330421001201')), 'b')
  assert.equal(await seen(places('330421001202')), '')
  assert.equal(await seen(places('330482', '330421')), 'ab')
  assert.equal((await single.pool.query('select 1 from platform.counter')).rowCount, 0)
})

test('a scope is a prefix of digits: signs that mean something in a pattern or in SQL open nothing', async () => {
  for (const scope of ['%', '_', '3304%2', "330482'; select '", '330482,%', '\\', '33048２']) {
    assert.throws(() => placePattern(scope), /made of digits/)
  }
  assert.equal(await seen({ ...nowhere, places: ["330482%'", '"', "x' or true --"] }), '')
})

test('a row outside the scopes is not written, changed or removed', async () => {
  const insert = single.transact(places('330482'), (tx) =>
    tx
      .insertInto('platform.counter')
      .values({ county_code: '330421', series: 'c', place_code: '330421001201', value: 1 })
      .execute(),
  )
  await assert.rejects(insert, { code: '42501' })
  const changed = await single.transact(places('330482'), (tx) =>
    tx
      .updateTable('platform.counter')
      .set({ value: 9 })
      .where('county_code', '=', '330421')
      .executeTakeFirst(),
  )
  assert.equal(changed.numUpdatedRows, 0n)
})

test('work that throws leaves nothing, and the connection is good for the next', async () => {
  const work = single.transact(everywhere, async (tx) => {
    await tx
      .insertInto('platform.counter')
      .values({ county_code: '330482', series: 'z', place_code: '330482001213', value: 1 })
      .execute()
    throw new Error('no')
  })
  await assert.rejects(work, /no/)
  const fault = single.transact(everywhere, (tx) => sql`select 1 / 0`.execute(tx))
  await assert.rejects(fault, /division by zero/)
  assert.equal(await seen(everywhere), 'ab')
})

test('a number beyond what a number holds is an error, not a rounded one; dates stay as they are written', async () => {
  const read = (text: string) =>
    single.transact(
      nowhere,
      async (tx) =>
        (await sql<{ value: unknown }>`select ${sql.raw(text)} as value`.execute(tx)).rows[0]?.value,
    )
  assert.equal(await read('9007199254740991::bigint'), Number.MAX_SAFE_INTEGER)
  await assert.rejects(read('9007199254740992::bigint'), /beyond what a number holds/)
  assert.equal(await read(`'2019-12-31'::date`), '2019-12-31')
})
