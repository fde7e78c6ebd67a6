import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { allEn } from './all-en.ts'
import { allZh } from './all-zh.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const zh = allZh as Record<string, string>
const en = allEn as Record<string, string>
const base = (key: string) => key.replace(/_(one|other)$/, '')
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort()
const sources = globSync('*/*.{ts,tsx}', { cwd: folder })
  .filter((file) => !/\/(zh|en|first-zh|first-en|all-zh|all-en)\.ts$|\.test\.ts$/.test(file))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')

test('Chinese and English have the same texts', () => {
  assert.deepEqual(
    [...new Set(Object.keys(en).map(base))].sort(),
    [...new Set(Object.keys(zh).map(base))].sort(),
  )
})

test('a counted text has one and more in English, and one form in Chinese', () => {
  for (const key of Object.keys(en).filter((name) => name.endsWith('_one')))
    assert.ok(`${base(key)}_other` in en, key)
  for (const key of Object.keys(zh)) assert.ok(!key.endsWith('_one'), key)
})

test('both languages fill in the same values', () => {
  for (const [key, text] of Object.entries(en)) {
    const chinese = zh[key] ?? zh[`${base(key)}_other`] ?? ''
    const others = placeholders(chinese).filter((name) => !['year', 'month', 'monthName'].includes(name))
    for (const name of others) assert.ok(placeholders(text).includes(name), `${key} lacks ${name}`)
    for (const name of placeholders(text))
      if (name !== 'monthName' && name !== 'count')
        assert.ok(placeholders(chinese).includes(name), `${key}: ${name}`)
  }
})

test('no text is empty or left in the other language', () => {
  const names = new Set(['preferences.other_language'])
  for (const [key, text] of Object.entries(zh)) {
    assert.ok(text.trim(), key)
    if (!names.has(key) && /[\p{L}]/u.test(text.replaceAll(/\{\{\w+\}\}/g, '')))
      assert.match(text, /\p{Script=Han}/u, key)
  }
  for (const [key, text] of Object.entries(en)) {
    assert.ok(text.trim(), key)
    if (!names.has(key)) assert.doesNotMatch(text, /\p{Script=Han}/u, key)
  }
})

test('every text is used by a screen', () => {
  const families = [...sources.matchAll(/`([a-z_]+\.[a-z_]*)\$\{/g)].map((match) => match[1]!)
  for (const key of new Set(Object.keys(zh).map(base)))
    assert.ok(
      sources.includes(`'${key}'`) || families.some((family) => family.length > 3 && key.startsWith(family)),
      `${key} is not used`,
    )
})
