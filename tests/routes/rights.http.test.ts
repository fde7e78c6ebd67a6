import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { type Actor, type Role, roles } from '../../engines/access/access.ts'
import { openVillageApp } from '../points-app.ts'
import { place } from '../points-village.ts'
import { fixturesOf, routesOfTheYear, urlOf } from './fixtures.ts'
import { openRouteVillage, today } from './open-route-village.ts'

process.env.SHANZHI_RATE_LIMITS = 'off'
const scene = await openRouteVillage()
const { village, ids } = scene
const server = await openVillageApp(village, today)
after(async () => {
  await server.close()
  await village.close()
})
const fixtures = fixturesOf(scene)
const keyOf = (route: { method: string; path: string }) => `${route.method} ${route.path}`

/** Someone with every role in a scope. */
function everyRole(countyCode: string, placeCode: string, scope: string): Actor {
  const grants = (Object.keys(roles) as Role[]).map((role) => ({ role, scope }))
  return {
    accountId: makeId(),
    countyCode,
    placeCode,
    name: '外人',
    personId: null,
    householdId: null,
    grants,
  }
}
const strangers: Record<string, Actor> = {
  county: everyRole('330421', '330421001201', '330421'),
  town: everyRole('330482', '330482002201', '330482002'),
  sibling: everyRole('330482', '330482001214', '330482001214'),
  villager: village.villager(7),
  nobody: { ...village.villager(7), householdId: null },
}
Object.assign(server.actors, strangers)

/** How many rows every table has, the kept answers apart. */
async function countRows(): Promise<Record<string, number>> {
  const { rows } = await village.database.owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('points', 'publicity', 'dividend', 'procedure', 'meeting', 'scheme', 'audit', 'file') order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of rows) {
    const found = await village.database.owner.query(
      `select count(*) as n, md5(string_agg(t::text, ',' order by t::text)) as sum from ${name} t`,
    )
    counts[`${name} ${found.rows[0].sum}`] = Number(found.rows[0].n)
  }
  return counts
}

test('every route of the points year has a request to be tried with', () => {
  const tried = new Set(fixtures.map(({ route }) => keyOf(route)))
  assert.deepEqual(
    routesOfTheYear()
      .map(keyOf)
      .filter((key) => !tried.has(key)),
    [],
  )
  assert.ok(fixtures.length > 55)
})

test('without sign-in every route but the public ones is refused, with the one error body', async () => {
  for (const fixture of fixtures.filter(({ route }) => route.action !== 'public')) {
    const answer = await server.call('', fixture.route.method, urlOf(fixture), fixture.body)
    assert.deepEqual(
      [answer.status, Object.keys(answer.body), answer.body.code],
      [401, ['code', 'message', 'at', 'details'], 'access.sign_in'],
      keyOf(fixture.route),
    )
  }
})

/** What every account may read: the village's public lists, the steps, the schemes. Nothing of a household is in it. */
const openToAll = new Set([
  'GET /api/points/books',
  'GET /api/publicity',
  'GET /api/publicity/:listId',
  'GET /api/procedures',
  'GET /api/schemes',
  'GET /api/schemes/:schemeId',
  'GET /api/schemes/:schemeId/cases',
  'GET /api/schemes/:schemeId/differences',
])
/** What every account may do in its own village only: recommend a neighbour, object to a list. */
const openInOwnVillage = new Set(['POST /api/points/claims', 'POST /api/publicity/:listId/objections'])

for (const who of ['county', 'town', 'sibling'] as const) {
  test(`with every role in another ${who} nothing of this village is read or written`, async () => {
    const before = await countRows()
    for (const fixture of fixtures.filter(({ route }) => route.action !== 'public')) {
      const key = keyOf(fixture.route)
      const answer = await server.call(who, fixture.route.method, urlOf(fixture), fixture.body)
      if (openToAll.has(key)) {
        assert.ok(answer.status === 200 || answer.status === 404, `${key} ${answer.status}`)
        for (const household of village.households) assert.ok(!answer.text.includes(household), key)
        continue
      }
      const empty = answer.status === 200 && (answer.text === '[]' || answer.body.total === 0)
      assert.ok(
        empty || answer.status === 403 || answer.status === 404,
        `${key} ${answer.status} ${answer.text.slice(0, 300)}`,
      )
      if (!empty) assert.deepEqual(Object.keys(answer.body), ['code', 'message', 'at', 'details'], key)
    }
    assert.deepEqual(await countRows(), before)
  })
}

for (const who of ['villager', 'nobody'] as const) {
  test(`a ${who} of this village reads and writes nothing of another household`, async () => {
    const before = await countRows()
    for (const fixture of fixtures.filter(({ route }) => route.action !== 'public')) {
      const key = keyOf(fixture.route)
      if (openToAll.has(key) || openInOwnVillage.has(key)) continue
      const answer = await server.call(who, fixture.route.method, urlOf(fixture), fixture.body)
      const empty = answer.status === 200 && (answer.text === '[]' || answer.body.total === 0)
      assert.ok(
        empty || answer.status === 403 || answer.status === 404,
        `${key} ${answer.status} ${answer.text.slice(0, 300)}`,
      )
    }
    assert.deepEqual(await countRows(), before)
  })
}

test('a villager reads the own passbook, claims, dividends and enrolment, and those only', async () => {
  server.actors.own = village.villager(0)
  const household = village.households[0]!
  const get = (url: string) => server.call('own', 'GET', url)
  assert.equal((await get(`/api/points/households/${household}/passbook`)).body.householdId, household)
  assert.equal((await get(`/api/points/passbooks/${ids.book}/entries`)).status, 200)
  assert.equal((await get(`/api/points/closes/${ids.close}/lines/${ids.book}/why`)).status, 200)
  for (const url of [
    '/api/points/claims',
    '/api/points/claims?mine=false',
    '/api/points/enrolments',
    `/api/points/claims?place=${place}&household=${household}`,
  ]) {
    const { body } = await get(url)
    assert.ok(body.total > 0, url)
    assert.deepEqual([...new Set(body.rows.map((row) => row.householdId))], [household], url)
  }
  for (const url of [
    `/api/points/claims?place=${place}`,
    `/api/points/enrolments?place=${place}`,
    `/api/points/passbooks?place=${place}&cycle=2019`,
    `/api/points/closes?place=${place}`,
    `/api/points/claims?place=${place}&household=${village.households[1]}`,
  ])
    assert.equal((await get(url)).status, 403, url)
  assert.equal((await get(`/api/points/households/${village.households[1]}/passbook`)).status, 404)
  assert.equal((await get(`/api/dividends/households/${village.households[1]}`)).status, 403)
  assert.deepEqual((await get('/api/publicity/objections')).body.rows, [])
})

test('an account administrator sees rows by scope, but not the village’s points or objections', async () => {
  server.actors.administrator = {
    ...village.villager(6),
    grants: [{ role: 'administrator', scope: '330482' }],
  }
  for (const url of ['/api/points/claims', '/api/publicity/objections', '/api/points/enrolments']) {
    const { body } = await server.call('administrator', 'GET', url)
    const others = body.rows.filter((row) => row.householdId !== village.households[6])
    assert.deepEqual(others, [], url)
  }
})

test('a role says what may be done: each write is refused to those whom its right does not name', async () => {
  const before = await countRows()
  const { actions } = server.app.shanzhi
  for (const role of Object.keys(roles) as Role[]) {
    server.actors[`only ${role}`] = {
      ...village.actors.clerk,
      accountId: makeId(),
      grants: [{ role, scope: place }],
    }
    for (const fixture of fixtures.filter(({ route }) => route.method !== 'GET')) {
      const rule = actions[fixture.route.action]!
      if (rule.everyAccount || rule.roles?.includes(role)) continue
      const answer = await server.call(`only ${role}`, fixture.route.method, urlOf(fixture), fixture.body)
      assert.equal(answer.status, 403, `${role} ${keyOf(fixture.route)}`)
    }
  }
  assert.deepEqual(await countRows(), before)
})
