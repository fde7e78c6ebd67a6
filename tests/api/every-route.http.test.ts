import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import type { Answer, Body } from '../points-app.ts'
import { place } from '../points-village.ts'
import { drawInputs, type Input, urlOf } from './make-input.ts'
import { everyRole, openScene, type Scene, secretsOf } from './open-scene.ts'
import { namesIn, type RouteUnderTest } from './routes-under-test.ts'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene?.close())

const isWrite = (route: RouteUnderTest) => route.method !== 'GET'

/** How many rows every table has and what they are, kept answers and sessions apart. */
async function countRows(): Promise<Record<string, string>> {
  const { owner } = scene.village.database
  const tables = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'platform', 'pgboss') order by 1`,
  )
  const counts: Record<string, string> = {}
  for (const { name } of tables.rows) {
    // An export says so in the log also when it held nothing.
    const counted = name === 'audit.entry' ? "t where action <> 'lists.export'" : 't'
    const { rows } = await owner.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum from ${name} ${counted}`,
    )
    counts[name] = rows[0].sum
  }
  return counts
}

/** Two requests of a route that name records which are there. */
const inputsOf = (route: RouteUnderTest) =>
  drawInputs(route, { known: scene.known, sure: true }, { seed: route.name.length, count: 2 })

async function send(as: string, route: RouteUnderTest, input: Input, key?: string | null): Promise<Answer> {
  const reply = await scene.server.app.inject({
    method: route.method as 'GET',
    url: urlOf(route, input),
    headers: {
      ...(as === '' ? {} : { authorization: `Bearer ${as}` }),
      ...(key === null ? {} : { 'idempotency-key': key ?? makeId() }),
      ...(route.upload ? { 'content-type': 'multipart/form-data; boundary=mark' } : {}),
    },
    ...(route.upload
      ? { payload: '--mark--\r\n' }
      : input.body === undefined
        ? {}
        : { payload: input.body as object }),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return {
    status: reply.statusCode,
    text: reply.body,
    body: isJson ? reply.json<Body>() : ({} as Body),
    headers: reply.headers,
  }
}

/** Sends each route's requests and tells what is not as it should be. */
async function tryAll(
  as: string,
  routes: readonly RouteUnderTest[],
  fault: (answer: Answer, route: RouteUnderTest) => string | undefined,
  key?: string | null,
): Promise<string[]> {
  const faults: string[] = []
  for (const route of routes) {
    for (const input of inputsOf(route)) {
      const answer = await send(as, route, input, key)
      const told = fault(answer, route)
      if (told)
        faults.push(
          `${route.name} as ${as || 'nobody'}: ${told}: ${answer.status} ${answer.text.slice(0, 200)}`,
        )
    }
  }
  return faults
}

const bodyKeys = 'code,message,at,details'
const isRefusal = (answer: Answer) =>
  Object.keys(answer.body).join() === bodyKeys && String(answer.body.message).length > 3

test('the routes under test are those of the OpenAPI document, every one', async () => {
  const { body } = await scene.server.call('', 'GET', '/api/openapi.json')
  const documented = namesIn(body as unknown as Parameters<typeof namesIn>[0]).toSorted()
  assert.deepEqual(scene.routes.map((route) => route.name).toSorted(), documented)
  assert.ok(documented.length > 110)
})

test('without sign-in every route but the public ones asks for it, whatever is sent', async () => {
  const closed = scene.routes.filter((route) => route.right !== 'public')
  const faults = await tryAll('', closed, (answer) =>
    answer.status === 401 && answer.body.code === 'access.sign_in' && isRefusal(answer)
      ? undefined
      : 'not asked',
  )
  assert.deepEqual(faults, [])
})

test('every write asks for its idempotency key, and for one of a fit length', async () => {
  const writes = scene.routes.filter((route) => isWrite(route) && route.right !== 'public')
  assert.ok(writes.length > 55)
  for (const key of [null, 'short', 'x'.repeat(101)]) {
    const faults = await tryAll(
      'everyone',
      writes,
      (answer) =>
        answer.status === 400 && answer.body.code === 'request.key_missing' && isRefusal(answer)
          ? undefined
          : `key ${key}`,
      key,
    )
    assert.deepEqual(faults, [])
  }
})

test('a role alone is refused whatever its right does not name', async () => {
  const { actions } = scene.server.app.shanzhi
  const before = await countRows()
  for (const role of everyRole) {
    scene.server.actors[role] = {
      ...scene.server.actors.everyone!,
      accountId: makeId(),
      householdId: null,
      grants: [{ role, scope: place }],
    }
    const foreign = scene.routes.filter((route) => {
      const rule = actions[route.right]
      return rule && !rule.everyAccount && !rule.roles?.includes(role)
    })
    assert.ok(foreign.length > 5, role)
    const faults = await tryAll(role, foreign, (answer) =>
      answer.status === 403 && answer.body.code === 'access.denied' && isRefusal(answer)
        ? undefined
        : 'let in',
    )
    assert.deepEqual(faults, [])
  }
  assert.deepEqual(await countRows(), before)
})

/** What every account does for itself: nothing of anybody else is in it. */
const ownAccount = new Set([
  'POST /api/accounts/sign-out',
  'POST /api/accounts/me/totp',
  'PUT /api/accounts/me/totp',
  'PUT /api/accounts/me/recovery-codes',
  'PUT /api/accounts/me/password',
  'PUT /api/accounts/me/preferences',
])

test('a villager of another county reads nothing of this village and its people, and writes nothing', async () => {
  const secrets = secretsOf(scene)
  assert.ok(secrets.length > 30)
  const before = await countRows()
  const routes = scene.routes.filter((route) => route.right !== 'public' && !ownAccount.has(route.name))
  const faults = await tryAll('stranger', routes, (answer, route) => {
    const leaked = secrets.find((secret) => answer.text.includes(secret))
    if (leaked) return `tells ${leaked}`
    if (route.upload)
      return answer.body.code === 'request.file_missing' || answer.status === 403 ? undefined : 'taken'
    if (answer.status === 200) return isWrite(route) ? 'done' : undefined
    return [403, 404].includes(answer.status) && isRefusal(answer) ? undefined : 'not refused'
  })
  assert.deepEqual(faults, [])
  assert.deepEqual(await countRows(), before)
})

test('what only some may read is refused to a villager of another county, not answered with less', async () => {
  const { actions } = scene.server.app.shanzhi
  const closed = scene.routes.filter((route) => actions[route.right] && !actions[route.right]?.everyAccount)
  const ownLists = new Set(
    ['GET /api/points/claims', 'GET /api/points/enrolments'].flatMap((name) => [name, `${name}/workbook`]),
  )
  assert.ok(closed.length > 70)
  const faults = await tryAll(
    'stranger',
    closed.filter((route) => !ownLists.has(route.name)),
    (answer) => ([403, 404].includes(answer.status) && isRefusal(answer) ? undefined : 'let in'),
  )
  assert.deepEqual(faults, [])
})

test('what is public is answered to nobody, and tells of no household', async () => {
  const secrets = secretsOf(scene)
  const open = scene.routes.filter((route) => route.right === 'public' && !isWrite(route))
  assert.ok(open.length > 5)
  const faults = await tryAll('', open, (answer) => {
    const leaked = secrets.find((secret) => answer.text.includes(secret))
    if (leaked) return `tells ${leaked}`
    return answer.status === 200 ? undefined : 'not answered'
  })
  assert.deepEqual(faults, [])
})
