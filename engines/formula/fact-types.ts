import { isPlainDate } from '../calendar/plain-date.ts'

/** The kinds of value that a formula can work with. Numbers are whole: points, money and counts all are. */
export type ValueType = 'int' | 'bool' | 'string' | 'date' | 'list<int>' | 'list<string>'

/** A fact's type; with `?` the fact may be missing. */
export type FactType = ValueType | `${ValueType}?`

/**
 * The facts that an engine declares to formulas: plain ones, or records of one level
 * (`{ balance: 'int', household: { low_income: 'bool?' } }` gives `balance` and `household.low_income`).
 * Names are letters, digits and `_`, and begin with a letter.
 */
export type FactTypes = { readonly [name: string]: FactType | { readonly [field: string]: FactType } }

/** Whole numbers as `bigint`, or as `number` when they are safe integers; dates as `'2019-07-31'`. */
export type FactValue =
  | bigint
  | number
  | boolean
  | string
  | readonly (bigint | number | string)[]
  | null
  | undefined

/** The facts of one case, in the shape of their types. */
export type Facts = { readonly [name: string]: FactValue | { readonly [field: string]: FactValue } }

/** One fact by its path (`balance`, `household.low_income`). */
export type Fact = { readonly path: string; readonly type: ValueType; readonly mayBeMissing: boolean }

const reserved = new Set(
  'as break const continue else false for function if import in let loop namespace null package prototype return true var void while'.split(
    ' ',
  ),
)

/** Lists all facts by path; throws `RangeError` on a name that formulas cannot use. */
export function listFacts(types: FactTypes): Map<string, Fact> {
  const facts = new Map<string, Fact>()
  for (const [name, type] of Object.entries(types)) {
    assertName(name)
    if (typeof type === 'string') facts.set(name, readFactType(name, type))
    else {
      for (const [field, fieldType] of Object.entries(type)) {
        assertName(field)
        facts.set(`${name}.${field}`, readFactType(`${name}.${field}`, fieldType))
      }
    }
  }
  return facts
}

/**
 * Takes one fact's value out of a case and brings it to the evaluator's form. Undefined when it is missing.
 * Throws `RangeError` when it is of another type, or missing though its type does not allow that.
 */
export function readFact(
  facts: Facts,
  fact: Fact,
): bigint | boolean | string | (bigint | string)[] | undefined {
  const [name = '', field] = fact.path.split('.')
  const outer = facts[name]
  const value = field === undefined ? outer : isRecord(outer) ? outer[field] : undefined
  if (value === undefined || value === null) {
    if (fact.mayBeMissing) return undefined
    throw new RangeError(`the fact ${fact.path} is missing`)
  }
  return convert(value as FactValue, fact)
}

function convert(value: FactValue, fact: Fact): bigint | boolean | string | (bigint | string)[] {
  if (fact.type.startsWith('list<') && Array.isArray(value)) {
    const type = fact.type === 'list<int>' ? 'int' : 'string'
    return value.map((item) => convert(item, { ...fact, type }) as bigint | string)
  }
  if (fact.type === 'int' && (typeof value === 'bigint' || Number.isSafeInteger(value))) {
    const whole = BigInt(value as bigint | number)
    if (whole === BigInt.asIntN(64, whole)) return whole
  }
  if (fact.type === 'bool' && typeof value === 'boolean') return value
  if (fact.type === 'string' && typeof value === 'string') return value
  if (fact.type === 'date' && typeof value === 'string' && isPlainDate(value)) return value
  throw new RangeError(`the fact ${fact.path} is not of type ${fact.type}`)
}

function isRecord(value: unknown): value is { readonly [field: string]: FactValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readFactType(path: string, type: FactType): Fact {
  const mayBeMissing = type.endsWith('?')
  return { path, type: (mayBeMissing ? type.slice(0, -1) : type) as ValueType, mayBeMissing }
}

function assertName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || reserved.has(name)) {
    throw new RangeError(`not a name that formulas can use: ${name}`)
  }
}
