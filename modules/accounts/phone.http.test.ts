import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { v7 as makeId } from 'uuid'
import { buildApp } from '../../server/app.ts'
import { neighbour, openTestServer, password, roleIn, type TestServer, village } from './test-server.ts'

let server: TestServer

before(async () => {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  server = await openTestServer(buildApp)
})
after(async () => {
  await server.close()
})
beforeEach(() => {
  server.roll.length = 0
  server.sent.length = 0
  server.later(61)
})

const send = (phone: string, address?: string) =>
  server.call('POST', '/api/accounts/phone-code', { body: { phone }, ...(address ? { address } : {}) })
const signIn = (phone: string, code: string, more: object = {}) =>
  server.call('POST', '/api/accounts/sign-in-phone', { body: { phone, code, ...more } })
/** The code of the last message, which must have gone to this phone. */
function lastCode(phone: string): string {
  const message = server.sent.at(-1)
  assert.equal(message?.phone, phone)
  return /\d{6}/.exec(message.body)![0]
}
const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000')

function addPerson(phone: string, more: Partial<TestServer['roll'][number]> = {}) {
  const person = {
    personId: makeId(),
    householdId: makeId(),
    placeCode: village,
    name: '陆阿大',
    birthDate: '1951-02-03',
    isHead: true,
    phone,
    ...more,
  }
  server.roll.push(person)
  return person
}

test('a phone on the roll without an account opens one for its person and household', async () => {
  const person = addPerson('13900000001')
  assert.deepEqual((await send('13900000001')).body, { validSeconds: 300 })
  const reply = await signIn('13900000001', lastCode('13900000001'))
  assert.equal(reply.status, 200)
  const me = reply.body.me as Record<string, unknown>
  assert.deepEqual(
    [me.name, me.personId, me.householdId, me.placeCode, me.grants],
    [person.name, person.personId, person.householdId, village, []],
  )
  server.later(61)
  await send('13900000001')
  const again = await signIn('13900000001', lastCode('13900000001'))
  assert.equal((again.body.me as Record<string, unknown>).accountId, me.accountId)
})

test('an unknown phone gets the same answers, and no message', async () => {
  const answers = async (phone: string, code: () => string) => [
    (await send(phone)).body,
    (await send(phone)).body,
    (await signIn(phone, code())).body,
  ]
  addPerson('13900000002')
  const known = await answers('13900000002', () => wrongOf(lastCode('13900000002')))
  const messages = server.sent.length
  const unknown = await answers('13900000003', () => '000000')
  assert.deepEqual(unknown, known)
  assert.equal(messages, 1)
  assert.equal(server.sent.length, 1)
  assert.deepEqual(
    known.map((body) => body.code ?? 'sent'),
    ['sent', 'account.phone_code_waits', 'account.phone_code_wrong'],
  )
})

test('a code takes five tries, then it is void even when right', async () => {
  addPerson('13900000004')
  await send('13900000004')
  const code = lastCode('13900000004')
  for (let tries = 0; tries < 5; tries++) {
    assert.equal((await signIn('13900000004', wrongOf(code))).body.code, 'account.phone_code_wrong')
  }
  const spent = await signIn('13900000004', code)
  assert.deepEqual([spent.status, spent.body.code], [429, 'account.phone_code_spent'])
  server.later(60)
  await send('13900000004')
  assert.equal((await signIn('13900000004', lastCode('13900000004'))).status, 200)
})

test('guesses sent all at once get five tries together', async () => {
  addPerson('13900000005')
  await send('13900000005')
  const code = wrongOf(lastCode('13900000005'))
  const replies = await Promise.all(Array.from({ length: 20 }, () => signIn('13900000005', code)))
  assert.equal(replies.filter((reply) => reply.body.code === 'account.phone_code_wrong').length, 5)
})

test('a code runs out after five minutes and is used once', async () => {
  addPerson('13900000006')
  await send('13900000006')
  server.later(300)
  assert.equal((await signIn('13900000006', lastCode('13900000006'))).body.code, 'account.phone_code_wrong')
  await send('13900000006')
  server.later(299)
  const code = lastCode('13900000006')
  const replies = await Promise.all([1, 2, 3].map(() => signIn('13900000006', code)))
  assert.equal(replies.filter((reply) => reply.status === 200).length, 1)
  assert.equal((await signIn('13900000006', code)).body.code, 'account.phone_code_wrong')
})

test('codes come at most once a minute and ten times a day', async () => {
  addPerson('13900000007')
  await send('13900000007')
  server.later(59)
  const early = await send('13900000007')
  assert.deepEqual([early.status, early.body.details], [429, { seconds: 1 }])
  server.later(1)
  for (let count = 1; count < 10; count++) {
    assert.equal((await send('13900000007')).status, 200)
    server.later(60)
  }
  const many = await send('13900000007')
  assert.deepEqual([many.status, many.body.code], [429, 'account.phone_codes_many'])
  assert.match(String(many.body.message), /24 小时后再试/)
  server.later(86_400)
  assert.equal((await send('13900000007')).status, 200)
})

test('only the print of code and phone is kept', async () => {
  addPerson('13900000008')
  await send('13900000008')
  const { rows } = await server.database.owner.query(
    `select row_to_json(c)::text as text from account.phone_code c
     union all select row_to_json(l)::text from account.login l`,
  )
  for (const { text } of rows) {
    assert.ok(!text.includes('13900000008'))
    assert.ok(!text.includes(lastCode('13900000008')))
  }
})

test('a phone of several people of one household is its head’s, of several households nobody’s', async () => {
  const householdId = makeId()
  addPerson('13900000009', { householdId, name: '老人', birthDate: '1940-01-01', isHead: false })
  addPerson('13900000009', { householdId, name: '户主', birthDate: '1970-01-01', isHead: true })
  await send('13900000009')
  const head = await signIn('13900000009', lastCode('13900000009'))
  assert.equal((head.body.me as Record<string, unknown>).name, '户主')
  addPerson('13900000010')
  addPerson('13900000010')
  await send('13900000010')
  const shared = await signIn('13900000010', lastCode('13900000010'))
  assert.deepEqual([shared.status, shared.body.code], [422, 'account.phone_shared'])
})

test('a minor’s phone opens no account', async () => {
  addPerson('13900000011', { birthDate: '2012-06-01', isHead: false })
  await send('13900000011')
  const reply = await signIn('13900000011', lastCode('13900000011'))
  assert.equal(reply.body.code, 'account.phone_of_minor')
})

test('a number that passed to someone else on the roll opens that person’s account, not the old one', async () => {
  const before = addPerson('13900000012', { name: '从前' })
  await send('13900000012')
  const old = await signIn('13900000012', lastCode('13900000012'))
  before.phone = '13900000013'
  const after = addPerson('13900000012', { name: '后来' })
  server.later(61)
  await send('13900000012')
  const reply = await signIn('13900000012', lastCode('13900000012'))
  const me = reply.body.me as Record<string, unknown>
  assert.deepEqual([me.name, me.householdId], ['后来', after.householdId])
  await send('13900000013')
  const moved = await signIn('13900000013', lastCode('13900000013'))
  assert.equal(
    (moved.body.me as Record<string, unknown>).accountId,
    (old.body.me as Record<string, unknown>).accountId,
  )
})

test('a number that left the roll opens nothing and gets no message', async () => {
  addPerson('13900000014')
  await send('13900000014')
  assert.equal((await signIn('13900000014', lastCode('13900000014'))).status, 200)
  server.roll.length = 0
  server.sent.length = 0
  server.later(61)
  await send('13900000014')
  assert.equal(server.sent.length, 0)
})

test('a phone written into the roll does not open an account that holds a role', async () => {
  const person = addPerson('13900000015')
  const accountId = await server.addAccount({
    login: 'office',
    person,
    grants: roleIn('town_officer', '330482001'),
  })
  await send('13900000015')
  const reply = await signIn('13900000015', lastCode('13900000015'))
  assert.deepEqual([reply.status, reply.body.code], [403, 'account.phone_of_office'])
  const logins = await server.database.owner.query('select kind from account.login where account_id = $1', [
    accountId,
  ])
  assert.deepEqual(logins.rows, [{ kind: 'name' }])
})

test('a phone entered by the administrator opens the account without the roll', async () => {
  await server.addAccount({ login: 'cadre', phone: '13900000016', grants: roleIn('cadre', neighbour) })
  await send('13900000016')
  assert.equal((await signIn('13900000016', lastCode('13900000016'))).status, 200)
})

test('a locked account stays shut to its phone', async () => {
  const accountId = await server.addAccount({ login: 'shut', phone: '13900000017' })
  await server.database.owner.query(`update account.account set state = 'locked' where id = $1`, [accountId])
  await send('13900000017')
  const reply = await signIn('13900000017', lastCode('13900000017'))
  assert.equal(reply.body.code, 'account.locked')
})

test('a second factor is asked for behind the phone too, and the phone code holds until then', async () => {
  await server.addAccount({ login: 'both', phone: '13900000018' })
  const token = await server.signIn('both')
  const secret = new Secret({ size: 20 }).base32
  const totp = () =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.time.now.getTime() })
  await server.call('PUT', '/api/accounts/me/totp', { token, body: { secret, code: totp() } })
  server.later(60)
  await send('13900000018')
  const code = lastCode('13900000018')
  assert.equal((await signIn('13900000018', code)).body.code, 'account.code_needed')
  assert.equal((await signIn('13900000018', code, { totp: '000000' })).body.code, 'account.code_wrong')
  assert.equal((await signIn('13900000018', code, { totp: totp() })).status, 200)
})

test('six codes a minute from one address are enough', async () => {
  process.env.SHANZHI_RATE_LIMITS = 'on'
  try {
    const answers: number[] = []
    for (let count = 0; count < 7; count++)
      answers.push((await send(`1370000000${count}`, '10.8.8.8')).status)
    assert.deepEqual(answers, [200, 200, 200, 200, 200, 200, 429])
  } finally {
    process.env.SHANZHI_RATE_LIMITS = 'off'
  }
})

test('a gateway that fails changes nothing in the answer', async () => {
  const failing = await openTestServer(buildApp, {
    accounts: { messages: { send: () => Promise.reject(new Error('no network')) } },
  })
  try {
    await failing.addAccount({ login: 'silent', phone: '13900000019' })
    const reply = await failing.call('POST', '/api/accounts/phone-code', { body: { phone: '13900000019' } })
    assert.deepEqual(reply.body, { validSeconds: 300 })
  } finally {
    await failing.close()
  }
})

test('without a gateway there is no phone sign-in, and no mailbox outside the sample', async () => {
  const bare = await openTestServer(buildApp, { accounts: { messages: null } })
  try {
    const ways = await bare.call('GET', '/api/accounts/ways')
    assert.deepEqual(ways.body, { password: true, phone: false, oidc: false, sample: false })
    const sent = await bare.call('POST', '/api/accounts/phone-code', { body: { phone: '13900000020' } })
    assert.equal(sent.body.code, 'account.phone_off')
    const signed = await bare.call('POST', '/api/accounts/sign-in-phone', {
      body: { phone: '13900000020', code: '123456' },
    })
    assert.equal(signed.body.code, 'account.phone_off')
    const mailbox = await bare.call('GET', '/api/accounts/mailbox')
    assert.deepEqual([mailbox.status, mailbox.body.code], [404, 'request.not_found'])
    assert.equal((await bare.call('GET', '/api/accounts/oidc/start')).status, 404)
  } finally {
    await bare.close()
  }
})

test('a wrong password never tells whose phone it is', async () => {
  await server.addAccount({ login: 'quiet', phone: '13900000021', password })
  const one = await server.call('POST', '/api/accounts/sign-in', {
    body: { login: '13900000021', password: 'wrong one' },
  })
  const other = await server.call('POST', '/api/accounts/sign-in', {
    body: { login: '13900000022', password: 'wrong one' },
  })
  assert.deepEqual(one.body, other.body)
})
