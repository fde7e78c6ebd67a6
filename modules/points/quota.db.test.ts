import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { balanceFaults, batch, declare, passAll, publicise, settle } from '../../tests/points-acts.ts'
import { openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { postEntries, reverseEntry } from './post-entries.ts'
import { previewPublicity, returnBeyondQuota } from './publicise.ts'

const dated = (value: number | string) => `{ 2019-01-01: { value: ${value}, source: G-11 } }`
const quota = `    quota: { percent: ${dated(60)}, of: households, counts: subjects_with_award, period: year, rounding: ${dated('floor')}, reaction: ${dated('refuse')} }\n`
const withQuota = (yaml: string) => yaml.replace('    close:\n', `${quota}    close:\n`)

// 110 households: 66 places.
let village: TestVillage
before(async () => {
  village = await openTestVillage(110, withQuota)
})
after(() => village?.close())

const code = (error: unknown) => (error as { code?: string }).code ?? String(error)
const range = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)
const award = async (households: number[], on: string, decidedOn: string) => {
  const ids = await declare(village, batch(village, 'public_affairs', on, households, 500))
  await passAll(village, ids, decidedOn)
  return ids
}
const request = (period: string) => ({
  ...{ placeCode: place, adoptionId: village.adoptionId, bookKey: 'shanzhi', period },
})
const preview = async (period: string, on: string) =>
  (
    await village.as(village.actors.clerk, on, (act) =>
      previewPublicity(act, village.library, { ...request(period), list: 'entries' }),
    )
  ).quotas
const states = async (ids: string[]) => {
  const { rows } = await village.database.owner.query(
    'select state, count(*)::int as n from points.claim where id = any($1) group by state order by state',
    [ids],
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.n]))
}
const awarded = async () =>
  (
    await village.database.owner.query(
      `select count(distinct household_id)::int as n from points.claim where state = 'posted' and direction = 'plus'`,
    )
  ).rows[0].n

test('64 first awards posted at once meet the last 40 places exactly, and the rest changes nothing', async () => {
  const first = await award(range(0, 26), '2019-01-10', '2019-01-20')
  const claims = await award(range(26, 64), '2019-01-11', '2019-01-20')
  // As of a village that brought the quota in while lists hung out: they were publicised without it.
  await village.database.owner.query(
    `update points.claim set state = 'publicised', shows_left = 0, publicised_until = '2019-01-27' where state = 'approved'`,
  )
  const post = (claimIds: string[]) =>
    village
      .as(village.actors.clerk, '2019-02-01', (act) =>
        postEntries(act, village.library, { placeCode: place, claimIds }),
      )
      .then(() => 'posted', code)
  assert.equal(await post(first), 'posted')
  assert.equal(await awarded(), 26)
  const answers = await Promise.all(claims.map((claim) => post([claim])))
  assert.deepEqual(
    Object.fromEntries(
      ['posted', 'points.quota_full'].map((one) => [one, answers.filter((a) => a === one).length]),
    ),
    { posted: 40, 'points.quota_full': 24 },
  )
  assert.equal(await awarded(), 66)
  assert.deepEqual(await balanceFaults(village), [])
  await village.database.owner.query(`update points.claim set state = 'rejected' where state = 'publicised'`)
})

test('who is counted takes no new place; the 67th household is not listed, is shown before, and goes back', async () => {
  const counted = await award([0, 1], '2019-03-01', '2019-03-05')
  const beyond = await award([100, 101], '2019-03-02', '2019-03-05')
  const [stands] = await preview('2019-Q1', '2019-04-01')
  assert.deepEqual(stands, {
    ...{ period: '2019', households: 110, places: 66, taken: 66, added: 0 },
    ...{ beyond: 2, claims: 2, reaction: 'refuse' },
  })
  const list = await publicise(village, '2019-Q1', '2019-04-01')
  assert.equal(list.lines, 2)
  assert.deepEqual([await states(counted), await states(beyond)], [{ publicised: 2 }, { approved: 2 }])
  await assert.rejects(publicise(village, '2019-Q1', '2019-04-02'), { code: 'points.quota_full' })
  const returned = await village.as(village.actors.clerk, '2019-04-02', (act) =>
    returnBeyondQuota(act, village.library, request('2019-Q1')),
  )
  assert.equal(returned, 2)
  assert.deepEqual(await states(beyond), { in_review: 2 })
  await settle(village, list.listId, '2019-04-09')
  assert.deepEqual(await states(counted), { posted: 2 })
})

test('a household whose only award was taken back frees its place', async () => {
  const { rows } = await village.database.owner.query(
    `select e.id from points.entry e join points.claim c on c.id = e.claim_id where c.household_id = $1 and e.kind = 'award'`,
    [village.households[25]],
  )
  assert.equal(rows.length, 1)
  await village.as(village.actors.secretary, '2019-04-10', (act) =>
    reverseEntry(act, village.library, rows[0].id, '记错了户'),
  )
  await award([102], '2019-04-11', '2019-04-12')
  const [stands] = await preview('2019-Q2', '2019-07-01')
  assert.deepEqual([stands!.taken, stands!.added, stands!.beyond], [65, 1, 0])
})

test('the next year has its own places', async () => {
  await award([103], '2019-12-31', '2019-12-31')
  const [stands] = await preview('2019-Q4', '2020-01-02')
  assert.deepEqual([stands!.period, stands!.beyond], ['2019', 1])
})
