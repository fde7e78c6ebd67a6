import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import type { Actor } from '../../engines/access/access.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { balanceFaults, batch, close, declare, passAll, publicise, settle } from '../../tests/points-acts.ts'
import { county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { previewClose } from './close-period.ts'
import { joinScheme, leaveScheme } from './enrol.ts'
import { postEntries } from './post-entries.ts'
import { type BooksToOpen, openBooks } from './store-books.ts'
import { listHouseholdPassbooks } from './store-passbooks.ts'

const otherPlace = '330482001214'
let village: TestVillage
before(async () => {
  village = await openTestVillage(6)
})
after(() => village?.close())

const code = (error: unknown) => (error as { code?: string }).code ?? String(error)

/** A household that stands in a place and takes part in nothing yet. */
async function addHousehold(placeCode = place): Promise<string> {
  const id = makeId()
  await village.database.owner.query(
    `insert into household.household (county_code, id, place_code, number, head_name, standing, valid_from, plate_code)
     values ($1, $2, $3, $4, '新户', 'local', '2000-01-01', $4)`,
    [county, id, placeCode, id],
  )
  return id
}

function join(
  householdId: string,
  joinedOn: string,
  on: string,
  change: { actor?: Actor; placeCode?: string } = {},
) {
  const { actor = village.actors.clerk, placeCode = place } = change
  return village.as(actor, on, (act) =>
    joinScheme(act, village.library, {
      ...{
        placeCode,
        adoptionId: village.adoptionId,
        householdId,
        joinedOn,
        agreedBy: '户主本人',
        proxy: null,
      },
    }),
  )
}

const leave = (enrolmentId: string, leftOn: string, on: string, actor = village.actors.clerk) =>
  village.as(actor, on, (act) => leaveScheme(act, enrolmentId, { leftOn, reason: '外迁' }))

const books = (householdId: string) =>
  village.database.transact(everywhere, (tx) => listHouseholdPassbooks(tx, county, householdId))

async function openedOn(householdId: string): Promise<{ cycle: string; opened_on: string }[]> {
  const { rows } = await village.database.owner.query(
    'select cycle, opened_on from points.book where household_id = $1 order by cycle',
    [householdId],
  )
  return rows
}

test('passbooks are opened once, however many open them at once', async () => {
  const open: BooksToOpen = {
    placeCode: place,
    adoptionId: village.adoptionId,
    bookKey: 'shanzhi',
    cycle: '2019',
    base: 10_000,
    mark: { schemeId: 'pinghu-tongjie', version: 1, hash: 'x' },
    at: new Date('2019-02-01T00:00:00Z'),
    by: null,
  }
  const some = { ...open, householdIds: village.households.slice(0, 3) }
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      village.database.transact(everywhere, (tx) => openBooks(tx, index % 2 ? open : some)),
    ),
  )
  await village.database.transact(everywhere, (tx) => openBooks(tx, { ...open, base: 20_000 }))
  const { rows } = await village.database.owner.query(
    `select count(distinct b.id) as books, count(*) as entries, sum(e.amount) as points, sum(x.redeemable) as balance
     from points.book b join points.entry e on e.book_id = b.id join points.balance x on x.book_id = b.id`,
  )
  assert.deepEqual(
    [rows[0].books, rows[0].entries, rows[0].points, rows[0].balance].map(Number),
    [6, 6, 60_000, 60_000],
  )
  assert.deepEqual(await balanceFaults(village), [])
})

test('a household that joins in summer starts from the base points on that day', async () => {
  const id = await addHousehold()
  await assert.rejects(
    declare(village, {
      ...batch(village, 'public_affairs', '2019-06-30', [0], 100),
      lines: [{ householdId: id, quantity: 100, proposed: 100 }],
    }),
    { code: 'points.not_enrolled' },
  )
  await join(id, '2019-07-01', '2019-07-02')
  assert.deepEqual(await openedOn(id), [{ cycle: '2019', opened_on: '2019-07-01' }])
  assert.equal((await books(id))[0]!.balance, 10_000)
  const early = {
    ...batch(village, 'public_affairs', '2019-06-30', [0], 100),
    lines: [{ householdId: id, quantity: 100, proposed: 100 }],
  }
  assert.equal(await declare(village, early).catch(code), 'points.not_enrolled')
  assert.equal((await declare(village, { ...early, occurredOn: '2019-07-01' })).length, 1)
})

test('who joins next year has no passbook of this year, and this year closes without it', async () => {
  const id = await addHousehold()
  await join(id, '2020-01-03', '2020-01-03')
  assert.deepEqual(await openedOn(id), [{ cycle: '2020', opened_on: '2020-01-03' }])
  const claims = await declare(village, batch(village, 'public_affairs', '2019-12-20', [0, 1], 500))
  await passAll(village, claims, '2020-01-04')
  const list = await publicise(village, '2019-Q4', '2020-01-05')
  await settle(village, list.listId, '2020-01-12')
  assert.deepEqual(
    (await openedOn(id)).map((book) => book.cycle),
    ['2020'],
  )
  assert.deepEqual(await balanceFaults(village), [])
})

test('claims posted by hand before any list was settled open their passbooks', async () => {
  const id = await addHousehold()
  await village.database.owner.query(
    `insert into points.enrolment (county_code, id, place_code, household_id, adoption_id, joined_on, agreed_by, at)
     values ($1, $2, $3, $4, $5, '2019-03-01', '户主', '2019-03-01')`,
    [county, makeId(), place, id, village.adoptionId],
  )
  const body = {
    ...batch(village, 'public_affairs', '2019-09-01', [0], 700),
    lines: [{ householdId: id, quantity: 100, proposed: 700 }],
  }
  const claimIds = await declare(village, body)
  await passAll(village, claimIds, '2019-09-02')
  await publicise(village, '2019-Q3', '2019-10-01')
  await village.as(village.actors.clerk, '2019-10-08', (act) =>
    postEntries(act, village.library, { placeCode: place, claimIds }),
  )
  const [book] = await books(id)
  assert.deepEqual([book!.base, book!.gained, book!.balance, book!.entries], [10_000, 700, 10_700, 2])
  assert.deepEqual(await openedOn(id), [{ cycle: '2019', opened_on: '2019-03-01' }])
  assert.deepEqual(await balanceFaults(village), [])
})

test('joining twice is refused, also at once; leaving and joining again is not', async () => {
  const id = await addHousehold()
  const results = await Promise.all(
    Array.from({ length: 6 }, () => join(id, '2019-03-01', '2019-03-01').then(() => 'joined', code)),
  )
  assert.equal(results.filter((result) => result === 'joined').length, 1)
  assert.deepEqual(
    [...new Set(results)].filter(
      (result) => !['joined', 'points.already_enrolled', '23505'].includes(result),
    ),
    [],
  )
  assert.equal(
    await join(id, '2019-04-01', '2019-04-01').then(() => 'joined', code),
    'points.already_enrolled',
  )
  const { rows } = await village.database.owner.query<{ id: string }>(
    'select id from points.enrolment where household_id = $1',
    [id],
  )
  const enrolmentId = rows[0]!.id
  assert.equal(
    await leave(enrolmentId, '2019-02-28', '2019-05-01').then(() => 'left', code),
    'points.left_before_joined',
  )
  const left = await leave(enrolmentId, '2019-05-01', '2019-05-01')
  assert.equal(left.leftOn, '2019-05-01')
  assert.equal(
    await leave(enrolmentId, '2019-05-02', '2019-05-02').then(() => 'left', code),
    'points.not_enrolled_now',
  )
  const deed = (on: string) =>
    declare(village, {
      ...batch(village, 'public_affairs', on, [0], 100),
      lines: [{ householdId: id, quantity: 100, proposed: 100 }],
    }).then((ids) => ids.length, code)
  assert.deepEqual([await deed('2019-04-30'), await deed('2019-05-01')], [1, 'points.not_enrolled'])
  assert.equal(
    await join(id, '2019-04-15', '2019-06-01').then(() => 'joined', code),
    'points.already_enrolled',
  )
  await join(id, '2019-06-01', '2019-06-01')
  assert.deepEqual([await deed('2019-05-31'), await deed('2019-06-01')], ['points.not_enrolled', 1])
  assert.equal((await books(id)).length, 1)
})

test('a household is enrolled in its own village only, whoever asks', async () => {
  const stranger = await addHousehold(otherPlace)
  assert.equal(
    await join(stranger, '2019-03-01', '2019-03-01').then(() => 'joined', code),
    'points.place_mismatch',
  )
  const villager = { ...village.villager(0), householdId: stranger, placeCode: otherPlace }
  const own = { actor: villager, placeCode: otherPlace }
  assert.equal(
    await join(stranger, '2019-03-01', '2019-03-01', own).then(() => 'joined', code),
    'points.place_mismatch',
  )
  const here = { actor: villager, placeCode: place }
  assert.equal(
    await join(stranger, '2019-03-01', '2019-03-01', here).then(() => 'joined', code),
    'points.place_mismatch',
  )
  const { rowCount } = await village.database.owner.query(
    'select from points.enrolment where household_id = $1',
    [stranger],
  )
  assert.equal(rowCount, 0)
})

test('a household decides for itself; a neighbour may not enrol or withdraw it', async () => {
  const id = await addHousehold()
  const [me, neighbour] = [{ ...village.villager(0), householdId: id }, village.villager(1)]
  assert.equal(
    await join(id, '2019-03-01', '2019-03-01', { actor: neighbour }).then(() => 'joined', code),
    'access.denied',
  )
  const enrolment = await join(id, '2019-03-01', '2019-03-01', { actor: me })
  assert.equal(enrolment.householdId, id)
  assert.equal(
    await leave(enrolment.id, '2019-04-01', '2019-04-01', neighbour).then(() => 'left', code),
    'record.not_found',
  )
  assert.equal((await leave(enrolment.id, '2019-04-01', '2019-04-01', me)).leftOn, '2019-04-01')
})

test('a village without households previews zeros, and there is nothing to close', async () => {
  const empty = await openTestVillage(0)
  try {
    const request = { placeCode: place, adoptionId: empty.adoptionId, bookKey: 'shanzhi', period: '2019' }
    const preview = await empty.as(empty.actors.clerk, '2020-01-05', (act) =>
      previewClose(act, empty.library, request),
    )
    const { marks, ...figures } = preview.figures
    assert.deepEqual(
      marks.map(({ count }) => count),
      [0, 0],
    )
    assert.deepEqual(
      { ...preview, figures },
      {
        figures: {
          ...{ households: 0, weightedHouseholds: 0, weightedShare: '—', totalPoints: 0, weightedPoints: 0 },
          ...{ gained: 0, lost: 0 },
        },
        blockers: [],
        earlier: null,
      },
    )
    await assert.rejects(close(empty, '2019', '2020-01-05'), { code: 'points.nothing_to_publicise' })
    await assert.rejects(publicise(empty, '2019-Q1', '2019-04-01'), { code: 'points.nothing_to_publicise' })
    const { rows } = await empty.database.owner.query('select count(*) as n from points.close')
    assert.equal(Number(rows[0].n), 0)
  } finally {
    await empty.close()
  }
})
