import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { v7 as makeId } from 'uuid'
import type { Actor, Role } from '../../engines/access/access.ts'
import { appendAudit } from '../../platform/audit/record.ts'
import { sealAudit } from '../../platform/audit/seal.ts'
import { everywhere, type Tx } from '../../platform/database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import { type Jobs, openJobs } from '../../platform/jobs/jobs.ts'
import { workRuns } from '../../platform/jobs/runs.ts'
import { allActions, allErrors, buildApp } from '../../server/app.ts'
import { makeTestServices } from '../../tests/test-services.ts'
import { auditRunKinds } from './jobs.ts'

const village = '330482001201'
const other = '330482001202'
let database: TestDatabase
let app: FastifyInstance
let jobs: Jobs

function actor(name: string, role: Role, scope: string): Actor {
  const grants = [{ role, scope }]
  return {
    accountId: makeId(),
    countyCode: '330482',
    placeCode: village,
    name,
    personId: null,
    householdId: null,
    grants,
  }
}
const actors: Record<string, Actor> = {
  auditor: actor('审计员', 'auditor', '330482'),
  secretary: actor('书记', 'secretary', village),
  clerk: actor('文书', 'clerk', village),
}
const transact = <T>(work: (tx: Tx) => Promise<T>) => database.transact(everywhere, work)

before(async () => {
  database = await openTestDatabase()
  jobs = await openJobs(database, () => undefined)
  const services = makeTestServices(database, () => new Date('2026-03-05T08:00:00Z'))
  const authenticate = async (request: { headers: { authorization?: string } }) =>
    actors[request.headers.authorization ?? ''] ?? null
  app = await buildApp(
    { ...services, jobs, authenticate },
    { logLevel: 'silent', secure: false, version: 'test' },
  )
  await workRuns(jobs, auditRunKinds, {
    services: { ...services, actions: allActions, errors: allErrors },
    log: () => undefined,
  })
  await fill()
  await sealAudit(transact, services.secrets, new Date())
})
after(async () => {
  await jobs?.stop()
  await app?.close()
  await database?.close()
})

const onBehalf = {
  name: '周阿婆',
  relation: '邻居',
  reason: '不会用手机',
  readBack: true,
  signatureFileId: null,
}

async function fill(): Promise<void> {
  const at = (day: string) => ({
    accountId: actors.clerk!.accountId,
    actorName: '文书',
    channel: 'console',
    address: '10.0.0.1',
    at: new Date(`${day}T23:30:00+08:00`),
  })
  const note = { action: 'audit.read', subjectKind: 'note' }
  await transact(async (tx) => {
    await appendAudit(tx, at('2026-03-01'), [{ ...note, placeCode: village, subjectId: 'first' }])
    await appendAudit(tx, at('2026-03-02'), [
      {
        ...note,
        placeCode: village,
        subjectId: 'second',
        onBehalf,
        action: 'points.declare',
        detail: { points: 100 },
      },
    ])
    await appendAudit(tx, at('2026-03-03'), [{ ...note, placeCode: other, subjectId: 'third' }])
    await appendAudit(tx, at('2026-03-04'), [{ ...note, placeCode: '330421001201', subjectId: 'elsewhere' }])
  })
}

async function call(as: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { authorization: as, 'idempotency-key': makeId() }
  const reply = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return { status: reply.statusCode, body: reply.json() }
}

async function subjects(as: string, query: string): Promise<string[]> {
  const { body } = await call(as, 'GET', `/api/audit/entries?${query}`)
  return body.rows.map((row: { subjectId: string }) => row.subjectId)
}

test('an auditor reads the county, the newest first, and no other county', async () => {
  assert.deepEqual(await subjects('auditor', 'placeCode=330482'), ['third', 'second', 'first'])
  assert.deepEqual(await subjects('auditor', 'placeCode=330482&sort=oldest&pageSize=2'), ['first', 'second'])
  assert.equal((await call('auditor', 'GET', '/api/audit/entries?placeCode=330421')).status, 403)
})

test('a secretary reads the own village and nothing around it; a clerk reads none', async () => {
  assert.deepEqual(await subjects('secretary', `placeCode=${village}`), ['second', 'first'])
  for (const place of ['330482', other]) {
    assert.equal((await call('secretary', 'GET', `/api/audit/entries?placeCode=${place}`)).status, 403)
  }
  const refused = await call('clerk', 'GET', `/api/audit/entries?placeCode=${village}`)
  assert.deepEqual(
    [refused.status, refused.body.message],
    [403, '您没有“查看操作日志”的权限。如确有需要，请联系本级账号管理员。'],
  )
})

const filters: [string, string[]][] = [
  ['from=2026-03-02&to=2026-03-02', ['second']],
  ['from=2026-03-03', ['third']],
  ['to=2026-03-01', ['first']],
  ['action=points.declare', ['second']],
  ['subjectId=third', ['third']],
  ['onBehalf=true', ['second']],
  ['onBehalf=false', ['third', 'first']],
  [`search=${encodeURIComponent('阿婆')}`, ['second']],
  [`search=${encodeURIComponent('文%书')}`, []],
  ['channel=mobile', []],
  ['accountId=0197a000-0000-7000-8000-00000000000a', []],
  ['page=2&pageSize=2', ['first']],
]
for (const [filter, expected] of filters) {
  test(`the log filtered by ${filter} shows ${expected.length}`, async () => {
    assert.deepEqual(await subjects('auditor', `placeCode=330482&${filter}`), expected)
  })
}

test('an entry says for whom it was done, what changed, and the name of the act', async () => {
  const { body } = await call('auditor', 'GET', '/api/audit/entries?placeCode=330482&subjectId=second')
  assert.equal(body.total, 1)
  assert.deepEqual([body.rows[0].onBehalf, body.rows[0].detail], [onBehalf, { points: 100 }])
  const read = await call('auditor', 'GET', '/api/audit/entries?placeCode=330482&subjectId=first')
  assert.deepEqual(read.body.rows[0].actionName, { zh: '查看操作日志', en: 'Read the audit log' })
})

interface Report {
  findings: { fault: string; zh: string; position: number }[]
  sealed: number
  head: string
}

async function verified(earlier?: { sealed: number; head: string }): Promise<Report> {
  const started = await call('auditor', 'POST', '/api/audit/verification', { countyCode: '330482', earlier })
  assert.equal(started.status, 200)
  for (;;) {
    const { body } = await call('auditor', 'GET', `/api/runs/${started.body.runId}`)
    if (body.state === 'done') return body.result
    assert.ok(body.state === 'waiting' || body.state === 'running', body.error?.zh)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('verification reports a sound chain, holds it against an earlier report, and finds a change', async () => {
  const sound = await verified()
  assert.deepEqual([sound.sealed, sound.findings], [3, []])
  assert.deepEqual((await verified({ sealed: sound.sealed, head: sound.head })).findings, [])
  assert.deepEqual(
    (await verified({ sealed: 2, head: sound.head })).findings.map((finding) => finding.fault),
    ['earlier_head_gone'],
  )
  await database.owner.query(`update audit.entry set detail = '{"points": 900}' where subject_id = 'second'`)
  const [finding] = (await verified()).findings
  assert.deepEqual(
    [finding?.fault, finding?.zh, finding?.position],
    ['entry_changed', '这条记录在封存后被改动', 2],
  )
})

test('only who answers for the whole county may verify its chain', async () => {
  const body = { countyCode: '330482' }
  assert.equal((await call('secretary', 'POST', '/api/audit/verification', body)).status, 403)
  assert.equal(
    (await call('auditor', 'POST', '/api/audit/verification', { countyCode: '330421' })).status,
    403,
  )
})
