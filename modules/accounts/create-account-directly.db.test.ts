import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { can } from '../../engines/access/access.ts'
import type { AuditRecord } from '../../platform/audit/record.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import { openSecrets } from '../../platform/secrets/secrets.ts'
import { createAccountDirectly, type DirectAccount } from './create-account-directly.ts'
import { accountsActions } from './permissions.ts'
import { makeSystemActor } from './system-actor.ts'

const village = '330482001213'
const secrets = openSecrets(randomBytes(32))
let database: TestDatabase
let records: AuditRecord[] = []

before(async () => {
  database = await openTestDatabase()
})
after(async () => {
  await database.close()
})

const create = (wish: Partial<DirectAccount>) => {
  records = []
  return database.transact(everywhere, (tx) =>
    createAccountDirectly(
      { tx, now: new Date('2026-03-05T20:00:00Z'), record: (record) => records.push(record) },
      secrets,
      { name: '甲', login: null, password: null, placeCode: village, ...wish },
    ),
  )
}
const refused = (code: string) => (error: { code?: string }) => {
  assert.equal(error.code, code)
  return true
}

test('the operator makes an account with roles of any reach, from today by China’s calendar', async () => {
  const { accountId, countyCode } = await create({
    login: 'operator',
    password: '稻田 青蛙 竹椅 三月',
    placeCode: '000000000000',
    grants: [
      { role: 'administrator', scope: '' },
      { role: 'clerk', scope: '330482000000', to: '2026-12-31', reason: '代管' },
    ],
  })
  assert.equal(countyCode, '000000')
  const grants = await database.owner.query(
    `select role, scope, valid_from, valid_to, reason from account.grant where account_id = $1 order by role`,
    [accountId],
  )
  assert.deepEqual(grants.rows, [
    { role: 'administrator', scope: '', valid_from: '2026-03-06', valid_to: null, reason: '系统建立' },
    { role: 'clerk', scope: '330482', valid_from: '2026-03-06', valid_to: '2026-12-31', reason: '代管' },
  ])
  assert.equal(records.length, 1)
  assert.ok(!JSON.stringify(records).includes('稻田'))
})

test('a weak password passes only where it is known to all', async () => {
  await assert.rejects(create({ login: 'weak', password: '1234567890' }), refused('account.password_simple'))
  await create({ login: 'weak', password: '1234567890', knownPassword: true })
})

test('logins and phones are taken once, and nothing is left of a refused account', async () => {
  await create({ login: 'twice', phone: '13300000001' })
  await assert.rejects(create({ login: 'twice' }), refused('account.login_taken'))
  await assert.rejects(create({ login: 'other', phone: '13300000001' }), refused('account.phone_taken'))
  await assert.rejects(create({}), refused('account.no_way_in'))
  await assert.rejects(
    create({ login: 'scope', grants: [{ role: 'clerk', scope: '3304_' }] }),
    refused('account.scope_invalid'),
  )
  const left = await database.owner.query(
    `select 1 from account.login where login in ('name:other', 'name:scope')`,
  )
  assert.equal(left.rowCount, 0)
})

test('a command acts in the whole land, with the roles it was given', () => {
  const all = makeSystemActor('导入')
  assert.ok(can(accountsActions, all, 'accounts.manage', { placeCode: village }))
  const some = makeSystemActor('审计核对', ['auditor'])
  assert.ok(can(accountsActions, some, 'accounts.read', { placeCode: village }))
  assert.ok(!can(accountsActions, some, 'accounts.manage', { placeCode: village }))
})
