import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, test } from 'node:test'
import { schemesFolder } from '../platform/schemes/scheme-library.ts'
import { schemesCommands } from './cli-schemes.ts'
import { runCommandLine } from './run-command.ts'

// Files outside the repository, as a county keeps its own.
const folder = await mkdtemp(join(tmpdir(), 'shanzhi-schemes-'))
after(() => rm(folder, { recursive: true }))
const tongjie = await readFile(join(schemesFolder, 'pinghu-tongjie', 'scheme.yaml'), 'utf8')

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

async function run(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  let out = ''
  const error = new PassThrough()
  const code = await runCommandLine(schemesCommands, ['schemes', ...words], {
    out: (text) => {
      out += text
    },
    error,
    env: {},
    root: folder,
  })
  return { code, out, error: String(error.read() ?? '') }
}

test('the library is listed with what each scheme still leaves open', async () => {
  const { code, out } = await run('list')
  assert.equal(code, 0)
  assert.match(out, /pinghu-tongjie +[0-9a-f]{16} +股份分红\+善治积分 .*待定 open [1-9]/)
  const { schemes } = JSON.parse((await run('list', '--json')).out)
  assert.deepEqual(
    schemes.map((scheme: { id: string; problems: number }) => [scheme.id, scheme.problems]),
    (await readdir(schemesFolder)).sort().map((slug) => [slug, 0]),
  )
})

test('the whole library passes its check and all its worked cases come out', async () => {
  const check = await run('check')
  assert.deepEqual([check.code, check.error], [0, ''])
  assert.match(check.out, /schemes\/national\/scheme\.yaml: 没有问题/)
  const cases = await run('cases')
  assert.equal(cases.code, 0)
  assert.match(cases.out, /算例 \d{2,} 个通过，0 个不符。/)
})

test('a file outside the library is checked for shape and law, with line and mend, in both languages', async () => {
  const good = await write('good.yaml', tongjie)
  const shape = await write('shape.yaml', tongjie.replace('voluntary: true', 'voluntary: 是'))
  const law = await write('law.yaml', tongjie.replace('depends_on_points: false', 'depends_on_points: true'))
  const { code, out } = await run('check', good, shape, law)
  assert.equal(code, 1)
  assert.match(out, /good\.yaml: 没有问题 no faults/)
  assert.match(
    out,
    /shape\.yaml:\d+: participation\.voluntary: 这里写的“是”不合要求.*Write true or false here/,
  )
  assert.match(
    out,
    /law\.yaml:\d+: dividend\.share\.depends_on_points: .*【不得剥夺集体经济收益（中农发〔2020〕11号；.*】.*may not follow points/,
  )
  assert.match(out, /检查了 3 个制度，2 处错误。/)
})

test('the law is that of the day asked for', async () => {
  const law = await write('law.yaml', tongjie.replace('depends_on_points: false', 'depends_on_points: true'))
  assert.equal((await run('check', law, '--on', '2020-07-26')).code, 0)
  assert.equal((await run('check', law, '--on', '2020-07-27')).code, 1)
  const { code, error } = await run('check', law, '--on', '去年')
  assert.equal(code, 2)
  assert.match(error, /“去年”不是日期/)
})

test('a case file from anywhere runs against a scheme; what does not come out is shown with both sides, and the rest when asked', async () => {
  const file = await write(
    'cases.yaml',
    `cases:
  - { name: 三百分, source: G-21, when: household_dividend, given: { points: 300 }, expect: { incentive: 390 } }
  - { name: 算错的, source: G-21, when: household_dividend, given: { points: 300 }, expect: { incentive: 391 } }
`,
  )
  const { code, out } = await run('cases', file, '--scheme', 'pinghu-tongjie')
  assert.equal(code, 1)
  assert.match(out, /✗ .*cases\.yaml: 算错的（G-21）/)
  assert.match(out, /expected +\{ incentive: 391 \}\n.*actual +\{ incentive: 390 \}/)
  assert.doesNotMatch(out, /三百分/)
  assert.match(out, /1 cases passed, 1 failed/)
  assert.match((await run('cases', file, '--scheme', 'pinghu-tongjie', '--verbose')).out, /✓ .*三百分/)
  const { failed, outcomes } = JSON.parse(
    (await run('cases', file, '--scheme', 'pinghu-tongjie', '--json')).out,
  )
  assert.deepEqual([failed, outcomes.length], [1, 2])
})

test('a case file that does not fit is refused with its faults', async () => {
  const file = await write('odd.yaml', 'cases: [{ name: 一例, when: year, expect: {} }]\n')
  const { code, error } = await run('cases', file, '--scheme', 'pinghu-tongjie')
  assert.equal(code, 2)
  assert.match(error, /odd\.yaml:1: cases\.0\.source: 缺少这一项/)
})

test('a changed copy is told path by path with both sources, and the same file has no difference', async () => {
  const same = await write('same.yaml', `# our copy\n${tongjie}`)
  const none = await run('diff', 'pinghu-tongjie', same)
  assert.deepEqual([none.code, none.out], [0, '没有差别。 No difference.\n'])
  const ours = tongjie
    .replace('{ value: 1.30, source: G-21 }', '{ value: 1.5, source: 村民会议 2024 }')
    .replace(
      '{ unset: true, source: G-20, proposed: 20, note: 原文只列项目，没有给分值 }',
      '{ value: 15, source: 村规 2024 }',
    )
  const { code, out } = await run('diff', 'pinghu-tongjie', await write('ours.yaml', ours))
  assert.equal(code, 0)
  assert.equal(out.trim().split('\n').length, 2)
  assert.match(out, /^dividend\.incentive\.price 2019-01-01: 1\.3（G-21） → 1\.5（村民会议 2024）$/m)
  assert.match(
    out,
    /^points\.shanzhi\.items\.civilised_family\.points 2019-01-01: 待定 open，建议 proposed 20（G-20；.*） → 15（村规 2024）$/m,
  )
})

test('what is not understood gets the help and exit code 2', async () => {
  const rows: [words: string[], says: RegExp][] = [
    [['cases', 'nowhere'], /找不到算例文件 nowhere/],
    [['cases', 'pinghu-tongjie', '--scheme', 'nowhere'], /找不到制度 nowhere/],
    [['diff', 'pinghu-tongjie'], /缺少参数/],
    [['diff', 'pinghu-tongjie', join(folder, 'missing.yaml')], /找不到制度/],
    [['check', join(folder, 'missing.yaml')], /There is no scheme/],
    [['list', '--colour'], /colour/],
  ]
  for (const [words, says] of rows) {
    const { code, error } = await run(...words)
    assert.equal(code, 2, words.join(' '))
    assert.match(error, says)
  }
})
