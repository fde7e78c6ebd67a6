import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { buildApp } from '../../server/app.ts'
import { openTestServer, password, roleIn, type TestServer, village } from './test-server.ts'

let server: TestServer

before(async () => {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  server = await openTestServer(buildApp)
})
after(async () => {
  await server.close()
})

const codeOf = (secret: string, stepsAway = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: server.time.now.getTime() + stepsAway * 30_000,
  })
const signIn = (login: string, code?: string) =>
  server.call('POST', '/api/accounts/sign-in', { body: { login, password, ...(code ? { code } : {}) } })
const confirm = (token: string, body: object) => server.call('PUT', '/api/accounts/me/totp', { token, body })

/** Turns the second factor on, as the page does, and gives its secret. */
async function turnOn(login: string): Promise<{ secret: string; token: string }> {
  const token = await server.signIn(login)
  const started = await server.call('POST', '/api/accounts/me/totp', { token })
  const secret = String(started.body.secret)
  assert.match(String(started.body.uri), /^otpauth:\/\/totp\//)
  const reply = await confirm(token, { secret, code: codeOf(secret) })
  assert.equal(reply.body.confirmed, true)
  server.later(60)
  return { secret, token }
}

test('a second factor counts only once a code has confirmed it', async () => {
  await server.addAccount({ login: 'half' })
  const token = await server.signIn('half')
  await server.call('POST', '/api/accounts/me/totp', { token })
  assert.equal((await signIn('half')).status, 200)
})

test('with a second factor the password alone is asked for the code, and no wrong code passes', async () => {
  await server.addAccount({ login: 'two' })
  const { secret } = await turnOn('two')
  const asked = await signIn('two')
  assert.deepEqual([asked.status, asked.body.code], [401, 'account.code_needed'])
  const wrong = await signIn('two', codeOf(secret, 5))
  assert.equal(wrong.body.code, 'account.code_wrong')
  assert.equal((await signIn('two', 'abcdef')).body.code, 'account.code_wrong')
  const right = await signIn('two', ` ${codeOf(secret).slice(0, 3)} ${codeOf(secret).slice(3)} `)
  assert.equal(right.status, 200)
})

test('a code is good once, and none of an earlier step after it', async () => {
  await server.addAccount({ login: 'replay' })
  const { secret } = await turnOn('replay')
  const code = codeOf(secret)
  assert.equal((await signIn('replay', code)).status, 200)
  assert.equal((await signIn('replay', code)).body.code, 'account.code_wrong')
  assert.equal((await signIn('replay', codeOf(secret, -1))).body.code, 'account.code_wrong')
  assert.equal((await signIn('replay', codeOf(secret, 1))).status, 200)
  assert.equal((await signIn('replay', codeOf(secret, 2))).body.code, 'account.code_wrong')
})

test('the same code sent by two at once lets one in', async () => {
  await server.addAccount({ login: 'twins' })
  const { secret } = await turnOn('twins')
  const code = codeOf(secret)
  const replies = await Promise.all([1, 2, 3, 4].map(() => signIn('twins', code)))
  assert.equal(replies.filter((reply) => reply.status === 200).length, 1)
})

test('wrong codes bar the account, being asked for one does not', async () => {
  await server.addAccount({ login: 'codes' })
  const { secret } = await turnOn('codes')
  for (let tries = 0; tries < 8; tries++)
    assert.equal((await signIn('codes')).body.code, 'account.code_needed')
  for (let tries = 0; tries < 5; tries++) {
    assert.equal((await signIn('codes', codeOf(secret, 7))).body.code, 'account.code_wrong')
  }
  assert.equal((await signIn('codes', codeOf(secret))).body.code, 'account.locked_out')
})

test('turning it on ends other sessions; replacing it needs a code of the one that stands', async () => {
  await server.addAccount({ login: 'replacer' })
  const other = await server.signIn('replacer')
  const { secret, token } = await turnOn('replacer')
  assert.equal((await server.call('GET', '/api/accounts/me', { token: other })).status, 401)
  const fresh = new Secret({ size: 20 }).base32
  assert.equal(
    (await confirm(token, { secret: fresh, code: codeOf(fresh) })).body.code,
    'account.code_needed',
  )
  const wrong = await confirm(token, { secret: fresh, code: codeOf(fresh), oldCode: codeOf(secret, 9) })
  assert.equal(wrong.body.code, 'account.code_wrong')
  const right = await confirm(token, { secret: fresh, code: codeOf(fresh), oldCode: codeOf(secret) })
  assert.equal(right.body.confirmed, true)
  server.later(60)
  assert.equal((await signIn('replacer', codeOf(secret))).body.code, 'account.code_wrong')
  assert.equal((await signIn('replacer', codeOf(fresh))).status, 200)
})

test('a short or broken secret is refused', async () => {
  await server.addAccount({ login: 'short' })
  const token = await server.signIn('short')
  for (const secret of ['JBSWY3DP', '', '1'.repeat(32), 'jbswy3dpehpk3pxpjbswy3dpehpk3pxp']) {
    assert.equal(
      (await confirm(token, { secret, code: '123456' })).body.code,
      'account.secret_invalid',
      secret,
    )
  }
})

test('who lost the phone gets the factor removed by an administrator', async () => {
  const accountId = await server.addAccount({ login: 'lost', name: '沈一' })
  await server.addAccount({ login: 'helper', grants: roleIn('administrator', '330482') })
  const { token } = await turnOn('lost')
  const reply = await server.call('POST', `/api/accounts/${accountId}/sign-in-reset`, {
    token: await server.signIn('helper'),
    body: { password: null, removeSecondFactor: true, removeSingleSignOn: false, reason: '手机遗失' },
  })
  assert.equal(reply.body.secondFactor, false)
  assert.equal((await server.call('GET', '/api/accounts/me', { token })).status, 401)
  assert.equal((await signIn('lost')).status, 200)
})

test('the secret lies sealed in the database', async () => {
  const accountId = await server.addAccount({ login: 'sealed' })
  const { secret } = await turnOn('sealed')
  const { rows } = await server.database.owner.query<{ totp_cipher: Buffer }>(
    'select totp_cipher from account.account where id = $1',
    [accountId],
  )
  assert.ok(!rows[0]!.totp_cipher.toString('utf8').includes(secret))
  assert.equal(server.secrets.decrypt(rows[0]!.totp_cipher), secret)
})

test('a village’s reset cannot reach the account of someone above it', async () => {
  const accountId = await server.addAccount({ login: 'above', grants: roleIn('county_officer', '330482') })
  await server.addAccount({ login: 'below', grants: roleIn('administrator', village) })
  const reply = await server.call('POST', `/api/accounts/${accountId}/sign-in-reset`, {
    token: await server.signIn('below'),
    body: {
      password: '石桥 柳树 南瓜 七夕',
      removeSecondFactor: true,
      removeSingleSignOn: false,
      reason: '试试',
    },
  })
  assert.deepEqual([reply.status, reply.body.code], [403, 'account.above_you'])
  assert.equal((await signIn('above')).status, 200)
})
