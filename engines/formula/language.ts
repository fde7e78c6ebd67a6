import { Environment } from '@marcbachmann/cel-js'
import { daysBetween, isPlainDate, type PlainDate, yearsBetween } from '../calendar/plain-date.ts'

/** A date inside the evaluator, kept apart from text so that the two are never compared by mistake. */
export class FormulaDate {
  readonly text: PlainDate
  constructor(text: PlainDate) {
    if (!isPlainDate(text)) throw new RangeError(`not a day: ${text}`)
    this.text = text
  }
}

/** What may be called as `name(…)`. Everything else that CEL offers is refused, clocks and patterns above all. */
export const functionNames: ReadonlySet<string> = new Set([
  'has',
  'size',
  'min',
  'max',
  'abs',
  'date',
  'daysBetween',
  'yearsBetween',
])

/** What may be called as `value.name(…)`. */
export const methodNames: ReadonlySet<string> = new Set([
  'size',
  'startsWith',
  'endsWith',
  'contains',
  'exists',
  'exists_one',
  'all',
  'filter',
  'map',
])

/** Methods that name a variable of their own: `tags.exists(tag, tag == "x")`. */
export const macroNames: ReadonlySet<string> = new Set(['exists', 'exists_one', 'all', 'filter', 'map'])

/** A formula fits on a screen; these limits keep a hostile scheme from tying up the server. */
const limits = {
  maxAstNodes: 400,
  maxDepth: 40,
  maxListElements: 200,
  maxMapEntries: 20,
  maxCallArguments: 8,
}

/** The language without any facts: CEL's grammar and operators, dates, and a few functions of our own. */
export const formulaLanguage: Environment = new Environment({ limits })
  .registerType('date', FormulaDate)
  .registerOperator('date < date', (one: FormulaDate, other: FormulaDate) => one.text < other.text)
  .registerOperator('date <= date', (one: FormulaDate, other: FormulaDate) => one.text <= other.text)
  .registerOperator('date > date', (one: FormulaDate, other: FormulaDate) => one.text > other.text)
  .registerOperator('date >= date', (one: FormulaDate, other: FormulaDate) => one.text >= other.text)
  .registerOperator('date == date', (one: FormulaDate, other: FormulaDate) => one.text === other.text)
  .registerFunction('date(string): date', (text: string) => new FormulaDate(text), { async: false })
  .registerFunction('min(int, int): int', (one: bigint, other: bigint) => (one < other ? one : other), {
    async: false,
  })
  .registerFunction('max(int, int): int', (one: bigint, other: bigint) => (one > other ? one : other), {
    async: false,
  })
  .registerFunction('abs(int): int', (value: bigint) => (value < 0n ? -value : value), { async: false })
  .registerFunction(
    'daysBetween(date, date): int',
    (from: FormulaDate, to: FormulaDate) => BigInt(daysBetween(from.text, to.text)),
    { async: false },
  )
  .registerFunction(
    'yearsBetween(date, date): int',
    (from: FormulaDate, to: FormulaDate) => BigInt(yearsBetween(from.text, to.text)),
    { async: false },
  )
