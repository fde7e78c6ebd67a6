import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { normsSection } from './guard-scheme.ts'
import { BrokenScheme, openSchemeLibrary } from './scheme-library.ts'
import { toySection, toyText } from './toy-section.ts'

const sections = [normsSection, toySection]
const national = `${toyText.slice(0, toyText.indexOf('toy:')).replace('id: toy-scheme', 'id: national')}norms:
  - { key: free, title: { zh: 必须免费, en: Free }, cite: 示例〔2020〕1号, source: test, from: 2020-07-27, check: must_be_free }
`
const cases =
  'cases: [{ name: 一例, source: G-20, when: cost, given: { times: 1 }, expect: { cost: 1.3 } }]\n'

const folders: string[] = []
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true })
})

/** A folder of packs: 'toy-scheme/scheme.yaml' → text. */
async function makeLibrary(files: Record<string, string>, today = '2021-01-01') {
  const folder = await mkdtemp(join(tmpdir(), 'schemes-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return openSchemeLibrary(folder, sections, today)
}

async function faultsOf(files: Record<string, string>): Promise<string[]> {
  try {
    await makeLibrary(files)
  } catch (error) {
    assert.ok(error instanceof BrokenScheme, String(error))
    for (const { file, problem } of error.faults) {
      assert.ok(
        error.message.includes(file) &&
          error.message.includes(problem.mend.zh) &&
          error.message.includes(problem.mend.en),
      )
    }
    return error.faults.map(({ file, problem }) => `${file} ${problem.path}`)
  }
  return []
}

test('a library holds its schemes with their cases, norms and hashes', async () => {
  const library = await makeLibrary({
    'national/scheme.yaml': national,
    'toy-scheme/scheme.yaml': toyText,
    'toy-scheme/cases.yaml': cases,
    'README.md': 'not a pack',
  })
  assert.deepEqual(
    library.schemes.map((scheme) => [scheme.id, scheme.cases.length, scheme.problems.length]),
    [
      ['national', 0, 0],
      ['toy-scheme', 1, 0],
    ],
  )
  assert.deepEqual(
    library.norms.map((one) => one.key),
    ['free'],
  )
  assert.equal(library.find('toy-scheme')?.text, toyText)
  assert.equal(library.find('elsewhere'), undefined)
})

test('a breach of law does not keep the library shut: it stays with its scheme, with its line, from the norm’s day on', async () => {
  const files = {
    'national/scheme.yaml': national,
    'toy-scheme/scheme.yaml': toyText.replace('free: true', 'free: false'),
  }
  const problemsOn = async (today: string) => (await makeLibrary(files, today)).find('toy-scheme')!.problems
  assert.deepEqual(await problemsOn('2020-07-26'), [])
  const [problem] = await problemsOn('2020-07-27')
  assert.deepEqual([problem?.kind, problem?.path, problem?.line], ['law', 'toy.free', 8])
})

test('broken packs are refused with every fault of every file', async () => {
  const files = {
    'national/scheme.yaml': national,
    'toy-scheme/scheme.yaml': toyText.replace('free: true', 'free: 是').replace('floor: none', 'floor: 没有'),
    'toy-scheme/cases.yaml': cases.replace('source: G-20, ', ''),
    'second/scheme.yaml': 'id: second\n',
    'third/notes.txt': 'no scheme here',
    'fourth/scheme.yaml': toyText.replace('id: toy-scheme', 'id: fifth'),
  }
  assert.deepEqual(await faultsOf(files), [
    'schemes/fourth/scheme.yaml id',
    'schemes/second/scheme.yaml name',
    'schemes/second/scheme.yaml place',
    'schemes/second/scheme.yaml source',
    'schemes/second/scheme.yaml summary',
    'schemes/third/scheme.yaml ',
    'schemes/toy-scheme/scheme.yaml toy.free',
    'schemes/toy-scheme/scheme.yaml toy.floor',
    'schemes/toy-scheme/cases.yaml cases.0.source',
  ])
})

test('an id that is not the name of the folder is told with both', async () => {
  const files = { 'national/scheme.yaml': national, 'village/scheme.yaml': toyText }
  await assert.rejects(makeLibrary(files), (error: BrokenScheme) => {
    assert.match(
      error.message,
      /schemes\/village\/scheme\.yaml:1: id: id 写的是 toy-scheme，文件夹叫 village。/,
    )
    assert.match(error.message, /The id says toy-scheme, the folder village\./)
    return true
  })
})

test('a library without national norms, or with a norm that nobody checks, does not open: the guard would be off', async () => {
  assert.deepEqual(await faultsOf({ 'toy-scheme/scheme.yaml': toyText }), ['schemes '])
  const unknown = national.replace('check: must_be_free', 'check: must_be_nice')
  assert.deepEqual(await faultsOf({ 'national/scheme.yaml': unknown }), [
    'schemes/national/scheme.yaml norms.free.check',
  ])
})
