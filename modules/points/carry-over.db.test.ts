import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { insertYear } from '../../tests/dividend-acts.ts'
import { balanceFaults, close } from '../../tests/points-acts.ts'
import { openTestVillage, type TestVillage } from '../../tests/points-village.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage(3, (yaml) => yaml.replace('carry: none', 'carry: keep'))
})
after(() => village?.close())

const balances = async () => {
  const { rows } = await village.database.owner.query(
    `select b.cycle, x.redeemable::int, x.cumulative::int, x.gained::int from points.book b join points.balance x on x.book_id = b.id
     where b.household_id = $1 order by b.cycle`,
    [village.households[0]],
  )
  return rows.map((row) => [row.cycle, row.redeemable, row.cumulative, row.gained])
}

test('what may be spent goes on into the next year and counts as no gain there (C-27)', async () => {
  await insertYear(village, [{ household: 0, points: 80 }])
  await close(village, '2019', '2020-01-05')
  assert.deepEqual(await balances(), [
    ['2019', 0, 18_000, 8000],
    ['2020', 28_000, 28_000, 0],
  ])
  assert.deepEqual(await balanceFaults(village), [])
})

test('a further close carries on only what has changed since', async () => {
  await close(village, '2019', '2020-01-06', '更正一笔')
  assert.deepEqual(await balances(), [
    ['2019', 0, 18_000, 8000],
    ['2020', 28_000, 28_000, 0],
  ])
  assert.deepEqual(await balanceFaults(village), [])
})
