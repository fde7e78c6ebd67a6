import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import { arrayText } from './array-text.ts'

let database: TestDatabase
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

test('any texts come back from the database as they were', async () => {
  const awkward = [
    '',
    'null',
    'NULL',
    '{',
    '}',
    ',',
    '"',
    '\\',
    ' ',
    '\n',
    "'",
    '王小满',
    '𠮷',
    '\\x00',
    'a\\"b',
  ]
  const text = fc.oneof(
    fc.constantFrom(...awkward),
    fc.string({ unit: 'binary' }).map((one) => one.replaceAll('\0', '')),
  )
  const lists = fc.sample(fc.array(fc.option(text), { maxLength: 20 }), 200)
  for (const list of [awkward, [], [null], ...lists]) {
    const found = await database.owner.query('select $1::text[] as list', [arrayText(list)])
    assert.deepEqual(found.rows[0].list, list)
  }
})

test('bytes, numbers and truth values come back too', async () => {
  const bytes = [Buffer.from([0, 1, 92, 255]), null, Buffer.alloc(0)]
  const found = await database.owner.query(
    'select $1::bytea[] as bytes, $2::int[] as numbers, $3::boolean[] as truths',
    [arrayText(bytes), arrayText([1, -2, null]), arrayText([true, false, null])],
  )
  assert.deepEqual(found.rows[0], { bytes, numbers: [1, -2, null], truths: [true, false, null] })
})
