import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { everywhere } from '../../platform/database/connect.ts'
import { budgetOf, windowOf, xinyu } from '../../tests/exchange-schemes.ts'
import { balanceFaults } from '../../tests/points-acts.ts'
import { county } from '../../tests/points-village.ts'
import { openShopVillage, type ShopVillage } from '../../tests/shop-village.ts'
import { listStockFaults } from './store-verify.ts'

const counters = 64
const shop = await openShopVillage(counters, { budget: budgetOf('ceiling', 'refuse') })
after(() => shop.close())

const byPerson = { confirmation: { by: 'person' } }
const redeem = async (from: ShopVillage, body: Record<string, unknown>, as = 'clerk') => {
  const answer = await from.call(as, `shops/${from.shopId}/redemptions`, body)
  return answer.status === 200 ? 'done' : answer.body.code
}
const tally = (answers: readonly string[]) =>
  Object.fromEntries(
    [...new Set(answers)].sort().map((answer) => [answer, answers.filter((one) => one === answer).length]),
  )
const atOnce = async (make: (index: number) => Promise<string>) =>
  tally(await Promise.all(Array.from({ length: counters }, (_, index) => make(index))))
const one = async (from: ShopVillage, text: string, values: unknown[] = []) =>
  Number((await from.village.database.owner.query(`select ${text} as n`, values)).rows[0].n)
async function sound(from: ShopVillage): Promise<void> {
  assert.deepEqual(await balanceFaults(from.village), [])
  assert.deepEqual(await from.village.database.transact(everywhere, (tx) => listStockFaults(tx, county)), [])
  const owed = `(select coalesce(sum(payable_fen), 0) from shop.redemption)`
  assert.equal(
    await one(from, `(select coalesce(sum(payable_fen), 0) from shop.year)`),
    await one(from, owed),
  )
  const lines = `(select count(*) from shop.redemption r where r.points <> (select sum(l.points) from shop.redemption_line l where l.redemption_id = r.id))`
  assert.equal(await one(from, lines), 0)
}

test('one code at 64 counters is used once', async () => {
  const soap = await shop.addGood('香皂', 100, 100)
  const code = await shop.makeCode(0)
  const body = { code, lines: [{ goodId: soap, quantity: 1 }] }
  assert.deepEqual(await atOnce(() => redeem(shop, body)), { done: 1, 'shops.code_used': 63 })
  await sound(shop)
})

test('64 counters never take more points from one passbook than it holds', async () => {
  const towel = await shop.addGood('毛巾', 300, 100)
  const body = { bookId: shop.books[1], ...byPerson, lines: [{ goodId: towel, quantity: 1 }] }
  assert.deepEqual(await atOnce(() => redeem(shop, body)), { done: 33, 'points.spend_short': 31 })
  assert.equal(
    await one(shop, `(select redeemable from points.balance where book_id = $1)`, [shop.books[1]]),
    100,
  )
  await sound(shop)
})

test('64 households never take more pieces than are there', async () => {
  const quilt = await shop.addGood('棉被', 1000, 20)
  const answers = await atOnce((index) =>
    redeem(shop, { bookId: shop.books[index], ...byPerson, lines: [{ goodId: quilt, quantity: 1 }] }),
  )
  // Of the 64 one has a single point left.
  assert.equal(answers.done, 20)
  assert.equal(answers['shops.stock_short']! + (answers['points.spend_short'] ?? 0), 44)
  assert.equal(await one(shop, `(select on_hand from shop.good where id = $1)`, [quilt]), 0)
  await sound(shop)
})

test('many goods in any order never lock each other out', async () => {
  const goods = await Promise.all(['油', '盐', '酱油', '醋'].map((name) => shop.addGood(name, 10, 1000)))
  const answers = await atOnce((index) => {
    const lines = goods.map((goodId) => ({ goodId, quantity: 1 }))
    return redeem(shop, {
      bookId: shop.books[index],
      ...byPerson,
      lines: index % 2 ? lines : lines.reverse(),
    })
  })
  assert.deepEqual(answers, { done: 64 })
  await sound(shop)
})

test('the year’s budget is never passed where the scheme refuses it', async () => {
  const pot = await shop.addGood('铁锅', 500, 100)
  const room = 500 * 12 + 499
  await shop.village.database.owner.query(`update shop.year set payable_fen = $1`, [8_000_000 - room])
  const answers = await atOnce((index) =>
    redeem(shop, { bookId: shop.books[index], ...byPerson, lines: [{ goodId: pot, quantity: 1 }] }),
  )
  assert.equal(answers.done, 12)
  assert.equal(answers['shops.over_budget']! + (answers['points.spend_short'] ?? 0), 52)
  assert.equal(await one(shop, `(select payable_fen from shop.year)`), 8_000_000 - 499)
})

test('a day that is being reconciled takes what came before and nothing after', async () => {
  const bowl = await shop.addGood('碗', 10, 1000)
  await shop.village.database.owner.query(`update shop.year set payable_fen = 0`)
  const goods = async () =>
    (
      await shop.must<{ goods: { goodId: string; recorded: number }[] }>(
        'clerk',
        `shops/${shop.shopId}/days/2019-06-10`,
      )
    ).goods
  const counts = (await goods()).map((good) => ({
    goodId: good.goodId,
    counted: good.recorded,
    reason: '盘点',
  }))
  const closing = shop.call('merchant', `shops/${shop.shopId}/days`, { on: '2019-06-10', counts })
  const answers = await atOnce((index) =>
    redeem(shop, { bookId: shop.books[index], ...byPerson, lines: [{ goodId: bowl, quantity: 1 }] }),
  )
  assert.equal((await closing).status, 200)
  const bowls = (await goods()).find((good) => good.goodId === bowl)!
  assert.equal(bowls.recorded, 1000, 'what was counted stands at the end of the day')
  assert.equal(
    (answers.done ?? 0) + (answers['shops.day_closed'] ?? 0) + (answers['points.spend_short'] ?? 0),
    64,
  )
  const sums = await one(shop, `(select (figures ->> 'redemptions')::int from shop.day)`)
  assert.equal(sums, await one(shop, `(select count(*) from shop.redemption where reverses_id is null)`))
  const late = { bookId: shop.books[5], ...byPerson, lines: [{ goodId: bowl, quantity: 1 }] }
  assert.equal(await redeem(shop, late), 'shops.day_closed')
  assert.deepEqual(await balanceFaults(shop.village), [])
})

test('cash and time are counted by one counter at a time', async () => {
  const station = await openShopVillage(2, { ...xinyu, window: windowOf('quarter', 'refuse') })
  try {
    const { owner } = station.village.database
    await owner.query(
      `insert into household.tag (county_code, id, place_code, household_id, tag, valid_from, source) select county_code, gen_random_uuid(), place_code, id, 'serious_illness', '2019-01-01', 'x' from household.household`,
    )
    const cash = (index: number) =>
      redeem(station, { bookId: station.books[index], ...byPerson, cashFen: 1000 })
    assert.deepEqual(await atOnce(() => cash(0)), { done: 1, 'shops.already_this_period': 63 })
    await sound(station)
  } finally {
    await station.close()
  }
  const anyTime = await openShopVillage(1, { ...xinyu, window: windowOf('any_time', 'refuse') })
  try {
    const { owner } = anyTime.village.database
    await owner.query(
      `insert into household.tag (county_code, id, place_code, household_id, tag, valid_from, source) select county_code, gen_random_uuid(), place_code, id, 'serious_illness', '2019-01-01', 'x' from household.household`,
    )
    await owner.query(`update points.balance set redeemable = 1000000, cumulative = 1000000`)
    const cash = () => redeem(anyTime, { bookId: anyTime.books[0], ...byPerson, cashFen: 3000 })
    // 500 yuan a year: sixteen times 30.
    assert.deepEqual(await atOnce(cash), { done: 16, 'shops.cash_over_ceiling': 48 })
  } finally {
    await anyTime.close()
  }
})
