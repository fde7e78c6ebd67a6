import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { buildApp } from '../../server/app.ts'
import { openTestServer, password, roleIn, type TestServer } from './test-server.ts'

let server: TestServer
before(async () => {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  server = await openTestServer(buildApp)
})
after(() => server?.close())

const digitsOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.time.now.getTime() })
const signIn = (login: string, code?: string) =>
  server.call('POST', '/api/accounts/sign-in', { body: { login, password, ...(code ? { code } : {}) } })
const renew = (token: string, code: string) =>
  server.call('PUT', '/api/accounts/me/recovery-codes', { token, body: { code } })

async function stateOf(token: string): Promise<unknown> {
  return (await server.call('GET', '/api/accounts/me/second-factor', { token })).body
}

interface Owner {
  accountId: string
  token: string
  secret: string
  codes: string[]
}

/** An account with its second factor on, and the codes that were shown at that. */
async function turnOn(login: string): Promise<Owner> {
  const accountId = await server.addAccount({ login })
  const token = await server.signIn(login)
  const { body: started } = await server.call('POST', '/api/accounts/me/totp', { token })
  const secret = String(started.secret)
  const body = { secret, code: digitsOf(secret) }
  const reply = await server.call('PUT', '/api/accounts/me/totp', { token, body })
  server.later(60)
  return { accountId, token, secret, codes: reply.body.recoveryCodes as string[] }
}

test('ten codes are shown once when the factor is switched on; none before, and no list of them after', async () => {
  await server.addAccount({ login: 'none' })
  const none = await server.signIn('none')
  assert.deepEqual(await stateOf(none), { on: false, recoveryCodesLeft: 0 })
  assert.equal((await renew(none, '123456')).body.code, 'account.second_factor_off')
  const { accountId, token, codes } = await turnOn('ten')
  assert.equal(new Set(codes).size, 10)
  assert.deepEqual(await stateOf(token), { on: true, recoveryCodesLeft: 10 })
  const { rows } = await server.database.owner.query<{ kept: string }>(
    `select (select string_agg(a::text, '') from account.account a where id = $1) ||
       (select string_agg(e::text, '') from audit.entry e) || coalesce((select string_agg(i::text, '') from platform.idempotency i), '') as kept`,
    [accountId],
  )
  for (const code of codes)
    for (const text of [code, code.replace('-', '')]) assert.ok(!rows[0]!.kept.includes(text))
})

test('a code signs in in place of the digits, once; the next one does, too', async () => {
  const { codes, token } = await turnOn('once')
  assert.equal((await signIn('once', codes[0])).status, 200)
  assert.equal((await signIn('once', codes[0])).body.code, 'account.recovery_code_wrong')
  assert.equal((await signIn('once', codes[1]!.toUpperCase().replace('-', ' '))).status, 200)
  assert.deepEqual(await stateOf(token), { on: true, recoveryCodesLeft: 8 })
  const { rows } = await server.database.owner.query(
    `select detail from audit.entry where action = 'accounts.sign_in' and detail ? 'recoveryCode'`,
  )
  assert.equal(rows.length, 2)
})

test('the code of one account opens no other', async () => {
  const mine = await turnOn('mine')
  await turnOn('yours')
  assert.equal((await signIn('yours', mine.codes[0])).body.code, 'account.recovery_code_wrong')
  assert.equal((await signIn('mine', mine.codes[0])).status, 200)
})

test('of many who send the same code at once one gets in', async () => {
  const { codes, token } = await turnOn('racers')
  const replies = await Promise.all([1, 2, 3, 4, 5].map(() => signIn('racers', codes[3])))
  assert.equal(replies.filter((reply) => reply.status === 200).length, 1)
  assert.deepEqual(await stateOf(token), { on: true, recoveryCodesLeft: 9 })
})

test('guesses count as wrong tries: five bar the account, and a right code does not help then', async () => {
  const { codes } = await turnOn('guessed')
  for (let tries = 0; tries < 5; tries++)
    assert.equal((await signIn('guessed', 'zzzzz-zzzzz')).body.code, 'account.recovery_code_wrong')
  assert.equal((await signIn('guessed', codes[0])).body.code, 'account.locked_out')
  server.later(15 * 60)
  assert.equal((await signIn('guessed', codes[0])).status, 200)
})

test('new codes need the factor, end the old ones and other sessions, and leave a record', async () => {
  const { codes, token, secret } = await turnOn('renewer')
  const other = (await signIn('renewer', codes[0])).cookie!
  assert.equal((await renew(token, '000000')).body.code, 'account.code_wrong')
  assert.equal((await renew(token, codes[0]!)).body.code, 'account.recovery_code_wrong')
  const fresh = (await renew(token, digitsOf(secret))).body.recoveryCodes as string[]
  assert.equal(new Set([...fresh, ...codes]).size, 20)
  assert.deepEqual(await stateOf(token), { on: true, recoveryCodesLeft: 10 })
  assert.equal((await server.call('GET', '/api/accounts/me', { token: other })).status, 401)
  assert.equal((await signIn('renewer', codes[1])).body.code, 'account.recovery_code_wrong')
  const once = await Promise.all([renew(token, fresh[0]!), renew(token, fresh[0]!)])
  assert.deepEqual(once.map((reply) => reply.status).sort(), [200, 401])
  const { rows } = await server.database.owner.query(
    `select 1 from audit.entry where action = 'accounts.own' and detail ->> 'change' = 'recovery_codes'`,
  )
  assert.equal(rows.length, 2)
})

test('tries at renewing are barred like those at signing in', async () => {
  const { token, secret } = await turnOn('insistent')
  for (let tries = 0; tries < 5; tries++)
    assert.equal((await renew(token, '000000')).body.code, 'account.code_wrong')
  assert.equal((await renew(token, digitsOf(secret))).body.code, 'account.locked_out')
})

test('who lost the phone takes a new one into use with a code; a reset takes factor and codes away', async () => {
  const { accountId, codes, token } = await turnOn('lost')
  const fresh = new Secret({ size: 20 }).base32
  const body = { secret: fresh, code: digitsOf(fresh), oldCode: codes[0] }
  const replaced = await server.call('PUT', '/api/accounts/me/totp', { token, body })
  assert.equal(replaced.status, 200)
  assert.equal((await signIn('lost', codes[1])).body.code, 'account.recovery_code_wrong')
  await server.addAccount({ login: 'helper', grants: roleIn('administrator', '330482') })
  await server.call('POST', `/api/accounts/${accountId}/sign-in-reset`, {
    token: await server.signIn('helper'),
    body: { password: null, removeSecondFactor: true, removeSingleSignOn: false, reason: '手机遗失' },
  })
  const signedIn = await signIn('lost')
  assert.equal(signedIn.status, 200)
  assert.deepEqual(await stateOf(signedIn.cookie!), { on: false, recoveryCodesLeft: 0 })
})
