import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { v7 as makeId } from 'uuid'
import type { Actor, Role } from '../../engines/access/access.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { buildApp } from '../../server/app.ts'
import { formOf, formType } from '../../tests/api/send-form.ts'
import { makeTestFileStore } from '../../tests/test-services.ts'
import { registerAreaUse } from './area-use.ts'
import { importDivisions } from './import-divisions.ts'
import { officialDivisions } from './official-list.ts'

const village = '330482001213'
let database: TestDatabase
let app: FastifyInstance

/** Accounts by name: `x-test-actor: clerk` signs in. */
const actors: Record<string, { role: Role; scope: string } | null> = {
  clerk: { role: 'clerk', scope: village },
  neighbour: { role: 'clerk', scope: '330482001204' },
  town: { role: 'town_officer', scope: '330482001' },
  county: { role: 'county_officer', scope: '330482' },
  nation: { role: 'administrator', scope: '' },
  villager: null,
}

before(async () => {
  database = await openTestDatabase()
  await database.transact(everywhere, (tx) =>
    importDivisions(tx, officialDivisions('330482001'), { scope: '330482001', apply: true }),
  )
  app = await buildApp(
    {
      database,
      clock: () => new Date('2026-03-05T08:00:00Z'),
      secrets: openSecrets(randomBytes(32)),
      files: makeTestFileStore(),
      schemes: { sections: [], norms: [], schemes: [], find: () => undefined },
      authenticate: async (request) => {
        const name = String(request.headers['x-test-actor'] ?? '')
        if (!(name in actors)) return null
        const grant = actors[name]
        return {
          accountId: '0197a000-0000-7000-8000-00000000000a',
          countyCode: '330482',
          placeCode: village,
          name,
          personId: null,
          householdId: null,
          grants: grant ? [grant] : [],
        } satisfies Actor
      },
    },
    { logLevel: 'silent', secure: false, version: 'test' },
  )
})
after(async () => {
  await app.close()
  await database.close()
})

let keys = 0
async function call(actor: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object) {
  keys += 1
  const reply = await app.inject({
    method,
    url,
    headers: { 'x-test-actor': actor, 'idempotency-key': `test-key-${keys}` },
    ...(body ? { payload: body } : {}),
  })
  return { status: reply.statusCode, body: reply.json() }
}

async function upload(actor: string, url: string, fileName: string, content: Buffer | string) {
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: {
      'x-test-actor': actor,
      'idempotency-key': makeId(),
      'content-type': formType,
    },
    payload: formOf([{ name: 'file', fileName, type: 'application/octet-stream', content }]),
  })
  return { status: reply.statusCode, body: reply.json() }
}

const square = [
  [121.02, 30.7],
  [121.03, 30.7],
  [121.03, 30.71],
  [121.02, 30.7],
]

test('everybody who is signed in finds a village; nobody else does', async () => {
  const url = `/api/territory/search?search=tjc`
  assert.equal((await call('villager', 'GET', url)).body.rows[0].code, village)
  assert.equal((await call('stranger', 'GET', url)).status, 401)
  const children = await call('villager', 'GET', '/api/territory/children?parent=330482001000')
  assert.ok(children.body.rows.length > 20)
  assert.equal((await call('villager', 'GET', '/api/territory/divisions/999999999999')).status, 404)
})

test('divisions are kept by the county and above only, each within its own scope', async () => {
  const body = { code: '330482001299', name: '新界村村民委员会', from: '2026-01-01', source: '批复' }
  for (const actor of ['villager', 'clerk', 'town'])
    assert.equal((await call(actor, 'POST', '/api/territory/divisions', body)).status, 403)
  const other = { ...body, code: '330483001001' }
  assert.equal((await call('county', 'POST', '/api/territory/divisions', other)).status, 403)
  const made = await call('county', 'POST', '/api/territory/divisions', body)
  assert.equal(made.body.shortName, '新界村')
  const taken = await call('county', 'POST', '/api/territory/divisions', body)
  assert.equal(taken.body.code, 'territory.code_taken')
  const orphan = { ...body, code: '330482777001' }
  assert.equal(
    (await call('county', 'POST', '/api/territory/divisions', orphan)).body.code,
    'territory.code_wrong',
  )
  const lone = { ...body, code: '330482588001' }
  assert.equal(
    (await call('county', 'POST', '/api/territory/divisions', lone)).body.code,
    'territory.parent_missing',
  )
})

test('a village is renamed from a day, then ended with its successor', async () => {
  const at = '/api/territory/divisions/330482001299'
  const wrong = await call('county', 'POST', `${at}/rename`, {
    name: '界河村村民委员会',
    from: '2026-01-01',
    source: '批复',
  })
  assert.equal(wrong.body.code, 'territory.date_before_start')
  const same = await call('county', 'POST', `${at}/rename`, {
    name: '新界村村民委员会',
    from: '2026-02-01',
    source: '批复',
  })
  assert.equal(same.body.code, 'territory.same_name')
  const renamed = await call('county', 'POST', `${at}/rename`, {
    name: '界河村村民委员会',
    from: '2026-02-01',
    source: '批复',
  })
  assert.deepEqual(
    renamed.body.names.map((name: { shortName: string }) => name.shortName),
    ['界河村', '新界村'],
  )
  const bad = await call('county', 'POST', `${at}/end`, {
    on: '2026-03-01',
    successorCodes: ['330482001299'],
    source: '批复',
  })
  assert.equal(bad.body.code, 'territory.successor_wrong')
  const ended = await call('county', 'POST', `${at}/end`, {
    on: '2026-03-01',
    successorCodes: [village],
    source: '批复',
  })
  assert.deepEqual(ended.body.successors, [{ code: village, shortName: '通界村', on: '2026-03-01' }])
  const heir = await call('county', 'GET', `/api/territory/divisions/${village}`)
  assert.equal(heir.body.predecessors[0].code, '330482001299')
  const again = await call('county', 'POST', `${at}/end`, {
    on: '2026-03-02',
    successorCodes: [],
    source: '批复',
  })
  assert.equal(again.body.code, 'territory.ended')
  const town = await call('county', 'POST', '/api/territory/divisions/330482001000/end', {
    on: '2026-03-02',
    successorCodes: [],
    source: '批复',
  })
  assert.equal(town.body.code, 'territory.has_children')
  const hidden = await call('county', 'GET', '/api/territory/children?parent=330482001000')
  const shown = await call('county', 'GET', '/api/territory/children?parent=330482001000&ended=show')
  assert.equal(shown.body.rows.length, hidden.body.rows.length + 1)
})

test('the official list is imported within the own scope, counted first', async () => {
  const url = '/api/territory/import/official'
  assert.equal((await call('clerk', 'POST', url, { scope: '330482', apply: false })).status, 403)
  assert.equal((await call('county', 'POST', url, { scope: '', apply: false })).status, 403)
  assert.equal((await call('county', 'POST', url, { scope: '3304', apply: false })).status, 403)
  const empty = await call('nation', 'POST', url, { scope: '999999', apply: false })
  assert.equal(empty.body.code, 'territory.official_empty')
  const counted = await call('county', 'POST', url, { scope: '330482', apply: false })
  assert.ok(counted.body.added > 50)
  const applied = await call('county', 'POST', url, { scope: '330482', apply: true })
  assert.equal(applied.body.added, counted.body.added)
  const logged = await database.owner.query(
    `select count(*)::int as n from audit.entry where action = 'territory.import'`,
  )
  assert.equal(logged.rows[0].n, 1)
})

test('groups, grids and cells nest, count up and may overlap in several systems', async () => {
  const url = '/api/territory/areas'
  const area = (more: object) => ({
    placeCode: village,
    parentId: null,
    kind: 'group',
    system: '村民小组',
    name: '一组',
    number: null,
    from: '2020-01-01',
    ...more,
  })
  assert.equal((await call('neighbour', 'POST', url, area({}))).status, 403)
  assert.equal(
    (await call('town', 'POST', url, area({ placeCode: '330482001000' }))).body.code,
    'territory.area_not_village',
  )
  const group = await call('clerk', 'POST', url, area({}))
  assert.equal(group.body.number, '001')
  assert.equal((await call('clerk', 'POST', url, area({ name: '二组' }))).body.number, '002')
  const taken = await call('clerk', 'POST', url, area({ name: '三组', number: '1' }))
  assert.equal(taken.body.code, 'territory.area_number_taken')
  const grid = await call(
    'clerk',
    'POST',
    url,
    area({ kind: 'grid', system: '综合网格', name: '东片', parentId: group.body.id }),
  )
  const cell = await call(
    'clerk',
    'POST',
    url,
    area({ kind: 'cell', system: '综合网格', name: '东片1', parentId: grid.body.id }),
  )
  assert.equal(cell.body.path, '一组 / 东片 / 东片1')
  const upside = await call(
    'clerk',
    'POST',
    url,
    area({ kind: 'group', name: '四组', parentId: cell.body.id }),
  )
  assert.equal(upside.body.code, 'territory.area_parent_wrong')
  await call('clerk', 'POST', url, area({ kind: 'grid', system: '环境网格', name: '河道片' }))
  const list = await call('villager', 'GET', `${url}?placeCode=${village}`)
  assert.equal(list.body.rows.length, 5)
  assert.deepEqual(list.body.systems.sort(), ['村民小组', '环境网格', '综合网格'].sort())
  const grids = await call('villager', 'GET', `${url}?placeCode=${village}&kind=grid`)
  assert.equal(grids.body.rows.length, 2)
})

test('an area is renamed, drawn, and ended once nothing lies in it', async () => {
  const list = await call('clerk', 'GET', `/api/territory/areas?placeCode=${village}`)
  const byName = (name: string) =>
    list.body.rows.find((row: { name: string }) => row.name === name).id as string
  const at = (name: string, act: string) => `/api/territory/areas/${byName(name)}/${act}`
  assert.equal(
    (await call('neighbour', 'POST', at('二组', 'rename'), { name: '新组', on: '2024-01-01' })).status,
    404,
  )
  const renamed = await call('clerk', 'POST', at('二组', 'rename'), { name: '西浜组', on: '2024-01-01' })
  assert.deepEqual(renamed.body.formerNames, [{ name: '二组', until: '2024-01-01' }])
  const drawing = { datum: 'GCJ-02', shape: { type: 'Polygon', coordinates: [square] } }
  const drawn = await call('clerk', 'PUT', at('东片', 'shape'), { drawing })
  assert.equal(drawn.body.hasShape, true)
  const shapes = await call('villager', 'GET', `/api/territory/areas/shapes?placeCode=${village}`)
  const moved = shapes.body.features[0].shape.coordinates[0][0]
  assert.ok(Math.abs(moved[0] - 121.02) > 0.001 && shapes.body.features[0].storedDatum === 'GCJ-02')
  const busy = await call('clerk', 'POST', at('一组', 'end'), { on: '2025-01-01', reason: '合并' })
  assert.equal(busy.body.code, 'territory.has_children')
  registerAreaUse({ key: 'test', count: async () => 3 })
  const used = await call('clerk', 'POST', at('河道片', 'end'), { on: '2025-01-01', reason: '合并' })
  assert.equal(used.body.code, 'territory.area_in_use')
  registerAreaUse({ key: 'test', count: async () => 0 })
  const ended = await call('clerk', 'POST', at('河道片', 'end'), { on: '2025-01-01', reason: '合并' })
  assert.equal(ended.body.validTo, '2025-01-01')
  const after = await call('clerk', 'POST', at('河道片', 'rename'), { name: '河片', on: '2025-02-01' })
  assert.equal(after.body.code, 'territory.ended')
})

test('a boundary keeps its datum and is shown in the datum that is asked for', async () => {
  const url = `/api/territory/boundaries/${village}`
  const body = {
    datum: 'CGCS2000',
    shape: { type: 'Polygon', coordinates: [square] },
    drawnOn: '2026-03-01',
    source: '测绘',
  }
  assert.equal((await call('neighbour', 'PUT', url, body)).status, 403)
  assert.equal((await call('clerk', 'PUT', url, body)).status, 200)
  const open = { ...body, shape: { type: 'Polygon', coordinates: [[...square.slice(0, 3), [121.5, 30.7]]] } }
  const refused = await call('clerk', 'PUT', url, open)
  assert.equal(refused.body.code, 'territory.shape_wrong')
  assert.match(refused.body.message, /没有闭合/)
  const same = await call('villager', 'GET', `/api/territory/boundaries?of=${village}`)
  assert.deepEqual(same.body.features[0].shape.coordinates, [square])
  const shifted = await call('villager', 'GET', `/api/territory/boundaries?of=330482001000&datum=GCJ-02`)
  assert.notDeepEqual(shifted.body.features[0].shape.coordinates, [square])
  assert.equal(shifted.body.features[0].storedDatum, 'CGCS2000')
  assert.deepEqual((await call('clerk', 'DELETE', url)).body, { removed: true })
  assert.deepEqual((await call('clerk', 'DELETE', url)).body, { removed: false })
})

test('a GeoJSON file keeps its good features and names the faulty ones', async () => {
  const feature = (code: unknown, coordinates: unknown) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates },
  })
  const file = JSON.stringify({
    type: 'FeatureCollection',
    features: [
      feature(village, [square]),
      feature(village, [square]),
      feature('330482001204', [square]),
      feature('12', [square]),
      feature(330482001206, 'no'),
    ],
  })
  const url = '/api/territory/import/boundaries?datum=CGCS2000&source=%E6%B5%8B%E7%BB%98'
  assert.equal((await upload('villager', `${url}&apply=true`, 'a.geojson', file)).status, 403)
  const dry = await upload('clerk', `${url}&apply=false`, 'a.geojson', file)
  assert.deepEqual([dry.body.good, dry.body.faults.length], [1, 4])
  const kept = await upload('town', `${url}&apply=true`, 'a.geojson', file)
  assert.deepEqual(
    kept.body.faults.map((fault: { feature: number }) => fault.feature),
    [2, 4, 5],
  )
  assert.equal(
    (await call('clerk', 'GET', '/api/territory/boundaries?of=330482001000')).body.features.length,
    2,
  )
  for (const broken of ['', '{', '[]', '{"type":"FeatureCollection","features":[]}'])
    assert.equal(
      (await upload('town', `${url}&apply=true`, 'a.geojson', broken)).body.code,
      'territory.geojson_wrong',
    )
})

test('a workbook of divisions is filled from the template and imported with its faults told', async () => {
  const template = await app.inject({
    method: 'GET',
    url: '/api/territory/import/template',
    headers: { 'x-test-actor': 'county' },
  })
  assert.equal(template.statusCode, 200)
  assert.match(String(template.headers['content-disposition']), /filename\*=UTF-8/)
  const bytes = await writeRows([
    { code: '330482599001', name: '新片村村民委员会' },
    { code: '330482599000', name: '新片乡' },
    { code: '330482588001', name: '孤村村民委员会' },
    { code: '330482001213', name: '通界村村民委员会' },
    { code: '330482001213', name: '重复村' },
    { code: '330483001001', name: '外县村' },
  ])
  const url = '/api/territory/import/workbook?scope=330482&apply=true'
  assert.equal((await upload('clerk', url, '区划.xlsx', bytes)).status, 403)
  const result = await upload('county', url, '区划.xlsx', bytes)
  assert.deepEqual([result.body.added, result.body.unchanged, result.body.faulty], [2, 1, 3])
  assert.deepEqual(
    result.body.faults.map((fault: { row: number; code: string }) => [fault.row, fault.code]),
    [
      [6, 'territory.repeated'],
      [7, 'territory.out_of_scope'],
      [4, 'territory.parent_missing'],
    ],
  )
  const wrong = await upload('county', url, '区划.xlsx', 'not a workbook')
  assert.equal(wrong.body.code, 'workbook.not_xlsx')
  const none = await call('county', 'POST', url, {})
  assert.equal(none.status, 415)
})

async function writeRows(rows: { code: string; name: string }[]): Promise<Buffer> {
  const { PassThrough } = await import('node:stream')
  const { writeWorkbook } = await import('../../platform/workbooks/index.ts')
  const { divisionSheet } = await import('./division-sheet.ts')
  const output = new PassThrough()
  const chunks: Buffer[] = []
  output.on('data', (chunk: Buffer) => chunks.push(chunk))
  await writeWorkbook(
    divisionSheet,
    rows.map((row) => ({ ...row, asOf: '2026-01-01' })),
    output,
  )
  return Buffer.concat(chunks)
}
