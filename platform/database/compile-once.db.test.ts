import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { compileOnce } from './compile-once.ts'
import { everywhere } from './connect.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
before(async () => {
  database = await openTestDatabase()
})
after(() => database?.close())

test('a statement compiled once is asked with the values of each call, in their places', async () => {
  let built = 0
  const countersOf = compileOnce((tx, countyCode: string, series: string) => {
    built += 1
    return tx
      .selectFrom('platform.counter')
      .select('value')
      .where('series', '=', series)
      .where('value', '>', 1)
      .where('county_code', '=', countyCode)
  })
  await database.transact(everywhere, async (tx) => {
    const row = (countyCode: string, series: string, value: number) => ({
      county_code: countyCode,
      series,
      place_code: `${countyCode}001213`,
      value,
    })
    await tx
      .insertInto('platform.counter')
      .values([row('330482', 'a', 2), row('330482', 'b', 3), row('330483', 'a', 4), row('330483', 'b', 1)])
      .execute()
    assert.deepEqual(await countersOf(tx, '330482', 'a'), [{ value: 2 }])
    assert.deepEqual(await countersOf(tx, '330482', 'b'), [{ value: 3 }])
    assert.deepEqual(await countersOf(tx, '330483', 'a'), [{ value: 4 }])
    assert.deepEqual(await countersOf(tx, '330483', 'b'), [])
  })
  assert.equal(built, 1)
})
