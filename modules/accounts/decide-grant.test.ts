import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Grant, type Role, roles } from '../../engines/access/access.ts'
import { decideAccountState } from './decide-account-state.ts'
import { decideGrant, decideManage, type Granter, type GrantHolder, type GrantWish } from './decide-grant.ts'
import { givableRoles, scopeDigitsMin } from './permissions.ts'

const granter = (grants: Grant[], more: Partial<Granter> = {}): Granter => ({
  accountId: 'a',
  personId: null,
  grants,
  ...more,
})
const holder = (more: Partial<GrantHolder> = {}): GrantHolder => ({
  accountId: 'b',
  personId: null,
  state: 'active',
  grants: [],
  ...more,
})
const wish = (more: Partial<GrantWish> = {}): GrantWish => ({
  role: 'clerk',
  scope: '330482001213',
  from: '2026-01-01',
  to: null,
  ...more,
})
const codeOf = (...given: Parameters<typeof decideGrant>) => {
  const decision = decideGrant(...given)
  return decision.kind === 'give' ? 'give' : decision.code
}
const county: Grant = { role: 'administrator', scope: '330482' }

test('the first reason in the declared order is the one given', () => {
  const self = holder({ accountId: 'a', state: 'closed' })
  const bad = wish({ scope: 'x', to: '2025-01-01' })
  assert.equal(codeOf(granter([]), self, bad), 'account.own_role')
  assert.equal(codeOf(granter([]), holder({ state: 'closed' }), bad), 'account.closed_no_role')
  assert.equal(codeOf(granter([]), holder(), bad), 'account.scope_invalid')
  assert.equal(
    codeOf(granter([]), holder(), wish({ to: '2025-12-31', scope: '33' })),
    'account.term_backwards',
  )
  assert.equal(codeOf(granter([]), holder(), wish({ scope: '33' })), 'account.scope_too_broad')
  assert.equal(codeOf(granter([]), holder(), wish()), 'account.role_above_you')
  assert.equal(
    codeOf(granter([{ ...county, scope: '330483' }]), holder(), wish()),
    'account.scope_beyond_you',
  )
})

test('the scope comes back in its shortest form', () => {
  const decision = decideGrant(granter([county]), holder(), wish({ role: 'auditor', scope: '330482000000' }))
  assert.deepEqual(decision.kind === 'give' && decision.grant.scope, '330482')
})

test('a term of one day is a term; the same role twice in a day is refused, before and after is not', () => {
  const held = holder({ grants: [{ ...wish({ from: '2026-03-01', to: '2026-03-31' }) }] })
  const give = (from: string, to: string | null) => codeOf(granter([county]), held, wish({ from, to }))
  assert.equal(give('2026-02-01', '2026-02-28'), 'give')
  assert.equal(give('2026-02-01', '2026-03-01'), 'account.role_held')
  assert.equal(give('2026-03-15', '2026-03-15'), 'account.role_held')
  assert.equal(give('2026-03-31', null), 'account.role_held')
  assert.equal(give('2026-04-01', null), 'give')
  assert.equal(give('2026-04-01', '2026-04-01'), 'give')
})

test('who could not have given every role of an account does not manage it', () => {
  const county_officer = holder({ grants: [{ ...wish({ role: 'county_officer', scope: '330482' }) }] })
  assert.equal(decideManage(granter([county]), holder()), 'allow')
  assert.equal(decideManage(granter([county]), county_officer), 'allow')
  assert.equal(decideManage(granter([{ role: 'county_officer', scope: '330482' }]), county_officer), 'above')
  assert.equal(
    decideManage(granter([{ role: 'administrator', scope: '330482001' }]), county_officer),
    'above',
  )
  assert.equal(decideManage(granter([county]), holder({ accountId: 'a' })), 'own')
  assert.equal(decideManage(granter([county], { personId: 'p' }), holder({ personId: 'p' })), 'own')
})

const someRole = fc.constantFrom(...(Object.keys(roles) as Role[]))
const someScope = fc
  .tuple(fc.constantFrom('330482001213', '330482102201', '330483001213'), fc.constantFrom(2, 4, 6, 9, 12))
  .map(([code, digits]) => code.slice(0, digits))
const someGrant = fc.record({ role: someRole, scope: fc.oneof(someScope, fc.constant('')) })

test('no given role is above the granter, outside her scope, or broader than the role allows', () => {
  fc.assert(
    fc.property(fc.array(someGrant, { maxLength: 3 }), someRole, someScope, (grants, role, scope) => {
      const decision = decideGrant(granter(grants), holder(), wish({ role, scope }))
      const able = grants.some(
        (grant) => givableRoles[grant.role].includes(role) && scope.startsWith(grant.scope),
      )
      assert.equal(decision.kind === 'give', able && scope.length >= scopeDigitsMin[role])
    }),
  )
})

test('whoever receives a role can give no more than the giver could', () => {
  for (const role of Object.keys(roles) as Role[]) {
    for (const given of givableRoles[role]) {
      for (const further of givableRoles[given])
        assert.ok(givableRoles[role].includes(further), `${role} ${given}`)
    }
  }
})

test('a closed account stays closed, all else may change', () => {
  assert.equal(decideAccountState('active', 'active'), 'keep')
  assert.equal(decideAccountState('active', 'locked'), 'change')
  assert.equal(decideAccountState('locked', 'active'), 'change')
  assert.equal(decideAccountState('locked', 'closed'), 'change')
  assert.equal(decideAccountState('closed', 'closed'), 'keep')
  assert.equal(decideAccountState('closed', 'active'), 'account.closed_for_good')
})
