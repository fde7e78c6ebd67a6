import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { household, openTestServer, person } from './test-server.ts'
import { tongjie } from './test-village.ts'

let server: Awaited<ReturnType<typeof openTestServer>>
before(async () => {
  server = await openTestServer()
})
after(() => server.close())
const call: typeof server.call = (...request) => server.call(...request)

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
    [household(null, '赵大', 5, { groupId: server.own.id }), 'household.group_wrong', 422],
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
    const actor = code === 'household.not_village' ? 'wideClerk' : 'clerk'
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
  const url = `/api/households/${server.own.id}`
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
  const read = (await call('clerk', 'GET', `/api/households/${server.own.id}`)).body
  const edit = { revision: read.revision, number: '8', groupId: null, address: '新路2号', standing: 'local' }
  assert.equal((await call('reviewer', 'PUT', `/api/households/${server.own.id}`, edit)).status, 403)
  const done = await call('clerk', 'PUT', `/api/households/${server.own.id}`, edit)
  assert.deepEqual([done.body.address, done.body.changes[0].summary.zh], ['新路2号', '第8户修改了住址'])
  assert.equal(
    (await call('clerk', 'PUT', `/api/households/${server.own.id}`, edit)).body.code,
    'request.stale',
  )
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
  const url = `/api/households/persons/${server.own.headId}/reveal`
  const look = { field: 'identity', reason: '核对医保信息' }
  for (const actor of ['secretary', 'reviewer', 'villager'])
    assert.equal((await call(actor, 'POST', url, look)).status, 403, actor)
  assert.equal((await call('neighbour', 'POST', `${url}?county=330482`, look)).status, 404)
  assert.equal((await call('clerk', 'POST', url, { ...look, reason: '看' })).status, 400)
  const shown = await call('clerk', 'POST', url, look)
  assert.equal(shown.body.value, makeIdentityNumber('330482', '1975-05-05', 1))
  const logged = await server.village.database.owner.query(
    `select detail from audit.entry where action = 'households.reveal' and subject_id = $1`,
    [server.own.headId],
  )
  assert.deepEqual(logged.rows, [{ detail: look }])
  const kept = await server.village.database.owner.query(
    `select count(*)::int as n from platform.idempotency where reply::text like $1`,
    [`%${shown.body.value}%`],
  )
  assert.equal(kept.rows[0].n, 0)
})
