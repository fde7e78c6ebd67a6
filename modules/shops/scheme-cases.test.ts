import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guardScheme } from '../../platform/schemes/guard-scheme.ts'
import { readScheme } from '../../platform/schemes/read-scheme.ts'
import { readCases, runCases } from '../../platform/schemes/run-cases.ts'
import { openSchemeLibrary, schemesFolder } from '../../platform/schemes/scheme-library.ts'
import { schemeSections } from '../../server/scheme-sections.ts'
import {
  budgetOf,
  type ExchangeParts,
  exchangeScheme,
  jinzhaiBudget,
  windowOf,
  xinyu,
} from '../../tests/exchange-schemes.ts'

const { norms } = await openSchemeLibrary(schemesFolder, schemeSections, '2026-02-01')

/** Cases of one scheme, as its cases.yaml would hold them: `when | given | expect`. */
async function holds(parts: ExchangeParts, lines: readonly string[]): Promise<void> {
  const { content, problems } = readScheme(await exchangeScheme(parts), schemeSections)
  assert.deepEqual(problems, [])
  assert.deepEqual(guardScheme(content!, norms, schemeSections, '2026-02-01'), [])
  const cases = lines.map((line) => {
    const [when, given, expect] = line.split(' | ')
    return `  - { name: '${line.replaceAll("'", '')}', source: G-13, when: ${when}, given: { ${given} }, expect: { ${expect} } }`
  })
  const read = readCases(`cases:\n${cases.join('\n')}`)
  assert.ok('cases' in read, JSON.stringify(read))
  for (const outcome of runCases(read.cases, content!, schemeSections, norms))
    assert.ok(outcome.passed, `${outcome.name}: ${outcome.actual}`)
}

test('1 point is 1 yuan: 37 points buy 37 yuan of rice, and neither cigarettes nor cash (G-13)', () =>
  holds({}, [
    'redeem | balance: 37, class: grain_oil, price: 37 | refused: null, points: 37, rest: 0',
    'redeem | balance: 36.99, class: grain_oil, price: 37 | refused: points.spend_short',
    'redeem | balance: 37.01, class: grain_oil, price: 37 | rest: 0.01',
    'redeem | balance: 37, class: tobacco, price: 37 | refused: shops.class_not_exchanged',
    'redeem | balance: 37, class: drink, price: 1 | refused: shops.class_not_exchanged',
    'redeem | balance: 37, class: cards, price: 1 | refused: shops.class_not_exchanged',
    'redeem | balance: 37, class: jewels, price: 1 | refused: shops.class_unknown',
    'redeem | balance: 37, class: daily, price: 0.1, quantity: 370 | rest: 0',
    'redeem | balance: 37, class: daily, price_points: 12.5, quantity: 2 | points: 25, rest: 12',
    'redeem_cash | balance: 37, amount: 37 | refused: shops.no_cash',
  ]))

test('1 point is 10 yuan: 4 points do not buy 50 yuan of goods, 5 do (G-16)', () =>
  holds({ rate: '10' }, [
    'redeem | balance: 4, class: daily, price: 50 | refused: points.spend_short',
    'redeem | balance: 4.99, class: daily, price: 50 | refused: points.spend_short',
    'redeem | balance: 5, class: daily, price: 50 | refused: null, points: 5, rest: 0',
    'redeem | balance: 8, class: daily, price: 80 | points: 8, rest: 0',
    'redeem | balance: 1, class: daily, price: 0.01 | points: 0.01',
    'redeem | balance: 1, class: daily, price: 0.11 | points: 0.02',
  ]))

test('charity goods go for points and are never sold; the shop’s own may be (G-10, D-20)', () =>
  holds({}, [
    'redeem | balance: 10, class: daily, shelf: charity, price: 10 | refused: null, rest: 0',
    'redeem | class: daily, shelf: charity, price: 10, pay: money | refused: shops.charity_not_sold',
    'redeem | class: daily, shelf: business, price: 10, pay: money | refused: null, points: 0',
  ]))

test('cash is for households in hardship, up to the ceiling of the year (G-8)', () =>
  holds(xinyu, [
    'redeem_cash | balance: 600, amount: 100 | refused: shops.cash_not_for_household',
    'redeem_cash | balance: 600, amount: 100, tags: [low_income] | refused: shops.cash_not_for_household',
    'redeem_cash | balance: 600, amount: 499.99, tags: [serious_illness] | refused: null, rest: 100.01',
    'redeem_cash | balance: 600, amount: 500, tags: [serious_illness] | refused: null, rest: 100',
    'redeem_cash | balance: 600, amount: 500.01, tags: [子女入学] | refused: shops.cash_over_ceiling',
    'redeem_cash | balance: 600, amount: 100, tags: [子女入学], paid_this_year: 400 | refused: null',
    'redeem_cash | balance: 600, amount: 100.01, tags: [子女入学], paid_this_year: 400 | refused: shops.cash_over_ceiling',
    'redeem_cash | balance: 99, amount: 100, tags: [子女入学] | refused: points.spend_short',
  ]))

test('once a month in principle, at another time by choice, away from home at the year’s end (G-8)', () =>
  holds(xinyu, [
    'redeem_time | on: 2019-03-09 | refused: null, mode: usual, warned: shops.not_in_window',
    'redeem_time | on: 2019-03-10 | mode: usual, warned: null',
    'redeem_time | on: 2019-03-12 | warned: null',
    'redeem_time | on: 2019-03-13 | warned: shops.not_in_window',
    'redeem_time | on: 2019-03-12, redeemed_on: [2019-03-10] | warned: shops.already_this_period',
    'redeem_time | on: 2019-03-12, redeemed_on: [2019-02-28] | warned: null',
    'redeem_time | on: 2019-03-20, chosen: true | mode: chosen, warned: null',
    'redeem_time | on: 2019-03-11, tags: [外出务工] | mode: year_end, warned: shops.wait_for_year_end',
    'redeem_time | on: 2019-11-30, tags: [外出务工] | warned: shops.wait_for_year_end',
    'redeem_time | on: 2019-12-01, tags: [外出务工] | mode: year_end, warned: null',
    'redeem_time | on: 2019-12-31, tags: [外出务工], redeemed_on: [2019-12-01] | warned: shops.already_this_period',
  ]))

test('once a quarter, where the scheme refuses another time (I-6)', () =>
  holds({ window: windowOf('quarter', 'refuse') }, [
    'redeem_time | on: 2019-04-01, redeemed_on: [2019-03-31] | refused: null, warned: null',
    'redeem_time | on: 2019-06-30, redeemed_on: [2019-04-01] | refused: shops.already_this_period',
    'redeem_time | on: 2019-06-30, redeemed_on: [2019-04-01], chosen: true | refused: shops.no_choice_of_time',
  ]))

test('a village pays 50,000 to 80,000 yuan a year, told or refused beyond, as a ceiling or a range (G-13)', async () => {
  await holds({ budget: jinzhaiBudget }, [
    'redeem_budget | paid: 79990, more: 9.99 | after: 79999.99, left: 0.01, state: within, warned: null',
    'redeem_budget | paid: 79990, more: 10 | after: 80000, state: within, warned: null',
    'redeem_budget | paid: 79990, more: 10.01 | after: 80000.01, state: above, warned: shops.over_budget',
    'redeem_budget | paid: 79990, more: 20 | refused: null, after: 80010, left: -10, state: above, warned: shops.over_budget',
    'redeem_budget | paid: 49999.99 | state: within',
  ])
  await holds({ budget: budgetOf('range', 'refuse') }, [
    'redeem_budget | paid: 79990, more: 10 | refused: null',
    'redeem_budget | paid: 79990, more: 20 | refused: shops.over_budget',
    'redeem_budget | paid: 49999.99 | state: below',
    'redeem_budget | paid: 50000 | state: within',
    'redeem_budget | paid: 80000.01 | refused: null, state: above',
  ])
})

test('the shop is settled by what it took in or by what was issued (G-13); the rest stays with the households', async () => {
  await holds({}, [
    'shop_settlement | issued: 52300, redeemed: 50100 | payable: 50100, left: 2200',
    // G-10: 1,104,000 gained, 667,000 redeemed.
    'shop_settlement | issued: 1104000, redeemed: 667000 | left: 437000, redeemed_share: 60.4%',
    'shop_settlement | issued: 0, redeemed: 0 | payable: 0, redeemed_share: —',
  ])
  await holds({ basis: 'issued' }, [
    'shop_settlement | issued: 52300, redeemed: 50100 | payable: 52300, left: 2200',
  ])
})

test('a least amount for one redemption holds from its border on (C-25)', () =>
  holds({ least: '20' }, [
    'redeem | balance: 100, class: daily, price: 19.99 | refused: shops.below_least',
    'redeem | balance: 100, class: daily, price: 20 | refused: null',
    'redeem | balance: 100, class: daily, price: 10, quantity: 2 | refused: null',
  ]))
