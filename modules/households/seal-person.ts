import type { Secrets } from '../../platform/secrets/secrets.ts'
import { spellName } from '../territory/index.ts'
import { maskIdentity, maskPhone, type PersonKnown } from './decide-person.ts'

/** The columns of a person that come from what is known of her, sensitive ones sealed. */
export interface SealedPerson {
  name: string
  pinyin: string
  initials: string
  sex: 'male' | 'female' | 'unknown'
  birthDate: string | null
  identityHash: string | null
  identityCipher: Buffer | null
  identityMasked: string | null
  phoneHash: string | null
  phoneCipher: Buffer | null
  phoneMasked: string | null
}

/** Fingerprint by which an identity number is looked up and kept unique in a county. */
export function identityPrint(secrets: Secrets, number: string): string {
  return secrets.fingerprint(number)
}

/** Fingerprint of a phone as `plainPhone` writes it; sign-in by phone looks it up. */
export function phonePrint(secrets: Secrets, phone: string): string {
  return secrets.fingerprint(phone)
}

export function sealPerson(secrets: Secrets, person: PersonKnown): SealedPerson {
  const { identityNumber, phone } = person
  return {
    name: person.name,
    ...spellName(person.name, 'person'),
    sex: person.sex,
    birthDate: person.birthDate,
    identityHash: identityNumber === null ? null : identityPrint(secrets, identityNumber),
    identityCipher: identityNumber === null ? null : secrets.encrypt(identityNumber),
    identityMasked: identityNumber === null ? null : maskIdentity(identityNumber),
    phoneHash: phone === null ? null : phonePrint(secrets, phone),
    phoneCipher: phone === null ? null : secrets.encrypt(phone),
    phoneMasked: phone === null ? null : maskPhone(phone),
  }
}
