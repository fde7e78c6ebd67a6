import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { registerAreaUse } from './area-use.ts'
import { openTerritoryServer, square, type TerritoryServer, village } from './test-server.ts'

let server: TerritoryServer
before(async () => {
  server = await openTerritoryServer()
})
after(() => server.close())
const call: TerritoryServer['call'] = (...given) => server.call(...given)
const upload: TerritoryServer['upload'] = (...given) => server.upload(...given)

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
  const logged = await server.database.owner.query(
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
  const drawing = {
    datum: 'GCJ-02',
    shape: { type: 'Polygon', coordinates: [square] },
    drawnOn: '2026-03-01',
    source: '村民组长指认',
  }
  const drawn = await call('clerk', 'PUT', at('东片', 'shape'), { drawing, revision: 0 })
  assert.deepEqual([drawn.body.hasShape, drawn.body.revision, drawn.body.warnings], [true, 1, []])
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

test('a workbook of divisions is filled from the template and imported with its faults told', async () => {
  const template = await server.app.inject({
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
