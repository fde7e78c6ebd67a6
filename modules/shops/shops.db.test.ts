import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { everywhere } from '../../platform/database/connect.ts'
import { vote } from '../../tests/dividend-acts.ts'
import { balanceFaults } from '../../tests/points-acts.ts'
import { addFile, county, place } from '../../tests/points-village.ts'
import { addMerchant, addMoney, openShopVillage, type ShopVillage } from '../../tests/shop-village.ts'
import { listStockFaults } from './store-verify.ts'

let shop: ShopVillage
let rice = ''
let smoke = ''
before(async () => {
  shop = await openShopVillage(8)
  rice = await shop.addGood('大米', 3700, 20, { classKey: 'grain_oil', unit: '袋' })
  smoke = await shop.addGood('香烟', 3700, 5, { classKey: 'tobacco', unit: '盒' })
})
after(() => shop?.close())

const redeemPath = () => `shops/${shop.shopId}/redemptions`
const redeem = (as: string, body: Record<string, unknown>, key?: string) =>
  shop.call(as, redeemPath(), body, key)
const code = async (as: string, path: string, body?: unknown) => (await shop.call(as, path, body)).body.code
const balance = async (household: number) =>
  Number(
    (
      await shop.village.database.owner.query('select redeemable from points.balance where book_id = $1', [
        shop.books[household],
      ])
    ).rows[0].redeemable,
  ) / 100
const onHand = async (good: string) =>
  Number(
    (await shop.village.database.owner.query('select on_hand from shop.good where id = $1', [good])).rows[0]
      .on_hand,
  )
const sound = async () => {
  assert.deepEqual(await balanceFaults(shop.village), [])
  assert.deepEqual(await shop.village.database.transact(everywhere, (tx) => listStockFaults(tx, county)), [])
}

test('a shop is opened by a resolution, and its operator holds the role', async () => {
  const wish = {
    ...{ placeCode: place, adoptionId: shop.village.adoptionId, openedOn: '2019-01-01', site: 'store' },
    ...{ address: '村口 2 号', operatorName: '新店主', name: '二店' },
  }
  assert.equal(await code('clerk', 'shops', wish), 'shops.resolution_missing')
  const resolutionId = await vote(shop.village, '2019-01-08')
  const byClerk = { ...wish, resolutionId, operatorAccountId: shop.village.actors.clerk.accountId }
  assert.equal(await code('clerk', 'shops', byClerk), 'shops.operator_no_role')
  assert.equal(await code('merchant', 'shops', { ...wish, resolutionId }), 'access.denied')
  assert.equal(await code('clerk', 'shops', { ...wish, resolutionId, name: '爱心超市' }), 'shops.name_taken')
})

test('a code on the phone buys 37 yuan of rice for 37 points, once', async () => {
  const made = await shop.makeCode(0)
  const customers = await shop.must<Record<string, unknown>[]>('merchant', `shops/${shop.shopId}/customers`, {
    code: made,
  })
  assert.deepEqual([customers[0]!.nameMasked, customers[0]!.spendable], ['户*1', 10_000])
  const body = { code: made, lines: [{ goodId: rice, quantity: 1 }] }
  const key = makeId()
  const done = await redeem('merchant', body, key)
  assert.equal(done.status, 200, done.text)
  assert.equal(done.body.rest, 6300)
  // A replay under the same key gets the first answer; the same code under another key is used up.
  const again = await redeem('merchant', body, key)
  assert.deepEqual([again.status, again.text], [200, done.text])
  assert.equal((await redeem('merchant', body)).body.code, 'shops.code_used')
  assert.equal(await balance(0), 63)
  assert.equal(await onHand(rice), 19)
  await sound()
})

test('what may not be exchanged is refused, and the code stays good', async () => {
  const made = await shop.makeCode(0, 4000)
  const line = (goodId: string, quantity = 1) => ({ code: made, lines: [{ goodId, quantity }] })
  assert.equal((await redeem('merchant', line(smoke))).body.code, 'shops.class_not_exchanged')
  assert.equal((await redeem('merchant', { code: made, cashFen: 3700 })).body.code, 'shops.no_cash')
  assert.equal((await redeem('merchant', { code: made })).body.code, 'shops.nothing_chosen')
  assert.equal((await redeem('merchant', line(makeId()))).body.code, 'shops.good_unknown')
  assert.equal((await redeem('merchant', line(rice, 21))).body.code, 'shops.stock_short')
  assert.equal((await redeem('merchant', line(rice, 2))).body.code, 'shops.code_limit')
  assert.equal(
    (await redeem('merchant', { ...line(rice), chosenTime: true })).body.code,
    'shops.no_choice_of_time',
  )
  const twice = { code: made, lines: [line(rice).lines[0], line(rice).lines[0]] }
  assert.equal((await redeem('merchant', twice)).body.code, 'shops.good_twice')
  assert.equal(await balance(0), 63)
  assert.equal((await redeem('merchant', line(rice))).status, 200)
  assert.equal(await balance(0), 26)
  const poor = { code: await shop.makeCode(0), lines: [{ goodId: rice, quantity: 1 }] }
  assert.equal((await redeem('merchant', poor)).body.code, 'points.spend_short')
  await sound()
})

test('codes end by time and by the next one; a wrong one is told', async () => {
  const old = await shop.makeCode(1)
  const made = await shop.makeCode(1)
  const line = { lines: [{ goodId: rice, quantity: 1 }] }
  assert.equal((await redeem('merchant', { code: old, ...line })).body.code, 'shops.code_expired')
  const wrong = made === '00000000' ? '00000001' : '00000000'
  assert.equal((await redeem('merchant', { code: wrong, ...line })).body.code, 'shops.code_wrong')
  await shop.village.database.owner.query(
    `update shop.code set expires_at = expires_at - interval '6 minutes' where redemption_id is null`,
  )
  assert.equal((await redeem('merchant', { code: made, ...line })).body.code, 'shops.code_expired')
  const stolen = { placeCode: place, bookId: shop.books[1], pointsMax: null }
  assert.equal(await code('villager 2', 'shops/codes', stolen), 'record.not_found')
  assert.equal(await code('merchant', 'shops/codes', stolen), 'access.denied')
})

test('without a phone: household number, confirmation by the person or a proxy', async () => {
  const [found] = await shop.must<{ bookId: string }[]>('clerk', `shops/${shop.shopId}/customers`, {
    household: '0002',
  })
  assert.equal(found!.bookId, shop.books[1])
  assert.equal(
    await code('clerk', `shops/${shop.shopId}/customers`, { household: '9999' }),
    'shops.household_unknown',
  )
  const body = { bookId: found!.bookId, lines: [{ goodId: rice, quantity: 1 }] }
  assert.equal((await redeem('clerk', body)).body.code, 'shops.confirmation_missing')
  const proxy = { name: '小李', relation: '儿子', reason: '行动不便', readBack: true, signatureFileId: null }
  const half = { ...body, confirmation: { by: 'person', proxy } }
  assert.equal((await redeem('clerk', half)).body.code, 'shops.confirmation_missing')
  assert.equal((await redeem('clerk', { ...body, confirmation: { by: 'person' } })).status, 200)
  const byProxy = await redeem('merchant', { ...body, confirmation: { by: 'proxy', proxy } })
  assert.equal(byProxy.body.confirmedBy, '小李')
  assert.equal(await balance(1), 26)
})

test('the operator sees her own shop, a masked name, and nothing else of the village', async () => {
  const own = await shop.must<{ rows: Record<string, unknown>[] }>('merchant', redeemPath())
  assert.ok(own.rows.length > 0)
  for (const row of own.rows) {
    assert.match(String(row.customerName), /^户\*/)
    assert.equal(row.householdNumber, '')
  }
  await addMerchant(shop.village, shop.server, 'stranger')
  for (const path of [`shops/${shop.shopId}`, redeemPath(), `shops/${shop.shopId}/goods`])
    assert.equal((await shop.call('stranger', path)).status, 404, path)
  assert.deepEqual(await shop.must('stranger', `shops?place=${place}`), [])
  for (const path of [
    `points/passbooks?place=${place}&cycle=2019`,
    `households?place=${place}`,
    `funds?place=${place}`,
    `points/passbooks/${shop.books[0]}`,
  ])
    assert.notEqual((await shop.call('merchant', path)).status, 200, path)
  // Even past the rights, row-level security shows the operator no household of the village.
  const seen = await shop.village.as(shop.server.actors.merchant!, '2019-06-10', (act) =>
    act.tx.selectFrom('points.balance').select('book_id').where('county_code', '=', county).execute(),
  )
  assert.deepEqual(seen, [])
})

test('a redemption is cancelled on its day by another person; everything goes back and stays in the books', async () => {
  const made = await redeem('merchant', {
    code: await shop.makeCode(2),
    lines: [{ goodId: rice, quantity: 2 }],
  })
  const cancel = (as: string) =>
    shop.call(as, `${redeemPath()}/${made.body.id}/cancellation`, { reason: '换错了' })
  const before = await onHand(rice)
  assert.equal((await cancel('merchant')).body.code, 'shops.same_person')
  const both = await Promise.all([cancel('clerk'), cancel('cadre')])
  assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409])
  assert.equal(await balance(2), 100)
  assert.equal(await onHand(rice), before + 2)
  assert.equal((await cancel('clerk')).body.code, 'shops.cancelled')
  await sound()
})

test('stock comes in and goes out by its rules, never below zero', async () => {
  const gift = await shop.addGood('爱心棉被', 8000, 0, { shelf: 'charity', unit: '床' })
  const stock = (as: string, goodId: string, kind: string, quantity: number) =>
    shop.call(as, `shops/${shop.shopId}/stock`, { goodId, kind, quantity, party: '某企业', reason: '' })
  assert.equal((await stock('clerk', gift, 'donation', 4)).body.onHand, 4)
  assert.equal((await stock('clerk', gift, 'sale', 1)).body.code, 'shops.charity_not_sold')
  assert.equal((await stock('clerk', rice, 'donation', 1)).body.code, 'shops.gift_on_business')
  assert.equal((await stock('merchant', rice, 'sale', 1)).status, 200)
  assert.equal((await stock('merchant', rice, 'sale', 10_000)).body.code, 'shops.stock_short')
  const same = {
    name: '爱心棉被',
    kind: 'goods',
    shelf: 'charity',
    classKey: 'daily',
    unit: '床',
    priceFen: 1,
  }
  assert.equal(await code('clerk', `shops/${shop.shopId}/goods`, same), 'shops.good_taken')
  const free = { ...same, name: '免费', shelf: 'business', priceFen: 0 }
  assert.equal(await code('clerk', `shops/${shop.shopId}/goods`, free), 'shops.price_missing')
  const made = await redeem('merchant', {
    code: await shop.makeCode(2),
    lines: [{ goodId: gift, quantity: 1 }],
  })
  assert.deepEqual([made.body.points, made.body.payableFen], [8000, 0])
  await sound()
})

test('a day is reconciled: counted, differences explained, and shut; a year is settled once and approved by another', async () => {
  const day = (as: string, counts: unknown[]) =>
    shop.call(as, `shops/${shop.shopId}/days`, { on: '2019-06-10', counts, note: '' })
  const goods = (
    await shop.must<{ goods: { goodId: string; name: string; recorded: number }[] }>(
      'merchant',
      `shops/${shop.shopId}/days/2019-06-10`,
    )
  ).goods
  const exact = goods.map((good) => ({ goodId: good.goodId, counted: good.recorded, reason: '' }))
  assert.equal((await day('merchant', exact.slice(1))).body.code, 'shops.count_missing')
  const short = exact.map((count) =>
    count.goodId === rice ? { ...count, counted: count.counted - 1 } : count,
  )
  assert.equal((await day('merchant', short)).body.code, 'shops.difference_unexplained')
  const explained = short.map((count) => (count.goodId === rice ? { ...count, reason: '受潮报损' } : count))
  const settle = async (as = 'clerk') =>
    shop.call(as, `shops/${shop.shopId}/settlements`, {
      ...{ period: '2019', fundId: shop.fundId, sourceKey: 'donation', useKey: 'shop' },
      vouchers: [await addFile(shop.village)],
    })
  assert.equal((await settle()).body.code, 'shops.period_open')
  shop.server.setDay('2020-01-04')
  assert.equal((await settle()).body.code, 'shops.days_open')
  const before = await onHand(rice)
  assert.equal((await day('merchant', explained)).status, 200)
  assert.equal((await day('merchant', explained)).body.code, 'shops.day_closed')
  assert.equal(await onHand(rice), before - 1)
  // Three at 37 by code and number each, the charity quilt is the village's own: 4 × 37 yuan are owed.
  const preview = await shop.must<{ payableFen: number; redeemed: number }>(
    'clerk',
    `shops/${shop.shopId}/settlements/preview?period=2019`,
  )
  assert.deepEqual([preview.payableFen, preview.redeemed], [4 * 3700, 4 * 3700 + 8000])
  assert.equal((await settle()).body.code, 'funds.short')
  await addMoney(shop, 20_000)
  assert.equal((await settle('merchant')).body.code, 'access.denied')
  const settled = await settle()
  assert.equal(settled.body.state, 'waiting', settled.text)
  assert.equal((await settle()).body.code, 'shops.settled')
  const decision = `funds/movements/${settled.body.movementId}/decision`
  assert.equal(await code('clerk', decision, { decision: 'approved' }), 'access.denied')
  await shop.must('secretary', decision, { decision: 'approved' })
  const listed = await shop.must<{ state: string }[]>('merchant', `shops/${shop.shopId}/settlements`)
  assert.equal(listed[0]!.state, 'approved')
  await sound()
})
