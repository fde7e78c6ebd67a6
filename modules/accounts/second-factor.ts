import { Secret, TOTP } from 'otpauth'

const issuer = '善治'

/** What proved the second factor: the 30-second step of a code, or a recovery code. Each is good once. */
export type FactorProof = { step: number } | { recoveryPrint: string }

/** A new secret of 160 bits with its otpauth URI for a QR code. It counts only once a code has confirmed it. */
export function makeSecret(accountName: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totpOf(secret, accountName).toString() }
}

/** Whether the text can be a secret of ours: base32 of at least 128 bits. */
export function isSecret(secret: string): boolean {
  return /^[A-Z2-7]{26,64}$/.test(secret)
}

/**
 * The 30-second step that a code belongs to, one step early or late allowed; undefined when it fits none.
 * Whoever takes a code must keep its step, and take no step twice.
 */
export function findCodeStep(secret: string, code: string, now: Date): number | undefined {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const totp = totpOf(secret, '')
  const timestamp = now.getTime()
  const delta = totp.validate({ token, timestamp, window: 1 })
  return delta === null ? undefined : totp.counter({ timestamp }) + delta
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), digits: 6, period: 30 })
}
