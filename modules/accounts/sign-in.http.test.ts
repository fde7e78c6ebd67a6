import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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

const signIn = (body: object, options: Parameters<TestServer['call']>[2] = {}) =>
  server.call('POST', '/api/accounts/sign-in', { ...options, body })
const me = (options: Parameters<TestServer['call']>[2]) => server.call('GET', '/api/accounts/me', options)

test('a password opens a session by cookie, and the database keeps no token', async () => {
  const accountId = await server.addAccount({
    login: 'xu.mei',
    name: '徐梅',
    grants: roleIn('clerk', village),
  })
  const reply = await signIn({ login: ' Xu.Mei ', password })
  assert.equal(reply.status, 200)
  assert.equal(reply.body.token, null)
  const header = String(reply.headers['set-cookie'])
  for (const part of ['shanzhi_session=330482.', 'HttpOnly', 'SameSite=Strict', 'Path=/'])
    assert.ok(header.includes(part), `${part} in ${header}`)
  assert.ok(!header.includes('Secure'))
  const shown = await me({ token: reply.cookie })
  assert.deepEqual(shown.body, reply.body.me)
  assert.equal(shown.body.accountId, accountId)
  assert.equal(shown.body.placeName, '通界村')
  assert.deepEqual(shown.body.grants, [{ role: 'clerk', scope: village, scopeName: '通界村' }])
  assert.ok((shown.body.actions as string[]).includes('accounts.own'))
  assert.ok(!(shown.body.actions as string[]).includes('accounts.manage'))
  const kept = await server.database.owner.query(
    `select row_to_json(s)::text as text from account.session s where account_id = $1`,
    [accountId],
  )
  assert.equal(kept.rowCount, 1)
  assert.ok(!kept.rows[0].text.includes(reply.cookie!.slice(7)))
  const audited = await server.database.owner.query(
    `select actor_name, address, detail from audit.entry where subject_id = $1 and action = 'accounts.sign_in'`,
    [accountId],
  )
  assert.deepEqual(audited.rows, [
    {
      actor_name: '徐梅',
      address: '10.0.0.1',
      detail: { way: 'password', kind: 'cookie', secondFactor: false },
    },
  ])
})

test('a bearer token is handed out instead of a cookie, and neither is taken for the other', async () => {
  await server.addAccount({ login: 'bearer' })
  const reply = await signIn({ login: 'bearer', password, bearer: true })
  const token = String(reply.body.token)
  assert.equal(reply.headers['set-cookie'], undefined)
  assert.equal((await me({ bearer: token })).status, 200)
  assert.equal((await me({ token })).status, 401)
  const cookie = await server.signIn('bearer')
  assert.equal((await me({ token: cookie })).status, 200)
  assert.equal((await me({ bearer: cookie })).status, 401)
})

test('a token opens nothing under another county, nor cut, changed or made up', async () => {
  await server.addAccount({ login: 'prefix' })
  const token = await server.signIn('prefix')
  const [county = '', secret = ''] = token.split('.')
  assert.equal(county, '330482')
  const changed = secret.slice(0, -2) + (secret.endsWith('AA') ? 'BB' : 'AA')
  for (const wrong of [
    `330483.${secret}`,
    `000000.${secret}`,
    `330482.${changed}`,
    `330482.${secret.slice(1)}`,
    secret,
    `330482.${'A'.repeat(43)}`,
    `330482.${secret}%00`,
    `%' or 1=1 --.${secret}`,
    '',
  ]) {
    const reply = await me({ token: wrong })
    assert.deepEqual([reply.status, reply.body.code], [401, 'access.sign_in'], wrong)
  }
  assert.equal((await me({ token })).status, 200)
})

test('an unknown login and a wrong password get the same answer in both languages', async () => {
  await server.addAccount({ login: 'known' })
  const wrong = await signIn({ login: 'known', password: 'not this one' })
  const unknown = await signIn({ login: 'no.such.login', password: 'not this one' })
  const noPassword = await server
    .addAccount({ login: 'passwordless', password: null })
    .then(() => signIn({ login: 'passwordless', password: 'not this one' }))
  assert.equal(wrong.status, 401)
  assert.equal(wrong.body.code, 'account.sign_in_failed')
  assert.deepEqual(unknown.body, wrong.body)
  assert.deepEqual(noPassword.body, wrong.body)
  const english = await signIn({ login: 'known', password: 'x' }, { headers: { 'accept-language': 'en' } })
  assert.match(String(english.body.message), /password is wrong/)
})

test('five wrong tries bar a login for a quarter of an hour, an unknown one alike', async () => {
  const accountId = await server.addAccount({ login: 'guessed' })
  for (const login of ['guessed', 'never.heard.of']) {
    for (let tries = 0; tries < 5; tries++) {
      assert.equal((await signIn({ login, password: 'wrong one' })).body.code, 'account.sign_in_failed')
    }
    const barred = await signIn({ login, password })
    assert.deepEqual(
      [barred.status, barred.body.code, barred.body.details],
      [429, 'account.locked_out', { minutes: 15 }],
    )
    assert.match(String(barred.body.message), /15 分钟后再试/)
  }
  const audited = await server.database.owner.query(
    `select detail from audit.entry where subject_id = $1 and detail ? 'lockedOut'`,
    [accountId],
  )
  assert.equal(audited.rowCount, 1)
  server.later(15 * 60 - 1)
  assert.equal((await signIn({ login: 'guessed', password })).body.code, 'account.locked_out')
  server.later(1)
  assert.equal((await signIn({ login: 'guessed', password })).status, 200)
})

test('guesses sent all at once are held to the same five', async () => {
  await server.addAccount({ login: 'crowded' })
  const replies = await Promise.all(
    Array.from({ length: 30 }, () => signIn({ login: 'crowded', password: 'wrong one' })),
  )
  const judged = replies.filter((reply) => reply.body.code === 'account.sign_in_failed')
  assert.equal(judged.length, 5)
  assert.equal(replies.filter((reply) => reply.body.code === 'account.locked_out').length, 25)
})

test('a good sign-in forgets the wrong tries before it', async () => {
  await server.addAccount({ login: 'careless' })
  for (let round = 0; round < 3; round++) {
    for (let tries = 0; tries < 4; tries++) await signIn({ login: 'careless', password: 'wrong one' })
    assert.equal((await signIn({ login: 'careless', password })).status, 200)
  }
})

test('a phone number is a login too, and its wrong tries count for the same account', async () => {
  await server.addAccount({ login: 'by.phone', phone: '13800000001' })
  assert.equal((await signIn({ login: '13800000001', password })).status, 200)
  for (const login of ['13800000001', 'by.phone', '13800000001', 'by.phone', '13800000001']) {
    await signIn({ login, password: 'wrong one' })
  }
  assert.equal((await signIn({ login: 'by.phone', password })).body.code, 'account.locked_out')
})

test('signing in gives a new token and ends the session that was there before', async () => {
  await server.addAccount({ login: 'attacker' })
  await server.addAccount({ login: 'victim' })
  const planted = await server.signIn('attacker')
  const reply = await signIn({ login: 'victim', password }, { token: planted })
  assert.notEqual(reply.cookie, planted)
  assert.equal((await me({ token: planted })).status, 401)
  assert.equal((await me({ token: reply.cookie })).body.name, 'victim')
})

test('after sign-out the token is worth nothing at once, and other sessions live on', async () => {
  await server.addAccount({ login: 'leaver' })
  const [left, kept] = [await server.signIn('leaver'), await server.signIn('leaver')]
  assert.equal((await me({ token: left })).status, 200)
  const reply = await server.call('POST', '/api/accounts/sign-out', { token: left })
  assert.deepEqual(reply.body, { signedOut: true })
  assert.match(String(reply.headers['set-cookie']), /shanzhi_session=;/)
  assert.equal((await me({ token: left })).status, 401)
  assert.equal((await me({ token: kept })).status, 200)
})

test('a session ends after its days: seven with a role, thirty without', async () => {
  await server.addAccount({ login: 'officer', grants: roleIn('clerk', village) })
  await server.addAccount({ login: 'villager' })
  const begun = server.time.now
  for (const [login, days] of [
    ['officer', 7],
    ['villager', 30],
  ] as const) {
    server.time.now = begun
    const token = await server.signIn(login)
    server.later(days * 86_400 - 1)
    assert.equal((await me({ token })).status, 200, login)
    server.later(1)
    assert.equal((await me({ token })).status, 401, login)
  }
  server.time.now = begun
})

test('a role holds from its first to its last day by China’s calendar', async () => {
  const term = { from: '2026-04-10', to: '2026-04-11' }
  await server.addAccount({ login: 'term', grants: roleIn('reviewer', village, term) })
  const begun = server.time.now
  const at = async (instant: string) => {
    server.time.now = new Date(instant)
    const token = await server.signIn('term')
    return ((await me({ token })).body.grants as unknown[]).length
  }
  assert.equal(await at('2026-04-09T15:59:59Z'), 0)
  assert.equal(await at('2026-04-09T16:00:00Z'), 1)
  assert.equal(await at('2026-04-11T15:59:59Z'), 1)
  assert.equal(await at('2026-04-11T16:00:00Z'), 0)
  server.time.now = begun
})

test('a change past this process is felt within three seconds', async () => {
  const accountId = await server.addAccount({ login: 'stale' })
  const token = await server.signIn('stale')
  assert.equal((await me({ token })).status, 200)
  await server.database.owner.query(`update account.account set state = 'locked' where id = $1`, [accountId])
  server.later(3)
  assert.equal((await me({ token })).status, 401)
})

test('the session that a request shows is read from memory for three seconds', async () => {
  const accountId = await server.addAccount({ login: 'cached' })
  const token = await server.signIn('cached')
  await me({ token })
  await server.database.owner.query(`update account.session set ended_at = now() where account_id = $1`, [
    accountId,
  ])
  server.later(2)
  assert.equal((await me({ token })).status, 200)
  server.later(1)
  assert.equal((await me({ token })).status, 401)
})

test('a changed password ends all other sessions and lets nobody in by the old one', async () => {
  await server.addAccount({ login: 'changer' })
  const [mine, other] = [await server.signIn('changer'), await server.signIn('changer')]
  await me({ token: other })
  const newPassword = '石桥 柳树 南瓜 七夕'
  const change = (body: object, token = mine) =>
    server.call('PUT', '/api/accounts/me/password', { token, body })
  const wrong = await change({ oldPassword: 'wrong one', newPassword })
  assert.deepEqual([wrong.body.code, wrong.body.at], ['account.password_wrong', 'body.oldPassword'])
  assert.equal((await me({ token: other })).status, 200)
  for (const [weak, code] of [
    ['1234567890', 'account.password_simple'],
    ['aaaaaaaaaaaa', 'account.password_simple'],
    ['Password2026', 'account.password_simple'],
    ['my changer key', 'account.password_holds_login'],
  ] as const)
    assert.equal((await change({ oldPassword: password, newPassword: weak })).body.code, code, weak)
  assert.equal((await change({ oldPassword: password, newPassword: 'short' })).body.code, 'request.invalid')
  assert.deepEqual((await change({ oldPassword: password, newPassword })).body, { changed: true })
  assert.equal((await me({ token: mine })).status, 200)
  assert.equal((await me({ token: other })).status, 401)
  assert.equal((await signIn({ login: 'changer', password })).body.code, 'account.sign_in_failed')
  assert.equal((await signIn({ login: 'changer', password: newPassword })).status, 200)
})

test('a sign-in that was judged by a password which changes meanwhile opens nothing', async () => {
  const accountId = await server.addAccount({ login: 'racing' })
  const { owner } = server.database
  await owner.query('begin')
  await owner.query(`update account.account set password_hash = 'changed' where id = $1`, [accountId])
  const underWay = signIn({ login: 'racing', password })
  // The sign-in has read the old password and now waits for the row.
  for (let waiting = false, looks = 0; !waiting && looks < 1000; looks++) {
    await owner.query('select pg_stat_clear_snapshot()')
    const { rows } = await owner.query(
      `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    waiting = rows[0].n > 0
  }
  await owner.query('commit')
  const reply = await underWay
  assert.deepEqual([reply.status, reply.body.code, reply.cookie], [401, 'account.sign_in_failed', undefined])
  const sessions = await owner.query('select 1 from account.session where account_id = $1', [accountId])
  assert.equal(sessions.rowCount, 0)
})

test('guessing the present password from an open session is barred as at the door', async () => {
  await server.addAccount({ login: 'left.open' })
  const token = await server.signIn('left.open')
  const guess = () =>
    server.call('PUT', '/api/accounts/me/password', {
      token,
      body: { oldPassword: 'a guess', newPassword: '石桥 柳树 南瓜 七夕' },
    })
  for (let tries = 0; tries < 5; tries++) assert.equal((await guess()).body.code, 'account.password_wrong')
  assert.equal((await guess()).body.code, 'account.locked_out')
})

test('writes of the own account are refused without sign-in and without their key', async () => {
  await server.addAccount({ login: 'keyless' })
  const token = await server.signIn('keyless')
  const body = { oldPassword: password, newPassword: '石桥 柳树 南瓜 七夕' }
  const url = '/api/accounts/me/password'
  assert.equal((await server.call('PUT', url, { body })).body.code, 'access.sign_in')
  assert.equal(
    (await server.call('PUT', url, { body, token, key: 'short' })).body.code,
    'request.key_missing',
  )
})

test('language and elder mode are kept with the account', async () => {
  await server.addAccount({ login: 'elder' })
  const token = await server.signIn('elder')
  const reply = await server.call('PUT', '/api/accounts/me/preferences', {
    token,
    body: { locale: 'en', elderMode: true },
  })
  assert.equal(reply.body.elderMode, true)
  const again = await me({ token: await server.signIn('elder') })
  assert.deepEqual([again.body.locale, again.body.elderMode], ['en', true])
})

test('one address gets twenty sign-ins a minute, whatever cookie it shows', async () => {
  process.env.SHANZHI_RATE_LIMITS = 'on'
  try {
    const answers: number[] = []
    for (let tries = 0; tries < 21; tries++) {
      const token = `330482.${String(tries).padStart(43, 'x')}`
      const reply = await signIn({ login: `nobody${tries}`, password: 'x' }, { token, address: '10.9.9.9' })
      answers.push(reply.status)
    }
    assert.deepEqual(answers, [...Array<number>(20).fill(401), 429])
    const inOneNet: number[] = []
    for (let tries = 0; tries < 21; tries++) {
      const address = `2001:db8:1:2::${tries.toString(16)}`
      inOneNet.push((await signIn({ login: `nobody${tries}v6`, password: 'x' }, { address })).status)
    }
    assert.equal(inOneNet.at(-1), 429)
    const other = await signIn({ login: 'nobody', password: 'x' }, { address: '10.9.9.8' })
    assert.equal(other.status, 401)
  } finally {
    process.env.SHANZHI_RATE_LIMITS = 'off'
  }
})

test('behind HTTPS the cookie is Secure', async () => {
  const secure = await openTestServer(buildApp, { secure: true })
  try {
    await secure.addAccount({ login: 'safe' })
    const reply = await secure.call('POST', '/api/accounts/sign-in', { body: { login: 'safe', password } })
    assert.match(String(reply.headers['set-cookie']), /; Secure/)
  } finally {
    await secure.close()
  }
})

test('hostile sign-ins get a clear refusal and never a crash', async () => {
  for (const body of [
    { login: '\u0000', password: '\u0000' },
    { login: "'; drop table account.account; --", password: 'x' },
    { login: '𠮷'.repeat(50), password: '💥'.repeat(100) },
    { login: '%', password: '%' },
    { login: ['a'], password: {} },
    { login: 'a'.repeat(101), password: 'x' },
    {},
  ]) {
    const { status, body: answer } = await signIn(body)
    assert.ok([400, 401].includes(status), `${status} ${JSON.stringify(answer)}`)
  }
})
