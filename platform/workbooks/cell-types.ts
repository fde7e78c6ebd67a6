import { dateOfSerial, dateOfText } from './cell-dates.ts'
import { exactFigure, hasLostDigits, plainForm } from './cell-text.ts'
import type { Cell, CellType, ParseContext, Parsed, Problem } from './define-sheet.ts'
import type { Words } from './workbook-error.ts'

/** A further check of a value that was read well; returns what is wrong with it. */
export type Check<T> = (value: T) => Problem | undefined

/** Builds the problem of a value. */
export function problem(code: string, reason: Words, mend: Words): { problem: Problem } {
  return { problem: { code, reason, mend } }
}

const checked = <T>(value: T, check: Check<T> | undefined): Parsed<T> => {
  const found = check?.(value)
  return found === undefined ? { value } : { problem: found }
}

const lostDigits = () =>
  problem(
    'cell.digits_lost',
    {
      zh: '号码被当成数字保存，15 位以后的数字已经丢失（如显示为 1.10105E+17）',
      en: 'the number was stored as a figure, and the digits after the 15th are lost (it shows like 1.10105E+17)',
    },
    {
      zh: '先把这一列设为“文本”格式，再重新填写完整号码；只改格式找不回丢失的数字',
      en: 'set the column to the Text format first, then type the whole number again; changing the format alone does not bring the digits back',
    },
  )

/** Text of any cell as a person sees it: figures without exponent, dates as `YYYY-MM-DD`. */
export function textOfCell(cell: Cell, context: ParseContext): string {
  if (cell.kind === 'number') return cell.padded ?? exactFigure(cell.text) ?? cell.text
  if (cell.kind === 'date')
    return dateOfText(cell.text) ?? dateOfSerial(Number(cell.text), context.date1904) ?? cell.text
  return cell.text
}

const exponentForm = /^\d(\.\d+)?[Ee]\+?\d{2}$/

export interface TextOptions {
  /** In characters as people count them (an emoji or a rare character is one). */
  readonly lengthMax?: number
  readonly lengthMin?: number
  readonly pattern?: { readonly form: RegExp; readonly reason: Words; readonly mend: Words }
  readonly check?: Check<string>
}

/** Text; also takes figures and dates as they would be written. Refuses figures whose digits are lost. */
export function text(options: TextOptions = {}): CellType<string> {
  const { lengthMax = 500, lengthMin = 0, pattern, check } = options
  return {
    store: 'text',
    hint: { zh: `文字，最多 ${lengthMax} 个字`, en: `Text, at most ${lengthMax} characters` },
    parse(cell, context) {
      if (cell.kind === 'number' && hasLostDigits(cell.text)) return lostDigits()
      const value = textOfCell(cell, context)
      const length = value.length <= lengthMax && lengthMin <= 1 ? value.length : [...value].length
      if (length > lengthMax)
        return problem(
          'cell.too_long',
          {
            zh: `有 ${length} 个字，最多 ${lengthMax} 个`,
            en: `it has ${length} characters; the limit is ${lengthMax}`,
          },
          { zh: '请改短', en: 'shorten it' },
        )
      if (length < lengthMin)
        return problem(
          'cell.too_short',
          {
            zh: `只有 ${length} 个字，至少 ${lengthMin} 个`,
            en: `it has ${length} characters; at least ${lengthMin} are needed`,
          },
          { zh: '请补全', en: 'complete it' },
        )
      if (pattern !== undefined && !pattern.form.test(value))
        return problem('cell.form', pattern.reason, pattern.mend)
      return checked(value, check)
    },
    format: (value) => ({ text: value }),
  }
}

export interface ChoiceOption<V extends string> {
  readonly value: V
  readonly zh: string
  readonly en: string
  readonly synonyms?: readonly string[]
}

const label = (text: string) => plainForm(text).replace(/\s/g, '').toLowerCase()

/** One of a list, by Chinese or English label, value or synonym; spaces, case and full-width forms do not matter. */
export function choice<const V extends string>(
  options: readonly ChoiceOption<V>[],
  check?: Check<V>,
): CellType<V> {
  const byLabel = new Map<string, V>()
  const byValue = new Map<string, ChoiceOption<V>>()
  for (const option of options) {
    byValue.set(option.value, option)
    for (const name of [option.value, option.zh, option.en, ...(option.synonyms ?? [])]) {
      const known = byLabel.get(label(name))
      if (known !== undefined && known !== option.value)
        throw new Error(`choice "${name}" means both ${known} and ${option.value}`)
      byLabel.set(label(name), option.value)
    }
  }
  const listed = options.slice(0, 20)
  const more = options.length > listed.length
  const zh = `${listed.map((option) => option.zh).join('、')}${more ? ' 等' : ''}`
  const en = `${listed.map((option) => option.en).join(', ')}${more ? ' …' : ''}`
  return {
    store: 'text',
    hint: { zh: `从中选一个：${zh}`, en: `One of: ${en}` },
    choices: options.map((option) => ({ zh: option.zh, en: option.en })),
    parse(cell, context) {
      const value = byLabel.get(label(textOfCell(cell, context)))
      if (value !== undefined) return checked(value, check)
      return problem(
        'cell.not_choice',
        { zh: '不在可选范围内', en: 'it is not one of the choices' },
        { zh: `请改为其中之一：${zh}`, en: `use one of: ${en}` },
      )
    },
    format(value, locale) {
      const option = byValue.get(value)
      return { text: option === undefined ? value : option[locale] }
    },
  }
}

const yes = new Set(['是', '有', '对', '√', '✓', '✔', '☑', 'y', 'yes', 'true', '1'])
const no = new Set(['否', '无', '没有', '不是', '错', '×', '✗', '✘', '☐', 'x', 'n', 'no', 'false', '0'])

/** Yes or no: 是/否, 有/无, √/×, yes/no, 1/0, TRUE/FALSE. */
export function yesNo(check?: Check<boolean>): CellType<boolean> {
  const words = [
    { zh: '是', en: 'yes' },
    { zh: '否', en: 'no' },
  ]
  return {
    store: 'text',
    hint: { zh: '填“是”或“否”', en: '"yes" or "no"' },
    choices: words,
    parse(cell) {
      const given = label(cell.text)
      if (yes.has(given)) return checked(true, check)
      if (no.has(given)) return checked(false, check)
      return problem(
        'cell.not_yes_no',
        { zh: '看不出是“是”还是“否”', en: 'it is neither yes nor no' },
        { zh: '请填“是”或“否”', en: 'write "yes" or "no"' },
      )
    },
    format: (value, locale) => ({ text: words[value ? 0 : 1]![locale] }),
  }
}

/**
 * Identity number kept as text: 18 characters (the last may be X) or the old 15 digits; spaces cut, X upper
 * case. A cell that the workbook turned into a figure (1.10105E+17) is refused, because its last digits are
 * gone. The check digit is the caller's rule: hand it in as `check`.
 */
export function identityNumber(check?: Check<string>): CellType<string> {
  return {
    store: 'text',
    hint: { zh: '18 位公民身份号码，按文本填写', en: '18-character identity number, entered as text' },
    parse(cell) {
      const given = plainForm(cell.text)
        .replace(/[\s'’]/g, '')
        .toUpperCase()
      if (cell.kind === 'number' && hasLostDigits(given)) return lostDigits()
      if (exponentForm.test(given)) return lostDigits()
      const value = cell.kind === 'number' ? (exactFigure(given) ?? given) : given
      if (!/^(\d{17}[\dX]|\d{15})$/.test(value))
        return problem(
          'cell.identity_number_form',
          {
            zh: `公民身份号码应为 18 位（末位可为 X），这里有 ${value.length} 位或含有别的字符`,
            en: `an identity number has 18 characters (the last may be X); this has ${value.length} or holds other characters`,
          },
          { zh: '请对照身份证填写完整号码', en: 'copy the whole number from the identity card' },
        )
      return checked(value, check)
    },
    format: (value) => ({ text: value }),
  }
}

/** Mobile (11 digits) or fixed telephone with area code, kept as text without spaces; `+86` is cut. */
export function phone(check?: Check<string>): CellType<string> {
  return {
    store: 'text',
    hint: { zh: '11 位手机号，或带区号的座机', en: '11-digit mobile number, or fixed line with area code' },
    parse(cell) {
      const stored = cell.kind === 'number' ? (exactFigure(cell.text) ?? cell.text) : cell.text
      const bare = plainForm(stored)
        .replace(/[\s()'’-]/g, '')
        .replace(/^(\+86|0086|86(?=1\d{10}$))/, '')
      if (exponentForm.test(bare.toUpperCase())) return lostDigits()
      if (/^1[3-9]\d{9}$/.test(bare)) return checked(bare, check)
      // Area codes have three digits for 010 and 02x and four otherwise.
      const fixed = /^(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})$/.exec(bare)
      if (fixed !== null) return checked(`${fixed[1]}-${fixed[2]}`, check)
      return problem(
        'cell.phone_form',
        {
          zh: '不是 11 位手机号，也不是带区号的座机号',
          en: 'it is neither an 11-digit mobile number nor a fixed line with area code',
        },
        {
          zh: '请填 11 位手机号，或如 0573-85000000 的座机号',
          en: 'write 11 digits, or a fixed line such as 0573-85000000',
        },
      )
    },
    format: (value) => ({ text: value }),
  }
}
