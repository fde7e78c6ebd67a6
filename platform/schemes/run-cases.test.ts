import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normsSection } from './guard-scheme.ts'
import { readScheme } from './read-scheme.ts'
import { readCases, runCases } from './run-cases.ts'
import { norm, toySection, toyText } from './toy-section.ts'

const sections = [normsSection, toySection]
const { content } = readScheme(toyText, sections)
const run = (text: string) => {
  const read = readCases(text)
  assert.ok('cases' in read, JSON.stringify(read))
  return runCases(read.cases, content!, sections, [norm({})])
}
/** The outcome of one case written on one line. */
const runOne = (one: string, settings = '') =>
  run(`${settings}cases: [{ name: 一例, source: G-20, ${one} }]`)[0]!

test('a case passes when all that it expects comes out', () => {
  const outcome = runOne('when: cost, given: { times: 3 }, expect: { cost: 3.9, mode: gift }')
  assert.deepEqual(outcome, {
    name: '一例',
    source: 'G-20',
    passed: true,
    ran: true,
    given: '{ times: 3 }',
    expected: '{ cost: 3.9, mode: gift }',
    actual: '{ cost: 3.9, mode: gift }',
  })
})

test('a failing case shows both sides, key by key', () => {
  const outcome = runOne('when: cost, given: { times: 3 }, expect: { mode: gift, cost: 3.91 }')
  assert.equal(outcome.passed, false)
  assert.equal(outcome.expected, '{ cost: 3.91, mode: gift }')
  assert.equal(outcome.actual, '{ cost: 3.9, mode: gift }')
})

test('a case runs on its day: before, on and after a change of value', () => {
  for (const [on, cost] of [
    ['2019-12-31', 1.3],
    ['2020-01-01', 2],
    ['2020-01-02', 2],
  ]) {
    assert.equal(
      runOne(`on: ${on}, when: cost, given: { times: 1 }, expect: { cost: ${cost} }`).passed,
      true,
      String(on),
    )
  }
})

test('settings of the file and of the case stand in for what the source says or leaves open', () => {
  const settings = 'settings: { toy.items.help.points: 8 }\n'
  assert.equal(runOne('when: points, given: { item: help }, expect: { points: 8 }', settings).passed, true)
  assert.equal(
    runOne(
      'settings: { toy.items.help.points: 9 }, when: points, given: { item: help }, expect: { points: 9 }',
      settings,
    ).passed,
    true,
  )
  assert.equal(
    runOne(
      'settings: { toy.price: 0.5 }, on: 2020-06-01, when: cost, given: { times: 2 }, expect: { cost: 1 }',
    ).passed,
    true,
  )
})

test('a case that cannot be run fails and says why, in words', () => {
  const rows: [one: string, says: RegExp][] = [
    [
      'when: costs, given: { times: 1 }, expect: { cost: 1 }',
      /没有这种算例：costs；可用：binding、guard、cost、points/,
    ],
    [
      'when: cost, given: { times: 一次 }, expect: { cost: 1 }',
      /times：这里写的“一次”不合要求。这里要写数字/,
    ],
    ['when: cost, given: { times: 1.5 }, expect: { cost: 1 }', /times：.*整数/],
    [
      'when: cost, given: { time: 1 }, expect: { cost: 1 }',
      /不认识“time”.*time: The key "time" is not known/,
    ],
    ['when: cost, expect: { cost: 1 }', /times：缺少这一项/],
    ['when: points, given: { item: dance }, expect: { points: 1 }', /no item dance/],
    [
      'when: points, given: { item: help }, expect: { points: 0 }',
      /“帮忙：分值”（toy\.items\.help\.points）还没有定/,
    ],
    [
      'settings: { toy.items.help.point: 5 }, when: points, given: { item: help }, expect: { points: 5 }',
      /没有这个数值：toy\.items\.help\.point/,
    ],
    [
      'settings: { toy.items.help.points: -5 }, when: points, given: { item: help }, expect: { points: -5 }',
      /必须大于 0/,
    ],
    ['settings: { toy.mode: steal }, when: cost, given: { times: 1 }, expect: { mode: steal }', /gift、loan/],
    ['settings: { toy.price: 1.005 }, when: cost, given: { times: 1 }, expect: { cost: 1 }', /两位小数/],
  ]
  for (const [one, says] of rows) {
    const outcome = runOne(one)
    assert.equal(outcome.passed, false, one)
    assert.match(outcome.actual, says)
  }
})

test('expecting nothing of something that never comes out does not pass', () => {
  assert.equal(runOne('when: cost, given: { times: 1 }, expect: { note: null }').passed, true)
  const outcome = runOne('when: cost, given: { times: 1 }, expect: { refusde: null }')
  assert.equal(outcome.passed, false)
  assert.match(outcome.actual, /没有这一项/)
})

test('the guard case asks what the law says if the scheme said something else', () => {
  const given = (path: string, value: string, on: string) =>
    `on: ${on}, when: guard, given: { path: ${path}, value: ${value} }`
  const cite = '必须免费（示例〔2020〕1号）'
  const rows: [one: string, passed: boolean][] = [
    [`${given('toy.free', 'false', '2020-07-26')}, expect: { refused: false, by: null }`, true],
    [`${given('toy.free', 'false', '2020-07-27')}, expect: { refused: true, by: ${cite} }`, true],
    [`${given('toy.free', 'true', '2020-07-27')}, expect: { refused: false }`, true],
    [`${given('toy.free', '是', '2020-07-27')}, expect: { refused: true, by: null }`, true],
    [`${given('toy.items.help', 'null', '2020-07-27')}, expect: { refused: false }`, true],
    [
      `${given('toy.items.help.points', 'null', '2020-07-27')}, expect: { refused: true, reason: 缺少这一项。 }`,
      true,
    ],
    [
      `${given('toy.subsidy', '{ less: 10 }', '2020-07-27')}, expect: { refused: true, reason: 不认识“subsidy”这个键。 }`,
      true,
    ],
    [`${given('toy.items.dance.points', '1', '2020-07-27')}, expect: { refused: true }`, false],
    [`${given('toy.__proto__.free', 'false', '2020-07-27')}, expect: { refused: true }`, false],
    [`${given('__proto__', '{ free: false }', '2020-07-27')}, expect: { refused: true }`, false],
  ]
  for (const [one, passed] of rows) assert.equal(runOne(one).passed, passed, one)
  assert.equal(({} as { free?: boolean }).free, undefined)
  assert.equal((content!.toy as { free: boolean }).free, true)
})

test('a cases file that does not fit is refused with all its faults', () => {
  const rows: [text: string, paths: string[], says: RegExp][] = [
    ['cases: []', ['cases'], /至少写 1 项/],
    [
      'cases: [{ name: 一例, source: G-20, when: cost, expect: {} }]',
      ['cases.0.expect'],
      /至少写一项预期结果/,
    ],
    [
      'cases: [{ name: 一例, when: cost, expect: { cost: 1 }, on: 2019-02-30 }]',
      ['cases.0.source', 'cases.0.on'],
      /缺少|日期/,
    ],
    [
      'cases: [{ name: 一例, source: G-20, when: cost, expects: { cost: 1 } }]',
      ['cases.0.expect', 'cases.0.expects'],
      /缺少|不认识/,
    ],
    ['cases: [&x { name: 一例 }, *x]', [''], /引用/],
    ['cases: [', [''], /没有关上/],
  ]
  for (const [text, paths, says] of rows) {
    const read = readCases(text)
    assert.ok('problems' in read, text)
    assert.deepEqual(
      read.problems.map((problem) => problem.path),
      paths,
    )
    for (const { reason, mend } of read.problems) assert.match(reason.zh + mend.zh, says)
  }
})
