import { v7 as makeId } from 'uuid'
import type { Role } from '../../engines/access/access.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { parseDivisionCode } from '../../engines/division-code/division-code.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { maskPhone } from '../../platform/messages/message-gateway.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { decidePassword } from './decide-password.ts'
import type { RollPerson } from './decide-phone-owner.ts'
import { linkPersonToAccount } from './link-person.ts'
import { nameLogin, phoneLogin } from './login-key.ts'
import { hashPassword } from './password-hash.ts'
import { insertAccount, insertGrants } from './store.ts'
import { insertLogins, type LoginRow } from './store-sessions.ts'

export interface DirectAccount {
  name: string
  login: string | null
  phone?: string | null
  password: string | null
  /** The sample's passwords are known to all: they are not judged. */
  knownPassword?: boolean
  /** Twelve digits; '000000000000' is the nation. */
  placeCode: string
  person?: Pick<RollPerson, 'personId' | 'householdId' | 'name'>
  grants?: readonly {
    role: Role
    /** Any form of a code; '' is the nation. */
    scope: string
    /** First day in office; today when left out. */
    from?: string
    to?: string | null
    reason?: string
  }[]
}

/**
 * Makes an account with its roles for the operator's command line and the sample. Nobody's rights are
 * asked: who runs the server may do this. The act's scopes must reach the place (`everywhere`).
 */
export async function createAccountDirectly(
  act: Pick<Act, 'tx' | 'now' | 'record'>,
  secrets: Secrets,
  wish: DirectAccount,
): Promise<{ accountId: string; countyCode: string }> {
  if (wish.login === null && !wish.phone) throw new Refusal('account.no_way_in', {}, 'login')
  const problem =
    wish.password === null || wish.knownPassword ? undefined : decidePassword(wish.password, wish.login)
  if (problem) throw new Refusal(problem, {}, 'password')
  const account = { id: makeId(), countyCode: wish.placeCode.slice(0, 6), placeCode: wish.placeCode }
  const phoneMasked = wish.phone ? maskPhone(wish.phone) : null
  const grants = grantsOf(wish, chinaDateOf(act.now))
  await insertAccount(act.tx, {
    ...account,
    name: wish.name,
    loginName: wish.login,
    personId: null,
    householdId: null,
    phoneMasked,
    passwordHash: wish.password === null ? null : await hashPassword(wish.password),
    createdAt: act.now,
  })
  const taken = await insertLogins(act.tx, account, loginsOf(secrets, wish))
  if (taken.includes('name')) throw new Refusal('account.login_taken', { login: wish.login }, 'login')
  if (taken.includes('phone')) throw new Refusal('account.phone_taken', { phone: phoneMasked }, 'phone')
  if (wish.person) {
    await linkPersonToAccount(act.tx, { countyCode: account.countyCode, accountId: account.id }, wish.person)
  }
  await insertGrants(act.tx, account, null, grants)
  act.record({
    placeCode: wish.placeCode,
    householdId: wish.person?.householdId ?? null,
    action: 'accounts.manage',
    subjectKind: 'account',
    subjectId: account.id,
    detail: {
      change: 'created',
      name: wish.name,
      login: wish.login,
      phone: phoneMasked,
      grants: grants.map(({ role, scope, from, to }) => ({ role, scope, from, to })),
    },
  })
  return { accountId: account.id, countyCode: account.countyCode }
}

function loginsOf(secrets: Secrets, wish: DirectAccount): LoginRow[] {
  const logins: LoginRow[] = []
  if (wish.login !== null) logins.push({ login: nameLogin(wish.login), kind: 'name', fromRoll: false })
  if (wish.phone) logins.push({ login: phoneLogin(secrets, wish.phone), kind: 'phone', fromRoll: false })
  return logins
}

function grantsOf(wish: DirectAccount, today: string) {
  return (wish.grants ?? []).map((grant) => ({
    id: makeId(),
    role: grant.role,
    scope: scopeOf(grant.scope),
    from: grant.from ?? today,
    to: grant.to ?? null,
    reason: grant.reason ?? '系统建立',
  }))
}

function scopeOf(text: string): string {
  if (text === '') return ''
  const place = parseDivisionCode(text)
  if (place.ok) return place.value.prefix
  const { zh, en } = place.problem
  throw new Refusal('account.scope_invalid', { scope: text, why: zh, whyEn: en }, 'scope')
}
