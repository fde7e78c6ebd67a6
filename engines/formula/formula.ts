import { EvaluationError } from '@marcbachmann/cel-js'
import { type Facts, type FactTypes, readFact, type ValueType } from './fact-types.ts'
import { FormulaError, FormulaOverflow, type FormulaProblem } from './formula-problem.ts'
import { FormulaDate } from './language.ts'
import { type Binding, readFormula } from './read-formula.ts'

/** What a formula gives. Null: the formula has no value for these facts. */
export type FormulaValue = bigint | boolean | string | readonly (bigint | boolean | string)[] | null

/**
 * Checks a formula (CEL) against the facts that an engine declares, and its result against the type wanted.
 * All unknown facts, functions and literals are told at once; of wrong types, the first.
 * An empty list means that `compileFormula` succeeds.
 */
export function checkFormula(
  source: string,
  types: FactTypes,
  resultType?: ValueType,
): readonly FormulaProblem[] {
  return readFormula(source, types, resultType).problems
}

/**
 * Compiles a formula to a function of the facts. Throws `FormulaError` when `checkFormula` finds problems.
 *
 * Null means that the formula has no value: a fact it needed is missing, or it divided by zero. As in SQL,
 * `false && …` and `true || …` hold whatever is missing on the other side, and a condition without a value
 * is not fulfilled: compare with `=== true`. A number that leaves 64 bits throws `FormulaOverflow`.
 * A fact of a wrong type, or missing though its type does not allow that, throws `RangeError`.
 */
export function compileFormula(
  source: string,
  types: FactTypes,
  resultType?: ValueType,
): (facts: Facts) => FormulaValue {
  const { read, problems } = readFormula(source, types, resultType)
  if (!read) throw new FormulaError(problems)
  const { run, bindings } = read
  return (facts) => {
    const context = bindFacts(bindings, facts)
    try {
      return toFormulaValue(run(context))
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error
      if (error.code === 'numeric_overflow') throw new FormulaOverflow()
      return null
    }
  }
}

function bindFacts(bindings: readonly Binding[], facts: Facts): Record<string, unknown> {
  const context: Record<string, unknown> = {}
  for (const { variable, fact, kind } of bindings) {
    const value = readFact(facts, fact)
    if (kind === 'presence') context[variable] = value !== undefined
    else if (value !== undefined)
      context[variable] = fact.type === 'date' ? new FormulaDate(String(value)) : value
  }
  return context
}

function toFormulaValue(value: unknown): FormulaValue {
  if (value instanceof FormulaDate) return value.text
  if (typeof value === 'bigint') {
    // The evaluator lets a negated smallest number and its quotient by -1 through.
    if (value !== BigInt.asIntN(64, value)) throw new FormulaOverflow()
    return value
  }
  if (typeof value === 'boolean' || typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((item) => toFormulaValue(item) as bigint | boolean | string)
  throw new TypeError(`a formula cannot give ${typeof value}`)
}
