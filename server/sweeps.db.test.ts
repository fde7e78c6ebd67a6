import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { replayDaysMax } from '../engines/contract/replay-limit.ts'
import { openTestServer, password, type TestServer } from '../modules/accounts/test-server.ts'
import { noJobs } from '../platform/jobs/jobs.ts'
import { runTimer } from '../platform/jobs/timers.ts'
import { allTimers, buildApp } from './app.ts'
import { keepDefaults } from './read-settings.ts'

const day = 86_400
const phone = '13800001111'

let server: TestServer
before(async () => {
  process.env.SHANZHI_RATE_LIMITS = 'off'
  server = await openTestServer(buildApp)
})
after(() => server?.close())

/** One sweep of everything that is swept, at the clock's time. */
async function sweep(): Promise<void> {
  const { shanzhi } = server.app
  for (const timer of allTimers(shanzhi.schemes, keepDefaults).filter(({ key }) => key.includes('.forget_')))
    await runTimer(timer, noJobs, { services: shanzhi, log: () => undefined })
}

async function count(table: string): Promise<number> {
  const { rows } = await server.database.owner.query(`select count(*)::int as rows from ${table}`)
  return rows[0].rows
}

const preferences = (token: string, key: string) =>
  server.call('PUT', '/api/accounts/me/preferences', {
    token,
    key,
    body: { locale: 'en', elderMode: false },
  })

test('an answer outlasts every repeat that a phone may send, and is forgotten a second after its days', async () => {
  await server.addAccount({ login: 'zhou' })
  const key = makeId()
  const first = await preferences(await server.signIn('zhou'), key)
  assert.equal(first.status, 200)
  const from = server.time.now
  const days = (number: number) => new Date(from.getTime() + number * day * 1000)
  for (const at of [days(replayDaysMax), days(keepDefaults.answersDays)]) {
    server.time.now = at
    await sweep()
    const repeat = await preferences(await server.signIn('zhou'), key)
    assert.equal(repeat.headers['idempotency-replayed'], 'true')
    assert.deepEqual(repeat.body, first.body)
  }
  server.later(1)
  await sweep()
  assert.equal(await count('platform.idempotency'), 0)
})

test('a session stays while it runs and for its days after its end, then it is gone; others stay', async () => {
  await server.addAccount({ login: 'shen' })
  await sweep()
  await server.database.owner.query('delete from account.session')
  const start = server.time.now
  await server.signIn('shen')
  const ended = await server.signIn('shen')
  await server.call('POST', '/api/accounts/sign-out', { token: ended })
  const at = async (days: number, seconds = 0) => {
    server.time.now = new Date(start.getTime() + (days * day + seconds) * 1000)
    await sweep()
    return count('account.session')
  }
  assert.equal(await at(keepDefaults.sessionsDays), 2)
  assert.equal(await at(keepDefaults.sessionsDays, 1), 1, 'the one that was ended')
  assert.equal(await at(30 + keepDefaults.sessionsDays), 1, 'a villager’s session ran for thirty days')
  assert.equal(await at(30 + keepDefaults.sessionsDays, 1), 0)
})

test('tries, phone codes and sample messages go after their days, and a limit of today stands', async () => {
  await server.addAccount({ login: 'wei' })
  await sweep()
  const start = server.time.now
  await server.database.owner.query(
    `insert into account.message (id, at, channel, recipient_masked, body) values ($1, $2, 'sms', '138****1111', '…')`,
    [makeId(), start],
  )
  const wrong = () =>
    server.call('POST', '/api/accounts/sign-in', { body: { login: 'wei', password: 'falsch falsch' } })
  for (let tries = 0; tries < 5; tries++) await wrong()
  await server.call('POST', '/api/accounts/phone-code', { body: { phone } })
  const left = async () => [
    await count('account.attempt'),
    await count('account.phone_code'),
    await count('account.message'),
  ]
  const before = await left()
  assert.ok(before.every((rows) => rows > 0))
  await sweep()
  assert.deepEqual(await left(), before)
  assert.equal((await wrong()).body.code, 'account.locked_out')
  server.time.now = new Date(start.getTime() + keepDefaults.codesDays * day * 1000)
  await sweep()
  assert.deepEqual(await left(), before)
  server.later(5 * 60 + 1)
  await sweep()
  assert.deepEqual(await left(), [0, 0, 0])
  const right = await server.call('POST', '/api/accounts/sign-in', { body: { login: 'wei', password } })
  assert.equal(right.status, 200)
})
