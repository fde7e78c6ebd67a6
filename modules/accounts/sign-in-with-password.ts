import type { FastifyInstance } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { appendAudit } from '../../platform/audit/record.ts'
import { nowhere } from '../../platform/database/connect.ts'
import { forgetTries, forgiveTry, reserveTry } from './limit-attempts.ts'
import { typedLogin } from './login-key.ts'
import { verifyPassword } from './password-hash.ts'
import { printRecoveryCode, readRecoveryCode } from './recovery-codes.ts'
import { type FactorProof, findCodeStep } from './second-factor.ts'
import { findByLogin, type SignInAccount } from './store-sessions.ts'

/** An account whose owner has proved to be there; `factor` proved the second factor, null without one. */
export interface ProvenAccount {
  account: SignInAccount
  factor: FactorProof | null
}

/**
 * Judges a login and password, and the second factor where there is one. Unknown logins, accounts without
 * a password and wrong passwords give the same answer in the same time, and are barred alike after five
 * tries. That an account is locked is said only to who knows its password.
 */
export async function judgePassword(
  app: FastifyInstance,
  request: { login: string; password: string; code?: string | undefined; address: string },
): Promise<ProvenAccount> {
  const { database, clock, secrets } = app.shanzhi
  const login = typedLogin(secrets, request.login)
  const found = await database.transact(nowhere, (tx) => findByLogin(tx, login, clock()))
  const key = found ? accountTries(found.id) : `login:${secrets.fingerprint(login)}`
  const { last } = await reserveTry(app.shanzhi, key)
  const right = await verifyPassword(found?.passwordHash ?? null, request.password)
  if (!found || !right) {
    if (found && last) await recordLockOut(app, found, request.address)
    throw new Refusal('account.sign_in_failed')
  }
  assertOpen(found)
  const factor = await judgeSecondFactor(app, found, request.code, key)
  await forgetTries(app.shanzhi, [key])
  return { account: found, factor }
}

/** The key under which wrong tries at an account are counted, whichever of its logins was typed. */
export const accountTries = (accountId: string): string => `account:${accountId}`

export function assertOpen(account: Pick<SignInAccount, 'state'>): void {
  if (account.state === 'locked') throw new Refusal('account.locked')
  if (account.state === 'closed') throw new Refusal('account.closed')
}

/**
 * What proves the second factor: a code of the authenticator or a recovery code; null for an account without
 * one. The caller has counted the try.
 */
export async function judgeSecondFactor(
  app: FastifyInstance,
  account: SignInAccount,
  code: string | undefined,
  triesKey: string,
): Promise<FactorProof | null> {
  const { secrets, clock } = app.shanzhi
  if (!account.totpCipher) return null
  if (!code) {
    await forgiveTry(app.shanzhi, triesKey)
    throw new Refusal('account.code_needed')
  }
  if (readRecoveryCode(code) !== undefined) {
    const recoveryPrint = printRecoveryCode(secrets, account.id, code)
    if (!account.recoveryPrints.includes(recoveryPrint)) throw new Refusal('account.recovery_code_wrong')
    return { recoveryPrint }
  }
  const step = findCodeStep(secrets.decrypt(account.totpCipher), code, clock())
  if (step === undefined) throw new Refusal('account.code_wrong')
  return { step }
}

async function recordLockOut(app: FastifyInstance, account: SignInAccount, address: string): Promise<void> {
  const { database, clock } = app.shanzhi
  await database.transact(nowhere, (tx) =>
    appendAudit(tx, { accountId: null, actorName: '未登录', channel: 'api', address, at: clock() }, [
      {
        placeCode: account.placeCode,
        action: 'accounts.sign_in',
        subjectKind: 'account',
        subjectId: account.id,
        detail: { lockedOut: true },
      },
    ]),
  )
}
