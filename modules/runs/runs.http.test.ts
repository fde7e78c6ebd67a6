import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { v7 as makeId } from 'uuid'
import type { Actor } from '../../engines/access/access.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import { scopesOf } from '../../platform/http/context.ts'
import { endRun, insertRun } from '../../platform/jobs/run-store.ts'
import { clerk, now } from '../../platform/jobs/test-work.ts'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { buildApp } from '../../server/app.ts'
import { makeTestFileStore } from '../../tests/test-services.ts'

const actors: Record<string, Actor> = { clerk, neighbour: { ...clerk, accountId: makeId() } }

let database: TestDatabase
let app: FastifyInstance

before(async () => {
  database = await openTestDatabase()
  const authenticate = async (request: { headers: { authorization?: string } }) =>
    actors[request.headers.authorization ?? ''] ?? null
  const schemes = { sections: [], norms: [], schemes: [], find: () => undefined }
  const tools = {
    database,
    clock: () => now,
    secrets: openSecrets(randomBytes(32)),
    files: makeTestFileStore(),
    schemes,
    authenticate,
  }
  app = await buildApp(tools, { logLevel: 'silent', secure: false, version: 'test' })
})
after(async () => {
  await app?.close()
  await database?.close()
})

async function makeRun(title: string): Promise<string> {
  const id = makeId()
  const run = { id, placeCode: clerk.placeCode, actor: clerk, channel: 'console', kind: 'test.kind', title }
  await database.transact(scopesOf(clerk), (tx) => insertRun(tx, { ...run, request: null, at: now }))
  return id
}

async function call(method: 'GET' | 'POST', url: string, as: string) {
  const headers = { authorization: as, 'idempotency-key': makeId() }
  const reply = await app.inject({ method, url, headers })
  return { status: reply.statusCode, body: reply.json() }
}

test('its owner reads a run and finds it in the list', async () => {
  const id = await makeRun('导入名册')
  const { status, body } = await call('GET', `/api/runs/${id}`, 'clerk')
  assert.equal(status, 200)
  assert.deepEqual(
    { ...body, id: '' },
    {
      id: '',
      kind: 'test.kind',
      title: '导入名册',
      placeCode: '330482001201',
      state: 'waiting',
      done: 0,
      total: null,
      request: null,
      result: null,
      error: null,
      createdAt: now.toISOString(),
      endedAt: null,
    },
  )
  const list = await call('GET', '/api/runs?state=waiting&kind=test.kind', 'clerk')
  assert.deepEqual(
    list.body.rows.map((run: { id: string }) => run.id),
    [id],
  )
  assert.equal(list.body.total, 1)
})

test('nobody else sees or cancels it, and a visitor is asked to sign in', async () => {
  const id = await makeRun('别人的任务')
  assert.equal((await call('GET', `/api/runs/${id}`, 'neighbour')).status, 404)
  assert.equal((await call('POST', `/api/runs/${id}/cancel`, 'neighbour')).status, 404)
  assert.equal((await call('GET', '/api/runs', 'neighbour')).body.total, 0)
  assert.equal((await call('GET', `/api/runs/${id}`, 'nobody')).status, 401)
})

test('a run is cancelled once, and the audit log has it', async () => {
  const id = await makeRun('取消')
  const first = await call('POST', `/api/runs/${id}/cancel`, 'clerk')
  assert.deepEqual(
    [first.status, first.body.state, first.body.endedAt],
    [200, 'cancelled', now.toISOString()],
  )
  const second = await call('POST', `/api/runs/${id}/cancel`, 'clerk')
  assert.deepEqual([second.status, second.body.code], [409, 'run.ended'])
  const entries = await database.owner.query('select action, detail from audit.entry where subject_id = $1', [
    id,
  ])
  assert.deepEqual(entries.rows, [{ action: 'run.cancel', detail: { kind: 'test.kind' } }])
})

test('a failed run says why in Chinese and English, with its details filled in', async () => {
  const id = await makeRun('失败')
  const key = { countyCode: clerk.countyCode, runId: id }
  const error = { code: 'request.not_found', details: { path: '名册.xlsx' }, at: 'body.file' }
  await database.transact(scopesOf(clerk), (tx) => endRun(tx, key, { state: 'failed', error, at: now }))
  const { body } = await call('GET', `/api/runs/${id}`, 'clerk')
  assert.deepEqual(body.error, {
    code: 'request.not_found',
    zh: '没有这个地址：名册.xlsx。',
    en: 'There is nothing at 名册.xlsx.',
    at: 'body.file',
  })
})
