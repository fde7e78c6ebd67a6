import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { draft, insertYear, register, show } from '../../tests/dividend-acts.ts'
import { batch, close, postDeeds, publicise, settle } from '../../tests/points-acts.ts'
import { openVillageApp } from '../../tests/points-app.ts'
import { county, openTestVillage, place } from '../../tests/points-village.ts'

const names = ['欧阳建国', '沈金娥', '王小明', '周阿婆']
const phone = '13857300001'
const identity = '330482195503071023'

const village = await openTestVillage(4)
const server = await openVillageApp(village, '2020-01-20')
after(async () => {
  await server.close()
  await village.close()
})

for (const [index, name] of names.entries()) {
  const [household, person] = [village.households[index], makeId()]
  await village.database.owner.query(
    `insert into household.person (county_code, id, place_code, household_id, name, pinyin, initials, sex, registration, presence, identity_masked, phone_masked)
     values ($1, $2, $3, $4, $5, 'x', 'x', 'unknown', 'local', 'resident', $6, $7)`,
    [county, person, place, household, name, identity, phone],
  )
  await village.database.owner.query(
    'update household.household set head_name = $1, head_id = $2, address = $3 where id = $4',
    [name, person, '通界村 3 组 12 号', household],
  )
}
await postDeeds(
  village,
  [batch(village, 'public_affairs', '2019-02-01', [0, 1, 2, 3], 500)],
  '2019-Q1',
  '2019-04-01',
)
await insertYear(village, [{ household: 0, points: 12 }])
await register(village, [100, 100, 100, 100])
const closed = await close(village, '2019', '2020-01-05')
const yearList = await publicise(village, '2019', '2020-01-06')
await settle(village, yearList.listId, '2020-01-13')
const pools = { sharePoolFen: 40_000, incentivePoolFen: 900_000, priceFen: null }
await show(village, await draft(village, closed.closeId, pools, '2020-01-14'), '2020-01-14')

const get = (url: string) => server.call('', 'GET', url)
interface List {
  id: string
  kind: string
  columns: { key: string }[]
}

const listKeys = [
  'closesOn',
  'columns',
  'daysLeft',
  'duty',
  'id',
  'kind',
  'lines',
  'namesHidden',
  'objections',
  'objectionsOpen',
  'opensOn',
  'placeCode',
  'placeName',
  'spot',
  'state',
  'title',
  'totals',
]

test('the board shows, without sign-in, the lists with their whitelisted cells and nothing else', async () => {
  const board = await get(`/api/public/places/${place}/lists`)
  const lists = board.body.lists as List[]
  assert.deepEqual(
    lists.map((list) => list.kind),
    ['dividend_plan', 'points_totals', 'points_entries'],
  )
  for (const list of lists) {
    assert.deepEqual(Object.keys(list).sort(), listKeys)
    const page = await get(`/api/public/lists/${place}/${list.id}`)
    assert.equal(page.status, 200)
    assert.equal(page.body.rows.length, 4)
    for (const row of page.body.rows) {
      assert.deepEqual(Object.keys(row).sort(), ['cells', 'disputed', 'id', 'own', 'position'])
      assert.equal(row.own, false)
      assert.deepEqual(
        Object.keys(row.cells as object).sort(),
        list.columns.map((column) => column.key).sort(),
      )
    }
  }
})

test('no full name, phone, identity number, address, household or account leaves by the public pages', async () => {
  const board = await get(`/api/public/places/${place}/lists`)
  const urls = [
    `/api/public/places/${place}/lists`,
    `/api/public/places/${place}/procedures`,
    ...(board.body.lists as List[]).map((list) => `/api/public/lists/${place}/${list.id}`),
  ]
  const { rows: accounts } = await village.database.owner.query(
    'select distinct account_id as id from audit.entry where account_id is not null',
  )
  const secrets = [
    ...names,
    phone,
    identity,
    '12 号',
    ...village.households,
    ...accounts.map((row) => row.id),
    ...Object.values(village.actors).map((actor) => actor.name),
  ]
  for (const url of urls) {
    const { text, status } = await get(url)
    assert.equal(status, 200, url)
    assert.deepEqual(
      secrets.filter((secret) => text.includes(secret)),
      [],
      url,
    )
    // An id of digits alone may look like a phone.
    const withoutIds = text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    assert.doesNotMatch(withoutIds, /1[3-9]\d{9}|\d{17}[\dX]/, url)
  }
})

test('names are masked so that namesakes stay apart only by their number, and go when the duty has ended', async () => {
  const cells = async () => {
    const board = await get(`/api/public/places/${place}/lists`)
    const quarter = (board.body.lists as List[]).find((list) => list.kind === 'points_entries')!
    const page = await get(`/api/public/lists/${place}/${quarter.id}`)
    return page.body.rows.map((row) => (row.cells as Record<string, string>).head_name_masked)
  }
  server.setDay('2019-05-07')
  assert.deepEqual(await cells(), ['欧**国', '沈*娥', '王*明', '周*婆'])
  server.setDay('2019-05-08')
  assert.deepEqual(await cells(), ['—', '—', '—', '—'])
  server.setDay('2020-01-20')
})

test('another village’s board shows none of it, a draft or a made-up address shows nothing', async () => {
  const elsewhere = await get('/api/public/places/330482001214/lists')
  assert.deepEqual(elsewhere.body.lists, [])
  const board = await get(`/api/public/places/${place}/lists`)
  const [list] = board.body.lists as List[]
  assert.equal((await get(`/api/public/lists/330421001201/${list!.id}`)).status, 404)
  assert.equal((await get(`/api/public/lists/${place}/${makeId()}`)).status, 404)
  assert.equal((await get('/api/public/places/12345/lists')).status, 400)
  await village.database.owner.query('update publicity.list set public = false where id = $1', [list!.id])
  assert.equal((await get(`/api/public/lists/${place}/${list!.id}`)).status, 404)
  await village.database.owner.query('update publicity.list set public = true where id = $1', [list!.id])
})
