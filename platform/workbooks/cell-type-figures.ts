import { dateOfSerial, dateOfText, serialOfDate } from './cell-dates.ts'
import { exactFigure, hasLostDigits, plainForm } from './cell-text.ts'
import { type Check, problem } from './cell-types.ts'
import type { Cell, CellType, ParseContext, Parsed } from './define-sheet.ts'

/** The figure in a cell as a plain decimal number, or undefined: thousands separators and ￥ are taken off. */
function figureOf(cell: Cell): string | undefined {
  if (cell.kind === 'number') return exactFigure(cell.text)
  if (cell.kind !== 'text') return undefined
  const given = plainForm(cell.text).replace(/\s/g, '').replace(/^[¥]/, '').replace(/元$/, '')
  const bare = given.replace(/[−–]/, '-').replace(/^\+/, '')
  if (/^-?\d+(\.\d+)?$/.test(bare)) return bare
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : undefined
}

export interface IntegerOptions {
  readonly min?: number
  readonly max?: number
  readonly check?: Check<number>
}

/** Whole number within bounds (default: the safe integers). Never rounds. */
export function integer(options: IntegerOptions = {}): CellType<number> {
  const { min = -Number.MAX_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER, check } = options
  const bounded = options.min !== undefined || options.max !== undefined
  const span = (zh: boolean) =>
    options.max === undefined
      ? zh
        ? `不小于 ${min}`
        : `at least ${min}`
      : zh
        ? `${min} 到 ${max}`
        : `${min} to ${max}`
  return {
    store: 'integer',
    hint: {
      zh: bounded ? `整数，${span(true)}` : '整数',
      en: bounded ? `Whole number, ${span(false)}` : 'Whole number',
    },
    parse(cell) {
      const figure = figureOf(cell)
      if (figure === undefined || !/^-?\d+(\.0+)?$/.test(figure) || hasLostDigits(figure))
        return problem(
          'cell.not_integer',
          { zh: '不是整数', en: 'it is not a whole number' },
          {
            zh: '请只填数字，不带小数和单位，如 12',
            en: 'write digits only, without decimals or unit, such as 12',
          },
        )
      const value = Number(figure)
      if (value < min || value > max) return outOfRange(span(true), span(false))
      return accepted(value === 0 ? 0 : value, check)
    },
    format: (value) => ({ figure: String(value) }),
  }
}

const accepted = <T>(value: T, check: Check<T> | undefined): Parsed<T> => {
  const found = check?.(value)
  return found === undefined ? { value } : { problem: found }
}

const outOfRange = (zh: string, en: string) =>
  problem(
    'cell.out_of_range',
    { zh: `超出范围，应为 ${zh}`, en: `it is out of range; it must be ${en}` },
    { zh: '请核对后改正', en: 'check it and correct it' },
  )

/** Hundredths as a decimal number: `9364290` → `93642.90`. */
export function hundredthsText(value: number): string {
  const sign = value < 0 ? '-' : ''
  const digits = String(Math.abs(value)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export interface DecimalOptions {
  /** Bounds in hundredths. */
  readonly minHundredths?: number
  readonly maxHundredths?: number
  readonly check?: Check<number>
}

/**
 * Money or points with at most two decimals, as integer hundredths (`1.30` → 130). Never rounds: a third
 * decimal is a problem. Bounds default to ±999,999,999,999.99.
 */
export function decimal(options: DecimalOptions = {}): CellType<number> {
  const { minHundredths: min = -99_999_999_999_999, maxHundredths: max = 99_999_999_999_999, check } = options
  return {
    store: 'decimal',
    hint: { zh: '数字，最多两位小数，如 12.50', en: 'Number with at most two decimals, such as 12.50' },
    parse(cell) {
      const figure = figureOf(cell)
      const match = figure === undefined ? null : /^(-?)(\d+)(?:\.(\d+))?$/.exec(figure)
      if (match === null)
        return problem(
          'cell.not_decimal',
          { zh: '不是数字', en: 'it is not a number' },
          { zh: '请只填数字，如 12.50', en: 'write digits only, such as 12.50' },
        )
      const fraction = (match[3] ?? '').replace(/0+$/, '')
      if (fraction.length > 2)
        return problem(
          'cell.too_many_decimals',
          { zh: '小数超过两位', en: 'it has more than two decimals' },
          {
            zh: '请改为最多两位小数（到分）；系统不会自动取舍',
            en: 'give at most two decimals; the system does not round for you',
          },
        )
      const magnitude = Number(match[2]) * 100 + Number(fraction.padEnd(2, '0'))
      const value = match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude
      if (!Number.isSafeInteger(value) || value < min || value > max)
        return outOfRange(
          `${hundredthsText(min)} 到 ${hundredthsText(max)}`,
          `${hundredthsText(min)} to ${hundredthsText(max)}`,
        )
      return accepted(value, check)
    },
    format: (value) => ({ figure: hundredthsText(value) }),
  }
}

export interface DateOptions {
  /** Bounds as `YYYY-MM-DD`, both allowed; defaults 1900-01-01 and 2100-12-31. */
  readonly min?: string
  readonly max?: string
  readonly check?: Check<string>
}

function dateOfCell(cell: Cell, context: ParseContext): string | undefined {
  const given = plainForm(cell.text)
  if (cell.kind === 'date') return dateOfText(given) ?? dateOfSerial(Number(given), context.date1904)
  if (cell.kind !== 'number') return dateOfText(given)
  const figure = exactFigure(given) ?? given
  // A bare figure is 20190305 or a day serial; 1800…2200 would be a serial before 1907 but is a year to everyone.
  if (/^\d{8}$/.test(figure)) return dateOfText(figure)
  const number = Number(figure)
  return number >= 1800 && number <= 2200 ? undefined : dateOfSerial(number, context.date1904)
}

/**
 * Day as `YYYY-MM-DD`: date cells and day serials (1900 and 1904 systems), or written as `2019-03-05`,
 * `2019/3/5`, `2019.3.5`, `2019年3月5日`, `20190305`. The time of day is dropped.
 */
export function date(options: DateOptions = {}): CellType<string> {
  const { min = '1900-01-01', max = '2100-12-31', check } = options
  return {
    store: 'date',
    hint: { zh: '日期，如 2019-03-05 或 2019年3月5日', en: 'Date, such as 2019-03-05' },
    parse(cell, context) {
      const value = dateOfCell(cell, context)
      if (value === undefined)
        return problem(
          'cell.not_date',
          {
            zh: '不是日历上有的日期，或写法认不出',
            en: 'it is not a day of the calendar, or its form is not known',
          },
          { zh: '请按年月日写全，如 2019-03-05', en: 'write year, month and day, such as 2019-03-05' },
        )
      if (value < min || value > max) return outOfRange(`${min} 到 ${max}`, `${min} to ${max}`)
      return accepted(value, check)
    },
    format: (value) => (serialOfDate(value) === undefined ? { text: value } : { date: value }),
  }
}
