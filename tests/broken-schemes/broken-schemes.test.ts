import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import { guardScheme } from '../../platform/schemes/guard-scheme.ts'
import { readScheme } from '../../platform/schemes/read-scheme.ts'
import { openSchemeLibrary, schemesFolder } from '../../platform/schemes/scheme-library.ts'
import { schemeSections } from '../../server/scheme-sections.ts'

// Each file of this folder is whole.yaml, or a part of it, with one deliberate slip.
const day = '2026-02-01'
const { norms } = await openSchemeLibrary(schemesFolder, schemeSections, day)

async function findProblems(file: string): Promise<SchemeProblem[]> {
  const read = readScheme(await readFile(join(import.meta.dirname, `${file}.yaml`), 'utf8'), schemeSections)
  const breaches = read.content ? guardScheme(read.content, norms, schemeSections, day) : []
  return [...read.problems, ...breaches.map(read.place)]
}

/** What messages.yaml says of one broken file: words that its only message must hold. */
interface Expected {
  file: string
  line: number | null
  path: string
  zh: string
  en: string
  mend: { zh: string; en: string }
  /** Part of the citation, where it is the law that refuses. */
  norm?: string
}

const messages = await readFile(join(import.meta.dirname, 'messages.yaml'), 'utf8')
const rows = parse(messages, { schema: 'core' }) as Expected[]

test('the scheme from which the broken ones are made has no fault', async () => {
  assert.deepEqual(await findProblems('whole'), [])
})

for (const row of rows) {
  test(`${row.file}: the one fault is told with its place, its reason and its mend, in both languages`, async () => {
    const problems = await findProblems(row.file)
    assert.equal(problems.length, 1, JSON.stringify(problems, null, 1))
    const { path, line, reason, mend, norm } = problems[0]!
    assert.deepEqual({ path, line: line ?? null }, { path: row.path, line: row.line })
    assertSays(reason.zh, row.zh)
    assertSays(reason.en, row.en)
    assertSays(mend.zh, row.mend.zh)
    assertSays(mend.en, row.mend.en)
    if (row.norm === undefined) assert.equal(norm, null)
    else assertSays(norm ?? '', row.norm)
  })
}

function assertSays(text: string, part: string): void {
  assert.ok(text.includes(part), `"${text}" should say "${part}"`)
}

test('a file that would blow up through aliases is refused before it does, each line once', async () => {
  const problems = await findProblems('alias-bomb')
  assert.deepEqual(
    problems.map((problem) => problem.line),
    [8, 9, 10, 11, 12, 13, 14, 15, 16],
  )
  assert.ok(
    problems.every((problem) => problem.reason.zh.includes('引用') && problem.reason.en.includes('alias')),
  )
})

test('a file is read up to a million bytes and not beyond, whatever its letters', async () => {
  const whole = await readFile(join(import.meta.dirname, 'whole.yaml'), 'utf8')
  const comment = (bytes: number) => `${whole}#${'善'.repeat((bytes - Buffer.byteLength(whole) - 1) / 3)}`
  const fitting = (limit: number) => {
    let bytes = limit
    while ((bytes - Buffer.byteLength(whole) - 1) % 3 !== 0) bytes -= 1
    return bytes
  }
  const largest = fitting(1_000_000)
  assert.deepEqual(readScheme(comment(largest), schemeSections).problems, [])
  const [problem] = readScheme(comment(largest + 3), schemeSections).problems
  assert.match(problem!.reason.zh, /超过 1 MB/)
  assert.match(problem!.reason.en, /larger than 1 MB/)
  assert.match(problem!.mend.zh, /名单/)
})

test('brackets nested without end are a fault in words', () => {
  const { problems } = readScheme(`a: ${'['.repeat(50_000)}`, schemeSections)
  assert.ok(problems.length >= 1 && problems.length <= 20)
  assert.match(problems[0]!.reason.zh, /嵌套太深|没有关上/)
})

test('all faults of a file are told at once', () => {
  const text =
    'id: X\nname: { zh: 示例 }\nplace: { code: "1", name: 村 }\nsummary: { zh: 文, en: text }\ncolour: red\n'
  const paths = readScheme(text, schemeSections).problems.map((problem) => problem.path)
  assert.deepEqual(paths.sort(), ['colour', 'id', 'name.en', 'place.code', 'source'])
})

test('every broken scheme of the folder has its row', async () => {
  const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.yaml'))
  const named = [...rows.map((row) => row.file), 'whole', 'alias-bomb', 'messages'].map(
    (name) => `${name}.yaml`,
  )
  assert.deepEqual(files.sort(), named.sort())
})
