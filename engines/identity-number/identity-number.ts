import { isPlainDate, type PlainDate } from '../calendar/plain-date.ts'
import { type Result, refuse, succeed } from '../problem/problem.ts'

/** What a citizen's identity number says (GB 11643-1999, law.md row 2). */
export type IdentityNumber = {
  /** Always the 18-character form, the check character `X` in upper case. */
  readonly number: string
  /** The county of first registration, by the code of its day: it may be in no list of today. */
  readonly area: string
  readonly birthDate: PlainDate
  readonly sex: 'male' | 'female'
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/**
 * Reads an identity number. Spaces, full-width characters and a small `x` are mended; the 15-digit form of
 * GB 11643-1989 is turned into 18 characters (its births are of the 1900s).
 *
 * The messages never repeat the number: it is sensitive, and messages reach logs.
 *
 * @param notAfter the latest day on which the person can have been born, usually today
 * @returns refused, in this order: `identity.empty`, `identity.wrong_length`, `identity.wrong_characters`,
 *   `identity.area`, `identity.birth_date`, `identity.born_later`, `identity.check_character`
 */
export function parseIdentityNumber(text: string, notAfter: PlainDate): Result<IdentityNumber> {
  const written = normalise(text)
  if (written === '') return refuse('identity.empty', '没有填身份证号码。', 'The identity number is missing.')
  if (written.length !== 18 && written.length !== 15) {
    const mangled = /^\d(\.\d+)?E\+\d+$/.test(written)
    return refuse(
      'identity.wrong_length',
      mangled
        ? '身份证号码被表格软件变成了科学计数，请把该列设为“文本”格式后重新填写。'
        : `身份证号码有${written.length}位，应为18位（旧证15位），请对照证件检查有没有漏写或多写。`,
      mangled
        ? 'The spreadsheet turned the identity number into a rounded number; set the column to text and enter it again.'
        : `The identity number has ${written.length} characters; it should have 18 (15 on old cards). Compare it with the card.`,
    )
  }
  if (!/^(\d{15}|\d{17}[\dX])$/.test(written)) {
    return refuse(
      'identity.wrong_characters',
      '身份证号码只能是数字，18位号码的最后一位可以是X，请对照证件检查。',
      'An identity number is made of digits; only the last of 18 characters may be X. Compare it with the card.',
    )
  }
  return readParts(written.length === 15 ? lengthen(written) : written, notAfter)
}

/** The 18th character for the first 17 digits: ISO 7064 MOD 11-2. */
export function checkCharacterOf(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('the check character is made from 17 digits')
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return checkCharacters[sum % 11]!
}

/**
 * Makes a number that is valid in form, for samples and tests. An odd sequence is male, an even one female.
 * Throws `RangeError` on an area that is not six digits, a date that is none, or a sequence outside 0 to 999.
 */
export function makeIdentityNumber(area: string, birthDate: PlainDate, sequence: number): string {
  if (!/^[1-9]\d{5}$/.test(area)) throw new RangeError(`an area is six digits, not ${area}`)
  if (!isPlainDate(birthDate)) throw new RangeError(`not a day: ${birthDate}`)
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > 999) {
    throw new RangeError(`a sequence is 0 to 999, not ${sequence}`)
  }
  const first17 = area + birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0')
  return first17 + checkCharacterOf(first17)
}

/**
 * The number as lists show it: the first three and the last four characters, the rest as stars. The birth
 * date is always hidden; what is left is enough to tell two people of one name apart beside a paper list.
 * Text too short to be a number is hidden whole.
 */
export function maskIdentityNumber(number: string): string {
  if (number.length < 15) return '*'.repeat(number.length)
  return number.slice(0, 3) + '*'.repeat(number.length - 7) + number.slice(-4)
}

/**
 * A name as public lists show it. Two characters keep the first (`张*`); longer names keep the first and the
 * last (`张*明`, `欧**明`); names joined by a dot keep the first of each part (`阿***·买**`). A name of one
 * character is hidden. As many stars as hidden characters, so that namesakes of other length stay apart.
 */
export function maskName(name: string): string {
  const parts = name.trim().split(/[·•・．‧]/)
  if (parts.length > 1) return parts.map((part) => maskTail(part)).join('·')
  const letters = [...parts[0]!]
  if (letters.length === 1) return '*'
  if (letters.length <= 2) return maskTail(parts[0]!)
  return letters[0] + '*'.repeat(letters.length - 2) + letters.at(-1)
}

function maskTail(part: string): string {
  const letters = [...part]
  return letters.slice(0, 1).join('') + '*'.repeat(Math.max(letters.length - 1, 0))
}

function normalise(text: string): string {
  const halfWidth = text.replace(/[！-～]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
  return halfWidth.replace(/\s/g, '').toUpperCase()
}

function lengthen(short: string): string {
  const first17 = `${short.slice(0, 6)}19${short.slice(6)}`
  return first17 + checkCharacterOf(first17)
}

function readParts(number: string, notAfter: PlainDate): Result<IdentityNumber> {
  const area = number.slice(0, 6)
  if (area.startsWith('0')) {
    return refuse(
      'identity.area',
      '身份证号码的前六位不是地区代码，请检查开头的数字。',
      'The first six digits of the identity number are no area code; check how it begins.',
    )
  }
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isPlainDate(birthDate)) {
    return refuse(
      'identity.birth_date',
      '身份证号码中的出生日期（第7–14位）不存在，请对照证件检查。',
      'The birth date in the identity number (characters 7–14) does not exist; compare it with the card.',
    )
  }
  if (birthDate > notAfter) {
    return refuse(
      'identity.born_later',
      `身份证号码中的出生日期晚于${notAfter}，请对照证件检查第7–14位。`,
      `The birth date in the identity number is after ${notAfter}; compare characters 7–14 with the card.`,
    )
  }
  if (checkCharacterOf(number.slice(0, 17)) !== number[17]) {
    return refuse(
      'identity.check_character',
      '身份证号码的校验位不对，通常是有一位抄错或两位抄反，请对照证件逐位检查。',
      'The check character does not fit: usually one digit is miscopied or two are swapped. Compare each with the card.',
    )
  }
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female'
  return succeed({ number, area, birthDate, sex })
}
