import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeSchema, printSchema, printTableTypes } from '../../platform/database/describe-schema.ts'
import { openTestDatabase } from '../../platform/database/test-database.ts'
import { schemaReference } from '../reference/generate-reference.ts'
import { readText } from './sources.ts'

const database = await openTestDatabase()
const schema = await describeSchema(database.owner)
await database.close()

const derived: Record<string, string> = {
  'schema.sql': printSchema(schema),
  'platform/database/tables.ts': printTableTypes(schema),
  ...schemaReference(schema),
}
for (const [path, text] of Object.entries(derived)) {
  test(`${path} says what the migrations say; after a change run \`npm run generate\``, () => {
    assert.equal(readText(path), text)
  })
}
