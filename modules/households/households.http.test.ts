import assert from 'node:assert/strict'
import { PassThrough, Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Actor, Role } from '../../engines/access/access.ts'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { readSheet, writeWorkbook } from '../../platform/workbooks/index.ts'
import { buildApp } from '../../server/app.ts'
import { makeTestFileStore } from '../../tests/test-services.ts'
import { type RollRow, rollSheet } from './roll-sheet.ts'
import { haiyan, now, openTestVillage, type TestVillage, tangqiao, tongjie } from './test-village.ts'

let village: TestVillage
let app: FastifyInstance
/** Household of the villager who signs in as `villager`. */
let own: { id: string; headId: string; number: string }

const grants: Record<string, { role: Role; scope: string } | null> = {
  clerk: { role: 'clerk', scope: tongjie },
  secretary: { role: 'secretary', scope: tongjie },
  reviewer: { role: 'reviewer', scope: tongjie },
  neighbour: { role: 'clerk', scope: tangqiao },
  abroad: { role: 'clerk', scope: haiyan },
  town: { role: 'town_officer', scope: '330482001' },
  county: { role: 'county_officer', scope: '330482' },
  administrator: { role: 'administrator', scope: '330482' },
  villager: null,
}

before(async () => {
  village = await openTestVillage()
  app = await buildApp(
    {
      database: village.database,
      clock: () => now,
      secrets: village.secrets,
      files: makeTestFileStore(),
      schemes: { sections: [], norms: [], schemes: [], find: () => undefined },
      authenticate: async (request) => {
        const name = String(request.headers['x-test-actor'] ?? '')
        const grant = grants[name]
        if (grant === undefined) return null
        return {
          accountId: `0197a000-0000-7000-8000-${String(Object.keys(grants).indexOf(name)).padStart(12, '0')}`,
          countyCode: grant?.scope.slice(0, 6) ?? '330482',
          placeCode: (grant?.scope ?? tongjie).padEnd(12, '0'),
          name,
          personId: null,
          householdId: name === 'villager' ? own.id : null,
          grants: grant ? [grant] : [],
        } satisfies Actor
      },
    },
    { logLevel: 'silent', secure: false, version: 'test' },
  )
  const made = await call('clerk', 'POST', '/api/households', household('8', '王大', 1))
  own = { id: made.body.id, headId: made.body.headId, number: made.body.number }
})
after(async () => {
  await app.close()
  await village.database.close()
})

let keys = 0
async function call(actor: string, method: 'GET' | 'POST' | 'PUT', url: string, body?: object) {
  keys += 1
  const reply = await app.inject({
    method,
    url,
    headers: { 'x-test-actor': actor, 'idempotency-key': `test-key-${keys}` },
    ...(body ? { payload: body } : {}),
  })
  return { status: reply.statusCode, body: reply.json() }
}

const person = (name: string, sequence: number | null, more: object = {}) => ({
  name,
  sex: 'unknown',
  birthDate: '1975-05-05',
  identityNumber: sequence === null ? null : makeIdentityNumber('330482', '1975-05-05', sequence),
  phone: sequence === null ? null : `1370000${String(sequence).padStart(4, '0')}`,
  ...more,
})
const household = (number: string | null, name: string, sequence: number, more: object = {}) => ({
  placeCode: tongjie,
  number,
  groupId: null,
  address: '中心路1号',
  on: '2019-01-01',
  head: person(name, sequence),
  members: [{ ...person(`${name}妻`, null), relation: 'spouse', presence: 'away' }],
  ...more,
})

test('a household is opened by the clerk alone, with its number, masked people and history', async () => {
  const body = household(null, '李大', 3)
  for (const actor of ['villager', 'reviewer', 'town', 'administrator', 'neighbour'])
    assert.equal((await call(actor, 'POST', '/api/households', body)).status, 403, actor)
  const made = await call('clerk', 'POST', '/api/households', body)
  assert.deepEqual([made.body.number, made.body.members, made.body.away], ['9', 2, 1])
  assert.match(made.body.people[0].identityMasked, /^3\*{16}.$/)
  assert.equal(made.body.people[0].phoneMasked, '137****0003')
  assert.ok(!JSON.stringify(made.body).includes('19750505'))
  assert.equal(made.body.changes[0].kind, 'created')
  const table: [object, string, number][] = [
    [body, 'household.identity_taken', 409],
    [household('8', '赵大', 5), 'household.number_taken', 409],
    [household(null, '赵大', 5, { placeCode: '330482001000' }), 'household.not_village', 422],
    [household(null, '赵大', 5, { on: '2026-03-06' }), 'household.day_ahead', 422],
    [household(null, '赵大', 5, { groupId: own.id }), 'household.group_wrong', 422],
    [
      household(null, '赵大', 5, { head: person('赵大', null, { identityNumber: '123' }) }),
      'household.identity_wrong',
      422,
    ],
    [
      household(null, '赵大', 5, { head: person('赵大', null, { phone: '123' }) }),
      'household.phone_wrong',
      422,
    ],
  ]
  for (const [wrong, code, status] of table) {
    const actor = code === 'household.not_village' ? 'county-clerk' : 'clerk'
    if (actor === 'county-clerk') grants[actor] = { role: 'clerk', scope: '330482' }
    const refused = await call(actor, 'POST', '/api/households', wrong)
    assert.deepEqual([refused.body.code, refused.status], [code, status])
    assert.ok(refused.body.message.length > 5 && !refused.body.message.includes('{'), refused.body.message)
  }
})

test('the list finds a household by any member, pinyin, initials, number and phone, and by nothing else', async () => {
  await call('clerk', 'POST', '/api/households', household('88', '单小华', 7))
  const find = async (search: string, more = '') =>
    (await call('clerk', 'GET', `/api/households?search=${encodeURIComponent(search)}${more}`)).body.rows.map(
      (row: { number: string }) => row.number,
    )
  for (const search of [
    '单小华',
    '小华',
    'shanxiaohua',
    'SXH',
    'sxhq',
    '88',
    '13700000007',
    '137 0000 0007',
    '0007',
  ])
    assert.deepEqual(await find(search), ['88'], search)
  assert.deepEqual(await find(makeIdentityNumber('330482', '1975-05-05', 7)), ['88'])
  for (const search of ['%', '_', '0000', '不存在', '19750505'])
    assert.deepEqual(await find(search), [], search)
  assert.deepEqual(await find('', '&presence=away'), [])
  assert.equal((await find('', '&presence=resident')).length, 3)
  const sorted = await call('clerk', 'GET', '/api/households?sort=number&order=desc&pageSize=2&page=1')
  assert.deepEqual(
    [sorted.body.total, ...sorted.body.rows.map((row: { number: string }) => row.number)],
    [3, '88', '9'],
  )
  for (const sort of ['headName', 'group', 'members', 'validFrom'])
    assert.equal((await call('clerk', 'GET', `/api/households?sort=${sort}`)).body.rows.length, 3)
  const persons = await call('clerk', 'GET', '/api/households/persons?search=sxh')
  assert.deepEqual(
    persons.body.rows.map((row: { name: string; relation: string }) => [row.name, row.relation]),
    [
      ['单小华', 'head'],
      ['单小华妻', 'spouse'],
    ],
  )
})

test('nobody outside the village reads its people; a villager reads the own household alone', async () => {
  const url = `/api/households/${own.id}`
  assert.equal((await call('stranger', 'GET', url)).status, 401)
  for (const actor of ['neighbour', 'abroad']) {
    assert.equal((await call(actor, 'GET', `${url}?county=330482`)).status, 404, actor)
    assert.equal((await call(actor, 'GET', `/api/households?place=${tongjie}`)).status, 403, actor)
    assert.deepEqual((await call(actor, 'GET', '/api/households')).body.rows, [], actor)
  }
  assert.equal((await call('administrator', 'GET', url)).status, 403)
  const mine = await call('villager', 'GET', '/api/households/own')
  assert.equal(mine.body.headName, '王大')
  assert.deepEqual(mine.body.may, { manage: false, move: false, reveal: false, plate: false })
  assert.equal(mine.body.plateCode, null)
  const { rows } = (await call('clerk', 'GET', '/api/households?search=88')).body
  assert.equal((await call('villager', 'GET', `/api/households/${rows[0].id}`)).status, 404)
  assert.equal((await call('villager', 'GET', '/api/households')).status, 403)
  assert.equal((await call('clerk', 'GET', '/api/households/own')).body.code, 'household.no_own')
  assert.equal((await call('town', 'GET', '/api/households?place=330482001')).body.total, 3)
  assert.equal((await call('county', 'GET', '/api/households?place=3304')).status, 400)
})

test('figures count the roll by group and tag', async () => {
  const figures = await call('clerk', 'GET', '/api/households/figures')
  assert.deepEqual(
    [figures.body.households, figures.body.persons, figures.body.awayPersons, figures.body.voters],
    [3, 6, 3, 6],
  )
  assert.deepEqual(figures.body.groups, [{ groupId: null, name: '未分组', households: 3, persons: 6 }])
})

test('an edit needs the revision that was read, keeps what is left out, and tells which fields changed', async () => {
  const read = (await call('clerk', 'GET', `/api/households/${own.id}`)).body
  const edit = { revision: read.revision, number: '8', groupId: null, address: '新路2号', standing: 'local' }
  assert.equal((await call('reviewer', 'PUT', `/api/households/${own.id}`, edit)).status, 403)
  const done = await call('clerk', 'PUT', `/api/households/${own.id}`, edit)
  assert.deepEqual([done.body.address, done.body.changes[0].summary.zh], ['新路2号', '第8户修改了住址'])
  assert.equal((await call('clerk', 'PUT', `/api/households/${own.id}`, edit)).body.code, 'request.stale')
  const head = done.body.people[0]
  const about = {
    name: '王大',
    sex: 'male',
    birthDate: '1975-05-05',
    registration: 'local',
    presence: 'away',
    partyMember: true,
    guardianId: null,
  }
  const changed = await call('clerk', 'PUT', `/api/households/persons/${head.id}`, {
    ...about,
    revision: head.revision,
  })
  assert.deepEqual(
    [changed.body.people[0].presence, changed.body.people[0].partyMember, changed.body.people[0].phoneMasked],
    ['away', true, '137****0001'],
  )
  const next = changed.body.people[0].revision
  const wrong = await call('clerk', 'PUT', `/api/households/persons/${head.id}`, {
    ...about,
    birthDate: '1975-05-06',
    revision: next,
  })
  assert.equal(wrong.body.code, 'household.birth_differs')
  const self = await call('clerk', 'PUT', `/api/households/persons/${head.id}`, {
    ...about,
    guardianId: head.id,
    revision: next,
  })
  assert.equal(self.body.code, 'household.guardian_wrong')
  const renamed = await call('clerk', 'PUT', `/api/households/persons/${head.id}`, {
    ...about,
    name: '王大山',
    phone: null,
    revision: next,
  })
  assert.deepEqual([renamed.body.headName, renamed.body.people[0].phoneMasked], ['王大山', null])
})

test('a whole number is shown with a reason, to few, and each look is logged', async () => {
  const url = `/api/households/persons/${own.headId}/reveal`
  const look = { field: 'identity', reason: '核对医保信息' }
  for (const actor of ['secretary', 'reviewer', 'villager'])
    assert.equal((await call(actor, 'POST', url, look)).status, 403, actor)
  assert.equal((await call('neighbour', 'POST', `${url}?county=330482`, look)).status, 404)
  assert.equal((await call('clerk', 'POST', url, { ...look, reason: '看' })).status, 400)
  const shown = await call('clerk', 'POST', url, look)
  assert.equal(shown.body.value, makeIdentityNumber('330482', '1975-05-05', 1))
  const logged = await village.database.owner.query(
    `select detail from audit.entry where action = 'households.reveal' and subject_id = $1`,
    [own.headId],
  )
  assert.deepEqual(logged.rows, [{ detail: look }])
  const kept = await village.database.owner.query(
    `select count(*)::int as n from platform.idempotency where reply::text like $1`,
    [`%${shown.body.value}%`],
  )
  assert.equal(kept.rows[0].n, 0)
})

test('tags have days and sources, and hardship shows only to those who work with it', async () => {
  const url = `/api/households/${own.id}/tags`
  const tag = { personId: null, tag: '低保', from: '2020-01-01', source: '民政文件' }
  assert.equal((await call('reviewer', 'POST', url, tag)).status, 403)
  const added = await call('clerk', 'POST', url, tag)
  assert.deepEqual(added.body.tags, ['low_income'])
  assert.equal((await call('clerk', 'POST', url, tag)).body.code, 'household.tag_running')
  const post = { ...tag, personId: own.headId, tag: 'villager_representative' }
  await call('clerk', 'POST', url, post)
  assert.deepEqual((await call('reviewer', 'GET', `/api/households/${own.id}`)).body.tags, [
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
  const place = (actor: string, areaId: string, ids = [own.id]) =>
    call(actor, 'POST', '/api/households/placements', { areaId, householdIds: ids, on: '2024-01-01' })
  assert.equal((await place('reviewer', group)).status, 403)
  for (const areaId of [group, east, west, river]) assert.equal((await place('clerk', areaId)).body.placed, 1)
  assert.deepEqual((await place('clerk', west)).body, { placed: 0, unchanged: 1 })
  assert.equal((await place('clerk', west, [own.id, own.headId])).body.code, 'household.area_wrong')
  const detail = (await call('clerk', 'GET', `/api/households/${own.id}`)).body
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
    ['一组', '未分组'],
  )
})

test('an operation is previewed, confirmed once however often it is sent, and undone', async () => {
  const detail = (await call('clerk', 'GET', `/api/households/${own.id}`)).body
  const wife = detail.people.find((one: { name: string }) => one.name === '王大妻')
  const operation = {
    kind: 'split',
    householdId: own.id,
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
    app.inject({
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
  assert.equal((await call('clerk', 'GET', '/api/households')).body.total, 4)
  const { changeId } = replies[0]!.json()
  const undo = `/api/households/changes/${changeId}/undo`
  assert.equal((await call('reviewer', 'GET', undo)).status, 403)
  const { digest } = (await call('clerk', 'GET', undo)).body
  const stale = await call('clerk', 'POST', undo, { reason: '办错了', digest: 'other' })
  assert.equal(stale.body.code, 'household.changed_since')
  assert.equal((await call('clerk', 'POST', undo, { reason: '办错了', digest })).status, 200)
  assert.equal((await call('clerk', 'GET', '/api/households')).body.total, 3)
  const history = await call('villager', 'GET', `/api/households/${own.id}/changes?pageSize=2`)
  assert.deepEqual(
    history.body.rows.map((row: { kind: string }) => row.kind),
    ['undone', 'split'],
  )
})

test('a door plate tells anybody where it hangs, its people their passbook, a cadre the visit, others nothing', async () => {
  const sheet = await call('clerk', 'GET', `/api/households/plates?placeCode=${tongjie}`)
  assert.equal(sheet.body.total, 3)
  const plate = sheet.body.rows.find((row: { householdId: string }) => row.householdId === own.id)
  assert.equal(plate.headMasked, '王*山')
  assert.match(plate.path, /^\/m\/plate\/330482[a-z0-9]{12}$/)
  assert.equal((await call('reviewer', 'GET', `/api/households/plates?placeCode=${tongjie}`)).status, 403)
  const url = `/api/households/plates/${plate.plateCode}`
  const seen = await call('nobody', 'GET', url)
  assert.equal(seen.body.placeName, '通界村')
  assert.ok(!JSON.stringify(seen.body).includes('王') && !JSON.stringify(seen.body).includes(own.id))
  const open = async (actor: string) => (await call(actor, 'GET', `${url}/open`)).body
  assert.deepEqual([(await open('villager')).kind, (await open('villager')).householdId], ['own', own.id])
  assert.deepEqual([(await open('reviewer')).kind, (await open('reviewer')).householdId], ['visit', own.id])
  assert.deepEqual([(await open('neighbour')).kind, (await open('neighbour')).householdId], ['other', null])
  for (const code of ['330482aaaaaaaaaaaa', 'x', "330482'or'1'='1"])
    assert.equal(
      (await call('nobody', 'GET', `/api/households/plates/${encodeURIComponent(code)}`)).status,
      404,
    )
  const renewed = await call('clerk', 'POST', `/api/households/${own.id}/plate`, { reason: '门牌丢失' })
  assert.notEqual(renewed.body.plateCode, plate.plateCode)
  assert.equal((await call('nobody', 'GET', url)).body.code, 'household.plate_unknown')
})

const mark = '----test'
async function upload(actor: string, url: string, content: Buffer | string) {
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: { 'x-test-actor': actor, 'content-type': `multipart/form-data; boundary=${mark}` },
    payload: Buffer.concat([
      Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="file"; filename="名册.xlsx"\r\n\r\n`),
      Buffer.from(content),
      Buffer.from(`\r\n--${mark}--\r\n`),
    ]),
  })
  return { status: reply.statusCode, body: reply.json() }
}
async function workbookOf(rows: Partial<RollRow>[]): Promise<Buffer> {
  const output = new PassThrough()
  const chunks: Buffer[] = []
  output.on('data', (chunk: Buffer) => chunks.push(chunk))
  await writeWorkbook(rollSheet, rows as RollRow[], output)
  return Buffer.concat(chunks)
}

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
  assert.equal((await upload('secretary', url, bytes)).status, 403)
  assert.equal((await upload('neighbour', url, bytes)).status, 403)
  assert.equal((await upload('clerk', url, 'not a workbook')).body.code, 'workbook.not_xlsx')
  assert.equal((await upload('clerk', url, await workbookOf([]))).body.code, 'household.roll_empty')
  const { body: plan } = await upload('clerk', url, bytes)
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
  const errors = await app.inject({
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
  const kept = await village.database.owner.query(
    'select count(*)::int as n from household.roll_upload_part where upload_id = $1',
    [plan.uploadId],
  )
  const others = await village.database.owner.query(
    `select count(*)::int as n from household.roll_upload where id = $1`,
    [plan.uploadId],
  )
  assert.deepEqual([kept.rows[0].n, others.rows[0].n], [0, 0])
  const logged = await village.database.owner.query(
    `select detail->>'fileName' as name from audit.entry where action = 'households.import'`,
  )
  assert.deepEqual(logged.rows, [{ name: '名册.xlsx' }])
})

test('a staged roll lies sealed in the database', async () => {
  const identity = makeIdentityNumber('330482', '1980-01-01', 77)
  await upload(
    'clerk',
    `/api/households/roll/uploads?place=${tongjie}`,
    await workbookOf([{ number: 'S1', name: '封存', relation: 'head', identity }]),
  )
  const parts = await village.database.owner.query('select sealed from household.roll_upload_part')
  assert.ok(parts.rows.length > 0)
  for (const { sealed } of parts.rows) assert.ok(!sealed.includes(Buffer.from('PK\x03\x04')))
})

test('the export is masked, or whole with a reason and a log entry', async () => {
  const get = (actor: string, query: string) =>
    app.inject({
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
  const logged = await village.database.owner.query(
    `select detail->>'identity' as identity from audit.entry where action = 'households.export' order by at, id`,
  )
  assert.deepEqual(
    logged.rows.map((row) => row.identity),
    ['masked', 'full'],
  )
  const template = await app.inject({
    method: 'GET',
    url: '/api/households/roll/template',
    headers: { 'x-test-actor': 'clerk' },
  })
  assert.equal(template.statusCode, 200)
})
