import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'

type Words = Record<string, string>

const root = join(import.meta.dirname, '..')
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(root, entry.name)).includes('locale.ts'))
  .map((entry) => entry.name)
const locales = new Map<string, { zh: Words; en: Words }>()

/** The browser things that language.ts asks for when it is loaded. */
function pretendBrowser(): void {
  Object.assign(globalThis, {
    localStorage: { getItem: () => null, setItem: () => undefined },
    document: { documentElement: {} },
  })
}

before(async () => {
  pretendBrowser()
  const { default: i18next } = await import('i18next')
  for (const folder of folders) {
    await import(join(root, folder, 'locale.ts'))
    locales.set(folder, {
      zh: i18next.getResourceBundle('zh-CN', folder) as Words,
      en: i18next.getResourceBundle('en', folder) as Words,
    })
  }
})

/** `rows_one` and `rows_other` are two forms of `rows`. */
const bare = (key: string) => key.replace(/_(one|other)$/, '')
const bareKeys = (words: Words, known: Words) =>
  [...new Set(Object.keys(words).map((key) => (bare(key) in known ? bare(key) : key)))].sort()
const placeholders = (text: string) => [...(text.match(/\{\{\w+\}\}/g) ?? [])].sort()

function sourcesOf(folder: string): string {
  return readdirSync(join(root, folder))
    .filter((file) => /\.tsx?$/.test(file) && !/^locale(\.test)?\.ts$/.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n')
}

test('every folder of screens has its words', () => {
  for (const entry of readdirSync(root, { withFileTypes: true }))
    if (entry.isDirectory()) assert.ok(folders.includes(entry.name), `console/${entry.name} has no locale.ts`)
})

test('Chinese and English have the same keys', () => {
  for (const [folder, { zh, en }] of locales)
    assert.deepEqual(bareKeys(en, zh), Object.keys(zh).sort(), `console/${folder}/locale.ts`)
})

test('a counted English text has both of its forms', () => {
  for (const [folder, { en }] of locales)
    for (const key of Object.keys(en))
      if (key.endsWith('_one')) assert.ok(`${bare(key)}_other` in en, `${folder}: ${key}`)
})

test('both languages fill in the same figures and names', () => {
  for (const [folder, { zh, en }] of locales)
    for (const [key, text] of Object.entries(zh))
      for (const form of [key, `${key}_one`, `${key}_other`]) {
        if (en[form] === undefined) continue
        const [here, there] = [placeholders(text), placeholders(en[form])]
        const missing = there.filter((name) => !here.includes(name) && name !== '{{count}}')
        const lost = here.filter((name) => !there.includes(name) && name !== '{{count}}')
        assert.deepEqual([missing, lost], [[], []], `${folder}: ${form}`)
      }
})

test('every text is used, and by the folder that keeps it', () => {
  for (const [folder, { zh }] of locales) {
    const source = sourcesOf(folder)
    const prefixes = [...source.matchAll(/`(\w+_)\$\{/g)].map((match) => match[1]!)
    const unused = Object.keys(zh).filter(
      (key) => !source.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)),
    )
    assert.deepEqual(unused, [], `console/${folder}/locale.ts holds texts that no screen shows`)
  }
})

test('English is English', () => {
  // The seal's four characters are a picture of a seal.
  for (const [folder, { en }] of locales)
    for (const [key, text] of Object.entries(en))
      if (key !== 'sealClosed') assert.doesNotMatch(text, /\p{Script=Han}/u, `${folder}: ${key}`)
})

test('no screen holds words of its own', () => {
  const screens = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => /\.tsx$/.test(file))
      .map((file) => join(root, folder, file)),
  )
  for (const file of screens) {
    const code = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    const found =
      code.match(/\p{Script=Han}+/gu)?.filter((word) => !['中文', '年', '月', '日'].includes(word)) ?? []
    assert.deepEqual(found, [], file)
  }
})
