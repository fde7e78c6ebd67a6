import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { listKeys, makeJsonSchema } from '../../platform/schemes/json-schema.ts'
import { readScheme } from '../../platform/schemes/read-scheme.ts'
import { readYaml } from '../../platform/schemes/read-yaml.ts'
import { schemesFolder } from '../../platform/schemes/scheme-library.ts'
import { schemeSections } from '../../server/scheme-sections.ts'

const editor = z.fromJSONSchema(makeJsonSchema(schemeSections) as Parameters<typeof z.fromJSONSchema>[0])

async function readFiles(): Promise<{ name: string; text: string }[]> {
  const broken = (await readdir(import.meta.dirname)).filter(
    (name) => name.endsWith('.yaml') && name !== 'messages.yaml',
  )
  const packs = (await readdir(schemesFolder)).map((slug) => join(schemesFolder, slug, 'scheme.yaml'))
  const files = [...broken.map((name) => join(import.meta.dirname, name)), ...packs]
  return Promise.all(files.map(async (name) => ({ name, text: await readFile(name, 'utf8') })))
}

test('an editor with the JSON Schema marks the same faults of shape as the program, and nothing else', async () => {
  const marked = { yes: 0, no: 0 }
  for (const { name, text } of await readFiles()) {
    const yaml = readYaml(text)
    if ('problems' in yaml) continue
    const { content, problems } = readScheme(text, schemeSections)
    assert.equal(
      editor.safeParse(yaml.value).success,
      content !== undefined,
      `${name}: ${problems[0]?.reason.en}`,
    )
    marked[content ? 'no' : 'yes'] += 1
  }
  assert.ok(marked.yes > 30 && marked.no > 30, JSON.stringify(marked))
})

test('every pack tells editors where its JSON Schema is', async () => {
  for (const { name, text } of await readFiles()) {
    if (!name.startsWith(schemesFolder)) continue
    assert.equal(
      text.split('\n')[0],
      '# yaml-language-server: $schema=../../docs/reference/scheme.schema.json',
      name,
    )
  }
})

test('every key says in Chinese and in English what it is for', () => {
  const keys = listKeys(schemeSections)
  assert.ok(keys.length > 80)
  for (const { path, zh, en } of keys) {
    assert.match(zh, /[\u4e00-\u9fff]/, path)
    assert.match(en, /^[\x20-\x7e’–]+$/, path)
  }
})
