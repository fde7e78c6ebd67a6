import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { accountsErrors } from './errors.ts'

const sources = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.ts') && !/(\.test|^errors|^test-server)\.ts$/.test(name))
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
const used = new Set(
  sources.flatMap((text) => [...text.matchAll(/'(account\.[a-z_]+)'/g)].map((match) => match[1]!)),
)
// The words of these are given by a table name in the text, never by a refusal.
for (const table of [
  'account.account',
  'account.grant',
  'account.login',
  'account.session',
  'account.attempt',
])
  used.delete(table)
for (const table of ['account.message', 'account.phone_code']) used.delete(table)

test('every refusal of this module has its words, and no words are left over', () => {
  assert.deepEqual([...used].toSorted(), Object.keys(accountsErrors).toSorted())
})

test('the Chinese and the English of a refusal name the same facts', () => {
  for (const [code, { zh, en }] of Object.entries(accountsErrors)) {
    const names = (text: string) =>
      [
        ...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!.replace(/(Zh|En)$/, ''))),
      ].toSorted()
    assert.match(zh, /[\u4e00-\u9fff].*[。：}]$/s, code)
    assert.deepEqual(names(en), names(zh), code)
  }
})
