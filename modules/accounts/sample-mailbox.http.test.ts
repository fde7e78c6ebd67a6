import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { openHttpGateway } from '../../platform/messages/message-gateway.ts'
import { buildApp } from '../../server/app.ts'
import { bareTools, readAccountsTools } from './accounts-tools.ts'
import { openTestServer, type TestServer } from './test-server.ts'

let server: TestServer
const lines: string[] = []

before(async () => {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  server = await openTestServer(buildApp, { accounts: { sample: true, messages: { send: (m) => send(m) } } })
})
after(async () => {
  await server.close()
})

/** The sample's gateway, made when the database is there. */
const send: NonNullable<typeof bareTools.messages>['send'] = (message) =>
  readAccountsTools(
    {},
    {
      database: server.database,
      clock: () => server.time.now,
      log: (line) => lines.push(line),
      sample: true,
      roll: bareTools.roll,
    },
  ).messages!.send(message)

test('in the sample the code stands in the log and in the mailbox, the phone only in part', async () => {
  await server.addAccount({ login: 'sample', phone: '13500000001' })
  await server.call('POST', '/api/accounts/phone-code', { body: { phone: '13500000001' } })
  let mailbox: { channel: string; recipient: string; body: string; at: string }[] = []
  // The message goes out behind the answer.
  for (let looks = 0; mailbox.length === 0 && looks < 500; looks++) {
    mailbox = (await server.call('GET', '/api/accounts/mailbox')).body as unknown as typeof mailbox
  }
  const [message] = mailbox
  assert.deepEqual(
    [message?.channel, message?.recipient, message?.at],
    ['sign_in_code', '135****0001', '2026-03-05T08:00:00.000Z'],
  )
  const code = /\d{6}/.exec(message!.body)![0]
  assert.equal(lines.length, 1)
  assert.ok(lines[0]!.includes(code) && !lines[0]!.includes('13500000001'))
  const reply = await server.call('POST', '/api/accounts/sign-in-phone', {
    body: { phone: '13500000001', code },
  })
  assert.equal(reply.status, 200)
})

test('the operator’s gateway gets the message as JSON with its token, and an error is an error', async () => {
  const got: { authorization: string | undefined; body: string }[] = []
  let status = 200
  const gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      got.push({ authorization: request.headers.authorization, body })
      response.writeHead(status).end('ok')
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`
  const message = { phone: '13500000002', body: '您好', kind: 'notice' } as const
  try {
    await openHttpGateway({ url, token: 'secret' }).send(message)
    assert.equal(got[0]?.authorization, 'Bearer secret')
    assert.deepEqual(JSON.parse(got[0]!.body), message)
    await openHttpGateway({ url, token: null }).send(message)
    assert.equal(got[1]?.authorization, undefined)
    status = 503
    await assert.rejects(openHttpGateway({ url, token: null }).send(message), /answered 503/)
  } finally {
    gateway.closeAllConnections()
    await new Promise((resolve) => gateway.close(resolve))
  }
})

test('the settings decide which ways there are', () => {
  const given = {
    database: server.database,
    clock: () => server.time.now,
    log: () => undefined,
    roll: bareTools.roll,
  }
  assert.equal(readAccountsTools({}, { ...given, sample: false }).messages, null)
  assert.ok(
    readAccountsTools({ MESSAGE_GATEWAY_URL: 'https://sms.example' }, { ...given, sample: false }).messages,
  )
  assert.throws(() => readAccountsTools({ OIDC_ISSUER: 'https://id.example' }, { ...given, sample: true }))
})
