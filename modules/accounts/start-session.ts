import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../engines/access/access.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { nowhere, type Tx } from '../../platform/database/connect.ts'
import { inTransaction } from '../../platform/http/mount-route.ts'
import type { Me } from './contract.ts'
import { describeMe } from './describe-me.ts'
import type { FactorProof } from './second-factor.ts'
import { sessionCacheOf } from './session-cache.ts'
import { hashToken, makeToken, readToken, sessionCookie } from './session-token.ts'
import {
  endSession,
  findSession,
  insertSession,
  lockForSession,
  type SignInAccount,
  takeCodeStep,
  takeRecoveryCode,
} from './store-sessions.ts'

/**
 * How long a sign-in lasts, in days. Villagers are not asked again and again (no forced regular login,
 * `law.md` row 16); whoever holds a role signs in every week.
 */
const sessionDays = { villager: 30, officer: 7 } as const

export interface StartedSession {
  kind: 'cookie' | 'bearer'
  way: 'password' | 'phone' | 'oidc'
  /** What proved the second factor, or null when none was needed. */
  factor: FactorProof | null
  /** The cookie goes over HTTPS only. */
  secureCookies: boolean
}

/**
 * Opens a session under a new token and ends the one that the request came with, so that no token known
 * before the sign-in is worth anything after it. Refuses when the account was locked or its password
 * changed in between, and when the second-factor code was used before.
 */
export async function startSession(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
  account: SignInAccount,
  wanted: StartedSession,
): Promise<{ me: Me; token: string | null }> {
  const { database, clock, actions } = app.shanzhi
  const token = makeToken(account.countyCode)
  const tokenHash = hashToken(token)
  const createdAt = clock()
  const days = account.holdsRole ? sessionDays.officer : sessionDays.villager
  const expiresAt = new Date(createdAt.getTime() + days * 86_400_000)
  await inTransaction(app, actorOf(account), request, async (act) => {
    if (!(await lockForSession(act.tx, account))) throw new Refusal('account.sign_in_failed')
    const { factor } = wanted
    if (factor && !(await takeFactor(act.tx, account, factor))) throw new Refusal('account.code_wrong')
    await insertSession(act.tx, {
      countyCode: account.countyCode,
      tokenHash,
      accountId: account.id,
      kind: wanted.kind,
      createdAt,
      expiresAt,
      address: request.ip,
      device: request.headers['user-agent']?.slice(0, 300) ?? null,
    })
    act.record({
      placeCode: account.placeCode,
      householdId: account.householdId,
      action: 'accounts.sign_in',
      subjectKind: 'account',
      subjectId: account.id,
      detail: {
        way: wanted.way,
        kind: wanted.kind,
        secondFactor: factor !== null,
        ...(factor && 'recoveryPrint' in factor ? { recoveryCode: true } : {}),
      },
    })
  })
  await endPresentedSession(app, request)
  const session = await findSession(database, account.countyCode, tokenHash, clock())
  if (!session) throw new Refusal('account.sign_in_failed')
  const me = await database.transact(nowhere, (tx) => describeMe(tx, actions, session.actor, session))
  if (wanted.kind === 'bearer') return { me, token }
  reply.setCookie(sessionCookie, token, { ...cookieOptions(wanted.secureCookies), expires: expiresAt })
  return { me, token: null }
}

export function cookieOptions(secureCookies: boolean) {
  return { httpOnly: true, sameSite: 'strict', secure: secureCookies, path: '/' } as const
}

/** An account in the middle of signing in: its own row, and no role yet. */
export function actorOf(account: SignInAccount): Actor {
  return {
    accountId: account.id,
    countyCode: account.countyCode,
    placeCode: account.placeCode,
    name: account.name,
    personId: account.personId,
    householdId: account.householdId,
    grants: [],
  }
}

/** Uses up what proved the second factor; false when it was used before. */
export function takeFactor(
  tx: Tx,
  account: { countyCode: string; id: string },
  factor: FactorProof,
): Promise<boolean> {
  return 'step' in factor
    ? takeCodeStep(tx, account.countyCode, account.id, factor.step)
    : takeRecoveryCode(tx, account.countyCode, account.id, factor.recoveryPrint)
}

async function endPresentedSession(app: FastifyInstance, request: FastifyRequest): Promise<void> {
  const { database, clock } = app.shanzhi
  const old = readToken(request)
  const session = old && (await findSession(database, old.countyCode, old.hash, clock()))
  if (!session) return
  const scopes = { ...nowhere, accountId: session.actor.accountId }
  await database.transact(scopes, (tx) => endSession(tx, old.countyCode, old.hash, clock()))
  sessionCacheOf(database).drop(session.actor.accountId)
}
