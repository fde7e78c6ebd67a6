import type { ASTNode } from '@marcbachmann/cel-js'
import type { Fact, FactType, FactTypes, ValueType } from './fact-types.ts'
import { type FormulaProblem, placeOf } from './formula-problem.ts'
import { type ReadFormula, readFormula } from './read-formula.ts'
import { operandsOf } from './walk-formula.ts'

/**
 * A fact as a set has it: `sql` is an SQL expression for it, written by the module that owns the table.
 * It is put into the statement as it is, so it must never come from a scheme or a request.
 */
export type FactColumn = { readonly type: FactType; readonly sql: string }

/** A piece of an SQL statement for PostgreSQL, its parameters numbered from the number asked for. */
export type SqlFormula = {
  readonly text: string
  readonly values: readonly (bigint | string)[]
  readonly type: ValueType
}

/** The outcome of compiling to SQL: the piece, or every problem that can be told. */
export type SqlResult =
  | { readonly ok: true; readonly sql: SqlFormula }
  | { readonly ok: false; readonly problems: readonly FormulaProblem[] }

type Compiler = {
  readonly source: string
  readonly read: ReadFormula
  readonly columns: { readonly [path: string]: FactColumn }
  readonly firstParameter: number
  readonly values: (bigint | string)[]
}

type Piece = { readonly text: string; readonly type: ValueType }

/** Thrown and caught inside this file: the formula is good, but has no twin in SQL. */
class OutsideSubset extends Error {
  readonly node: ASTNode
  constructor(node: ASTNode) {
    super('outside the subset for sets')
    this.node = node
  }
}

/**
 * Compiles a formula for whole sets at once. The piece gives for each row what `compileFormula` gives for the
 * same facts: NULL where that gives null; an overflow of 64 bits stops the statement where that throws.
 *
 * Offered: comparison, `&&` `||` `!`, `+ - * / %` on whole numbers, `?:`, `in`, `== null` and `has`, `min`, `max`,
 * `abs`, `size`, `startsWith`, `contains`, `date`, `daysBetween`, `yearsBetween`. Lists of rows' facts must not hold
 * NULL. Anything else is refused with `formula.not_for_sets`.
 *
 * @param columns the facts by path (`balance`, `household.low_income`)
 * @param firstParameter the number of the first `$n`
 */
export function formulaToSql(
  source: string,
  columns: { readonly [path: string]: FactColumn },
  firstParameter = 1,
  resultType?: ValueType,
): SqlResult {
  const { read, problems } = readFormula(source, factTypesOf(columns), resultType)
  if (!read) return { ok: false, problems }
  const compiler: Compiler = { source, read, columns, firstParameter, values: [] }
  try {
    const { text, type } = compile(compiler, read.tree)
    return { ok: true, sql: { text, values: compiler.values, type } }
  } catch (error) {
    if (!(error instanceof OutsideSubset)) throw error
    return { ok: false, problems: [tellOutside(source, error.node)] }
  }
}

/** The types of the facts that columns stand for, nested as formulas name them. */
export function factTypesOf(columns: { readonly [path: string]: FactColumn }): FactTypes {
  const types: { [name: string]: FactType | { [field: string]: FactType } } = {}
  for (const [path, { type }] of Object.entries(columns)) {
    const [name = '', field] = path.split('.')
    const record = types[name]
    if (field === undefined) types[name] = type
    else if (typeof record === 'object') record[field] = type
    else types[name] = { [field]: type }
  }
  return types
}

const castOf: Record<ValueType, string> = {
  int: 'bigint',
  bool: 'boolean',
  string: 'text',
  date: 'date',
  'list<int>': 'bigint[]',
  'list<string>': 'text[]',
}

function compile(compiler: Compiler, node: ASTNode): Piece {
  const mention = compiler.read.mentions.get(node)
  if (mention?.kind === 'value') return { text: column(compiler, mention.fact), type: mention.fact.type }
  if (mention) {
    const test = mention.negated ? 'IS NULL' : 'IS NOT NULL'
    return { text: `(${column(compiler, mention.fact)} ${test})`, type: 'bool' }
  }
  switch (node.op) {
    case 'value':
      return literal(compiler, node)
    case '!_':
      return { text: `(NOT ${compile(compiler, node.args).text})`, type: 'bool' }
    case '-_':
      return { text: `(- ${compile(compiler, node.args).text})`, type: 'int' }
    case '&&':
    case '||':
      return infix(compiler, node, node.op === '&&' ? 'AND' : 'OR', 'bool')
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(compiler, node)
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(compiler, node)
    case '?:':
      return choice(compiler, node)
    case 'in':
      return membership(compiler, node)
    case 'call':
      return call(compiler, node, node.args[0])
    case 'rcall':
      return method(compiler, node, node.args[0])
    default:
      throw new OutsideSubset(node)
  }
}

function column(compiler: Compiler, fact: Fact): string {
  const found = compiler.columns[fact.path]
  if (!found) throw new RangeError(`no column for the fact ${fact.path}`)
  return `(${found.sql})::${castOf[fact.type]}`
}

function parameter(compiler: Compiler, value: bigint | string, type: ValueType): Piece {
  compiler.values.push(value)
  return { text: `$${compiler.firstParameter + compiler.values.length - 1}::${castOf[type]}`, type }
}

function literal(compiler: Compiler, node: ASTNode): Piece {
  if (typeof node.args === 'boolean') return { text: String(node.args), type: 'bool' }
  if (typeof node.args === 'bigint') return parameter(compiler, node.args, 'int')
  if (typeof node.args === 'string') return parameter(compiler, node.args, 'string')
  throw new OutsideSubset(node)
}

function pair(compiler: Compiler, node: ASTNode): [Piece, Piece] {
  const [left, right] = operandsOf(node)
  return [compile(compiler, left!), compile(compiler, right!)]
}

function infix(compiler: Compiler, node: ASTNode, operator: string, type: ValueType): Piece {
  const [left, right] = pair(compiler, node)
  return { text: `(${left.text} ${operator} ${right.text})`, type }
}

function comparison(compiler: Compiler, node: ASTNode): Piece {
  const [left, right] = pair(compiler, node)
  const equality = node.op === '==' || node.op === '!='
  // The order of texts depends on the database's collation; only numbers and dates have one order everywhere.
  const ordered = left.type === 'int' || left.type === 'date'
  if (left.type.startsWith('list<') || !(equality || ordered)) throw new OutsideSubset(node)
  const operator = node.op === '==' ? '=' : node.op === '!=' ? '<>' : node.op
  return { text: `(${left.text} ${operator} ${right.text})`, type: 'bool' }
}

function arithmetic(compiler: Compiler, node: ASTNode): Piece {
  const [left, right] = pair(compiler, node)
  if (left.type !== 'int') throw new OutsideSubset(node)
  // Dividing by zero has no value: NULL here, null in memory. Both truncate toward zero.
  const divisor = node.op === '/' || node.op === '%' ? `NULLIF(${right.text}, 0)` : right.text
  return { text: `(${left.text} ${node.op} ${divisor})`, type: 'int' }
}

/** A simple CASE: a condition without a value takes neither branch, as in memory. */
function choice(compiler: Compiler, node: ASTNode): Piece {
  const [condition, yes, no] = operandsOf(node).map((operand) => compile(compiler, operand))
  const text = `(CASE ${condition!.text} WHEN true THEN ${yes!.text} WHEN false THEN ${no!.text} END)`
  return { text, type: yes!.type }
}

function membership(compiler: Compiler, node: ASTNode): Piece {
  const [item, list] = operandsOf(node)
  if (list!.op === 'list') {
    const items = operandsOf(list!)
    // A list holds written values only: one that could be missing would have to void the whole list.
    if (!items.every(isWritten)) throw new OutsideSubset(list!)
    const { text } = compile(compiler, item!)
    if (items.length === 0) return { text: `(CASE WHEN ${text} IS NOT NULL THEN false END)`, type: 'bool' }
    const values = items.map((written) => compile(compiler, written).text).join(', ')
    return { text: `(${text} IN (${values}))`, type: 'bool' }
  }
  if (compiler.read.mentions.get(list!)?.kind !== 'value') throw new OutsideSubset(list!)
  const array = compile(compiler, list!)
  if (compiler.read.mentions.has(item!) || isWritten(item!)) {
    const { text } = compile(compiler, item!)
    // An empty array answers false even for NULL; in memory a missing item has no answer.
    return { text: `(CASE WHEN ${text} IS NOT NULL THEN ${text} = ANY(${array.text}) END)`, type: 'bool' }
  }
  throw new OutsideSubset(item!)
}

/** A literal, a literal with a minus, or `date("…")`. */
function isWritten(node: ASTNode): boolean {
  if (node.op === '-_') return node.args.op === 'value'
  return node.op === 'value' || (node.op === 'call' && node.args[0] === 'date')
}

function call(compiler: Compiler, node: ASTNode, name: string): Piece {
  const operands = operandsOf(node)
  if (name === 'date') return parameter(compiler, String(operands[0]!.args), 'date')
  const [first, second] = operands.map((operand) => compile(compiler, operand))
  switch (name) {
    // Unlike least and greatest, these two give NULL as soon as one side is NULL.
    case 'min':
      return { text: `int8smaller(${first!.text}, ${second!.text})`, type: 'int' }
    case 'max':
      return { text: `int8larger(${first!.text}, ${second!.text})`, type: 'int' }
    case 'abs':
      return { text: `abs(${first!.text})`, type: 'int' }
    case 'size':
      return size(first!)
    case 'daysBetween':
      return { text: `(${second!.text} - ${first!.text})::bigint`, type: 'int' }
    case 'yearsBetween':
      return {
        text: `extract(year from age(${second!.text}::timestamp, ${first!.text}::timestamp))::bigint`,
        type: 'int',
      }
    default:
      throw new OutsideSubset(node)
  }
}

function method(compiler: Compiler, node: ASTNode, name: string): Piece {
  if (!['size', 'startsWith', 'contains'].includes(name)) throw new OutsideSubset(node)
  const [receiver, argument] = operandsOf(node).map((operand) => compile(compiler, operand))
  if (name === 'size') return size(receiver!)
  if (name === 'startsWith')
    return { text: `starts_with(${receiver!.text}, ${argument!.text})`, type: 'bool' }
  return { text: `(strpos(${receiver!.text}, ${argument!.text}) > 0)`, type: 'bool' }
}

function size(of: Piece): Piece {
  const counted = of.type === 'string' ? 'char_length' : 'cardinality'
  return { text: `${counted}(${of.text})::bigint`, type: 'int' }
}

function tellOutside(source: string, node: ASTNode): FormulaProblem {
  const text = source.slice(node.start, node.end)
  return {
    code: 'formula.not_for_sets',
    zh: `“${text}”不能用在成批计算里；成批计算只支持整数和日期的比较与运算、并且/或者/非、条件选择、in 和 null 判断。`,
    en: `"${text}" cannot be used over whole sets; there, use comparison and arithmetic of whole numbers and dates, && || !, ?:, in and null checks.`,
    at: placeOf(source, node.start, node.end),
  }
}
