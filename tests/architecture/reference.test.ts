import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeReference } from '../reference/generate-reference.ts'
import { readText } from './sources.ts'

for (const [path, text] of Object.entries(await codeReference())) {
  test(`${path} says what the code says; after a change run \`npm run generate\``, () => {
    assert.equal(readText(path), text)
  })
}
