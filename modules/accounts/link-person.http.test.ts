import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyRequest } from 'fastify'
import { v7 as makeId } from 'uuid'
import { scopesOf } from '../../platform/http/context.ts'
import { buildApp } from '../../server/app.ts'
import { makeAuthenticate } from './make-authenticate.ts'
import { sessionCookie } from './session-token.ts'
import { openTestServer, password, roleIn, type TestServer, village } from './test-server.ts'

let server: TestServer
const adoptionId = makeId()

before(async () => {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  server = await openTestServer(buildApp)
  const { owner } = server.database
  await owner.query('set session_replication_role = replica') // the scheme itself is of no matter here
  await owner.query(
    `insert into scheme.adoption (county_code, id, place_code, scheme_id, version, hash, settings, state, earlier)
     values ('330482', $1, $2, 'test', 1, '', '{}', 'in_force', '[]')`,
    [adoptionId, village],
  )
  await owner.query('set session_replication_role = origin')
})
after(async () => {
  await server.close()
})

/** A household of one person on the roll, in the database and as the roll tells of it. */
async function addHousehold(name: string, phone = '') {
  const person = { personId: makeId(), householdId: makeId() }
  const { owner } = server.database
  await owner.query(
    `insert into household.household (county_code, id, place_code, number, head_name, standing, valid_from, plate_code)
     values ('330482', $1, $2, $3, $4, 'local', '2020-01-01', $3)`,
    [person.householdId, village, person.householdId, name],
  )
  await owner.query(
    `insert into household.person (county_code, id, place_code, household_id, name, pinyin, initials, sex, registration, presence)
     values ('330482', $1, $2, $3, $4, '', '', 'unknown', 'local', 'resident')`,
    [person.personId, village, person.householdId, name],
  )
  server.roll.push({ ...person, placeCode: village, name, birthDate: '1948-05-06', isHead: true, phone })
  return person
}

/** What a neighbour declared for a household that had no account then. */
async function declareFor(householdId: string): Promise<string> {
  const claimId = makeId()
  await server.database.owner.query(
    `insert into points.claim (county_code, id, place_code, household_id, subject_id, adoption_id, book_key, item_key, direction,
       quantity, proposed, occurred_on, reason, channel, medium, declared_by, declared_name, declared_at, proxy, state, updated_at)
     values ('330482', $1, $2, $3, $3, $4, 'points', 'item', 'plus', 100, 100, '2026-01-10', '扫雪', 'behalf', 'oral', $5, '邻居',
       '2026-01-11', '{"name":"邻居","relation":"邻居","reason":"不识字","readBack":true,"signatureFileId":null}', 'in_review', '2026-01-11')`,
    [claimId, village, householdId, adoptionId, makeId()],
  )
  return claimId
}

async function claimsOf(token: string | undefined): Promise<string[]> {
  const { database, time } = server
  const request = { headers: {}, cookies: { [sessionCookie]: token } }
  const actor = await makeAuthenticate({ database, clock: () => time.now })(
    request as unknown as FastifyRequest,
  )
  assert.ok(actor)
  const rows = await database.transact(scopesOf(actor), (tx) =>
    tx.selectFrom('points.claim').select('id').where('county_code', '=', '330482').execute(),
  )
  return rows.map((row) => row.id)
}

test('who gets an account later sees what was done for her before, and nobody else’s', async () => {
  const [mine, others] = [await addHousehold('吴婆婆'), await addHousehold('郑公公')]
  const claimId = await declareFor(mine.householdId)
  await declareFor(others.householdId)
  await server.addAccount({ login: 'maker', grants: roleIn('administrator', village) })
  const body = {
    name: '吴婆婆',
    login: 'wu.popo',
    phone: null,
    password,
    placeCode: village,
    personId: mine.personId,
  }
  const made = await server.call('POST', '/api/accounts', { token: await server.signIn('maker'), body })
  assert.equal(made.body.householdId, mine.householdId)
  assert.deepEqual(await claimsOf(await server.signIn('wu.popo')), [claimId])
})

test('who first signs in by the phone on the roll sees it too', async () => {
  const mine = await addHousehold('沈伯', '13611110001')
  const claimId = await declareFor(mine.householdId)
  await server.call('POST', '/api/accounts/phone-code', { body: { phone: '13611110001' } })
  const code = /\d{6}/.exec(server.sent.at(-1)!.body)![0]
  const reply = await server.call('POST', '/api/accounts/sign-in-phone', {
    body: { phone: '13611110001', code },
  })
  assert.deepEqual(await claimsOf(reply.cookie), [claimId])
})

test('an account goes with its person to another household, and leaves the old one behind', async () => {
  const [before, then] = [await addHousehold('新娘'), await addHousehold('夫家')]
  const old = await declareFor(before.householdId)
  const next = await declareFor(then.householdId)
  await server.addAccount({ login: 'bride', person: { ...before, name: '新娘' } })
  const token = await server.signIn('bride')
  assert.deepEqual(await claimsOf(token), [old])
  await server.database.owner.query('update household.person set household_id = $1 where id = $2', [
    then.householdId,
    before.personId,
  ])
  server.later(3)
  assert.deepEqual(await claimsOf(token), [next])
})

test('a person has one open account; a closed one makes room', async () => {
  const mine = await addHousehold('独一')
  const first = await server.addAccount({ login: 'only.one', person: { ...mine, name: '独一' } })
  await assert.rejects(
    server.addAccount({ login: 'only.two', person: { ...mine, name: '独一' } }),
    (error: { code?: string; details?: object }) => {
      assert.deepEqual([error.code, error.details], ['account.person_has_account', { person: '独一' }])
      return true
    },
  )
  await server.database.owner.query(`update account.account set state = 'closed' where id = $1`, [first])
  await server.addAccount({ login: 'only.three', person: { ...mine, name: '独一' } })
})
