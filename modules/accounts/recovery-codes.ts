import { randomInt } from 'node:crypto'
import type { Secrets } from '../../platform/secrets/secrets.ts'

/** Codes made at a time. */
export const recoveryCodesMade = 10

/** No letter or digit in it can be taken for another when read from paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 10

/** Ten codes of 49 bits each, as they are shown: `abcde-fgh23`. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodesMade }, () => {
    const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
    return `${letters.slice(0, length / 2)}-${letters.slice(length / 2)}`
  })
}

/** What somebody typed as the ten characters of a code; undefined for anything that cannot be one. */
export function readRecoveryCode(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
  return plain.length === length && [...plain].every((letter) => alphabet.includes(letter))
    ? plain
    : undefined
}

/** All that is kept of a code: who reads the database without the master key can try none. */
export function printRecoveryCode(secrets: Secrets, accountId: string, code: string): string {
  return secrets.fingerprint(`recovery code ${accountId} ${readRecoveryCode(code)}`)
}
