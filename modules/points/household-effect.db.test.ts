import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { everywhere } from '../../platform/database/connect.ts'
import { county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { shareHouseholdEffect } from '../dividends/household-effect.ts'
import { insertShares } from '../dividends/index.ts'
import { findShares } from '../dividends/store-shares.ts'
import type { HouseholdChange } from '../households/index.ts'
import { declareBatch } from './declare-claim.ts'
import { pointsHouseholdEffect } from './household-effect.ts'
import { listBalanceFaults } from './store.ts'
import { openBooks } from './store-books.ts'
import { listHouseholdPassbooks } from './store-passbooks.ts'

let village: TestVillage
let merge: HouseholdChange
before(async () => {
  village = await openTestVillage(3)
  merge = {
    id: makeId(),
    kind: 'merge',
    on: '2019-06-01',
    countyCode: county,
    placeCode: place,
    toPlaceCode: place,
    householdId: village.households[1]!,
    otherHouseholdId: village.households[0]!,
    opened: [],
    ended: [{ householdId: village.households[0]!, endedBy: 'merged', successorId: village.households[1]! }],
    persons: [],
    replaced: null,
    across: null,
  }
  const mark = { schemeId: 'pinghu-tongjie', version: 1, hash: 'x' }
  const at = new Date('2019-03-01T00:00:00Z')
  await village.database.transact(everywhere, async (tx) => {
    await openBooks(tx, {
      placeCode: place,
      adoptionId: village.adoptionId,
      bookKey: 'shanzhi',
      cycle: '2019',
      base: 10_000,
      mark,
      at,
      by: null,
    })
    await insertShares(
      tx,
      place,
      [0, 1].map((index) => ({
        id: makeId(),
        householdId: village.households[index]!,
        shares: (index + 2) * 100,
        from: '2018-01-01',
        basis: '底册',
      })),
    )
  })
  await village.database.owner.query(
    `with e as (insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, occurred_on, posted_at, scheme_id, scheme_version, scheme_hash, note)
       select county_code, gen_random_uuid(), place_code, household_id, id, 'award', 1500, '2019-02-01', now(), 'pinghu-tongjie', 1, 'x', '' from points.book where household_id = $1 returning book_id)
     update points.balance set redeemable = redeemable + 1500, cumulative = cumulative + 1500, gained = gained + 1500, entries = entries + 1 where book_id in (select book_id from e)`,
    [village.households[0]],
  )
})
after(() => village?.close())

const balanceOf = async (index: number) => {
  const books = await village.as(village.actors.clerk, '2019-06-02', (act) =>
    listHouseholdPassbooks(act.tx, county, village.households[index]!),
  )
  return books[0]!.balance
}
const sharesOf = (index: number) =>
  village.database.transact(
    everywhere,
    async (tx) => (await findShares(tx, county, village.households[index]!))?.shares,
  )
const faults = () => village.database.transact(everywhere, (tx) => listBalanceFaults(tx, county))

test('a merge is held back while a claim of the ending household is under way', async () => {
  const [claimId] = await village.as(village.actors.clerk, '2019-05-02', (act) =>
    declareBatch(act, village.library, {
      placeCode: place,
      adoptionId: village.adoptionId,
      bookKey: 'shanzhi',
      itemKey: 'public_affairs',
      occurredOn: '2019-05-01',
      happenedAt: '',
      reason: '清理河道',
      evidence: [],
      channel: 'cadre',
      medium: 'console',
      lines: [{ householdId: village.households[0]!, quantity: 100, proposed: 500 }],
    }),
  )
  const lines = await village.as(village.actors.secretary, '2019-05-20', (act) =>
    pointsHouseholdEffect.preview(act, merge),
  )
  assert.ok(lines.some((line) => line.blocks))
  await village.database.owner.query(`update points.claim set state = 'withdrawn' where id = $1`, [claimId])
})

test('a merge takes gains and shares to the successor, and its undoing brings both back', async () => {
  await village.as(village.actors.secretary, '2019-06-01', (act) => pointsHouseholdEffect.apply(act, merge))
  await village.as(village.actors.secretary, '2019-06-01', (act) => shareHouseholdEffect.apply(act, merge))
  assert.deepEqual([await balanceOf(0), await balanceOf(1)], [10_000, 11_500])
  assert.deepEqual([await sharesOf(0), await sharesOf(1)], [0, 500])
  assert.deepEqual(await faults(), [])
  await village.as(village.actors.secretary, '2019-06-03', (act) => pointsHouseholdEffect.undo!(act, merge))
  await village.as(village.actors.secretary, '2019-06-03', (act) => shareHouseholdEffect.undo!(act, merge))
  assert.deepEqual([await balanceOf(0), await balanceOf(1)], [11_500, 10_000])
  assert.deepEqual([await sharesOf(0), await sharesOf(1)], [200, 300])
  assert.deepEqual(await faults(), [])
})
