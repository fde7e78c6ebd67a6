import { parseIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import type { PlanRefusal } from './decide-plan.ts'

export type Sex = 'male' | 'female' | 'unknown'

export interface PersonGiven {
  name: string
  sex: Sex
  birthDate: string | null
  identityNumber: string | null
  phone: string | null
}

/** What was given, in the form that is kept: 18 characters, plain digits, birth date and sex filled from the number. */
export interface PersonKnown {
  name: string
  sex: Sex
  birthDate: string | null
  identityNumber: string | null
  phone: string | null
}

export type PersonResult = { ok: true; person: PersonKnown } | { ok: false; refusal: PlanRefusal }

/**
 * Checks what was given of a person. Without a birth date or sex those of the identity number count; where both
 * are given they must agree. The area digits are not compared with today's divisions (law.md row 2).
 */
export function decidePerson(given: PersonGiven, today: string): PersonResult {
  const name = plainName(given.name)
  let { sex, birthDate } = given
  let identityNumber: string | null = null
  if (given.identityNumber !== null && given.identityNumber.trim() !== '') {
    const read = parseIdentityNumber(given.identityNumber, today)
    if (!read.ok) {
      const { zh, en } = read.problem
      return refuse('household.identity_wrong', { name, action: zh, actionEn: en }, 'identityNumber')
    }
    identityNumber = read.value.number
    if (birthDate !== null && birthDate !== read.value.birthDate)
      return refuse(
        'household.birth_differs',
        { name, given: birthDate, inNumber: read.value.birthDate },
        'birthDate',
      )
    if (sex !== 'unknown' && sex !== read.value.sex) return refuse('household.sex_differs', { name }, 'sex')
    birthDate = read.value.birthDate
    sex = read.value.sex
  }
  if (birthDate !== null && birthDate > today)
    return refuse('household.not_born', { name, on: today }, 'birthDate')
  const phone = given.phone === null || given.phone.trim() === '' ? null : plainPhone(given.phone)
  if (phone === undefined) return refuse('household.phone_wrong', { name }, 'phone')
  return { ok: true, person: { name, sex, birthDate, identityNumber, phone } }
}

function refuse(code: string, details: PlanRefusal['details'], field: string): PersonResult {
  return { ok: false, refusal: { code, details, at: field } }
}

/** A name without stray spaces and with one form of the dot between its parts. */
export function plainName(name: string): string {
  const trimmed = name
    .normalize('NFC')
    .trim()
    .replaceAll(/[•・‧∙.．]/g, '·')
  return /\p{Script=Han}/u.test(trimmed) ? trimmed.replaceAll(/\s+/g, '') : trimmed.replaceAll(/\s+/g, ' ')
}

/** Digits of a mobile number, or area code and number of a fixed line; undefined when it is neither. */
export function plainPhone(phone: string): string | undefined {
  const digits = phone
    .normalize('NFKC')
    .replaceAll(/[\s()-]/g, '')
    .replace(/^(\+86|0086|86(?=1\d{10}$))/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return digits
  const fixed = /^(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})$/.exec(digits)
  return fixed ? `${fixed[1]}-${fixed[2]}` : undefined
}

/**
 * An identity number as this module shows it: the first and the last character alone. The birth date stands
 * beside it here, and with that the usual mask of first three and last four would leave nothing hidden.
 */
export function maskIdentity(number: string): string {
  return `${number[0]}${'*'.repeat(number.length - 2)}${number.at(-1)}`
}

/** 138****5678; a fixed line keeps its area code and last two digits. */
export function maskPhone(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`
  const [area = '', number = ''] = phone.split('-')
  return `${area}-${'*'.repeat(Math.max(0, number.length - 2))}${number.slice(-2)}`
}
