import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listFiles, listProductSources, readText } from './sources.ts'
import {
  checkFunctions,
  checkLength,
  checkPath,
  checkPurity,
  checkSchemeNames,
  checkTables,
  checkTraces,
} from './tidy-rules.ts'

const files = listFiles()
const sources = listProductSources()
const typescript = files.filter((path) => /\.tsx?$/.test(path) && path !== 'platform/database/tables.ts')
const schemes = [
  ...new Set(files.flatMap((path) => path.match(/^schemes\/([^/]+)\/scheme\.yaml$/)?.[1] ?? [])),
]
const tables = new Set(
  [...readText('schema.sql').matchAll(/^create table (\S+) \($/gm)].map((match) => match[1]!),
)

test('files lie at <kind>/<name>/<file> under names that say what is inside', () => {
  assert.deepEqual(files.flatMap(checkPath), [])
})

test('no file has more than 400 lines', () => {
  assert.deepEqual(
    typescript.flatMap((path) => checkLength(path, readText(path))),
    [],
  )
})

test('no function has more than 70 lines', () => {
  assert.deepEqual(
    sources.flatMap((path) => checkFunctions(path, readText(path))),
    [],
  )
})

test('engines and decisions read no clock and throw no dice', () => {
  assert.deepEqual(
    sources.flatMap((path) => checkPurity(path, readText(path))),
    [],
  )
})

test('a module’s tables are named in its own store alone', () => {
  assert.ok(tables.has('points.entry'))
  const inServer = sources.filter((path) => /^(engines|platform|modules|server)\//.test(path))
  assert.deepEqual(
    inServer.flatMap((path) => checkTables(path, readText(path), tables)),
    [],
  )
})

test('no scheme is named in code', () => {
  assert.ok(schemes.length > 0)
  assert.deepEqual(
    sources.flatMap((path) => checkSchemeNames(path, readText(path), schemes)),
    [],
  )
})

test('nothing tells of the machine it was written on', () => {
  const texts = files.filter(
    (path) => /\.(tsx?|md|ya?ml|json|sql|cjs|css|html)$/.test(path) && path !== 'package-lock.json',
  )
  const written = texts.filter((path) => !path.startsWith('tests/architecture/tidy'))
  assert.deepEqual(
    written.flatMap((path) => checkTraces(path, readText(path))),
    [],
  )
})

/** One breach of each rule. */
const breaches: [string, () => string[]][] = [
  ['a drawer as a file', () => checkPath('modules/points/utils.ts')],
  ['a drawer as a folder', () => checkPath('platform/shared/read.ts')],
  ['a drawer as the end of a name', () => checkPath('modules/points/date-helpers.ts')],
  ['a second version', () => checkPath('modules/points/store-v2.ts')],
  ['a third folder', () => checkPath('modules/points/rules/decide.ts')],
  ['a long file', () => checkLength('a.ts', 'x\n'.repeat(401))],
  ['a long function', () => checkFunctions('a.ts', `function f() {\n${'g()\n'.repeat(70)}}`)],
  ['a long arrow', () => checkFunctions('a.tsx', `const f = () => {\n${'g()\n'.repeat(140)}}`)],
  ['a clock in an engine', () => checkPurity('engines/calendar/a.ts', 'const now = Date.now()')],
  ['today in a decision', () => checkPurity('modules/points/decide-close.ts', 'const now = new Date()')],
  ['dice in a decision', () => checkPurity('modules/points/decide-close.ts', 'Math.random()')],
  [
    'a foreign table in a query',
    () => checkTables('modules/boards/store.ts', `tx.selectFrom('points.entry as e')`, tables),
  ],
  [
    'a foreign table in SQL',
    () => checkTables('modules/boards/store.ts', 'sql`select 1 from points.entry`', tables),
  ],
  [
    'an own table outside the store',
    () => checkTables('modules/points/close.ts', `tx.insertInto('points.close')`, tables),
  ],
  [
    'a platform table in a module',
    () => checkTables('modules/points/store.ts', `tx.insertInto('audit.entry')`, tables),
  ],
  [
    'a scheme in code',
    () => checkSchemeNames('modules/points/a.ts', `if (id === '${schemes[0]}')`, [schemes[0]!]),
  ],
  ['a home folder', () => checkTraces('docs/a.md', 'see /home/someone/notes')],
]
for (const [name, check] of breaches) {
  test(`${name} is told`, () =>
    assert.equal(check().length, name === 'a scheme in code' && schemes[0] === 'national' ? 0 : 1))
}

test('what only looks like a breach passes', () => {
  const sound = [
    ...checkPath('modules/points/store-closes.ts'),
    ...checkPath('platform/database/tables.ts'),
    ...checkPurity('engines/calendar/a.ts', 'const day = new Date(time); const span = Date.UTC(2019, 1, 1)'),
    ...checkPurity('modules/points/close-period.ts', 'const now = new Date()'),
    ...checkTables('modules/points/store-closes.ts', `tx.selectFrom('points.close')`, tables),
    ...checkTables('modules/points/routes.ts', `act.authorise('points.close', {})`, tables),
    ...checkSchemeNames('modules/sample/a.ts', 'pinghu-tongjie', ['pinghu-tongjie']),
    ...checkTraces('docs/a.md', 'https://example.org/home/page and /api/work/1'),
  ]
  assert.deepEqual(sound, [])
})
