import { type Grant, type Role, roles } from '../../engines/access/access.ts'
import { parseDivisionCode } from '../../engines/division-code/division-code.ts'
import type { RefusalDetails } from '../../engines/refusal/refusal.ts'
import { givableRoles, scopeDigitsMin } from './permissions.ts'

export interface Granter {
  accountId: string
  personId: string | null
  grants: readonly Grant[]
}

export interface GrantHolder {
  accountId: string
  personId: string | null
  state: 'active' | 'locked' | 'closed'
  /** Grants that hold today or later; `to` is the last day in office, null is open. */
  grants: readonly (Grant & { from: string; to: string | null })[]
}

export interface GrantWish extends Grant {
  from: string
  to: string | null
}

export type GrantDecision =
  | { kind: 'give'; grant: GrantWish }
  | { kind: 'refuse'; code: string; details: RefusalDetails; at: string | undefined }

/**
 * May the granter give this role for this scope and term? The scope comes back in its shortest form.
 * Order of refusals: own account, closed account, form of the scope, term, reach of the role, role above
 * the granter's, scope outside the granter's, already held.
 */
export function decideGrant(granter: Granter, holder: GrantHolder, wish: GrantWish): GrantDecision {
  if (isSamePerson(granter, holder)) return refuse('account.own_role')
  if (holder.state === 'closed') return refuse('account.closed_no_role')
  const place = parseDivisionCode(wish.scope)
  if (!place.ok) {
    return refuse(
      'account.scope_invalid',
      { scope: wish.scope, why: place.problem.zh, whyEn: place.problem.en },
      'body.scope',
    )
  }
  const scope = place.value.prefix
  if (wish.to !== null && wish.to < wish.from) {
    return refuse('account.term_backwards', { from: wish.from, to: wish.to }, 'body.to')
  }
  if (scope.length < scopeDigitsMin[wish.role]) {
    return refuse('account.scope_too_broad', { scope, ...namesOf(wish.role) }, 'body.scope')
  }
  const able = granter.grants.filter((grant) => givableRoles[grant.role].includes(wish.role))
  if (able.length === 0) return refuse('account.role_above_you', namesOf(wish.role), 'body.role')
  if (!able.some((grant) => scope.startsWith(grant.scope))) {
    return refuse('account.scope_beyond_you', { scope, ...namesOf(wish.role) }, 'body.scope')
  }
  const grant = { role: wish.role, scope, from: wish.from, to: wish.to }
  if (holder.grants.some((held) => overlaps(held, grant))) {
    return refuse('account.role_held', { scope, ...namesOf(wish.role) }, 'body.from')
  }
  return { kind: 'give', grant }
}

/**
 * May the granter lock, close or change this account, or end roles of it? Only one who could have given
 * every role that it holds: a village's administrator cannot lock out the county.
 */
export function decideManage(granter: Granter, holder: GrantHolder): 'allow' | 'own' | 'above' {
  if (isSamePerson(granter, holder)) return 'own'
  return holder.grants.every((held) => mayGive(granter, held)) ? 'allow' : 'above'
}

/** Could the granter give this role for this scope? */
export function mayGive(granter: Granter, wanted: Grant): boolean {
  return granter.grants.some(
    (grant) => givableRoles[grant.role].includes(wanted.role) && wanted.scope.startsWith(grant.scope),
  )
}

/** A second account of the same person is the same person: roles for oneself by that way are refused too. */
function isSamePerson(one: Granter, other: GrantHolder): boolean {
  return one.accountId === other.accountId || (one.personId !== null && one.personId === other.personId)
}

function overlaps(held: GrantWish, wish: GrantWish): boolean {
  if (held.role !== wish.role || held.scope !== wish.scope) return false
  return (held.to === null || held.to >= wish.from) && (wish.to === null || wish.to >= held.from)
}

function namesOf(role: Role): RefusalDetails {
  return { role, roleZh: roles[role].zh, roleEn: roles[role].en }
}

function refuse(code: string, details: RefusalDetails = {}, at?: string): GrantDecision {
  return { kind: 'refuse', code, details, at }
}
