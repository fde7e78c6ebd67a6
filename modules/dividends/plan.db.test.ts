import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import type { Actor } from '../../engines/access/access.ts'
import { everywhere } from '../../platform/database/connect.ts'
import {
  draft,
  insertYear,
  listOf,
  type Pools,
  register,
  resolve,
  show,
  vote,
} from '../../tests/dividend-acts.ts'
import { balanceFaults, close, settle } from '../../tests/points-acts.ts'
import { county, openTestVillage, place } from '../../tests/points-village.ts'
import { answer, object } from '../../tests/publicity-acts.ts'
import { reverseEntry } from '../points/post-entries.ts'
import { setShares } from './change-shares.ts'
import { dropPlan, payPlan } from './plan-dividend.ts'
import { listBestLines, listLineRows, type PlanRow } from './store.ts'
import { listShareRows } from './store-shares.ts'

const village = await openTestVillage(20)
after(() => village.close())
const code = (error: unknown) => (error as { code?: string }).code ?? String(error)
const pools: Pools = { sharePoolFen: 100_000, incentivePoolFen: 500_000, priceFen: null }

// Ten tied in pairs: 50, 50, 48, 48 …; the rest gained nothing, the last two stand below zero.
await register(
  village,
  village.households.map((_, index) => 100 * (index + 1)),
)
await insertYear(village, [
  ...Array.from({ length: 10 }, (_, index) => ({ household: index, points: 50 - 2 * (index >> 1) })),
  ...[18, 19].map((household) => ({ household, points: -150 })),
])
const quarter = await close(village, '2019-Q2', '2019-07-25')
const first = await close(village, '2019', '2020-01-05')

const drop = (plan: PlanRow, on: string) =>
  village.as(village.actors.clerk, on, (act) =>
    dropPlan(act, plan.id, { reason: '重新拟定', revision: plan.revision }),
  )
const lines = async (plan: PlanRow) =>
  (
    await village.database.transact(everywhere, (tx) =>
      listLineRows(tx, county, plan.id, {
        search: '',
        weighted: 'all',
        paid: 'all',
        sort: 'number',
        page: 1,
        pageSize: 100,
      }),
    )
  ).rows

/** Takes one award back and closes the year again. */
async function correct(on: string): Promise<string> {
  const { rows } = await village.database.owner.query<{ id: string }>(
    `select e.id from points.entry e where e.kind = 'award' and not exists (select from points.entry r where r.reverses_id = e.id) order by e.amount limit 1`,
  )
  await village.as(village.actors.secretary, on, (act) =>
    reverseEntry(act, village.library, rows[0]!.id, '登记错户'),
  )
  return (await close(village, '2019', on, '冲正登记错户的加分')).closeId
}

/** Up to the resolution, without objections. */
async function resolved(closeId: string, day: string): Promise<PlanRow> {
  const shown = await show(village, await draft(village, closeId, pools, `${day}-01`), `${day}-02`)
  await settle(village, (await listOf(village, shown)).listId, `${day}-09`)
  return resolve(village, shown, await vote(village, `${day}-10`), `${day}-10`)
}

test('a plan stands on the newest yearly close of its own village and scheme', async () => {
  const attempt = (closeId: string, change = {}) =>
    draft(village, closeId, { ...pools, ...change }, '2020-01-06').then(() => 'drafted', code)
  assert.equal(await attempt(quarter.closeId), 'dividends.close_unfit')
  assert.equal(await attempt(makeId()), 'dividends.close_unfit')
  const elsewhere = { adoptionId: makeId() }
  assert.equal(await attempt(first.closeId, elsewhere), 'dividends.close_unfit')
})

test('nobody is paid below zero, and shares are paid whatever the points', async () => {
  const plan = await draft(village, first.closeId, pools, '2020-01-06')
  const rows = await lines(plan)
  assert.deepEqual(
    rows.slice(17).map((row) => [row.points, row.weighted, row.incentiveFen, row.shareFen > 0]),
    [
      [10_000, false, 0, true],
      [0, false, 0, true],
      [0, false, 0, true],
    ],
  )
  assert.equal(
    rows.reduce((sum, row) => sum + row.shareFen, 0),
    pools.sharePoolFen,
  )
  await drop(plan, '2020-01-06')
})

test('of several who draft at once one does; a dropped plan makes room for the next', async () => {
  const results = await Promise.all(
    Array.from({ length: 6 }, () =>
      draft(village, first.closeId, pools, '2020-01-07').then((plan) => plan, code),
    ),
  )
  const drafted = results.filter((result): result is PlanRow => typeof result !== 'string')
  assert.equal(drafted.length, 1)
  assert.equal(drafted[0]!.attempt, 2)
  const dropped = await drop(drafted[0]!, '2020-01-07')
  assert.equal(dropped.state, 'dropped')
  assert.equal(await drop(dropped, '2020-01-07').catch(code), 'dividends.wrong_state')
  assert.equal(await show(village, dropped, '2020-01-08').catch(code), 'dividends.wrong_state')
})

test('an objection that is upheld ends the plan: it is dropped and drafted anew', async () => {
  const shown = await show(village, await draft(village, first.closeId, pools, '2020-01-08'), '2020-01-08')
  const list = await listOf(village, shown)
  await answer(
    village,
    await object(village, village.villager(3), list, 0, '2020-01-14'),
    'upheld',
    '2020-01-14',
  )
  await settle(village, list.listId, '2020-01-15')
  const passed = await vote(village, '2020-01-15')
  assert.equal(await resolve(village, shown, passed, '2020-01-15').catch(code), 'dividends.objection_upheld')
  await drop(shown, '2020-01-16')
})

test('a close corrected after the draft, the list or the vote takes the plan’s ground away', async () => {
  const drafted = await draft(village, first.closeId, pools, '2020-02-01')
  const second = await correct('2020-02-02')
  assert.equal(await draft(village, first.closeId, pools, '2020-02-02').catch(code), 'dividends.close_unfit')
  assert.equal(await show(village, drafted, '2020-02-03').catch(code), 'dividends.close_unfit')
  await drop(drafted, '2020-02-03')

  const shown = await show(village, await draft(village, second, pools, '2020-02-04'), '2020-02-04')
  await settle(village, (await listOf(village, shown)).listId, '2020-02-11')
  const passed = await vote(village, '2020-02-12')
  const third = await correct('2020-02-13')
  assert.equal(await resolve(village, shown, passed, '2020-02-13').catch(code), 'dividends.close_unfit')
  await drop(shown, '2020-02-13')

  const plan = await resolved(third, '2020-03')
  await village.database.owner.query(
    `insert into procedure.step (county_code, run_id, step_key, place_code, done_on, evidence, note, done_name, done_at)
     select county_code, id, 'plan_publicity', place_code, '2020-03-11', '[]', '', '', '2020-03-11' from procedure.run where cycle = '2019'`,
  )
  const fourth = await correct('2020-03-12')
  const pay = (one: PlanRow) =>
    village.as(village.actors.secretary, '2020-04-20', (act) =>
      payPlan(act, village.library, one.id, { paidOn: '2020-04-20', method: 'cash', revision: one.revision }),
    )
  assert.equal(await pay(plan).catch(code), 'dividends.close_unfit')
  await drop(plan, '2020-03-13')
  const paid = await pay(await resolved(fourth, '2020-04'))
  assert.equal(paid.state, 'paid')
  const numbers = await village.database.owner.query('select number from dividend.payment order by number')
  assert.deepEqual(
    numbers.rows.map((row) => row.number.slice(-5)),
    Array.from({ length: 20 }, (_, index) => String(index + 1).padStart(5, '0')),
  )
})

test('a tie for the last place of the credit list is in or out as the close’s rule says', async () => {
  const { rows } = await village.database.owner.query<{ id: string }>(
    `select id from dividend.plan where attempt = 1`,
  )
  const best = async (count: number, ties: 'include_all' | 'exclude_all') =>
    (
      await village.database.transact(everywhere, (tx) =>
        listBestLines(tx, county, rows[0]!.id, { count, ties }),
      )
    ).length
  assert.deepEqual(
    [
      await best(3, 'include_all'),
      await best(3, 'exclude_all'),
      await best(4, 'exclude_all'),
      await best(0, 'include_all'),
      await best(99, 'exclude_all'),
    ],
    [4, 2, 4, 0, 10],
  )
})

test('shares and points never touch each other', async () => {
  const ledger = async () => {
    const { rows } = await village.database.owner.query('select id, amount from points.entry order by id')
    return rows
  }
  const shares = () =>
    village.database.transact(everywhere, (tx) =>
      listShareRows(tx, place, { on: '2019-12-31', search: '', page: 1, pageSize: 100 }),
    )
  const [entries, before] = [await ledger(), await shares()]
  await change(0, 90_000, '2020-05-01')
  assert.deepEqual(await ledger(), entries)
  assert.deepEqual(
    (await shares()).rows.map((row) => row.shares),
    before.rows.map((row) => row.shares),
  )
  await correct('2020-05-02')
  assert.deepEqual(await shares(), before)
  const { rows: plans } = await village.database.owner.query<{ id: string }>(
    'select id from dividend.plan order by attempt',
  )
  const paid = await village.database.owner.query(
    'select household_id, share_fen from dividend.line where plan_id = $1 order by 1',
    [plans.at(-1)!.id],
  )
  const first = await village.database.owner.query(
    'select household_id, share_fen from dividend.line where plan_id = $1 order by 1',
    [plans[0]!.id],
  )
  assert.deepEqual(paid.rows, first.rows)
  assert.deepEqual(await balanceFaults(village), [])
})

function change(
  household: number,
  shares: number,
  from: string,
  actor: Actor = village.actors.secretary,
  householdId = village.households[household]!,
) {
  const body = { placeCode: place, shares, from, basis: '股权转让协议' }
  return village.as(actor, '2020-06-01', (act) => setShares(act, householdId, body))
}

test('shares change from a day on, with a basis, in the own village, never behind the present ones', async () => {
  const changed = await change(1, 777, '2020-05-10')
  assert.deepEqual([changed.shares, changed.from], [777, '2020-05-10'])
  assert.equal(await change(1, 777, '2020-06-01').catch(code), 'dividends.share_same')
  assert.equal(await change(1, 700, '2020-05-09').catch(code), 'dividends.share_past')
  assert.equal(await change(1, 700, '2020-05-10', village.actors.clerk).catch(code), 'access.denied')
  const elsewhere = makeId()
  await village.database.owner.query(
    `insert into household.household (county_code, id, place_code, number, head_name, standing, valid_from, plate_code) values ($1, $2, '330482001214', '0001', '外村户', 'local', '2000-01-01', 'x')`,
    [county, elsewhere],
  )
  assert.equal(
    await change(0, 100, '2020-05-10', village.actors.secretary, elsewhere).catch(code),
    'dividends.share_place',
  )
  assert.equal(
    await change(0, 100, '2020-05-10', village.actors.secretary, makeId()).catch(code),
    'dividends.share_place',
  )
  const on = (day: string) =>
    village.database.transact(everywhere, (tx) =>
      listShareRows(tx, place, { on: day, search: '0002', page: 1, pageSize: 5 }),
    )
  assert.deepEqual(
    [(await on('2020-05-09')).rows[0]!.shares, (await on('2020-05-10')).rows[0]!.shares],
    [200, 777],
  )
})

test('two who change one household’s shares at once leave one present figure', async () => {
  const results = await Promise.all(
    [901, 902, 903].map((shares) => change(2, shares, '2020-05-20').then(() => 'changed', code)),
  )
  assert.ok(results.includes('changed'))
  assert.deepEqual(
    results.filter((result) => result !== 'changed' && result !== '23505'),
    [],
  )
  const { rows } = await village.database.owner.query(
    'select count(*) as n from dividend.share where household_id = $1 and valid_to is null',
    [village.households[2]],
  )
  assert.equal(Number(rows[0].n), 1)
})
