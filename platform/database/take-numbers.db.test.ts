import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { everywhere } from './connect.ts'
import { takeNumbers } from './take-numbers.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
before(async () => {
  database = await openTestDatabase()
})
after(() => database?.close())

const series = { countyCode: '330482', placeCode: '330482001213', name: 'notice 2019' }
const take = (count: number, name = series.name) =>
  database.transact(everywhere, (tx) => takeNumbers(tx, { ...series, name }, count))

test('numbers of a series follow one another from 1, each series by itself', async () => {
  assert.deepEqual([await take(1), await take(3), await take(1)], [1, 2, 5])
  assert.equal(await take(2, 'notice 2020'), 1)
})

test('thirty-two who take numbers at the same time get each its own, without a gap', async () => {
  const firsts = await Promise.all(Array.from({ length: 32 }, () => take(2, 'crowd')))
  assert.deepEqual(
    firsts.sort((a, b) => a - b),
    Array.from({ length: 32 }, (_, index) => index * 2 + 1),
  )
})

test('a transaction that rolls back gives its number back', async () => {
  await assert.rejects(
    database.transact(everywhere, async (tx) => {
      await takeNumbers(tx, { ...series, name: 'undone' }, 5)
      throw new Error('no')
    }),
  )
  assert.equal(await take(1, 'undone'), 1)
})
