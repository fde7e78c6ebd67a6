import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { v7 as makeId } from 'uuid'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { readSheet } from '../../platform/workbooks/index.ts'
import { rollReceipt } from './contract.ts'
import { rollSheet } from './roll-sheet.ts'
import { openTestServer, workbookOf } from './test-server.ts'
import { now, tongjie } from './test-village.ts'

let server: Awaited<ReturnType<typeof openTestServer>>
before(async () => {
  server = await openTestServer()
})
after(() => server.close())
const call: typeof server.call = (...request) => server.call(...request)

/** Waits for a run of the clerk's to end. */
async function ended(runId: string) {
  for (;;) {
    const { body } = await call('clerk', 'GET', `/api/runs/${runId}`)
    if (body.state !== 'waiting' && body.state !== 'running') return body
    await wait(50)
  }
}

const count = async (text: string, values: unknown[]) =>
  (await server.village.database.owner.query(`select count(*)::int as n from ${text}`, values)).rows[0].n

async function namesIn(at: string): Promise<string[]> {
  const reply = await server.app.inject({ method: 'GET', url: at, headers: { 'x-test-actor': 'clerk' } })
  assert.equal(reply.statusCode, 200)
  const names: string[] = []
  for await (const row of await readSheet(rollSheet, Readable.from([reply.rawPayload])))
    names.push(row.value?.name ?? '?')
  return names
}

const rollUrl = `/api/households/roll/uploads?place=${tongjie}`

test('a roll is uploaded, checked, mended by its error workbook, and imported by one run', async () => {
  const bytes = await workbookOf([
    { number: 'R1', name: '导入甲', relation: 'head', group: '七组', tags: '低保' },
    {
      number: 'R2',
      name: '导入乙',
      relation: 'head',
      identity: makeIdentityNumber('330482', '1975-05-05', 1),
    },
  ])
  assert.equal((await server.upload('secretary', rollUrl, bytes)).status, 403)
  assert.equal((await server.upload('neighbour', rollUrl, bytes)).status, 403)
  assert.equal((await server.upload('clerk', rollUrl, 'not a workbook')).body.code, 'workbook.not_xlsx')
  assert.equal(
    (await server.upload('clerk', rollUrl, await workbookOf([]))).body.code,
    'household.roll_empty',
  )
  const { body: plan } = await server.upload('clerk', rollUrl, bytes)
  assert.deepEqual(
    [
      plan.rows,
      plan.households.faulty,
      plan.faultsTotal,
      plan.faults.map((fault: { code: string }) => fault.code),
    ],
    [2, 2, 2, ['roll.identity_elsewhere', 'roll.group_unknown']],
  )
  const at = `/api/households/roll/uploads/${plan.uploadId}`
  assert.equal(
    (await call('town', 'POST', `${at}/plan?county=330482`, { createGroups: true })).body.code,
    'household.upload_gone',
  )
  const again = await call('clerk', 'POST', `${at}/plan`, { createGroups: true })
  assert.deepEqual(
    [again.body.households, again.body.groupsToCreate],
    [{ new: 1, changed: 0, unchanged: 0, faulty: 1 }, ['七组']],
  )
  assert.deepEqual(await namesIn(`${at}/faults?createGroups=true`), ['导入甲', '导入乙'])

  const confirm = (mode: string, digest = again.body.digest, key?: string, actor = 'clerk') =>
    call(actor, 'POST', `${at}/confirm?county=330482`, { createGroups: true, mode, digest }, key)
  assert.equal((await confirm('good_households', undefined, undefined, 'town')).status, 404)
  assert.equal((await confirm('good_households', undefined, undefined, 'secretary')).status, 403)
  const key = makeId()
  const first = await confirm('good_households', undefined, key)
  assert.deepEqual((await confirm('good_households', undefined, key)).body, first.body, 'a repeat of the act')
  assert.equal((await confirm('good_households')).body.code, 'household.roll_running')
  const waiting = await call('clerk', 'GET', `/api/runs/${first.body.runId}`)
  assert.deepEqual(
    [waiting.body.state, waiting.body.title, waiting.body.request.uploadId],
    ['waiting', '名册导入 名册.xlsx', plan.uploadId],
  )
  assert.equal((await call('town', 'GET', `/api/runs/${first.body.runId}`)).status, 404)

  // Cancelled before its turn it did nothing, and the same file is confirmed again.
  await call('clerk', 'POST', `/api/runs/${first.body.runId}/cancel`)
  await server.startRuns()
  const refused = await ended((await confirm('all_or_nothing')).body.runId)
  assert.deepEqual([refused.state, refused.error.code], ['failed', 'household.roll_has_faults'])
  const stale = await ended((await confirm('good_households', 'other')).body.runId)
  assert.deepEqual([stale.state, stale.error.code], ['failed', 'household.changed_since'])
  assert.equal(await count('household.household where number = $1', ['R1']), 0)

  const done = await ended((await confirm('good_households')).body.runId)
  assert.deepEqual([done.state, done.done, done.total], ['done', 3, 3])
  assert.deepEqual(rollReceipt.parse(done.result), {
    uploadId: plan.uploadId,
    fileName: '名册.xlsx',
    createGroups: true,
    households: { new: 1, changed: 0, unchanged: 0, leftOut: 1 },
    persons: { new: 1, changed: 0, unchanged: 0, leftOut: 1 },
    groupsCreated: 1,
    tags: 1,
  })
  assert.equal(await count('household.household where number = $1', ['R1']), 1)
  assert.equal((await confirm('good_households')).body.code, 'household.roll_imported')
  assert.deepEqual(await namesIn(`${at}/faults?createGroups=true&rows=faulty`), ['导入乙'])
  const logged = await server.village.database.owner.query(
    `select detail->>'fileName' as name, channel from audit.entry where action = 'households.import'`,
  )
  assert.deepEqual(logged.rows, [{ name: '名册.xlsx', channel: 'api' }])
})

test('a file that went in whole is removed with its run; one that waits is removed after its day', async () => {
  const bytes = await workbookOf([{ number: 'W1', name: '全好', relation: 'head' }])
  const { body: old } = await server.upload('clerk', rollUrl, bytes)
  const { body: plan } = await server.upload('clerk', rollUrl, bytes)
  const confirmed = await call('clerk', 'POST', `/api/households/roll/uploads/${plan.uploadId}/confirm`, {
    ...{ createGroups: false, mode: 'all_or_nothing', digest: plan.digest },
  })
  assert.equal((await ended(confirmed.body.runId)).state, 'done')
  const left = async (id: string) => [
    await count('household.roll_upload where id = $1', [id]),
    await count('household.roll_upload_part where upload_id = $1', [id]),
  ]
  assert.deepEqual(
    [await left(plan.uploadId), await left(old.uploadId)],
    [
      [0, 0],
      [1, 1],
    ],
  )
  // Nobody but the system removes them: a day later to the millisecond it is there, after that it is not.
  for (const [ageMs, kept] of [
    [24 * 3_600_000, 1],
    [24 * 3_600_000 + 1, 0],
  ] as const) {
    await server.village.database.owner.query('update household.roll_upload set at = $1 where id = $2', [
      new Date(now.getTime() - ageMs),
      old.uploadId,
    ])
    await server.sweep()
    assert.deepEqual(await left(old.uploadId), [kept, kept])
  }
})

test('a staged roll lies sealed in the database', async () => {
  const identity = makeIdentityNumber('330482', '1980-01-01', 77)
  await server.upload(
    'clerk',
    `/api/households/roll/uploads?place=${tongjie}`,
    await workbookOf([{ number: 'S1', name: '封存', relation: 'head', identity }]),
  )
  const parts = await server.village.database.owner.query('select sealed from household.roll_upload_part')
  assert.ok(parts.rows.length > 0)
  for (const { sealed } of parts.rows) assert.ok(!sealed.includes(Buffer.from('PK\x03\x04')))
})

test('the export is masked, or whole with a reason and a log entry', async () => {
  const get = (actor: string, query: string) =>
    server.app.inject({
      method: 'GET',
      url: `/api/households/roll/export?${query}`,
      headers: { 'x-test-actor': actor },
    })
  assert.equal((await get('reviewer', '')).statusCode, 403)
  assert.equal((await get('neighbour', `place=${tongjie}`)).statusCode, 403)
  assert.equal((await get('clerk', 'identity=full')).json().code, 'household.export_reason')
  assert.equal(
    (await get('secretary', `identity=full&reason=${encodeURIComponent('年度核对')}`)).statusCode,
    403,
  )
  const masked = await get('secretary', '')
  const whole = await get('clerk', `identity=full&reason=${encodeURIComponent('年度核对')}`)
  const identities = async (payload: Buffer) => {
    const found: string[] = []
    for await (const row of await readSheet(rollSheet, Readable.from([payload]))) {
      if (row.value?.identity) found.push(row.value.identity)
      else if (row.faults) found.push(row.faults[0]!.value)
    }
    return found
  }
  assert.ok((await identities(whole.rawPayload)).includes(makeIdentityNumber('330482', '1975-05-05', 1)))
  assert.ok((await identities(masked.rawPayload)).every((value) => value.includes('*')))
  const logged = await server.village.database.owner.query(
    `select detail->>'identity' as identity from audit.entry where action = 'households.export' order by at, id`,
  )
  assert.deepEqual(
    logged.rows.map((row) => row.identity),
    ['masked', 'full'],
  )
  const template = await server.app.inject({
    method: 'GET',
    url: '/api/households/roll/template',
    headers: { 'x-test-actor': 'clerk' },
  })
  assert.equal(template.statusCode, 200)
})
