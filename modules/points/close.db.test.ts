import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { everywhere } from '../../platform/database/connect.ts'
import { balanceFaults, batch, close, declare, postDeeds } from '../../tests/points-acts.ts'
import { county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { previewClose } from './close-period.ts'
import { reverseEntry } from './post-entries.ts'
import { explainLine, readHouseholdPassbook } from './read-passbooks.ts'
import { listCloseRows, listLineRows } from './store-closes.ts'
import { listEntryRows } from './store-passbooks.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage(30)
  const deeds = (on: string, indexes: number[], points: number) =>
    batch(village, 'public_affairs', on, indexes, points * 100)
  await postDeeds(
    village,
    [deeds('2019-01-20', [0, 1, 2], 10), deeds('2019-03-31', [0], 5)],
    '2019-Q1',
    '2019-04-01',
  )
  await postDeeds(
    village,
    [deeds('2019-04-01', [1], 7), deeds('2019-06-30', [3], 20)],
    '2019-Q2',
    '2019-07-01',
  )
  await postDeeds(village, [deeds('2019-08-15', [2, 3], 4)], '2019-Q3', '2019-10-01')
  await postDeeds(village, [deeds('2019-12-31', [0], 1)], '2019-Q4', '2020-01-01')
})
after(() => village?.close())

const preview = (period: string, on = '2020-02-01') =>
  village.as(village.actors.clerk, on, (act) =>
    previewClose(act, village.library, {
      placeCode: place,
      adoptionId: village.adoptionId,
      bookKey: 'shanzhi',
      period,
    }),
  )

async function lines(closeId: string) {
  const { rows } = await village.database.transact(everywhere, (tx) =>
    listLineRows(tx, county, closeId, { search: '', sort: 'rank', page: 1, pageSize: 100 }),
  )
  return rows.map(({ householdNumber, base, gained, total, rank }) => ({
    ...{ number: Number(householdNumber), base, gained, total, rank },
  }))
}

test('a period closes only after its last day', async () => {
  for (const [period, lastDay, next] of [
    ['2019-01', '2019-01-31', '2019-02-01'],
    ['2019-Q1', '2019-03-31', '2019-04-01'],
    ['2019-H1', '2019-06-30', '2019-07-01'],
  ] as const) {
    await assert.rejects(close(village, period, lastDay), { code: 'points.close_early' }, period)
    assert.equal((await close(village, period, next)).attempt, 1, period)
  }
})

test('months, quarters and half-years count what happened in them, on both borders, and the base in each', async () => {
  const gained = async (period: string) =>
    (await close(village, period, '2020-02-01', '重新核对')).figures.gained / 100
  const months = await Promise.all(
    ['01', '02', '03', '04', '06', '08', '12'].map((month) =>
      gained(`2019-${month}`).catch((error: Error) => error.message),
    ),
  )
  assert.deepEqual(months, [30, 0, 5, 7, 20, 8, 1])
  const quarters = [
    await gained('2019-Q1'),
    await gained('2019-Q2'),
    await gained('2019-Q3'),
    await gained('2019-Q4'),
  ]
  assert.deepEqual(quarters, [35, 27, 8, 1])
  assert.deepEqual([await gained('2019-H1'), await gained('2019-H2')], [62, 9])
  const second = await close(village, '2019-Q2', '2020-02-01', '再次核对')
  assert.deepEqual((await lines(second.closeId)).slice(0, 3), [
    { number: 4, base: 10_000, gained: 2000, total: 12_000, rank: 1 },
    { number: 2, base: 10_000, gained: 700, total: 10_700, rank: 2 },
    { number: 1, base: 10_000, gained: 0, total: 10_000, rank: 3 },
  ])
  assert.equal(second.figures.totalPoints, 302_700)
})

test('the year closes on the sum of its quarters, once, and again only with its reason', async () => {
  const year = await close(village, '2019', '2020-01-15')
  assert.deepEqual(
    [
      year.figures.households,
      year.figures.weightedHouseholds,
      year.figures.weightedShare,
      year.figures.gained,
    ],
    [30, 4, '13%', 7100],
  )
  await assert.rejects(close(village, '2019', '2020-01-16'), { code: 'points.close_again' })
  assert.equal((await preview('2019')).earlier!.attempt, 1)
  await assert.rejects(declare(village, batch(village, 'public_affairs', '2019-11-01', [5], 100)), {
    code: 'points.cycle_closed',
  })
})

test('a reversal and a further close with its reason correct the year; the first close stays as it was', async () => {
  const [first] = await village.database.transact(everywhere, (tx) => listCloseRows(tx, place))
  const before = await lines(first!.closeId)
  const { rows } = await village.database.owner.query<{ id: string }>(
    `select id from points.entry where household_id = $1 and amount = 2000`,
    [village.households[3]],
  )
  await village.as(village.actors.secretary, '2020-02-10', (act) =>
    reverseEntry(act, village.library, rows[0]!.id, '登记错户'),
  )
  const again = await close(village, '2019', '2020-02-11', '冲正一笔登记错户的加分')
  assert.equal(again.attempt, 2)
  assert.equal(again.figures.gained, 5100)
  assert.deepEqual(await lines(first!.closeId), before)
  assert.equal((await lines(again.closeId)).find((line) => line.number === 4)!.total, 10_400)
  await assert.rejects(
    village.database.transact(everywhere, (tx) =>
      tx.deleteFrom('points.close_line').where('county_code', '=', county).execute(),
    ),
    /permission denied/,
  )
  assert.deepEqual(await balanceFaults(village), [])
})

test('a close explains each rank by the entries behind it and those around it', async () => {
  const [newest] = await village.database.transact(everywhere, (tx) => listCloseRows(tx, place))
  const { rows } = await village.database.transact(everywhere, (tx) =>
    listLineRows(tx, county, newest!.closeId, { search: '', sort: 'rank', page: 1, pageSize: 5 }),
  )
  const best = rows[0]!
  const why = await village.as(village.actors.clerk, '2020-02-12', (act) =>
    explainLine(act, village.library, newest!.closeId, best.bookId),
  )
  assert.deepEqual([why.line.rank, why.above, why.sameTotal], [1, 0, 1])
  assert.equal(
    why.entries.reduce((sum, entry) => sum + entry.amount, 0),
    best.total,
  )
})

test('a household learns its rank neither in its passbook nor by asking why, whoever works for the village does', async () => {
  const [newest] = await village.database.transact(everywhere, (tx) => listCloseRows(tx, place))
  const own = village.villager(3)
  const { rows: books } = await village.database.owner.query<{ id: string }>(
    'select id from points.book where household_id = $1',
    [own.householdId],
  )
  const ask = (actor: typeof own) =>
    village.as(actor, '2020-02-12', async (act) => {
      const why = await explainLine(act, village.library, newest!.closeId, books[0]!.id)
      const passbook = await readHouseholdPassbook(act, village.library, own.householdId!, '2019')
      const ranks = new Set(passbook.closes.map((close) => close.rank !== null))
      return {
        ...{ why: why.line.rank !== null, above: why.above !== null, same: why.sameTotal !== null },
        ...{ said: /名次/.test(why.rule.zh) || /rank/i.test(why.rule.en), passbook: [...ranks] },
      }
    })
  const none = { why: false, above: false, same: false, said: false, passbook: [false] }
  const all = { why: true, above: true, same: true, said: true, passbook: [true] }
  assert.deepEqual(await ask(own), none)
  assert.deepEqual(await ask(village.actors.clerk), all)
})

test('a passbook shows its base first, and the balance after each entry', async () => {
  const { rows: books } = await village.database.owner.query<{ id: string }>(
    `select id from points.book where household_id = $1`,
    [village.households[0]],
  )
  const { rows } = await village.database.transact(everywhere, (tx) =>
    listEntryRows(tx, county, books[0]!.id, { page: 1, pageSize: 50 }),
  )
  assert.deepEqual(
    rows.map((row) => [row.kind, row.amount, row.balanceAfter]),
    [
      ['award', 100, 11_600],
      ['award', 500, 11_500],
      ['award', 1000, 11_000],
      ['base', 10_000, 10_000],
    ],
  )
})

test('of several who close one period at the same moment one does', async () => {
  const results = await Promise.all(
    Array.from({ length: 8 }, () =>
      close(village, '2019-11', '2020-03-01').then(
        () => 'closed',
        (error) => error.code,
      ),
    ),
  )
  assert.deepEqual(results.sort(), ['closed', ...Array.from({ length: 7 }, () => 'points.close_again')])
})
