import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { insertYear, vote } from '../../tests/dividend-acts.ts'
import { withExchange } from '../../tests/exchange-schemes.ts'
import { balanceFaults, servicesOf } from '../../tests/points-acts.ts'
import { addFile, openTestVillage, place } from '../../tests/points-village.ts'
import { liveShop } from './live-shop.ts'

const village = await openTestVillage(2, (yaml) => withExchange(yaml))
after(() => village.close())

test('a sample’s shop is played through the use cases of people: fund, shelves, redemptions', async () => {
  await insertYear(village, [])
  const { rows } = await village.database.owner.query<{ id: string }>(
    'select id from points.book order by id',
  )
  const scene = {
    as: <T>(login: string, day: string, work: Parameters<typeof village.as<T>>[2]) =>
      village.as(village.actors[login as 'clerk'], day, work),
    services: servicesOf(village, () => new Date('2019-06-10T02:00:00Z')),
  }
  const made = await liveShop(scene, {
    ...{ placeCode: place, adoptionId: village.adoptionId, name: '爱心超市', fundName: '兑换专账' },
    ...{ openedOn: '2019-05-01', operatorName: '店主', resolutionId: await vote(village, '2019-01-07') },
    income: [
      {
        on: '2019-05-02',
        sourceKey: 'donation',
        amountFen: 500_000,
        words: '捐款',
        donor: '某企业',
        voucher: await addFile(village),
      },
    ],
    goods: [
      {
        name: '大米',
        kind: 'goods',
        shelf: 'business',
        classKey: 'grain_oil',
        unit: '袋',
        priceFen: 3700,
        pricePoints: null,
        pieces: 5,
      },
      {
        name: '棉被',
        kind: 'goods',
        shelf: 'charity',
        classKey: 'daily',
        unit: '床',
        priceFen: 8000,
        pricePoints: 6000,
        pieces: 2,
      },
    ],
    redemptions: [
      { on: '2019-06-01', bookId: rows[0]!.id, good: 0, quantity: 2 },
      { on: '2019-06-02', bookId: rows[1]!.id, good: 1, quantity: 1 },
    ],
  })
  const told = await village.database.owner.query(
    `select (select array_agg(on_hand order by name desc) from shop.good where shop_id = $1) as stock,
       (select array_agg(points order by redeemed_on) from shop.redemption where shop_id = $1) as points,
       (select count(*) from fund.approval where fund_id = $2) as approved`,
    [made.shopId, made.fundId],
  )
  const { stock, points, approved } = told.rows[0]
  assert.deepEqual([stock, points, Number(approved)].flat().map(Number), [1, 3, 7400, 6000, 1])
  assert.deepEqual(await balanceFaults(village), [])
})
