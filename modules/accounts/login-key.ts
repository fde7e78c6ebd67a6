import type { Secrets } from '../../platform/secrets/secrets.ts'

type Fingerprint = Pick<Secrets, 'fingerprint'>

export const isPhone = (text: string): boolean => /^1[0-9]{10}$/.test(text)

/** Key of a login name in account.login; capitals do not count. */
export function nameLogin(name: string): string {
  return `name:${name.toLowerCase()}`
}

/** Key of a phone: only its print is kept. */
export function phoneLogin(secrets: Fingerprint, phone: string): string {
  return `phone:${secrets.fingerprint(phone)}`
}

/** Key of an account at an identity provider. */
export function oidcLogin(secrets: Fingerprint, issuer: string, subject: string): string {
  return `oidc:${secrets.fingerprint(`${issuer}\n${subject}`)}`
}

/** What was typed as a login: eleven digits are a phone, all else a name. */
export function typedLogin(secrets: Fingerprint, login: string): string {
  return isPhone(login) ? phoneLogin(secrets, login) : nameLogin(login)
}
