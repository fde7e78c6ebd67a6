import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import Provider from 'oidc-provider'
import { buildApp } from '../../server/app.ts'
import { readOidcSettings } from './single-sign-on.ts'
import { openTestServer, roleIn, type TestServer, village } from './test-server.ts'

const redirectUri = 'http://localhost:8080/api/accounts/oidc/callback'
let server: TestServer
let provider: Server
let issuer: string
/** Who signs in at the provider next, and the names that it tells of its people. */
let subject = 'sub-1'
const usernames: Record<string, string> = {}
let denies = false

before(async () => {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  provider = await startProvider()
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  server = await openTestServer(buildApp, {
    accounts: {
      oidc: readOidcSettings({
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: 'shanzhi',
        OIDC_CLIENT_SECRET: 'a secret of the test',
        OIDC_REDIRECT_URI: redirectUri,
      }),
    },
  })
})
after(async () => {
  await server?.close()
  provider?.closeAllConnections()
  await new Promise((resolve) => provider.close(resolve))
})

/** A real OpenID provider whose sign-in page says yes by itself. */
async function startProvider(): Promise<Server> {
  const http = createServer()
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const oidc = new Provider(address, {
    clients: [{ client_id: 'shanzhi', client_secret: 'a secret of the test', redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['a key of the test'] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    findAccount: async (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...(usernames[id] ? { preferred_username: usernames[id] } : {}) }),
    }),
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  })
  const answer = oidc.callback()
  http.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    if (denies) {
      await oidc.interactionFinished(request, response, { error: 'access_denied' })
      return
    }
    const grant = new oidc.Grant({ accountId: subject, clientId: 'shanzhi' })
    grant.addOIDCScope('openid profile')
    const consent = { grantId: await grant.save() }
    await oidc.interactionFinished(request, response, { login: { accountId: subject }, consent })
  })
  return http
}

const get = (url: string, cookies: Record<string, string> = {}) =>
  server.app.inject({ method: 'GET', url, cookies })

/** Leaves for the provider: where to, and the kept journey. */
async function leave(returnTo = '/') {
  const reply = await get(`/api/accounts/oidc/start?returnTo=${encodeURIComponent(returnTo)}`)
  const cookie = reply.cookies.find(({ name }) => name === 'shanzhi_oidc')
  return { reply, url: new URL(String(reply.headers.location), issuer), cookie, journey: cookie?.value ?? '' }
}

/** Walks through the provider's pages as a browser does; gives the address of the way back. */
async function walk(start: URL): Promise<string> {
  const jar = new Map<string, string>()
  let url = start
  for (let step = 0; step < 10; step++) {
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    await reply.body?.cancel()
    for (const line of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split('=', 2)
      jar.set(name, value)
    }
    url = new URL(reply.headers.get('location') ?? assert.fail(`${url} answered ${reply.status}`), url)
    if (url.href.startsWith(redirectUri)) return url.pathname + url.search
  }
  return assert.fail('the provider did not send us back')
}

async function signIn(as: string, returnTo = '/') {
  subject = as
  const { url, journey } = await leave(returnTo)
  const back = await walk(url)
  return { back, journey, reply: await get(back, { shanzhi_oidc: journey }) }
}

const sessionOf = (reply: Awaited<ReturnType<typeof get>>) =>
  reply.cookies.find(({ name }) => name === 'shanzhi_session')?.value ?? ''
const nameOf = async (token: string) => (await server.call('GET', '/api/accounts/me', { token })).body.name

test('the way out carries PKCE, state and nonce, and keeps them sealed in a short cookie', async () => {
  const { reply, url, cookie } = await leave()
  assert.equal(reply.statusCode, 302)
  assert.equal(url.searchParams.get('code_challenge_method'), 'S256')
  for (const name of ['code_challenge', 'state', 'nonce']) assert.ok(url.searchParams.get(name), name)
  assert.equal(url.searchParams.get('redirect_uri'), redirectUri)
  const { httpOnly, sameSite, path, maxAge } = cookie!
  assert.deepEqual(
    { httpOnly, sameSite, path, maxAge },
    { httpOnly: true, sameSite: 'Lax', path: '/api/accounts/oidc', maxAge: 600 },
  )
  assert.ok(!Buffer.from(cookie!.value, 'base64url').toString().includes(url.searchParams.get('state')!))
})

test('a person of the provider signs in to the account of the same login, and is linked for good', async () => {
  await server.addAccount({ login: 'gu.lan', name: '顾兰', grants: roleIn('clerk', village) })
  usernames['sub-1'] = 'gu.lan'
  const { reply } = await signIn('sub-1')
  assert.equal(reply.headers.location, '/')
  assert.equal(await nameOf(sessionOf(reply)), '顾兰')
  // The name at the provider may change: the subject does not.
  usernames['sub-1'] = 'gu.lan.renamed'
  const again = await signIn('sub-1')
  assert.equal(await nameOf(sessionOf(again.reply)), '顾兰')
})

test('the phone app gets its people back, and no address outside does', async () => {
  usernames['sub-2'] = 'mobile.one'
  await server.addAccount({ login: 'mobile.one' })
  assert.equal((await signIn('sub-2', '/m/')).reply.headers.location, '/m/')
  for (const outside of ['https://evil.example/', '//evil.example', '/\\evil.example', '/m/../..//evil']) {
    assert.equal((await signIn('sub-2', outside)).reply.headers.location, '/', outside)
  }
})

test('who has no account here, or no name there, is told so on the page', async () => {
  usernames['sub-3'] = 'nobody.here'
  assert.equal((await signIn('sub-3')).reply.headers.location, '/?signInError=account.oidc_unknown')
  const nameless = await signIn('sub-4', '/m/')
  assert.equal(nameless.reply.headers.location, '/m/?signInError=account.oidc_unknown')
  assert.equal(sessionOf(nameless.reply), '')
})

test('a login name given to someone else at the provider does not open the linked account', async () => {
  usernames['sub-5'] = 'shared.name'
  await server.addAccount({ login: 'shared.name' })
  await signIn('sub-5')
  usernames['sub-6'] = 'shared.name'
  assert.equal((await signIn('sub-6')).reply.headers.location, '/?signInError=account.oidc_other')
})

test('a locked account stays shut, by the link and by the name', async () => {
  usernames['sub-7'] = 'locked.one'
  const accountId = await server.addAccount({ login: 'locked.one' })
  await server.database.owner.query(`update account.account set state = 'locked' where id = $1`, [accountId])
  assert.equal((await signIn('sub-7')).reply.headers.location, '/?signInError=account.locked')
  await server.database.owner.query(`update account.account set state = 'active' where id = $1`, [accountId])
  assert.equal((await signIn('sub-7')).reply.headers.location, '/')
  await server.database.owner.query(`update account.account set state = 'locked' where id = $1`, [accountId])
  assert.equal((await signIn('sub-7')).reply.headers.location, '/?signInError=account.locked')
})

test('a way back without our cookie, with another’s, changed or too late opens nothing', async () => {
  usernames['sub-8'] = 'careful.one'
  await server.addAccount({ login: 'careful.one' })
  subject = 'sub-8'
  const failed = async (back: string, journey?: string) => {
    const reply = await get(back, journey === undefined ? {} : { shanzhi_oidc: journey })
    assert.equal(sessionOf(reply), '')
    return String(reply.headers.location).replace('/?signInError=account.oidc_', '')
  }
  const mine = await leave()
  const back = await walk(mine.url)
  assert.equal(await failed(back), 'expired')
  assert.equal(await failed(back, `${mine.journey.slice(0, -4)}AAAA`), 'expired')
  assert.equal(await failed(back, server.secrets.encrypt('{}').toString('base64url')), 'expired')
  assert.equal(await failed(back, (await leave()).journey), 'failed')
  assert.equal(await failed(back.replace(/state=[^&]+/, 'state=other'), mine.journey), 'failed')
  assert.equal(await failed('/api/accounts/oidc/callback', mine.journey), 'failed')
  server.later(600)
  assert.equal(await failed(back, mine.journey), 'expired')
})

test('the same way back does not work twice', async () => {
  usernames['sub-9'] = 'twice'
  await server.addAccount({ login: 'twice' })
  const { back, journey, reply } = await signIn('sub-9')
  assert.notEqual(sessionOf(reply), '')
  const again = await get(back, { shanzhi_oidc: journey })
  assert.equal(again.headers.location, '/?signInError=account.oidc_failed')
})

test('who is refused at the provider is refused here', async () => {
  denies = true
  try {
    const { reply } = await signIn('sub-1')
    assert.equal(reply.headers.location, '/?signInError=account.oidc_failed')
  } finally {
    denies = false
  }
})

test('a provider that does not answer is told of in words, and the next try asks again', async () => {
  const settings = {
    issuer: 'http://127.0.0.1:9',
    clientId: 'a',
    clientSecret: 'b',
    redirectUri,
    loginClaim: 'sub',
  }
  const lonely = await openTestServer(buildApp, { accounts: { oidc: settings } })
  try {
    const reply = await lonely.app.inject('/api/accounts/oidc/start?returnTo=/m/')
    assert.equal(reply.headers.location, '/m/?signInError=account.oidc_failed')
    const ways = await lonely.call('GET', '/api/accounts/ways')
    assert.equal(ways.body.oidc, true)
  } finally {
    await lonely.close()
  }
})

test('half a set-up stops the server with what is missing', () => {
  assert.equal(readOidcSettings({}), null)
  assert.throws(
    () => readOidcSettings({ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'a' }),
    /OIDC_CLIENT_SECRET, OIDC_REDIRECT_URI/,
  )
  const whole = { OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b', OIDC_REDIRECT_URI: 'https://here.example/x' }
  assert.throws(() => readOidcSettings({ ...whole, OIDC_ISSUER: 'http://id.example' }), /OIDC_ISSUER must be/)
  assert.equal(
    readOidcSettings({ ...whole, OIDC_ISSUER: 'https://id.example' })?.loginClaim,
    'preferred_username',
  )
})
