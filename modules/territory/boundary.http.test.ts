import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTerritoryServer, square, type TerritoryServer, village } from './test-server.ts'

let server: TerritoryServer
before(async () => {
  server = await openTerritoryServer()
})
after(() => server.close())
const call: TerritoryServer['call'] = (...given) => server.call(...given)
const upload: TerritoryServer['upload'] = (...given) => server.upload(...given)

test('a boundary keeps its datum and is shown in the datum that is asked for', async () => {
  const url = `/api/territory/boundaries/${village}`
  const body = {
    datum: 'CGCS2000',
    shape: { type: 'Polygon', coordinates: [square] },
    drawnOn: '2026-03-01',
    source: '测绘',
    revision: 0,
  }
  assert.equal((await call('neighbour', 'PUT', url, body)).status, 403)
  assert.equal((await call('clerk', 'PUT', url, body)).status, 200)
  const open = {
    ...body,
    revision: 1,
    shape: { type: 'Polygon', coordinates: [[...square.slice(0, 3), [121.5, 30.7]]] },
  }
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

test('every drawing stays: whoever drew it, when, from what; an older one is not drawn over a newer', async () => {
  const code = '330482001211'
  const url = `/api/territory/boundaries/${code}`
  const ring = (east: number) => [...square.slice(0, 3), [121.02 + east, 30.71], square[0]]
  const body = (revision: number, east = 0, more = {}) => ({
    datum: 'CGCS2000',
    shape: { type: 'Polygon', coordinates: [ring(east)] },
    drawnOn: '2026-03-05',
    source: '现场指认',
    revision,
    ...more,
  })
  const tomorrow = await call('town', 'PUT', url, body(0, 0, { drawnOn: '2026-03-06' }))
  assert.equal(tomorrow.body.code, 'territory.drawn_in_future')
  assert.equal((await call('town', 'PUT', url, body(0))).body.revision, 1)
  assert.equal((await call('town', 'PUT', url, body(0, 0.001))).body.code, 'request.stale')
  const bowTie = {
    shape: { type: 'Polygon', coordinates: [[square[0], square[2], square[1], [121.02, 30.71], square[0]]] },
  }
  const crossed = await call('town', 'PUT', url, body(1, 0, bowTie))
  assert.match(crossed.body.message, /自相交叉：第 1 点后面的边碰到第 3 点后面的边/)
  assert.equal((await call('county', 'PUT', url, body(1, 0.001))).body.revision, 2)
  assert.deepEqual((await call('town', 'DELETE', url)).body, { removed: true })
  const found = (await call('clerk', 'GET', `/api/territory/drawing?placeCode=${code}`)).body
  assert.deepEqual(
    found.drawings.map((one: { revision: number; drawnBy: string; storedDatum: string | null }) => [
      one.revision,
      one.drawnBy,
      one.storedDatum,
    ]),
    [
      [3, 'town', null],
      [2, 'county', 'CGCS2000'],
      [1, 'town', 'CGCS2000'],
    ],
  )
  const [division] = (await call('clerk', 'GET', `/api/territory/search?search=${code}`)).body.rows
  assert.equal(division.hasBoundary, false)
  const audited = await server.database.owner.query(
    `select detail from audit.entry where action = 'territory.draw' and subject_id = $1 order by at`,
    [code],
  )
  assert.deepEqual(
    audited.rows.map((row) => row.detail.revision),
    [1, 2, 3],
  )
  assert.ok(audited.rows[0].detail.areaMetres > 500_000)
})

test('two who draw the same boundary at once: one is kept, the other is told', async () => {
  const url = `/api/territory/boundaries/330482001207`
  const body = {
    datum: 'CGCS2000',
    shape: { type: 'Polygon', coordinates: [square] },
    drawnOn: '2026-03-01',
    source: '测绘',
    revision: 0,
  }
  const replies = await Promise.all(
    ['town', 'county', 'nation'].map((actor) => call(actor, 'PUT', url, body)),
  )
  assert.deepEqual(replies.map((one) => one.status).sort(), [200, 409, 409])
  assert.deepEqual((await call('town', 'DELETE', url)).body, { removed: true })
})

test('a boundary is held against the one above and those beside: far off is refused, the rest is told and kept', async () => {
  const box = (west: number, south: number, east: number, north: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  })
  const drawing = (shape: object) => ({ datum: 'CGCS2000', shape, drawnOn: '2026-03-01', source: '指认' })
  const areas = '/api/territory/areas'
  const add = async (more: object) =>
    (
      await call('clerk', 'POST', areas, {
        ...{ placeCode: village, parentId: null, kind: 'grid', system: '边界网格', number: null },
        ...{ from: '2020-01-01', ...more },
      })
    ).body.id as string
  const large = await add({ name: '大网格' })
  const [east, west] = [
    await add({ name: '东', parentId: large }),
    await add({ name: '西', parentId: large }),
  ]
  const draw = (id: string, shape: object, revision = 0) =>
    call('clerk', 'PUT', `${areas}/${id}/shape`, { drawing: drawing(shape), revision })
  await call('clerk', 'PUT', `/api/territory/boundaries/${village}`, {
    ...drawing(box(121, 30, 121.02, 30.02)),
    revision: (await call('clerk', 'GET', `/api/territory/drawing?placeCode=${village}`)).body.drawings[0]
      .revision,
  })
  assert.deepEqual((await draw(large, box(121, 30, 121.01, 30.01))).body.warnings, [])
  // A grid that holds another does not overlap it; its sibling does.
  assert.deepEqual((await draw(east, box(121.005, 30, 121.01, 30.01))).body.warnings, [])
  const over = await draw(west, box(121, 30, 121.006, 30.01))
  assert.equal(over.status, 200)
  assert.match(over.body.warnings[0].zh, /与“东”重叠 .* 亩/)
  const outside = await draw(west, box(121, 29.999, 121.005, 30.01), 1)
  assert.match(outside.body.warnings[0].zh, /上级“大网格”的边界之外/)
  const far = await draw(west, box(122, 30, 122.005, 30.01), 2)
  assert.match(far.body.message, /离上级“大网格”的边界有 \d+\.\d 公里/)
  const seen = await call('clerk', 'GET', `/api/territory/drawing?placeCode=${village}&areaId=${west}`)
  assert.deepEqual(
    seen.body.around.map((one: { relation: string; name: string }) => [one.relation, one.name]),
    [
      ['above', '大网格'],
      ['beside', '东'],
    ],
  )
  assert.equal(
    (await call('neighbour', 'PUT', `${areas}/${west}/shape`, { drawing: null, revision: 2 })).status,
    404,
  )
  const gone = await call('clerk', 'PUT', `${areas}/${west}/shape`, { drawing: null, revision: 2 })
  assert.equal(gone.body.hasShape, false)
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
