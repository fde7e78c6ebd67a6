import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer } from './test-server.ts'
import { tongjie } from './test-village.ts'

let server: Awaited<ReturnType<typeof openTestServer>>
before(async () => {
  server = await openTestServer()
})
after(() => server.close())
const call: typeof server.call = (...request) => server.call(...request)

test('tags have days and sources, and hardship shows only to those who work with it', async () => {
  const url = `/api/households/${server.own.id}/tags`
  const tag = { personId: null, tag: '低保', from: '2020-01-01', source: '民政文件' }
  assert.equal((await call('reviewer', 'POST', url, tag)).status, 403)
  const added = await call('clerk', 'POST', url, tag)
  assert.deepEqual(added.body.tags, ['low_income'])
  assert.equal((await call('clerk', 'POST', url, tag)).body.code, 'household.tag_running')
  const post = { ...tag, personId: server.own.headId, tag: 'villager_representative' }
  await call('clerk', 'POST', url, post)
  assert.deepEqual((await call('reviewer', 'GET', `/api/households/${server.own.id}`)).body.tags, [
    'villager_representative',
  ])
  assert.deepEqual((await call('villager', 'GET', '/api/households/own')).body.tags.length, 2)
  assert.equal((await call('clerk', 'GET', '/api/households?tag=low_income')).body.total, 1)
  assert.equal((await call('reviewer', 'GET', '/api/households?tag=low_income')).body.total, 0)
  const id = added.body.tagRows[0].id
  const end = (on: string) => call('clerk', 'POST', `/api/households/tags/${id}/end`, { on, reason: '退出' })
  assert.equal((await end('2019-12-31')).body.code, 'household.tag_day')
  assert.deepEqual((await end('2025-01-01')).body.tags, ['villager_representative'])
  assert.equal((await end('2025-01-02')).body.code, 'household.tag_ended')
})

test('households are placed in a group and in overlapping grids, and an area in use does not end', async () => {
  const area = async (kind: string, system: string, name: string) =>
    (
      await call('clerk', 'POST', '/api/territory/areas', {
        placeCode: tongjie,
        parentId: null,
        kind,
        system,
        name,
        number: null,
        from: '2019-01-01',
      })
    ).body.id
  const [group, east, west, river] = [
    await area('group', '村民小组', '一组'),
    await area('grid', '综合网格', '东片'),
    await area('grid', '综合网格', '西片'),
    await area('grid', '环境网格', '河片'),
  ]
  const place = (actor: string, areaId: string, ids = [server.own.id]) =>
    call(actor, 'POST', '/api/households/placements', { areaId, householdIds: ids, on: '2024-01-01' })
  assert.equal((await place('reviewer', group)).status, 403)
  for (const areaId of [group, east, west, river]) assert.equal((await place('clerk', areaId)).body.placed, 1)
  assert.deepEqual((await place('clerk', west)).body, { placed: 0, unchanged: 1 })
  assert.equal(
    (await place('clerk', west, [server.own.id, server.own.headId])).body.code,
    'household.area_wrong',
  )
  const detail = (await call('clerk', 'GET', `/api/households/${server.own.id}`)).body
  assert.equal(detail.groupName, '一组')
  assert.deepEqual(detail.areas.map((one: { name: string }) => one.name).sort(), ['河片', '西片'])
  assert.equal((await call('clerk', 'GET', `/api/households?areaId=${west}`)).body.total, 1)
  assert.equal((await call('clerk', 'GET', `/api/households?areaId=${east}`)).body.total, 0)
  assert.equal((await call('clerk', 'GET', `/api/households?groupId=${group}`)).body.total, 1)
  const end = (id: string) =>
    call('clerk', 'POST', `/api/territory/areas/${id}/end`, { on: '2026-01-01', reason: '撤并' })
  assert.equal((await end(group)).body.code, 'territory.area_in_use')
  assert.equal((await end(west)).body.code, 'territory.area_in_use')
  assert.equal((await end(east)).status, 200)
  const figures = await call('clerk', 'GET', '/api/households/figures')
  assert.deepEqual(
    figures.body.groups.map((row: { name: string }) => row.name),
    ['一组'],
  )
})

test('an operation is previewed, confirmed once however often it is sent, and undone', async () => {
  const detail = (await call('clerk', 'GET', `/api/households/${server.own.id}`)).body
  const wife = detail.people.find((one: { name: string }) => one.name === '王大妻')
  const operation = {
    kind: 'split',
    householdId: server.own.id,
    on: '2025-01-01',
    memberIds: [wife.id],
    newHeadId: wife.id,
    newNumber: null,
    newGroupId: null,
    reason: '分家',
  }
  assert.equal(
    (await call('reviewer', 'POST', '/api/households/operations/preview', { operation })).status,
    403,
  )
  const preview = await call('clerk', 'POST', '/api/households/operations/preview', { operation })
  assert.equal(preview.body.after.length, 2)
  const send = (actor: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/households/operations',
      headers: { 'x-test-actor': actor, 'idempotency-key': `split-once-${actor}` },
      payload: { operation, digest: preview.body.digest },
    })
  assert.equal((await send('villager')).statusCode, 403)
  assert.equal((await send('reviewer')).statusCode, 403)
  const replies = await Promise.all([send('clerk'), send('clerk'), send('clerk')])
  assert.deepEqual(
    replies.map((reply) => reply.statusCode),
    [200, 200, 200],
  )
  assert.equal(new Set(replies.map((reply) => reply.json().changeId)).size, 1)
  assert.equal((await call('clerk', 'GET', '/api/households')).body.total, 2)
  const { changeId } = replies[0]!.json()
  const undo = `/api/households/changes/${changeId}/undo`
  assert.equal((await call('reviewer', 'GET', undo)).status, 403)
  const { digest } = (await call('clerk', 'GET', undo)).body
  const stale = await call('clerk', 'POST', undo, { reason: '办错了', digest: 'other' })
  assert.equal(stale.body.code, 'household.changed_since')
  assert.equal((await call('clerk', 'POST', undo, { reason: '办错了', digest })).status, 200)
  assert.equal((await call('clerk', 'GET', '/api/households')).body.total, 1)
  const history = await call('villager', 'GET', `/api/households/${server.own.id}/changes?pageSize=2`)
  assert.deepEqual(
    history.body.rows.map((row: { kind: string }) => row.kind),
    ['undone', 'split'],
  )
})

test('a door plate tells anybody where it hangs, its people their passbook, a cadre the visit, a neighbour whose it is, others nothing', async () => {
  const sheet = await call('clerk', 'GET', `/api/households/plates?placeCode=${tongjie}`)
  assert.equal(sheet.body.total, 1)
  const plate = sheet.body.rows.find((row: { householdId: string }) => row.householdId === server.own.id)
  assert.equal(plate.headMasked, '王*')
  assert.match(plate.path, /^\/m\/plate\/330482[a-z0-9]{12}$/)
  assert.equal((await call('reviewer', 'GET', `/api/households/plates?placeCode=${tongjie}`)).status, 403)
  const url = `/api/households/plates/${plate.plateCode}`
  const seen = await call('nobody', 'GET', url)
  assert.equal(seen.body.placeName, '通界村')
  assert.ok(!JSON.stringify(seen.body).includes('王') && !JSON.stringify(seen.body).includes(server.own.id))
  const open = async (actor: string) => (await call(actor, 'GET', `${url}/open`)).body
  assert.deepEqual(
    [(await open('villager')).kind, (await open('villager')).householdId],
    ['own', server.own.id],
  )
  assert.deepEqual(
    [(await open('reviewer')).kind, (await open('reviewer')).householdId],
    ['visit', server.own.id],
  )
  assert.deepEqual([(await open('neighbour')).kind, (await open('neighbour')).householdId], ['other', null])
  assert.deepEqual(
    [(await open('nextDoor')).kind, (await open('nextDoor')).householdId],
    ['other', server.own.id],
  )
  for (const code of ['330482aaaaaaaaaaaa', 'x', "330482'or'1'='1"])
    assert.equal(
      (await call('nobody', 'GET', `/api/households/plates/${encodeURIComponent(code)}`)).status,
      404,
    )
  const renewed = await call('clerk', 'POST', `/api/households/${server.own.id}/plate`, {
    reason: '门牌丢失',
  })
  assert.notEqual(renewed.body.plateCode, plate.plateCode)
  assert.equal((await call('nobody', 'GET', url)).body.code, 'household.plate_unknown')
})
