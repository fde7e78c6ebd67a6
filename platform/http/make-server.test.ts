import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../engines/access/access.ts'
import { defineRoute } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Database, Tx } from '../database/connect.ts'
import { fileErrors, storeUnavailable } from '../files/file-error.ts'
import type { HttpContext } from './context.ts'
import { httpErrors } from './errors.ts'
import { makeServer } from './make-server.ts'
import { mountRoute } from './mount-route.ts'

/** What is asked here needs no rows. */
const database = {
  read: (_scopes: unknown, work: (tx: Tx) => unknown) => work({} as Tx),
} as unknown as Database

const actor = (accountId: string): Actor => ({
  accountId,
  countyCode: '330482',
  placeCode: '330482001213',
  name: '沈文',
  personId: null,
  householdId: null,
  grants: [],
})

/** Tokens that open an account. */
const accounts: Record<string, string> = {
  'Bearer one': 'one',
  'Bearer two': 'two',
  'Bearer two again': 'two',
}

const say = defineRoute({
  method: 'GET',
  path: '/api/say',
  summary: { zh: '说', en: 'Say' },
  action: 'signed-in',
  query: z.object({
    what: z.string().min(2).max(5),
    how: z.enum(['loud', 'low']).default('low'),
    day: z.iso.date().optional(),
    times: z.coerce.number().int().min(1).max(9).default(1),
  }),
  reply: z.object({ said: z.string() }),
})

interface Asked {
  status: number
  body: { code: string; message: string; at: string | null }
}

async function open() {
  const app: FastifyInstance = await makeServer(
    {
      database,
      actions: {},
      errors: { ...httpErrors, ...fileErrors },
      clock: () => new Date('2026-03-05T08:00:00Z'),
      authenticate: async (request: FastifyRequest) => {
        const accountId = accounts[request.headers.authorization ?? '']
        return accountId ? actor(accountId) : null
      },
    } as unknown as HttpContext,
    { logLevel: 'silent', secure: false, version: 'test' },
  )
  const logged: Record<string, unknown>[] = []
  app.addHook('onRequest', async (request) => {
    request.log.error = (line: unknown) => void logged.push(line as Record<string, unknown>)
  })
  mountRoute(app, say, async (_act, { query }) => {
    if (query.what === 'fail') throw storeUnavailable(new Error('no route to the bucket'))
    if (query.what === 'no') throw new Refusal('record.not_found')
    return { said: query.what }
  })
  const ask = async (query: string, headers: Record<string, string> = {}, address = '10.0.0.1') => {
    const reply = await app.inject({ url: `/api/say?${query}`, headers, remoteAddress: address })
    return { status: reply.statusCode, body: reply.json() } as Asked
  }
  return { app, ask, logged }
}

const signedIn = { authorization: 'Bearer one' }

test('what is wrong with a request is told in the language of the reader, each fault with its place', async () => {
  const { app, ask } = await open()
  const told = async (query: string) => {
    const zh = await ask(query, signedIn)
    const en = await ask(query, { ...signedIn, 'accept-language': 'en-GB' })
    assert.deepEqual([zh.status, zh.body.code, en.body.at], [400, 'request.invalid', zh.body.at])
    return [
      zh.body.at,
      zh.body.message.split('：').slice(1).join('：'),
      en.body.message.split(': ').slice(1).join(': '),
    ]
  }
  const mendZh = '。请按提示改正后重新提交。'
  const mendEn = '. Correct it and send it again.'
  const cases: [query: string, at: string, zh: string, en: string][] = [
    ['', 'querystring.what', '请填写这一项', 'this is missing'],
    ['what=a', 'querystring.what', '至少 2 个字', 'needs 2 characters or more'],
    ['what=abcdef', 'querystring.what', '最多 5 个字', 'takes 5 characters at most'],
    ['what=ab&how=odd', 'querystring.how', '请从这些中选一个：loud、low', 'must be one of: loud, low'],
    ['what=ab&times=x', 'querystring.times', '要填数字', 'must be a number'],
    ['what=ab&times=10', 'querystring.times', '不能大于 9', 'must be 9 or less'],
    [
      'what=ab&day=2019-02-30',
      'querystring.day',
      '日期写成“年-月-日”，如 2019-01-01',
      'must be a day that exists, such as 2019-01-01',
    ],
  ]
  for (const [query, at, zh, en] of cases)
    assert.deepEqual(await told(query), [at, `${at}：${zh}${mendZh}`, `${at}: ${en}${mendEn}`])
  await app.close()
})

test('a stranger is turned away before the request is judged', async () => {
  const { app, ask } = await open()
  assert.deepEqual((await ask('what=')).body.code, 'access.sign_in')
  await app.close()
})

test('a made-up token counts for its address; one that opened an account counts for the account', async () => {
  const { app, ask } = await open()
  const mint = (index: number) => ({ authorization: `Bearer made up ${index}` })
  const first = await ask('what=ab', signedIn)
  assert.equal(first.status, 200)
  // The first showing of a good token counted for the address, before anybody knew that it was good.
  for (let index = 1; index < 1200; index++) assert.equal((await ask('what=ab', mint(index))).status, 401)
  const barred = await ask('what=ab', mint(1201))
  assert.deepEqual([barred.status, barred.body.code], [429, 'request.too_many'])
  assert.match(barred.body.message, /秒后再试/)
  assert.equal((await ask('what=ab', { cookie: 'shanzhi_session=made-up' })).status, 429)
  assert.equal((await ask('what=ab', signedIn)).status, 200)
  assert.equal((await ask('what=ab', mint(1), '10.0.0.2')).status, 401)
  await app.close()
})

test('two tokens of one account share one count', async () => {
  const { app, ask } = await open()
  const two = { authorization: 'Bearer two' }
  const again = { authorization: 'Bearer two again' }
  for (const headers of [two, again]) assert.equal((await ask('what=ab', headers)).status, 200)
  for (let index = 0; index < 1200; index++) assert.equal((await ask('what=no', two)).status, 404)
  assert.equal((await ask('what=ab', again)).status, 429)
  assert.equal((await ask('what=ab', signedIn)).status, 200)
  await app.close()
})

test('what lies behind a refusal is told to the operator’s log and to nobody else', async () => {
  const { app, ask, logged } = await open()
  const failed = await ask('what=fail', signedIn)
  assert.deepEqual([failed.status, failed.body.code], [503, 'file.store_unavailable'])
  assert.ok(!JSON.stringify(failed.body).includes('bucket'))
  assert.equal(logged.length, 1)
  assert.equal(logged[0]!.code, 'file.store_unavailable')
  assert.match(String(logged[0]!.err), /no route to the bucket/)
  await ask('what=no', signedIn)
  assert.equal(logged.length, 1)
  await app.close()
})

test('fonts come from this server alone', async () => {
  const { app } = await open()
  const reply = await app.inject({ url: '/health' })
  assert.match(String(reply.headers['content-security-policy']), /font-src 'self'(;|$)/)
  await app.close()
})
