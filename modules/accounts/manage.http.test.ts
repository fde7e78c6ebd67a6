import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { code, grantsOf, openManagers, other } from './test-managers.ts'
import { neighbour, roleIn, village } from './test-server.ts'

const { server, token, id, create, give, end, setState, list, me, addPerson } = await openManagers()
after(() => server.close())

test('an account is made, signs in, gets a role and shows all of it in the list', async () => {
  const made = await create('county', {
    name: '潘文',
    login: 'pan.wen',
    password: other,
    phone: '13811110001',
  })
  assert.equal(made.status, 200)
  assert.deepEqual(
    [made.body.placeName, made.body.phoneMasked, made.body.state, made.body.grants],
    ['通界村', '138****0001', 'active', []],
  )
  const accountId = String(made.body.id)
  const signedIn = await server.call('POST', '/api/accounts/sign-in', {
    body: { login: 'pan.wen', password: other },
  })
  assert.deepEqual((await me(signedIn.cookie)).body.grants, [])
  const given = await give('county', accountId, { role: 'reviewer', to: '2026-12-31' })
  assert.deepEqual(
    grantsOf(given.body).map(({ id: _id, ...grant }) => grant),
    [
      {
        role: 'reviewer',
        scope: village,
        scopeName: '通界村',
        from: '2026-03-01',
        to: '2026-12-31',
        reason: '换届',
      },
    ],
  )
  // Felt at once, in the session that is open.
  assert.deepEqual((await me(signedIn.cookie)).body.grants, [
    { role: 'reviewer', scope: village, scopeName: '通界村' },
  ])
  for (const search of ['潘文', 'pan.w', 'PAN', '13811110001']) {
    const found = await list('county', `?search=${encodeURIComponent(search)}`)
    assert.deepEqual([found.body.total, (found.body.rows as object[])[0]], [1, given.body], search)
  }
  for (const search of ['%', '_', 'a%b', '13811110009']) {
    assert.equal((await list('county', `?search=${encodeURIComponent(search)}`)).body.total, 0, search)
  }
  const audited = await server.database.owner.query(
    `select detail->>'change' as change, actor_name from audit.entry where subject_id = $1 and action = 'accounts.manage' order by id`,
    [accountId],
  )
  assert.deepEqual(audited.rows, [
    { change: 'created', actor_name: 'county' },
    { change: 'role_given', actor_name: 'county' },
  ])
  for (const { detail } of (await server.database.owner.query('select detail::text from audit.entry')).rows) {
    assert.ok(!detail.includes(other) && !detail.includes('13811110001'))
  }
})

test('a repeat of the same key gives the same account, another request under it is refused', async () => {
  const key = makeId()
  const body = { name: '重来', login: 'repeat', password: other }
  const [first, second] = [await create('county', body, key), await create('county', body, key)]
  assert.deepEqual(second.body, first.body)
  assert.equal(code(await create('county', { ...body, name: '别人' }, key)), 'request.key_reused')
  const kept = await server.database.owner.query('select 1 from platform.idempotency where key = $1', [key])
  assert.equal(kept.rowCount, 0)
})

test('an account needs a way in, a free login and phone, a good password and a known place', async () => {
  await create('county', { login: 'taken', phone: '13811110002' })
  const table: [object, string][] = [
    [{}, 'account.no_way_in'],
    [{ login: 'taken' }, 'account.login_taken'],
    [{ phone: '13811110002' }, 'account.phone_taken'],
    [{ login: 'weak', password: '1234567890' }, 'account.password_simple'],
    [{ login: 'weak', password: 'short' }, 'request.invalid'],
    [{ login: 'place', placeCode: '330482001299' }, 'account.place_unknown'],
    [{ login: 'person', personId: makeId() }, 'account.person_unknown'],
    [{ login: 'Upper' }, 'request.invalid'],
  ]
  for (const [body, expected] of table) assert.equal(code(await create('county', body)), expected)
  const left = await server.database.owner.query(
    `select 1 from account.account where login_name in ('weak', 'place', 'person')`,
  )
  assert.equal(left.rowCount, 0)
})

test('accounts are made and seen in the own area only', async () => {
  assert.equal(
    code(await create('village.admin', { login: 'next.door', placeCode: neighbour })),
    'access.denied',
  )
  assert.equal(code(await create('clerk', { login: 'by.clerk' })), 'access.denied')
  assert.equal(code(await create('auditor', { login: 'by.auditor' })), 'access.denied')
  await server.addAccount({ login: 'next.door', placeCode: neighbour })
  await server.addAccount({ login: 'far.away', placeCode: '330483001001' })
  const logins = async (as: string) =>
    ((await list(as, '?pageSize=200')).body.rows as { login: string }[]).map((row) => row.login)
  assert.ok((await logins('county')).includes('next.door'))
  assert.ok(!(await logins('county')).includes('far.away'))
  assert.ok((await logins('town')).includes('next.door'))
  assert.ok(!(await logins('village.admin')).includes('next.door'))
  assert.ok((await logins('nation')).includes('far.away'))
  assert.deepEqual((await logins('foreign')).toSorted(), ['far.away', 'foreign'])
  assert.equal(code(await list('clerk')), 'access.denied')
  assert.equal((await server.call('GET', '/api/accounts')).body.code, 'access.sign_in')
})

test('a role elsewhere does not widen the list of accounts', async () => {
  const grants = [...roleIn('administrator', neighbour), ...roleIn('clerk', village)]
  await server.addAccount({ login: 'mixed', placeCode: neighbour, grants })
  const reply = await server.call('GET', '/api/accounts', { token: await server.signIn('mixed') })
  const places = new Set((reply.body.rows as { placeCode: string }[]).map((row) => row.placeCode))
  assert.deepEqual([...places], [neighbour])
})

test('a role elsewhere gives no right over accounts that it merely shows', async () => {
  const grants = [...roleIn('administrator', neighbour), ...roleIn('clerk', village)]
  await server.addAccount({ login: 'mixed.too', placeCode: neighbour, grants })
  token['mixed.too'] = await server.signIn('mixed.too')
  const target = await server.addAccount({ login: 'merely.shown' })
  assert.equal(code(await setState('mixed.too', target, 'locked', 1)), 'record.not_found')
  assert.equal(code(await give('mixed.too', target, { scope: neighbour })), 'record.not_found')
  assert.equal(code(await create('mixed.too', { login: 'made.there' })), 'access.denied')
  const { personId } = addPerson(village)
  const link = await create('mixed.too', { login: 'made.here', placeCode: neighbour, personId })
  assert.equal(code(link), 'account.person_unknown')
})

test('pages follow one another without gap or double', async () => {
  const whole = (await list('county', '?pageSize=200')).body.rows as { id: string }[]
  const pages: string[] = []
  for (let page = 1; pages.length < whole.length; page++) {
    const { rows } = (await list('county', `?pageSize=3&page=${page}`)).body as { rows: { id: string }[] }
    assert.ok(rows.length > 0)
    pages.push(...rows.map((row) => row.id))
  }
  assert.deepEqual(
    pages,
    whole.map((row) => row.id),
  )
})

test('nobody gives herself a role, nor through a second account of hers', async () => {
  assert.equal(code(await give('county', id.county!, {})), 'account.own_role')
  const person = { personId: makeId(), householdId: makeId(), name: '一人' }
  await server.addAccount({ login: 'her.office', person, grants: roleIn('administrator', '330482') })
  token['her.office'] = await server.signIn('her.office')
  const second = await server.addAccount({ login: 'her.second' })
  await server.database.owner.query('drop index account.account_person')
  await server.database.owner.query('update account.account set person_id = $1 where id = $2', [
    person.personId,
    second,
  ])
  assert.equal(code(await give('her.office', second, {})), 'account.own_role')
  await server.database.owner.query('update account.account set person_id = null where id = $1', [second])
})

test('a role is given inside the own scope and not above the own rank', async () => {
  const target = await server.addAccount({ login: 'target' })
  const table: [string, object, string | number][] = [
    ['village.admin', { scope: neighbour }, 'account.scope_beyond_you'],
    ['village.admin', { role: 'auditor', scope: '330482001' }, 'account.scope_beyond_you'],
    ['village.admin', { role: 'county_officer', scope: '330482' }, 'account.scope_beyond_you'],
    ['town', { role: 'town_officer', scope: '330482001' }, 'account.role_above_you'],
    ['town', { role: 'administrator' }, 'account.role_above_you'],
    ['town', { scope: '330482002001' }, 'account.scope_beyond_you'],
    ['officer', { role: 'county_officer', scope: '330482' }, 'account.role_above_you'],
    ['officer', { role: 'auditor', scope: '330482' }, 'account.role_above_you'],
    ['county', { scope: '330482' }, 'account.scope_too_broad'],
    ['county', { role: 'town_officer', scope: '330482' }, 'account.scope_too_broad'],
    ['county', { role: 'administrator', scope: '33' }, 'account.scope_beyond_you'],
    ['county', { scope: '33048200121' }, 'account.scope_invalid'],
    ['county', { to: '2026-02-28' }, 'account.term_backwards'],
    ['auditor', {}, 'access.denied'],
    ['clerk', {}, 'access.denied'],
    ['town', { role: 'supervisor' }, 200],
    ['officer', { role: 'town_officer', scope: '330482001' }, 200],
    ['village.admin', { role: 'clerk', scope: village }, 200],
    ['county', { role: 'auditor', scope: '330482000000' }, 200],
    ['county', { role: 'clerk', scope: village, from: '2026-06-01' }, 'account.role_held'],
  ]
  for (const [as, body, expected] of table) {
    assert.equal(code(await give(as, target, body)), expected, `${as} ${JSON.stringify(body)}`)
  }
  const { rows } = await server.database.owner.query(
    'select scope from account.grant where account_id = $1 order by scope',
    [target],
  )
  assert.deepEqual(
    rows.map((row) => row.scope),
    ['330482', '330482001', village, village],
  )
})

test('an account out of the area is not there, whatever county is named', async () => {
  const far = await server.addAccount({ login: 'far.target', placeCode: '330483001001' })
  const near = await server.addAccount({ login: 'near.target', placeCode: neighbour })
  for (const query of ['', '?county=330483', '?county=330482']) {
    assert.equal(code(await give('county', far, {}, query)), 'record.not_found', query)
    assert.equal(code(await setState('county', far, 'locked', 1, query)), 'record.not_found', query)
  }
  assert.equal(code(await give('village.admin', near, {})), 'record.not_found')
  assert.equal(code(await setState('village.admin', near, 'closed', 1)), 'record.not_found')
  assert.equal(code(await give('nation', far, { scope: '330483001001' }, '?county=330483')), 200)
})

test('a role ends on its last day, at once with yesterday’s date, and not behind that', async () => {
  const target = await server.addAccount({
    login: 'leaving',
    grants: [
      ...roleIn('clerk', village),
      ...roleIn('reviewer', village, { from: '2027-01-01', to: '2027-12-31' }),
    ],
  })
  const session = await server.signIn('leaving')
  const before = await give('county', target, { role: 'supervisor' })
  const [clerk, supervisor, reviewer] = grantsOf(before.body)
  assert.deepEqual([clerk?.role, supervisor?.role, reviewer?.role], ['clerk', 'supervisor', 'reviewer'])
  assert.equal(code(await end('county', target, clerk!.id, '2026-03-03')), 'account.end_out_of_term')
  assert.equal(code(await end('county', target, reviewer!.id, '2028-01-01')), 'account.end_out_of_term')
  assert.equal(code(await end('county', target, makeId(), '2026-03-05')), 'record.not_found')
  assert.equal(code(await end('town', target, reviewer!.id, '2026-12-31')), 200)
  assert.equal(code(await end('county', target, clerk!.id, '2026-03-05')), 200)
  const roles = async () => ((await me(session)).body.grants as { role: string }[]).map((grant) => grant.role)
  assert.deepEqual(await roles(), ['clerk', 'supervisor'])
  assert.equal(code(await end('county', target, clerk!.id, '2026-03-04')), 200)
  assert.deepEqual(await roles(), ['supervisor'])
})

test('nobody ends the own role, nor that of someone above', async () => {
  const mine = (
    (await list('county', '?search=county')).body.rows as { login: string; grants: { id: string }[] }[]
  ).find((row) => row.login === 'county')!
  assert.equal(code(await end('county', id.county!, mine.grants[0]!.id, '2026-03-05')), 'account.own_account')
  assert.equal(code(await end('town', id.county!, mine.grants[0]!.id, '2026-03-05')), 'account.above_you')
  assert.equal(code(await end('county2', id.county!, mine.grants[0]!.id, '2027-03-05')), 200)
})
