import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allTimers } from '../../server/app.ts'
import { balanceFaults, batch, declare, passAll, publicise, sweep } from '../../tests/points-acts.ts'
import { openVillageApp } from '../../tests/points-app.ts'
import { addFile, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { postEntries, reverseEntry } from './post-entries.ts'

const households = 40
let village: TestVillage
before(async () => {
  village = await openTestVillage(households)
})
after(() => village?.close())

const everyone = Array.from({ length: households }, (_, index) => index)
const timer = (key: string) => allTimers(village.library).find((one) => one.key === key)!

/** Awards and deductions of a quarter, publicised, their days passed on the day returned. */
async function publicisedClaims(): Promise<{ claimIds: string[]; listId: string }> {
  const fault = {
    ...batch(village, 'waste_sorting_bad', '2019-01-10', everyone),
    evidence: [await addFile(village)],
  }
  const faults = await declare(village, fault)
  await passAll(village, faults, '2019-01-12')
  await sweep(village, timer('points.rectification'), '2019-01-27T01:00:00+08:00')
  const awards = await Promise.all(
    ['2019-01-15', '2019-02-03', '2019-02-20', '2019-03-08', '2019-03-09'].map((day, index) =>
      declare(village, batch(village, 'public_affairs', day, everyone, 100 * (index + 1))),
    ),
  )
  await passAll(village, awards.flat(), '2019-03-20')
  const { listId } = await publicise(village, '2019-Q1', '2019-04-01')
  return { claimIds: [...faults, ...awards.flat()], listId }
}

interface Posted {
  claims: number
  entries: number
  reversals: number
  state: string
}

async function posted(claimIds: readonly string[]): Promise<Posted[]> {
  const { rows } = await village.database.owner.query<Posted>(
    `select state, count(*) as claims, sum(n) as entries, sum(r) as reversals from (
       select c.state, (select count(*) from points.entry e where e.claim_id = c.id) as n,
         (select count(*) from points.entry e join points.entry x on x.reverses_id = e.id where e.claim_id = c.id) as r
       from points.claim c where c.id = any($1::uuid[])) s group by state`,
    [claimIds],
  )
  return rows.map((row) => ({
    ...row,
    claims: Number(row.claims),
    entries: Number(row.entries),
    reversals: Number(row.reversals),
  }))
}

const code = (error: unknown) => (error as { code?: string }).code ?? String(error)

function post(claimIds: readonly string[], on: string): Promise<number | string> {
  return village
    .as(village.actors.clerk, on, (act) =>
      postEntries(act, village.library, { placeCode: place, claimIds: [...claimIds] }),
    )
    .catch(code)
}

test('64 writers at once post every claim once, and every balance is the sum of its entries', async () => {
  const { claimIds } = await publicisedClaims()
  const day = '2019-04-08'
  const reverse = async (index: number) => {
    const entryOf = `select e.id from points.entry e where e.claim_id = $1`
    for (let tries = 0; tries < 200; tries++) {
      const { rows } = await village.database.owner.query<{ id: string }>(entryOf, [claimIds[index]])
      if (rows[0])
        return village
          .as(village.actors.secretary, day, (act) =>
            reverseEntry(act, village.library, rows[0]!.id, '登记错户'),
          )
          .then(() => 'reversed')
          .catch(code)
    }
    return 'never posted'
  }
  const singles = Array.from({ length: 24 }, (_, index) => () => post([claimIds[(index >> 1) * 9]!], day))
  const batches = Array.from({ length: 28 }, (_, index) => () => {
    const ids = claimIds.slice(index * 7, index * 7 + 48)
    return post(index % 2 ? ids : ids.toReversed(), day)
  })
  const reversals = Array.from({ length: 8 }, (_, index) => () => reverse((index >> 1) * 9))
  const timers = Array.from(
    { length: 4 },
    () => () => sweep(village, timer('publicity.settle'), `${day}T00:30:00+08:00`).then(() => 'settled'),
  )
  const writers = [...singles, ...batches, ...timers, ...reversals]
  assert.equal(writers.length, 64)
  const results = await Promise.all(writers.map((write) => write()))
  const codes = results.filter((result) => typeof result === 'string')
  const allowed = ['points.publicity_first', 'points.entry_reversed', 'reversed', 'settled', 'never posted']
  assert.deepEqual(
    [...new Set(codes)].filter((one) => !allowed.includes(one)),
    [],
  )
  await sweep(village, timer('publicity.settle'), `${day}T01:00:00+08:00`)
  const reversed = results.filter((result) => result === 'reversed').length
  assert.deepEqual(await posted(claimIds), [
    { state: 'posted', claims: claimIds.length, entries: claimIds.length, reversals: reversed },
  ])
  assert.deepEqual(await balanceFaults(village), [])
})

test('batches that share passbooks but no claim all succeed, whatever order they name them in', async () => {
  const declared = await Promise.all(
    ['2019-04-10', '2019-04-11', '2019-05-02', '2019-05-03', '2019-06-04', '2019-06-05'].map((day) =>
      declare(village, batch(village, 'public_affairs', day, everyone, 200)),
    ),
  )
  await passAll(village, declared.flat(), '2019-06-20')
  await publicise(village, '2019-Q2', '2019-07-01')
  const results = await Promise.all(
    declared.map((ids, index) => post(index % 2 ? ids : ids.toReversed(), '2019-07-08')),
  )
  assert.deepEqual(
    results,
    declared.map(() => households),
  )
  assert.deepEqual(await balanceFaults(village), [])
})

test('a batch with one claim that may not be posted posts none; a thousand go in one request', async () => {
  const days = Array.from({ length: 25 }, (_, index) => `2019-07-${String(index + 1).padStart(2, '0')}`)
  const claimIds: string[] = []
  for (const day of days)
    claimIds.push(...(await declare(village, batch(village, 'public_affairs', day, everyone, 100))))
  assert.equal(claimIds.length, 1000)
  const [open] = await declare(village, batch(village, 'public_affairs', '2019-07-30', [0], 100))
  await passAll(village, claimIds, '2019-08-01')
  const { closesOn } = await publicise(village, '2019-Q3', '2019-10-01')
  assert.equal(closesOn, '2019-10-07')
  assert.equal(await post(claimIds, '2019-10-07'), 'points.publicity_first')
  assert.equal(await post([...claimIds, open!], '2019-10-08'), 'points.publicity_first')
  assert.deepEqual(
    (await posted(claimIds)).map((row) => [row.state, row.entries]),
    [['publicised', 0]],
  )
  assert.equal(await post(claimIds, '2019-10-08'), 1000)
  assert.equal(await post(claimIds, '2019-10-08'), 'points.publicity_first')
  assert.deepEqual(await balanceFaults(village), [])
})

test('the same request sent ten times under one key counts once and is answered alike', async () => {
  const claimIds = await declare(village, batch(village, 'public_affairs', '2019-10-02', everyone, 300))
  await passAll(village, claimIds, '2019-10-20')
  await publicise(village, '2019-Q4', '2019-11-01')
  const server = await openVillageApp(village, '2019-11-08')
  try {
    const send = () =>
      server.call('clerk', 'POST', '/api/points/entries', { placeCode: place, claimIds }, 'phone-key-0001')
    const answers = [...(await Promise.all(Array.from({ length: 9 }, send))), await send()]
    assert.deepEqual(
      [...new Set(answers.map(({ status, text }) => `${status} ${text}`))],
      [`200 {"posted":${households}}`],
    )
    assert.equal(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true').length, 9)
    assert.deepEqual(await posted(claimIds), [
      { state: 'posted', claims: households, entries: households, reversals: 0 },
    ])
    const audited = await village.database.owner.query(
      `select count(*) as n from audit.entry where action = 'points.post' and subject_id = any($1::text[])`,
      [claimIds],
    )
    assert.equal(Number(audited.rows[0].n), 1)
  } finally {
    await server.close()
  }
  assert.deepEqual(await balanceFaults(village), [])
})
