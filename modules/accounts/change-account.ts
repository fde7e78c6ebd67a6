import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { maskPhone } from '../../platform/messages/message-gateway.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { AccountsTools } from './accounts-tools.ts'
import { linkToRoll } from './create-account.ts'
import { type AccountState, decideAccountState } from './decide-account-state.ts'
import { decidePassword } from './decide-password.ts'
import { type DescribedAccount, describeAccount } from './describe-accounts.ts'
import { assertManageable, lockManaged, type ManagedAccount, recordChange } from './lock-managed.ts'
import { phoneLogin } from './login-key.ts'
import { hashPassword } from './password-hash.ts'
import { accountTries } from './sign-in-with-password.ts'
import { type AccountChange, updateAccount } from './store.ts'
import { clearAttempts } from './store-codes.ts'
import { deleteLogins, endSessions, insertLogins, type LoginKind } from './store-sessions.ts'

interface Named {
  accountId: string
  county?: string | undefined
}

/** Changes name, phone and person; what is undefined stays. A new phone replaces the one before. */
export async function changeAccount(
  act: Act,
  tools: AccountsTools,
  secrets: Secrets,
  wish: Named & {
    revision: number
    name?: string | undefined
    phone?: string | null | undefined
    personId?: string | undefined
  },
): Promise<DescribedAccount> {
  const { row } = await lockManageable(act, wish)
  if (row.revision !== wish.revision) throw new Refusal('request.stale')
  if (row.state === 'closed') throw new Refusal('account.closed')
  const phoneMasked = wish.phone ? maskPhone(wish.phone) : null
  await updateAccount(act.tx, row.countyCode, row.id, {
    ...(wish.name === undefined ? {} : { name: wish.name }),
    ...(wish.phone === undefined ? {} : { phone_masked: phoneMasked }),
  })
  if (wish.phone !== undefined) {
    await deleteLogins(act.tx, row.id, ['phone'])
    const logins = wish.phone
      ? [{ login: phoneLogin(secrets, wish.phone), kind: 'phone', fromRoll: false } as const]
      : []
    const taken = await insertLogins(act.tx, row, logins)
    if (taken.length > 0) throw new Refusal('account.phone_taken', { phone: phoneMasked }, 'body.phone')
  }
  if (wish.personId !== undefined) {
    await linkToRoll(act, tools, { countyCode: row.countyCode, accountId: row.id }, wish.personId)
  }
  recordChange(act, row, {
    change: 'changed',
    ...(wish.name === undefined ? {} : { name: wish.name }),
    ...(wish.phone === undefined ? {} : { phone: phoneMasked }),
    ...(wish.personId === undefined ? {} : { personId: wish.personId }),
  })
  return describeAccount(act.tx, row)
}

/**
 * Locks, unlocks or closes. Leaving the active state ends all sessions; unlocking lifts the bar after wrong
 * tries; closing frees the phone and the link to the identity provider, the login name stays taken.
 */
export async function setAccountState(
  act: Act,
  wish: Named & { state: AccountState; revision: number; reason: string },
): Promise<DescribedAccount> {
  const { row } = await lockManageable(act, wish)
  if (row.revision !== wish.revision) throw new Refusal('request.stale')
  const decision = decideAccountState(row.state, wish.state)
  if (decision === 'account.closed_for_good') throw new Refusal(decision, {}, 'body.state')
  if (wish.state === 'active') await clearAttempts(act.tx, [accountTries(row.id)])
  if (decision === 'change') {
    const closing = wish.state === 'closed'
    await updateAccount(act.tx, row.countyCode, row.id, {
      state: wish.state,
      ...(closing ? { phone_masked: null } : {}),
    })
    if (closing) await deleteLogins(act.tx, row.id, ['phone', 'oidc'])
    if (wish.state !== 'active') await endSessions(act.tx, row.countyCode, row.id, act.now)
    recordChange(act, row, { change: 'state', from: row.state, to: wish.state, reason: wish.reason })
  }
  return describeAccount(act.tx, row)
}

/** For who forgot the password or lost the phone with the second factor: ends all sessions. */
export async function resetSignIn(
  act: Act,
  wish: Named & {
    password: string | null
    removeSecondFactor: boolean
    removeSingleSignOn: boolean
    reason: string
  },
): Promise<DescribedAccount> {
  const { row } = await lockManageable(act, wish)
  const problem = wish.password === null ? undefined : decidePassword(wish.password, row.loginName)
  if (problem) throw new Refusal(problem, {}, 'body.password')
  const change: AccountChange = {}
  if (wish.password !== null) change.password_hash = await hashPassword(wish.password)
  if (wish.removeSecondFactor)
    Object.assign(change, { totp_cipher: null, totp_step: null, recovery_prints: [] })
  await updateAccount(act.tx, row.countyCode, row.id, change)
  const freed: LoginKind[] = wish.removeSingleSignOn ? ['oidc'] : []
  if (freed.length > 0) await deleteLogins(act.tx, row.id, freed)
  await clearAttempts(act.tx, [accountTries(row.id)])
  await endSessions(act.tx, row.countyCode, row.id, act.now)
  recordChange(act, row, {
    change: 'sign_in_reset',
    password: wish.password !== null,
    secondFactor: wish.removeSecondFactor,
    singleSignOn: wish.removeSingleSignOn,
    reason: wish.reason,
  })
  return describeAccount(act.tx, row)
}

async function lockManageable(act: Act, wish: Named): Promise<ManagedAccount> {
  const managed = await lockManaged(act, wish.accountId, wish.county)
  assertManageable(act, managed)
  return managed
}
