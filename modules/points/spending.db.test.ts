import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { everywhere } from '../../platform/database/connect.ts'
import { insertYear } from '../../tests/dividend-acts.ts'
import { balanceFaults, close } from '../../tests/points-acts.ts'
import { county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { returnPoints, spendPoints } from './spend-points.ts'
import { listAllLines } from './store-closes.ts'
import { findSpendable, sumIssuedAndRedeemed } from './store-spending.ts'

let village: TestVillage
const books: string[] = []
before(async () => {
  village = await openTestVillage(4)
  // 100 of base each; the first gains 25, the second loses 20.
  await insertYear(village, [
    { household: 0, points: 25 },
    { household: 1, points: -20 },
  ])
  for (const household of village.households) {
    const { rows } = await village.database.owner.query<{ id: string }>(
      'select id from points.book where household_id = $1',
      [household],
    )
    books.push(rows[0]!.id)
  }
})
after(() => village?.close())

const code = (error: unknown) => (error as { code?: string }).code ?? String(error)
const mark = { schemeId: 'pinghu-tongjie', version: 1, hash: 'test' }
const spend = (book: number, points: number, redemptionId = makeId()) =>
  village
    .as(village.actors.clerk, '2019-12-20', async (act) =>
      spendPoints(act, (await findSpendable(act.tx, place, books[book]!))!, {
        ...{ amount: Math.round(points * 100), redemptionId, mark, on: '2019-12-20', note: '大米' },
      }),
    )
    .then((rest) => rest / 100, code)
const giveBack = (book: number, points: number, redemptionId: string) =>
  village
    .as(village.actors.clerk, '2019-12-20', (act) =>
      returnPoints(act, {
        ...{ placeCode: place, bookId: books[book]!, amount: Math.round(points * 100), redemptionId, mark },
        ...{ on: '2019-12-20', note: '退回' },
      }),
    )
    .then((rest) => rest / 100, code)
const balanceOf = async (book: number) =>
  (
    await village.database.owner.query(
      'select redeemable, cumulative, gained, lost from points.balance where book_id = $1',
      [books[book]],
    )
  ).rows.map((row) => Object.values(row).map((value) => Number(value) / 100))[0]

test('spending takes from what may be spent and leaves what was gained', async () => {
  assert.deepEqual(await balanceOf(0), [125, 125, 25, 0])
  const redemption = makeId()
  assert.equal(await spend(0, 37, redemption), 88)
  assert.deepEqual(await balanceOf(0), [88, 125, 25, 0])
  assert.equal(await spend(0, 37, redemption), '23505')
  assert.equal(await giveBack(0, 37, redemption), 125)
  assert.equal(await giveBack(0, 37, redemption), '23505')
  assert.deepEqual(await balanceOf(0), [125, 125, 25, 0])
  assert.deepEqual(await balanceFaults(village), [])
})

test('what is not there is refused with both figures, and nothing is written', async () => {
  const entries = async () =>
    Number((await village.database.owner.query('select count(*) as n from points.entry')).rows[0].n)
  const before = await entries()
  assert.equal(await spend(1, 80.01), 'points.spend_short')
  assert.equal(await entries(), before)
  assert.equal(await spend(1, 80), 0)
  assert.equal(await spend(1, 0.01), 'points.spend_short')
  assert.deepEqual(await balanceOf(1), [0, 80, 0, 20])
  assert.equal(await spend(1, 1, makeId()).then(() => findElsewhere()), undefined)
})

const findElsewhere = () =>
  village.database.transact(everywhere, (tx) => findSpendable(tx, '330482001214', books[1]!))

test('64 counters at once never take more than there is', async () => {
  const taken = await Promise.all(Array.from({ length: 64 }, () => spend(2, 3)))
  assert.equal(taken.filter((rest) => typeof rest === 'number').length, 33)
  assert.ok(taken.every((rest) => typeof rest === 'number' || rest === 'points.spend_short'))
  assert.deepEqual(await balanceOf(2), [1, 100, 0, 0])
  assert.deepEqual(await balanceFaults(village), [])
})

test('a close counts what was gained and lost, whatever was spent; a closed book spends no more', async () => {
  const sums = await village.database.transact(everywhere, (tx) =>
    sumIssuedAndRedeemed(tx, {
      ...{ placeCode: place, adoptionId: village.adoptionId, bookKey: 'shanzhi' },
      ...{ firstDay: '2019-01-01', lastDay: '2020-12-31' },
    }),
  )
  assert.deepEqual(sums, { issued: 500, redeemed: 8000 + 9900 })
  const closed = await close(village, '2019', '2020-01-05')
  const lines = await village.database.transact(everywhere, (tx) => listAllLines(tx, county, closed.closeId))
  assert.deepEqual(
    lines.map((line) => [line.base, line.gained, line.lost, line.total].map((points) => points / 100)),
    [
      [100, 25, 0, 125],
      [100, 0, 20, 80],
      [100, 0, 0, 100],
      [100, 0, 0, 100],
    ],
  )
  assert.equal(await spend(3, 1), 'points.spend_closed')
})
