import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guardScheme } from '../../platform/schemes/guard-scheme.ts'
import { readScheme } from '../../platform/schemes/read-scheme.ts'
import { readCases, runCases } from '../../platform/schemes/run-cases.ts'
import { openSchemeLibrary, schemesFolder } from '../../platform/schemes/scheme-library.ts'
import { schemeSections } from '../../server/scheme-sections.ts'
import { exchangeScheme } from '../../tests/exchange-schemes.ts'

const day = '2026-02-01'
const { norms } = await openSchemeLibrary(schemesFolder, schemeSections, day)
const villageKeeps = await exchangeScheme()
const townKeeps = await exchangeScheme({ custody: 'town' })

function run(text: string, lines: readonly string[]): void {
  const { content, problems } = readScheme(text, schemeSections)
  assert.deepEqual(problems, [])
  const cases = lines.map((line) => {
    const [when, given, expect] = line.split(' | ')
    return `  - { name: '${line}', source: G-8, when: ${when}, given: { ${given} }, expect: { ${expect} } }`
  })
  const read = readCases(`cases:\n${cases.join('\n')}`)
  assert.ok('cases' in read, JSON.stringify(read))
  for (const outcome of runCases(read.cases, content!, schemeSections, norms))
    assert.ok(outcome.passed, `${outcome.name}: ${outcome.actual}`)
}

test('money goes where its source allows, as far as it reaches, with a voucher and a second person', () =>
  run(villageKeeps, [
    'fund_spending | source: fiscal, use: shop, balance: 100, amount: 99.99 | refused: null, rest: 0.01',
    'fund_spending | source: fiscal, use: shop, balance: 100, amount: 100 | refused: null, rest: 0',
    'fund_spending | source: fiscal, use: shop, balance: 100, amount: 100.01 | refused: funds.short',
    'fund_spending | source: fiscal, use: care, balance: 100, amount: 1 | refused: funds.earmarked',
    'fund_spending | source: donation, use: care, balance: 100, amount: 1 | refused: null',
    'fund_spending | source: lottery, use: care, balance: 100, amount: 1 | refused: funds.source_unknown',
    'fund_spending | source: donation, use: banquet, balance: 100, amount: 1 | refused: funds.use_unknown',
    'fund_spending | source: donation, use: care, balance: 100, amount: 1, vouchers: 0 | refused: funds.voucher_missing',
    'fund_spending | source: donation, use: care, balance: 100, amount: 1, same_person: true | refused: funds.same_person',
    'fund_spending | source: donation, use: care, balance: 100, amount: 1, approved_by: village | refused: null',
  ]))

test('where the town keeps the village’s account, the town approves (G-8)', () =>
  run(townKeeps, [
    'fund_spending | source: donation, use: care, balance: 100, amount: 1, approved_by: village | refused: funds.town_approves',
    'fund_spending | source: donation, use: care, balance: 100, amount: 1, approved_by: town | refused: null',
  ]))

test('the board: opening balance, income, spending, closing balance', () =>
  run(villageKeeps, [
    // G-8: 18.55 million raised and 10 million of awards set up.
    'fund_board | income: [18550000, 10000000] | income: 28550000, spending: 0, closing: 28550000',
    'fund_board | opening: 100, income: [50.5], spending: [20.25, 30] | income: 50.5, spending: 50.25, closing: 100.25',
    'fund_board | opening: 100 | closing: 100',
  ]))

test('a fund that is withheld from households, hidden, or shown too seldom is against the law', () => {
  const told = (from: string, to: string) => {
    const { content } = readScheme(villageKeeps.replace(from, to), schemeSections)
    return guardScheme(content!, norms, schemeSections, day).map((problem) => [problem.path, problem.norm])
  }
  const published = '资金收支至少每季度公开（农村集体经济组织财务公开规定；村民委员会组织法村务公开）'
  assert.deepEqual(told('every: quarter', 'every: month'), [])
  assert.deepEqual(told('every: quarter', 'every: half'), [['funds.publicity.every', published]])
  assert.deepEqual(told('public: true', 'public: false'), [['funds.publicity.public', published]])
  assert.deepEqual(told('withheld_from_households: false', 'withheld_from_households: true'), [
    ['funds.withheld_from_households', '不得扣政府补贴和集体收益（中农发〔2020〕11号）'],
  ])
  assert.deepEqual(told('for_points: true, for_money: false', 'for_points: true, for_money: true'), [
    ['exchange.shelves.charity.for_money', '捐赠物资不得变卖（公益事业捐赠法第七、十八条）'],
  ])
})

test('each slip of the two chapters is told with its path', () => {
  const told = (from: string, to: string) => {
    assert.ok(villageKeeps.includes(from), from)
    return readScheme(villageKeeps.replace(from, to), schemeSections).problems.map((problem) => problem.path)
  }
  assert.deepEqual(told('- key: shanzhi\n      rate', '- key: love\n      rate'), ['exchange.books.love.key'])
  assert.deepEqual(told('kinds: [goods, service, voucher]', 'kinds: [goods, cash]'), ['exchange.cash'])
  assert.deepEqual(told('key: drink', 'key: tobacco'), ['exchange.classes.tobacco'])
  assert.deepEqual(told('usual: { 2019-01-01: { value: any_time', 'usual: { 2019-01-01: { value: year_end'), [
    'exchange.window.year_end_month',
  ])
  assert.deepEqual(told('earmarked_for: [shop]', 'earmarked_for: [banquet]'), [
    'funds.sources.fiscal.earmarked_for',
  ])
  assert.deepEqual(told('key: collective, name', 'key: donation, name'), ['funds.sources.donation'])
  assert.deepEqual(told('fields: [number, occurred_on, words', 'fields: [phone, occurred_on, words'), [
    'funds.publicity.fields',
  ])
})
