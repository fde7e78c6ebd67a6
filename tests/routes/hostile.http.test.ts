import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { type Role, roles } from '../../engines/access/access.ts'
import { type Answer, openVillageApp } from '../points-app.ts'
import { place } from '../points-village.ts'
import { fixturesOf, type RouteFixture, urlOf } from './fixtures.ts'
import { openRouteVillage, today } from './open-route-village.ts'

process.env.SHANZHI_RATE_LIMITS = 'off'
const scene = await openRouteVillage()
const { village } = scene
const server = await openVillageApp(village, today)
after(async () => {
  await server.close()
  await village.close()
})
const fixtures = fixturesOf(scene)
/** May do everything, so that every value gets as far as the rules and the database. */
server.actors.everyone = {
  ...village.villager(0),
  grants: (Object.keys(roles) as Role[]).map((role) => ({ role, scope: place })),
}

const long = '长'.repeat(100_000)
/** Values that no field is meant to hold. */
const hostile: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308],
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '😀👨‍👩‍👧',
    "' or 1=1 --",
    '%_\\',
    '=1+1',
    '../../etc/passwd',
    long,
  ],
  ...[
    '0000-01-01',
    '9999-12-31',
    '2020-02-30',
    '1899-12-31',
    makeId(),
    '00000000-0000-0000-0000-000000000000',
  ],
  ...[[], {}, [[]], [null], { toString: 1 }, ['x', 'x'], Array.from({ length: 2000 }, () => 'x')],
]

/** Every place in a body where a value stands, as a path. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}

function withValue(body: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  const copy = Array.isArray(body) ? [...body] : { ...(body as object) }
  ;(copy as Record<string, unknown>)[first] = withValue((body as Record<string, unknown>)[first], rest, value)
  return copy
}

/** Refused in words, or harmless; never a failure of the server. */
function assertSound(answer: Answer, what: string): void {
  assert.ok(answer.status < 500, `${what}: ${answer.status} ${answer.text.slice(0, 300)}`)
  if (answer.status < 400) return
  assert.deepEqual(Object.keys(answer.body), ['code', 'message', 'at', 'details'], what)
  assert.ok(answer.body.code.length > 3 && String(answer.body.message).length > 3, what)
  assert.ok(
    answer.text.length < 20_000,
    `${what}: the refusal itself is ${answer.text.length} characters long`,
  )
}

const send = (fixture: RouteFixture, body: unknown) =>
  server.call(
    'everyone',
    fixture.route.method,
    urlOf(fixture),
    typeof body === 'object' && body !== null ? body : JSON.stringify(body),
  )

test('no value in any field of any body makes the server fail', async () => {
  let refused = 0
  for (const fixture of fixtures.filter((one) => one.body)) {
    for (const path of pathsOf(fixture.body)) {
      for (const value of hostile) {
        const answer = await send(fixture, withValue(fixture.body, path, value))
        assertSound(
          answer,
          `${fixture.route.path} ${path.join('.')} ${String(JSON.stringify(value)).slice(0, 60)}`,
        )
        if (answer.status >= 400) refused += 1
      }
    }
  }
  assert.ok(refused > 3000, `only ${refused} were refused`)
})

test('no value in any query or path makes the server fail', async () => {
  const texts = hostile.filter((value) => typeof value === 'string' && value.length < 1000) as string[]
  const numbers = ['-1', '0', '1.5', '1e9', '99999999999999999999', 'NaN', 'x'.repeat(5000)]
  for (const fixture of fixtures) {
    for (const name of Object.keys(fixture.query ?? {})) {
      for (const value of [...texts, ...numbers]) {
        const url = urlOf({ ...fixture, query: { ...fixture.query, [name]: value } })
        assertSound(
          await server.call('everyone', fixture.route.method, url, fixture.body),
          `${fixture.route.path} ${name} ${value.slice(0, 40)}`,
        )
      }
    }
    for (const name of Object.keys(fixture.params ?? {})) {
      for (const value of [...texts, ...numbers]) {
        const url = urlOf({ ...fixture, params: { ...fixture.params, [name]: value } })
        assertSound(
          await server.call('everyone', fixture.route.method, url, fixture.body),
          `${fixture.route.path} ${name} ${value.slice(0, 40)}`,
        )
      }
    }
  }
})

test('addresses that are no text, bodies that are no JSON, and keys that are none are refused in words', async () => {
  for (const url of [
    '/api/points/claims/%00',
    '/api/points/claims/%ff',
    '/api/points/claims/%E0%A4%A',
    '/api/points/claims?place=%00',
    '/api/points/../../etc',
    `/api/points/claims/${'9'.repeat(3000)}`,
    '/api/points/claims?place[]=1&place[]=2',
    '/api/points/claims?__proto__=1',
  ])
    assertSound(await server.call('everyone', 'GET', url), url)
  const declare = '/api/points/claims'
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '{"a":1}}',
    '\u0000',
    '{"__proto__":{"x":1}}',
    `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    `{"reason":"${long}${long}${long}${long}"}`,
  ]) {
    const answer = await server.call('everyone', 'POST', declare, body)
    assertSound(answer, body.slice(0, 40))
    assert.ok(answer.status >= 400 && answer.status < 500, `${body.slice(0, 40)} ${answer.status}`)
  }
  for (const key of ['', 'short', 'x'.repeat(101), '键键键键键键键键键键']) {
    const answer = await server.app.inject({
      method: 'POST',
      url: declare,
      headers: { authorization: 'Bearer everyone', 'idempotency-key': Buffer.from(key).toString('latin1') },
      payload: {},
    })
    assert.equal(answer.statusCode, 400, key)
  }
  for (const type of [
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ]) {
    const answer = await server.app.inject({
      method: 'POST',
      url: declare,
      headers: { authorization: 'Bearer everyone', 'idempotency-key': makeId(), 'content-type': type },
      payload: 'x',
    })
    assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${type} ${answer.statusCode}`)
    assert.deepEqual(Object.keys(answer.json()), ['code', 'message', 'at', 'details'])
  }
})

test('text is kept as it came: quotes, percent signs, formulas and emoji are just text', async () => {
  const fixture = fixtures.find(
    ({ route }) => route.path === '/api/points/claims' && route.method === 'POST',
  )!
  for (const reason of [
    "' or 1=1 --",
    '100%_\\',
    '=HYPERLINK("x")',
    '清理河道😀👨‍👩‍👧',
    '<script>alert(1)</script>',
    '𠮷野家旁边',
  ]) {
    const { status, body } = await server.call('everyone', 'POST', urlOf(fixture), {
      ...fixture.body,
      reason,
    })
    assert.equal(status, 200, reason)
    assert.equal(body.reason, reason)
    const found = await server.call(
      'everyone',
      'GET',
      `/api/points/claims?${new URLSearchParams({ place, search: reason })}`,
    )
    const texts = found.body.rows.map(({ reason: one, personName }) => `${one} ${personName}`)
    assert.ok(texts.length > 0 && texts.every((text) => text.includes(reason)), reason)
  }
})
