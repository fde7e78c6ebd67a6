import type { ASTNode } from '@marcbachmann/cel-js'
import { isPlainDate } from '../calendar/plain-date.ts'
import type { Fact } from './fact-types.ts'
import { type FormulaProblem, placeOf } from './formula-problem.ts'
import { functionNames, macroNames, methodNames } from './language.ts'

/** A place in the formula that reads a fact, or that asks whether it is there. */
export type Mention =
  | { readonly kind: 'value'; readonly fact: Fact }
  | { readonly kind: 'presence'; readonly fact: Fact; readonly negated: boolean }

/** What a walk through the tree found: faults, and each mention by its node. */
export type FormulaWalk = {
  readonly problems: readonly FormulaProblem[]
  readonly mentions: ReadonlyMap<ASTNode, Mention>
}

type Walker = {
  readonly source: string
  readonly facts: ReadonlyMap<string, Fact>
  readonly problems: FormulaProblem[]
  readonly mentions: Map<ASTNode, Mention>
}

const identifier = '[A-Za-z_][A-Za-z0-9_]*'
const pathText = `${identifier}(?:\\s*\\.\\s*${identifier})?`

/** Walks through a parsed formula and finds every unknown fact, function and literal at once. */
export function walkFormula(source: string, tree: ASTNode, facts: ReadonlyMap<string, Fact>): FormulaWalk {
  const walker: Walker = { source, facts, problems: [], mentions: new Map() }
  walk(walker, tree, new Set())
  return walker
}

/** The operands of any node, for walks that treat most nodes alike. */
export function operandsOf(node: ASTNode): ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return [...node.args]
  }
}

/** Whether the walk goes on into a node's operands. */
type Visit = 'descend' | 'done'

function walk(walker: Walker, node: ASTNode, scope: ReadonlySet<string>): void {
  if (visit(walker, node, scope) === 'done') return
  for (const operand of operandsOf(node)) walk(walker, operand, scope)
}

function visit(walker: Walker, node: ASTNode, scope: ReadonlySet<string>): Visit {
  switch (node.op) {
    case 'value':
      return checkLiteral(walker, node)
    case 'id':
      return scope.has(node.args) ? 'done' : noteValue(walker, node, node.args)
    case '.':
      return noteField(walker, node)
    case '==':
    case '!=':
      return node.args.some(isNull) ? notePresence(walker, node, node.op === '==') : 'descend'
    case 'call':
      if (node.args[0] === 'has') return noteHas(walker, node)
      if (node.args[0] === 'date') return checkDate(walker, node)
      return functionNames.has(node.args[0])
        ? 'descend'
        : blameFunction(walker, node, node.args[0], functionNames)
    case 'rcall':
      if (!methodNames.has(node.args[0])) return blameFunction(walker, node, node.args[0], methodNames)
      return macroNames.has(node.args[0]) ? walkMacro(walker, node, scope) : 'descend'
    case 'map':
    case '[]':
    case '[?]':
    case '.?':
      return blame(
        walker,
        node,
        'formula.not_offered',
        '公式里不能用方括号取值和花括号。',
        'Formulas offer no indexing and no braces.',
      )
    default:
      return 'descend'
  }
}

function checkLiteral(walker: Walker, node: ASTNode): Visit {
  const value = node.args
  if (typeof value === 'string' || typeof value === 'boolean') return 'done'
  if (typeof value === 'bigint') {
    if (value === BigInt.asIntN(64, value)) return 'done'
    return blame(walker, node, 'formula.number_too_large', '这个整数太大了。', 'This number is too large.')
  }
  if (typeof value === 'number') {
    return blame(
      walker,
      node,
      'formula.decimal',
      '公式里只用整数：小数请改写成先乘后除，如 x * 6 / 10。',
      'Formulas use whole numbers only: write a decimal as a product and a quotient, such as x * 6 / 10.',
    )
  }
  if (value === null) {
    return blame(
      walker,
      node,
      'formula.null_misplaced',
      'null 只能用来判断某一项有没有值，如 phone == null 或 phone != null。',
      'null only asks whether one fact is there: phone == null, phone != null.',
    )
  }
  return blame(
    walker,
    node,
    'formula.not_offered',
    '公式里只能写整数、文字、true 和 false。',
    'Formulas offer whole numbers, texts, true and false only.',
  )
}

function checkDate(walker: Walker, node: ASTNode): Visit {
  const argument = node.op === 'call' && node.args[1].length === 1 ? node.args[1][0] : undefined
  if (argument?.op === 'value' && typeof argument.args === 'string' && isPlainDate(argument.args))
    return 'done'
  return blame(
    walker,
    node,
    'formula.date',
    'date() 里要直接写一个存在的日期，如 date("2019-07-31")。',
    'date() takes one real day written out, such as date("2019-07-31").',
  )
}

function noteValue(walker: Walker, node: ASTNode, path: string): Visit {
  const fact = walker.facts.get(path)
  if (!fact) return blameFact(walker, node, path)
  walker.mentions.set(node, { kind: 'value', fact })
  return 'done'
}

function noteField(walker: Walker, node: ASTNode): Visit {
  const path = findPath(walker, node)
  if (path !== undefined) return noteValue(walker, node, path)
  return blame(
    walker,
    node,
    'formula.plain_name',
    '取字段请直接写“名称.字段”，不要加括号，也不要对运算结果取字段。',
    'Write a field as name.field, without brackets, and not of a result.',
  )
}

function noteHas(walker: Walker, node: ASTNode): Visit {
  const argument = node.op === 'call' && node.args[1].length === 1 ? node.args[1][0] : undefined
  const path = argument?.op === '.' ? findPath(walker, argument) : undefined
  const plain = new RegExp(`^has\\s*\\(\\s*${pathText}\\s*\\)$`).test(textOf(walker, node))
  if (path === undefined || !plain) {
    return blame(
      walker,
      node,
      'formula.has',
      'has() 里要写“名称.字段”；单独的一项请写 名称 != null。',
      'has() takes name.field; for a plain fact write name != null.',
    )
  }
  const fact = walker.facts.get(path)
  if (!fact) return blameFact(walker, node, path)
  walker.mentions.set(node, { kind: 'presence', fact, negated: false })
  return 'done'
}

function notePresence(walker: Walker, node: ASTNode, negated: boolean): Visit {
  const operand = operandsOf(node).find((candidate) => !isNull(candidate))
  const path = operand && findPath(walker, operand)
  const plain = new RegExp(`^(?:${pathText}\\s*[!=]=\\s*null|null\\s*[!=]=\\s*${pathText})$`)
  if (path === undefined || !plain.test(textOf(walker, node))) {
    return blame(
      walker,
      node,
      'formula.null_misplaced',
      'null 只能和单独的一项比较，不要加括号，如 phone != null。',
      'null can only be compared with one plain fact, without brackets: phone != null.',
    )
  }
  const fact = walker.facts.get(path)
  if (!fact) return blameFact(walker, operand!, path)
  walker.mentions.set(node, { kind: 'presence', fact, negated })
  return 'done'
}

function walkMacro(walker: Walker, node: ASTNode, scope: ReadonlySet<string>): Visit {
  if (node.op !== 'rcall') return 'descend'
  const [, receiver, [variable, ...bodies]] = node.args
  walk(walker, receiver, scope)
  if (variable?.op !== 'id') return 'done'
  const name = variable.args
  const taken = [...walker.facts.keys()].some((path) => path.split('.')[0] === name)
  if (taken || name.startsWith('_')) {
    return blame(
      walker,
      variable,
      'formula.name_taken',
      `“${name}”已是一项的名称，请给列表里的每一个换个名字。`,
      `"${name}" is a fact already; give the list's items another name.`,
    )
  }
  for (const body of bodies) walk(walker, body, new Set([...scope, name]))
  return 'done'
}

/** `name` or `name.field` as a path; undefined for anything that is not written so plainly. */
function findPath(walker: Walker, node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args
  if (node.op !== '.' || node.args[0].op !== 'id') return undefined
  if (!new RegExp(`^${pathText}$`).test(textOf(walker, node))) return undefined
  return `${node.args[0].args}.${node.args[1]}`
}

function isNull(node: ASTNode): boolean {
  return node.op === 'value' && node.args === null
}

function textOf(walker: Walker, node: ASTNode): string {
  return walker.source.slice(node.start, node.end)
}

function blameFact(walker: Walker, node: ASTNode, path: string): Visit {
  const fields = [...walker.facts.keys()].filter((known) => known.startsWith(`${path}.`))
  const known = fields.length > 0 ? fields : [...walker.facts.keys()]
  const list = `${known.slice(0, 12).join(', ')}${known.length > 12 ? ' …' : ''}`
  const zh = fields.length > 0 ? `“${path}”要写明字段` : `没有“${path}”这一项`
  const en = fields.length > 0 ? `"${path}" needs a field` : `there is no fact "${path}"`
  return blame(
    walker,
    node,
    'formula.unknown_fact',
    `${zh}；可用的有：${list}。`,
    `${en}; known are: ${list}.`,
  )
}

function blameFunction(walker: Walker, node: ASTNode, name: string, offered: ReadonlySet<string>): Visit {
  const list = [...offered].join(', ')
  return blame(
    walker,
    node,
    'formula.unknown_function',
    `没有“${name}”这个函数；可用的有：${list}。`,
    `there is no function "${name}"; known are: ${list}.`,
  )
}

function blame(walker: Walker, node: ASTNode, code: string, zh: string, en: string): Visit {
  const text = textOf(walker, node)
  const at = placeOf(walker.source, node.start, node.end)
  walker.problems.push({ code, zh: `“${text}”：${zh}`, en: `"${text}": ${en}`, at })
  return 'done'
}
