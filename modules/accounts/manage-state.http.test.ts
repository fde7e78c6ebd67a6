import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import { allActions } from '../../server/app.ts'
import { code, openManagers, other } from './test-managers.ts'
import { password, village } from './test-server.ts'

const { server, token, id, create, give, setState, me, addPerson } = await openManagers()
after(() => server.close())

test('a locked account loses its sessions at once and stays out until unlocked', async () => {
  const target = await server.addAccount({ login: 'locked.one' })
  const session = await server.signIn('locked.one')
  assert.equal((await me(session)).status, 200)
  const locked = await setState('village.admin', target, 'locked', 1)
  assert.equal(locked.body.state, 'locked')
  assert.equal((await me(session)).status, 401)
  const signIn = (word: string) =>
    server.call('POST', '/api/accounts/sign-in', { body: { login: 'locked.one', password: word } })
  assert.equal(code(await signIn(password)), 'account.locked')
  assert.equal(code(await signIn('wrong one')), 'account.sign_in_failed')
  assert.equal(code(await setState('village.admin', target, 'active', 1)), 'request.stale')
  const open = await setState('village.admin', target, 'active', Number(locked.body.revision))
  assert.equal(open.body.state, 'active')
  assert.equal((await me(session)).status, 401)
  assert.equal((await signIn(password)).status, 200)
})

test('unlocking lifts the bar after wrong tries', async () => {
  const target = await server.addAccount({ login: 'barred' })
  const signIn = (word: string) =>
    server.call('POST', '/api/accounts/sign-in', { body: { login: 'barred', password: word } })
  for (let tries = 0; tries < 5; tries++) await signIn('wrong one')
  assert.equal(code(await signIn(password)), 'account.locked_out')
  assert.equal(code(await setState('county', target, 'active', 1)), 200)
  assert.equal(code(await signIn(password)), 200)
})

test('a closed account frees its phone, keeps its login name, and never opens again', async () => {
  const target = await server.addAccount({ login: 'closing', phone: '13811110003' })
  const closed = await setState('county', target, 'closed', 1)
  assert.deepEqual([closed.body.state, closed.body.phoneMasked], ['closed', null])
  const revision = Number(closed.body.revision)
  assert.equal(code(await setState('county', target, 'active', revision)), 'account.closed_for_good')
  assert.equal(code(await give('county', target, {})), 'account.closed_no_role')
  assert.equal(code(await create('county', { login: 'closing' })), 'account.login_taken')
  assert.equal(code(await create('county', { phone: '13811110003' })), 200)
})

test('a village’s administrator cannot touch the account of someone above, nor the own', async () => {
  for (const body of ['locked', 'closed']) {
    assert.equal(code(await setState('village.admin', id.officer!, body, 1)), 'account.above_you')
    assert.equal(code(await setState('county', id.county!, body, 1)), 'account.own_account')
  }
  const take = await server.call('PUT', `/api/accounts/${id.officer}`, {
    token: token['village.admin'],
    body: { revision: 1, phone: '13811110004' },
  })
  assert.equal(code(take), 'account.above_you')
})

test('name, phone and person can be changed; what is left out stays', async () => {
  const person = addPerson(village)
  const target = await server.addAccount({ login: 'changing', phone: '13811110005' })
  const change = (body: object) =>
    server.call('PUT', `/api/accounts/${target}`, { token: token.county, body })
  const named = await change({ revision: 1, name: '宋五' })
  assert.deepEqual([named.body.name, named.body.phoneMasked], ['宋五', '138****0005'])
  assert.equal(code(await change({ revision: 1, name: '旧' })), 'request.stale')
  const moved = await change({
    revision: named.body.revision,
    phone: '13811110006',
    personId: person.personId,
  })
  assert.deepEqual([moved.body.phoneMasked, moved.body.householdId], ['138****0006', person.householdId])
  assert.equal(code(await create('county', { phone: '13811110005' })), 200)
  const taken = await change({ revision: moved.body.revision, phone: '13811110005' })
  assert.equal(code(taken), 'account.phone_taken')
  const phones = await server.database.owner.query(
    `select 1 from account.login where account_id = $1 and kind = 'phone'`,
    [target],
  )
  assert.equal(phones.rowCount, 1)
  const second = await create('county', { login: 'second.of.song', personId: person.personId })
  assert.equal(code(second), 'account.person_has_account')
})

test('a reset sets a new password and ends all sessions', async () => {
  const target = await server.addAccount({ login: 'forgetful' })
  const session = await server.signIn('forgetful')
  const reset = (body: object) =>
    server.call('POST', `/api/accounts/${target}/sign-in-reset`, {
      token: token['village.admin'],
      body: { password: null, removeSecondFactor: false, removeSingleSignOn: false, reason: '忘记', ...body },
    })
  assert.equal(code(await reset({ password: 'forgetful!!' })), 'account.password_holds_login')
  assert.equal(code(await reset({ password: other })), 200)
  assert.equal((await me(session)).status, 401)
  const signIn = (word: string) =>
    server.call('POST', '/api/accounts/sign-in', { body: { login: 'forgetful', password: word } })
  assert.equal(code(await signIn(password)), 'account.sign_in_failed')
  assert.equal(code(await signIn(other)), 200)
})

test('the table of actions lists every action with its words', async () => {
  const reply = await server.call('GET', '/api/accounts/actions', { token: token.clerk })
  const rows = reply.body as unknown as { action: string; zh: string; en: string; roles: string[] }[]
  assert.deepEqual(
    rows.map((row) => row.action),
    Object.keys(allActions),
  )
  const manage = rows.find((row) => row.action === 'accounts.manage')
  assert.deepEqual(manage?.roles, ['administrator', 'county_officer', 'town_officer'])
})

test('every write of accounts is refused without sign-in and without rights', async () => {
  const target = await server.addAccount({ login: 'untouched' })
  const writes: [string, object][] = [
    [
      '/api/accounts',
      { name: '甲', login: 'xyz', phone: null, password: null, placeCode: village, personId: null },
    ],
    [
      `/api/accounts/${target}/grants`,
      { role: 'clerk', scope: village, from: '2026-01-01', to: null, reason: '试' },
    ],
    [`/api/accounts/${target}/grants/${makeId()}/end`, { on: '2026-03-05', reason: '试' }],
    [
      `/api/accounts/${target}/sign-in-reset`,
      { password: null, removeSecondFactor: true, removeSingleSignOn: true, reason: '试' },
    ],
  ]
  for (const [url, body] of writes) {
    assert.equal(code(await server.call('POST', url, { body })), 'access.sign_in', url)
    for (const as of ['clerk', 'auditor']) {
      assert.equal(code(await server.call('POST', url, { body, token: token[as] })), 'access.denied', url)
    }
  }
  for (const as of ['clerk', 'auditor']) {
    assert.equal(code(await setState(as, target, 'locked', 1)), 'access.denied')
  }
})
