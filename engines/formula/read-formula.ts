import { type ASTNode, TypeError as CelTypeError, ParseError, type ParseResult } from '@marcbachmann/cel-js'
import { type Fact, type FactTypes, listFacts, type ValueType } from './fact-types.ts'
import { type FormulaProblem, placeOf, typeWord, wordTypes } from './formula-problem.ts'
import { formulaLanguage } from './language.ts'
import { type Mention, walkFormula } from './walk-formula.ts'

/** A fact or its presence under the name by which the evaluator knows it. */
export type Binding = { readonly variable: string; readonly fact: Fact; readonly kind: Mention['kind'] }

/** A formula read without faults. */
export type ReadFormula = {
  readonly tree: ASTNode
  readonly mentions: ReadonlyMap<ASTNode, Mention>
  readonly type: ValueType
  readonly bindings: readonly Binding[]
  readonly run: ParseResult
}

/** Reads a formula: either its tree with everything that it mentions, or all problems that can be told. */
export function readFormula(
  source: string,
  types: FactTypes,
  resultType?: ValueType,
): { readonly read?: ReadFormula; readonly problems: readonly FormulaProblem[] } {
  const facts = listFacts(types)
  let tree: ASTNode
  try {
    tree = formulaLanguage.parse(source).ast
  } catch (error) {
    return { problems: [tellParseError(source, error)] }
  }
  const { problems, mentions } = walkFormula(source, tree, facts)
  if (problems.length > 0) return { problems }
  const { text, bindings } = bindMentions(source, mentions)
  const language = formulaLanguage.clone()
  for (const { variable, fact, kind } of bindings) {
    language.registerVariable(variable, kind === 'presence' ? 'bool' : fact.type)
  }
  const run = language.parse(text)
  const checked = run.check()
  if (!checked.valid) return { problems: [tellTypeError(source, checked.error)] }
  const type = (checked.type ?? 'dyn') as ValueType
  if (resultType && type !== resultType) return { problems: [tellResultType(source, type, resultType)] }
  return { read: { tree, mentions, type, bindings, run }, problems: [] }
}

/**
 * Gives every field and every question for presence a variable of its own. The text is rewritten in place
 * and keeps its length, so that the evaluator's places are places in the formula as it was written.
 */
function bindMentions(
  source: string,
  mentions: ReadonlyMap<ASTNode, Mention>,
): { text: string; bindings: Binding[] } {
  const bindings = new Map<string, Binding>()
  let text = source
  for (const [node, { kind, fact, ...rest }] of mentions) {
    const id = `${kind} ${fact.path}`
    const plain = kind === 'value' && !fact.path.includes('.')
    const variable = bindings.get(id)?.variable ?? (plain ? fact.path : shortName(bindings.size))
    bindings.set(id, { variable, fact, kind })
    const negated = 'negated' in rest && rest.negated
    const written = (negated ? `!${variable}` : variable).padEnd(node.end - node.start)
    text = text.slice(0, node.start) + written + text.slice(node.end)
  }
  return { text, bindings: [...bindings.values()] }
}

/** Three characters, as many as the shortest field (`a.b`) has; facts never begin with `_`. */
function shortName(index: number): string {
  return `_${index.toString(36).padStart(2, '0')}`
}

function tellParseError(source: string, error: unknown): FormulaProblem {
  if (!(error instanceof ParseError)) throw error
  const start = Math.min(error.range?.start ?? 0, source.length)
  const end = Math.max(error.range?.end ?? start, start)
  const at = placeOf(source, start, end)
  if (error.code === 'limit_exceeded') {
    return {
      code: 'formula.too_long',
      zh: '公式太长或嵌套太深，请拆成几条。',
      en: 'The formula is too long or too deeply nested; split it.',
      at,
    }
  }
  const rest = source.slice(start, start + 12)
  const fullWidth = /^[\u3000-\u303f\uff01-\uff5e“”‘’]/.test(rest)
  const wide = {
    zh: '，这里用了中文（全角）符号，请改成英文半角',
    en: '; a full-width sign stands here, use the plain one',
  }
  const plain = {
    zh: '，请检查括号、引号和符号是否写全（相等 ==、并且 &&、或者 ||）',
    en: '; check brackets, quotes and signs (equal ==, and &&, or ||)',
  }
  const hint = fullWidth ? wide : plain
  const where = rest === '' ? { zh: '公式没有写完', en: 'The formula is not finished' } : undefined
  return {
    code: 'formula.syntax',
    zh: `第${at.line}行第${at.column}个字起：${where?.zh ?? `“${rest}”看不懂`}${hint.zh}。`,
    en: `Line ${at.line}, column ${at.column}: ${where?.en ?? `"${rest}" cannot be read`}${hint.en}.`,
    at,
  }
}

function tellTypeError(source: string, error: unknown): FormulaProblem {
  if (!(error instanceof CelTypeError || error instanceof ParseError)) throw error
  const [start, end] = [error.range?.start ?? 0, error.range?.end ?? source.length]
  const text = source.slice(start, end)
  const detail = error.summary.replace(/^.*?(overload|got|type|types)[: ]+(for )?/, '')
  return {
    code: 'formula.wrong_type',
    zh: `“${text}”里的类型对不上（${wordTypes(detail, 'zh')}），请检查两边是不是同一种值。`,
    en: `"${text}": the types do not fit (${wordTypes(detail, 'en')}); check that both sides are of one kind.`,
    at: placeOf(source, start, end),
  }
}

function tellResultType(source: string, type: string, wanted: ValueType): FormulaProblem {
  return {
    code: 'formula.wrong_result',
    zh: `公式算出的是${typeWord(type, 'zh')}，这里需要${typeWord(wanted, 'zh')}。`,
    en: `The formula gives a ${typeWord(type, 'en')}; a ${typeWord(wanted, 'en')} is needed here.`,
    at: placeOf(source, 0, source.length),
  }
}
