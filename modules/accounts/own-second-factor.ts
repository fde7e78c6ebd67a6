import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../../engines/access/access.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { forgetTries, reserveTry } from './limit-attempts.ts'
import { changeSignIn, readOwnAccount } from './own-account.ts'
import { makeRecoveryCodes, printRecoveryCode } from './recovery-codes.ts'
import { findCodeStep, isSecret } from './second-factor.ts'
import { accountTries, judgeSecondFactor } from './sign-in-with-password.ts'
import { findForSignIn } from './store-sessions.ts'

/** Whether the own second factor is on, and how many recovery codes are left. */
export async function getSecondFactor(act: Act): Promise<{ on: boolean; recoveryCodesLeft: number }> {
  const account = await findForSignIn(act.tx, act.actor.countyCode, act.actor.accountId, act.now)
  return { on: account?.totpCipher != null, recoveryCodesLeft: account?.recoveryPrints.length ?? 0 }
}

/**
 * Turns on the second factor, or replaces it when a code of the present one (or a recovery code) is given; ends
 * other sessions. Gives the recovery codes, which are never shown again; those of before are worth nothing.
 */
export async function confirmTotp(
  app: FastifyInstance,
  request: FastifyRequest,
  actor: Actor,
  wanted: { secret: string; code: string; oldCode?: string | undefined },
): Promise<string[]> {
  const { clock, secrets } = app.shanzhi
  if (!isSecret(wanted.secret)) throw new Refusal('account.secret_invalid', {}, 'body.secret')
  const { account } = await readOwnAccount(app, actor)
  const tries = accountTries(account.id)
  if (account.totpCipher) await reserveTry(app.shanzhi, tries)
  const factor = await judgeSecondFactor(app, account, wanted.oldCode, tries)
  const step = findCodeStep(wanted.secret, wanted.code, clock())
  if (step === undefined) throw new Refusal('account.code_wrong', {}, 'body.code')
  const codes = makeRecoveryCodes()
  const change = {
    totp_cipher: secrets.encrypt(wanted.secret),
    totp_step: step,
    recovery_prints: codes.map((code) => printRecoveryCode(secrets, account.id, code)),
  }
  await changeSignIn(app, request, actor, change, 'second_factor', factor)
  if (account.totpCipher) await forgetTries(app.shanzhi, [tries])
  return codes
}

/** Makes ten new recovery codes against a code of the second factor; the old ones, and other sessions, end. */
export async function renewRecoveryCodes(
  app: FastifyInstance,
  request: FastifyRequest,
  actor: Actor,
  wanted: { code: string },
): Promise<string[]> {
  const { secrets } = app.shanzhi
  const { account } = await readOwnAccount(app, actor)
  if (!account.totpCipher) throw new Refusal('account.second_factor_off')
  const tries = accountTries(account.id)
  await reserveTry(app.shanzhi, tries)
  const factor = await judgeSecondFactor(app, account, wanted.code, tries)
  const codes = makeRecoveryCodes()
  const prints = codes.map((code) => printRecoveryCode(secrets, account.id, code))
  await changeSignIn(app, request, actor, { recovery_prints: prints }, 'recovery_codes', factor)
  await forgetTries(app.shanzhi, [tries])
  return codes
}
