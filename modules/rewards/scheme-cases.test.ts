import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { readScheme } from '../../platform/schemes/read-scheme.ts'
import { readCases, runCases } from '../../platform/schemes/run-cases.ts'
import { schemesFolder } from '../../platform/schemes/scheme-library.ts'
import { schemeSections } from '../../server/scheme-sections.ts'
import { withRewards } from '../../tests/exchange-schemes.ts'

const village = withRewards(await readFile(join(schemesFolder, 'pinghu-tongjie', 'scheme.yaml'), 'utf8'))

function run(text: string, lines: readonly string[]): void {
  const { content, problems } = readScheme(text, schemeSections)
  assert.deepEqual(problems, [])
  const cases = lines.map((line) => {
    const [when, given, expect] = line.split(' | ')
    return `  - { name: '${line}', source: C-14, when: ${when}, given: { ${given} }, expect: { ${expect} } }`
  })
  const read = readCases(`cases:\n${cases.join('\n')}`)
  assert.ok('cases' in read, JSON.stringify(read))
  for (const outcome of runCases(read.cases, content!, schemeSections, []))
    assert.ok(outcome.passed, `${outcome.name}: ${outcome.actual}`)
}

test('bands of points: nothing below the first line, never less for more points (C-14)', () =>
  run(village, [
    'household_reward | ladder: credit_fund, points: -1 | reward: 0',
    'household_reward | ladder: credit_fund, points: 99.99 | reward: 0',
    'household_reward | ladder: credit_fund, points: 100 | reward: 0',
    'household_reward | ladder: credit_fund, points: 119.99 | reward: 0',
    'household_reward | ladder: credit_fund, points: 120 | reward: 50',
    'household_reward | ladder: credit_fund, points: 149.99 | reward: 50',
    'household_reward | ladder: credit_fund, points: 150 | reward: 200.5',
    'household_reward | ladder: credit_fund, points: 9999 | reward: 200.5',
  ]))

test('each mark of a close brings what the ladder names, and another mark nothing', () =>
  run(village, [
    'household_reward | ladder: stars, points: 0, marks: [best_tenth] | reward: 300',
    'household_reward | ladder: stars, points: 0, marks: [best_tenth, best_ten] | reward: 800',
    'household_reward | ladder: stars, points: 500, marks: [other] | reward: 0',
    'household_reward | ladder: stars, points: 500 | reward: 0',
  ]))

test('a share of the income goes by points to the fen; negative points get nothing and take nothing (G-25)', () =>
  run(village, [
    'shared_income | ladder: by_points, income: 1000, points: [10, 30] | parts: [25, 75], total: 100, remainder: 0',
    'shared_income | ladder: by_points, income: 1000, points: [-1, 0, 0.01] | parts: [0, 0, 100], total: 100, remainder: 0',
    'shared_income | ladder: by_points, income: 1000, points: [-1, -2] | parts: [0, 0], total: 0, remainder: 100',
    'shared_income | ladder: by_points, income: 1000, points: [1, 1, 1] | parts: [33.33, 33.33, 33.33], total: 99.99, remainder: 0.01',
    'shared_income | ladder: by_points, income: 0, points: [5] | parts: [0], total: 0, remainder: 0',
    'shared_income | ladder: by_points, income: 0.09, points: [5] | parts: [0], total: 0, remainder: 0',
    'shared_income | ladder: by_points, income: 0.1, points: [5] | parts: [0.01], total: 0.01, remainder: 0',
  ]))

test('a ladder of an unknown book or grade, and bands that fall, are told with their place', () => {
  const told = (from: string, to: string) =>
    readScheme(village.replace(from, to), schemeSections).problems.map((problem) => problem.path)
  assert.deepEqual(told('book: shanzhi, period: year, bands', 'book: other, period: year, bands'), [
    'rewards.ladders.credit_fund.book',
  ])
  assert.deepEqual(told('value: 200.5', 'value: 49'), ['rewards.ladders.credit_fund.bands.good'])
  assert.deepEqual(told('value: 150', 'value: 119'), ['rewards.ladders.credit_fund.bands.good'])
  assert.deepEqual(told('key: by_points', 'key: stars'), ['rewards.ladders.stars'])
})
