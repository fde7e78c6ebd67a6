import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { readSheet } from '../../platform/workbooks/index.ts'
import { rollSheet } from './roll-sheet.ts'
import { openTestServer, workbookOf } from './test-server.ts'
import { tongjie } from './test-village.ts'

let server: Awaited<ReturnType<typeof openTestServer>>
before(async () => {
  server = await openTestServer()
})
after(() => server.close())
const call: typeof server.call = (...request) => server.call(...request)

test('a roll is uploaded, checked, mended by its error workbook, confirmed once, and gone after', async () => {
  const bytes = await workbookOf([
    { number: 'R1', name: '导入甲', relation: 'head', group: '七组', tags: '低保' },
    {
      number: 'R2',
      name: '导入乙',
      relation: 'head',
      identity: makeIdentityNumber('330482', '1975-05-05', 1),
    },
  ])
  const url = `/api/households/roll/uploads?place=${tongjie}`
  assert.equal((await server.upload('secretary', url, bytes)).status, 403)
  assert.equal((await server.upload('neighbour', url, bytes)).status, 403)
  assert.equal((await server.upload('clerk', url, 'not a workbook')).body.code, 'workbook.not_xlsx')
  assert.equal((await server.upload('clerk', url, await workbookOf([]))).body.code, 'household.roll_empty')
  const { body: plan } = await server.upload('clerk', url, bytes)
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
  const errors = await server.app.inject({
    method: 'GET',
    url: `${at}/faults?createGroups=true`,
    headers: { 'x-test-actor': 'clerk' },
  })
  assert.equal(errors.statusCode, 200)
  const names: string[] = []
  for await (const row of await readSheet(rollSheet, Readable.from([errors.rawPayload])))
    names.push(row.value?.name ?? '?')
  assert.deepEqual(names, ['导入甲', '导入乙'])
  const confirm = (mode: string, digest = again.body.digest) =>
    call('clerk', 'POST', `${at}/confirm`, { createGroups: true, mode, digest })
  assert.equal((await confirm('all_or_nothing')).body.code, 'household.roll_has_faults')
  assert.equal((await confirm('good_households', 'other')).body.code, 'household.changed_since')
  const done = await confirm('good_households')
  assert.deepEqual(
    [done.body.households.new, done.body.households.leftOut, done.body.groupsCreated, done.body.tags],
    [1, 1, 1, 1],
  )
  assert.equal((await confirm('good_households')).body.code, 'household.upload_gone')
  const kept = await server.village.database.owner.query(
    'select count(*)::int as n from household.roll_upload_part where upload_id = $1',
    [plan.uploadId],
  )
  const others = await server.village.database.owner.query(
    `select count(*)::int as n from household.roll_upload where id = $1`,
    [plan.uploadId],
  )
  assert.deepEqual([kept.rows[0].n, others.rows[0].n], [0, 0])
  const logged = await server.village.database.owner.query(
    `select detail->>'fileName' as name from audit.entry where action = 'households.import'`,
  )
  assert.deepEqual(logged.rows, [{ name: '名册.xlsx' }])
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
