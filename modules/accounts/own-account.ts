import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ActionTable, Actor } from '../../engines/access/access.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { type Act, scopesOf } from '../../platform/http/context.ts'
import { inTransaction } from '../../platform/http/mount-route.ts'
import type { Me } from './contract.ts'
import { decidePassword } from './decide-password.ts'
import { describeMe } from './describe-me.ts'
import { forgetTries, reserveTry } from './limit-attempts.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import type { FactorProof } from './second-factor.ts'
import { sessionCacheOf } from './session-cache.ts'
import { readToken } from './session-token.ts'
import { accountTries } from './sign-in-with-password.ts'
import { takeFactor } from './start-session.ts'
import { type AccountChange, findAccount, findPreferences, updateAccount } from './store.ts'
import { endSessions, findForSignIn, type SignInAccount } from './store-sessions.ts'

export async function getMe(act: Act, actions: ActionTable): Promise<Me> {
  const settings = await findPreferences(act.tx, act.actor.countyCode, act.actor.accountId)
  if (!settings) throw new Refusal('record.not_found')
  return describeMe(act.tx, actions, act.actor, settings)
}

export async function setPreferences(
  act: Act,
  actions: ActionTable,
  wanted: { locale: Me['locale']; elderMode: boolean },
): Promise<Me> {
  await updateAccount(act.tx, act.actor.countyCode, act.actor.accountId, {
    locale: wanted.locale,
    elder_mode: wanted.elderMode,
  })
  return describeMe(act.tx, actions, act.actor, wanted)
}

/**
 * Changes the own password and ends all other sessions. An account that never had a password gets its first
 * one so. Wrong tries at the present password count as those at signing in.
 */
export async function changePassword(
  app: FastifyInstance,
  request: FastifyRequest,
  actor: Actor,
  wanted: { oldPassword: string; newPassword: string },
): Promise<void> {
  const { account, loginName } = await readOwnAccount(app, actor)
  const problem = decidePassword(wanted.newPassword, loginName)
  if (problem) throw new Refusal(problem, {}, 'body.newPassword')
  if (account.passwordHash !== null) {
    await reserveTry(app.shanzhi, accountTries(account.id))
    if (!(await verifyPassword(account.passwordHash, wanted.oldPassword))) {
      throw new Refusal('account.password_wrong', {}, 'body.oldPassword')
    }
    await forgetTries(app.shanzhi, [accountTries(account.id)])
  }
  const passwordHash = await hashPassword(wanted.newPassword)
  await changeSignIn(app, request, actor, { password_hash: passwordHash }, 'password')
}

/**
 * Writes a new way to sign in to the own account, uses up the `factor` that allowed it, and ends the sessions
 * that the old one opened.
 */
export async function changeSignIn(
  app: FastifyInstance,
  request: FastifyRequest,
  actor: Actor,
  change: AccountChange,
  what: string,
  factor: FactorProof | null = null,
): Promise<void> {
  await inTransaction(app, actor, request, async (act) => {
    const { tx, now } = act
    const own = { countyCode: actor.countyCode, id: actor.accountId }
    if (factor && !(await takeFactor(tx, own, factor))) throw new Refusal('account.code_wrong')
    await updateAccount(tx, actor.countyCode, actor.accountId, change)
    await endSessions(tx, actor.countyCode, actor.accountId, now, readToken(request)?.hash)
    act.record({
      placeCode: actor.placeCode,
      action: 'accounts.own',
      subjectKind: 'account',
      subjectId: actor.accountId,
      detail: { change: what },
    })
  })
  sessionCacheOf(app.shanzhi.database).drop(actor.accountId)
}

export async function readOwnAccount(
  app: FastifyInstance,
  actor: Actor,
): Promise<{ account: SignInAccount; loginName: string | null }> {
  const { database, clock } = app.shanzhi
  return database.transact(scopesOf(actor), async (tx) => {
    const account = await findForSignIn(tx, actor.countyCode, actor.accountId, clock())
    const row = await findAccount(tx, actor.countyCode, actor.accountId)
    if (!account || !row) throw new Refusal('record.not_found')
    return { account, loginName: row.loginName }
  })
}
