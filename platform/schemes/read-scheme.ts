import { createHash } from 'node:crypto'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { isDated } from '../../engines/scheme/dated.ts'
import { findMeta, type ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import type { SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const head = {
  id: z.string().regex(/^[a-z][a-z0-9-]{2,59}$/),
  name: words,
  place: z.strictObject({ code: z.string().regex(/^[0-9]{12}$/), name: z.string().min(1) }),
  source: z.string().min(1),
  summary: words,
}

export interface SchemeContent extends Record<string, unknown> {
  id: string
  name: { zh: string; en: string }
  place: { code: string; name: string }
  source: string
  summary: { zh: string; en: string }
}

export interface ReadScheme {
  /** Undefined when the shape is so broken that nothing else could be checked. */
  content: SchemeContent | undefined
  problems: SchemeProblem[]
  hash: string
}

/**
 * Reads a scheme text and checks its shape and cross-references whole: all faults at once, each naming its
 * path, the reason and the mend. The law guard is a step of its own (guard-scheme.ts).
 */
export function readScheme(text: string, sections: readonly SchemeSection[]): ReadScheme {
  const parsed = parseYaml(text)
  if ('problems' in parsed) return { content: undefined, problems: parsed.problems, hash: '' }
  return checkContent(parsed.value, sections)
}

/** The same checks on content that is already parsed (a scheme changed on screen). */
export function checkContent(value: unknown, sections: readonly SchemeSection[]): ReadScheme {
  const result = schemaOf(sections).safeParse(value, { reportInput: true })
  if (!result.success) {
    const problems = result.error.issues.flatMap((issue) => describeIssue(issue, value))
    return { content: undefined, problems: unique(problems), hash: '' }
  }
  const content = result.data as unknown as SchemeContent
  const table = valueTableOf(sections)
  const problems = [...untypedValues(content, table), ...sections.flatMap((section) => (section.key in content ? section.check(content) : []))]
  return { content, problems, hash: hashContent(content) }
}

export function valueTableOf(sections: readonly SchemeSection[]): ValueTable {
  return Object.assign({}, ...sections.map((section) => section.values))
}

/** Hash of what a scheme says, whatever the order of its keys or its comments. */
export function hashContent(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('hex').slice(0, 16)
}

function canonical(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(canonical).join(',')}]`
  if (typeof node !== 'object' || node === null) return JSON.stringify(node) ?? 'null'
  const entries = Object.entries(node)
    .filter(([, child]) => child !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`).join(',')}}`
}

export function schemaOf(sections: readonly SchemeSection[]): z.ZodType {
  return z.strictObject({
    ...head,
    ...Object.fromEntries(sections.map((section) => [section.key, section.schema.optional()])),
  })
}

function parseYaml(text: string): { value: unknown } | { problems: SchemeProblem[] } {
  if (text.length > 1_000_000) return { problems: [shape('', '文件超过 1 MB。', 'The file is larger than 1 MB.', '请删去无关内容。', 'Remove what does not belong.')] }
  const lines = new LineCounter()
  // The core schema keeps 2019-01-01 a text: a dated key must not become a moment in some time zone.
  const document = parseDocument(text, { schema: 'core', lineCounter: lines, uniqueKeys: true, stringKeys: true })
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => {
        const at = lines.linePos(error.pos[0])
        return shape(
          `第 ${at.line} 行`,
          `第 ${at.line} 行第 ${at.col} 列的 YAML 写法有误：${error.message.split('\n')[0]}`,
          `Line ${at.line}, column ${at.col} is not valid YAML: ${error.message.split('\n')[0]}`,
          '检查缩进、冒号后的空格和引号是否成对。',
          'Check the indentation, the space after each colon, and that quotes are closed.',
        )
      }),
    }
  }
  return { value: document.toJS({ maxAliasCount: 0 }) }
}

function describeIssue(issue: z.core.$ZodIssue, whole: unknown): SchemeProblem[] {
  const path = nameOf(issue.path, whole)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      shape(
        path ? `${path}.${key}` : key,
        `不认识“${key}”这个键。`,
        `The key "${key}" is not known here.`,
        '检查拼写，或删去它；可用的键见制度编写指南。',
        'Check its spelling or remove it; the author guide lists the keys.',
      ),
    )
  }
  if (issue.code === 'invalid_union') {
    const nested = issue.errors.flat().filter((inner) => inner.code === 'unrecognized_keys' || inner.path.length > 0)
    if (nested.length > 0 && nested.length <= 4) {
      return nested.flatMap((inner) => describeIssue({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, whole))
    }
  }
  const found = describeFound((issue as { input?: unknown }).input)
  if (found.zh === '缺少') {
    return [shape(path, '缺少这一项。', 'This part is missing.', expectation(issue).zh, expectation(issue).en)]
  }
  return [shape(path, `这里写的是${found.zh}，不合要求。`, `What stands here (${found.en}) does not fit.`, expectation(issue).zh, expectation(issue).en)]
}

function describeFound(input: unknown): { zh: string; en: string } {
  if (input === undefined) return { zh: '缺少', en: 'nothing' }
  const text = JSON.stringify(input) ?? String(input)
  return { zh: `“${text.slice(0, 80)}”`, en: text.slice(0, 80) }
}

function expectation(issue: z.core.$ZodIssue): { zh: string; en: string } {
  if (issue.code === 'invalid_value') {
    const list = issue.values.map(String).join(', ')
    return { zh: `请写成其中之一：${list}。`, en: `Write one of: ${list}.` }
  }
  if (issue.code === 'invalid_type') return { zh: `这里要写${typeNames[issue.expected] ?? issue.expected}。`, en: `Write a value of type ${issue.expected}.` }
  if (issue.code === 'too_small') return { zh: `不能小于 ${issue.minimum}（或不能为空）。`, en: `It must be at least ${issue.minimum} (or not empty).` }
  if (issue.code === 'too_big') return { zh: `不能大于 ${issue.maximum}。`, en: `It must be at most ${issue.maximum}.` }
  if (issue.code === 'invalid_union') {
    return {
      zh: '带日期的数值写作 { 2019-01-01: { value: 100, source: G-20 } }；原文未给的写作 { 2019-01-01: { unset: true, source: G-20 } }。',
      en: 'A dated value is written { 2019-01-01: { value: 100, source: G-20 } }; a silence of the source { 2019-01-01: { unset: true, source: G-20 } }.',
    }
  }
  return { zh: `请按要求改写（${issue.message}）。`, en: `Rewrite it as asked (${issue.message}).` }
}

const typeNames: Record<string, string> = { string: '文字', number: '数字', boolean: 'true 或 false', object: '一组键值', array: '一个列表', record: '一组日期与值' }

/** A path as a person finds it: list items by their key. */
function nameOf(path: readonly PropertyKey[], whole: unknown): string {
  const parts: string[] = []
  let node: unknown = whole
  for (const part of path) {
    const child = (node as Record<PropertyKey, unknown> | undefined)?.[part]
    const key = typeof part === 'number' ? (child as { key?: unknown } | undefined)?.key : undefined
    parts.push(typeof key === 'string' ? key : String(part))
    node = child
  }
  return parts.join('.')
}

function untypedValues(content: unknown, table: ValueTable): SchemeProblem[] {
  const found: SchemeProblem[] = []
  visit(content, [])
  return found
  function visit(node: unknown, path: string[]): void {
    if (isDated(node)) {
      if (!findMeta(table, path.join('.'))) throw new Error(`No value type is declared for ${path.join('.')}`)
      return
    }
    if (Array.isArray(node)) node.forEach((item, index) => visit(item, [...path, (item as { key?: string })?.key ?? String(index)]))
    else if (typeof node === 'object' && node !== null) for (const [key, child] of Object.entries(node)) visit(child, [...path, key])
  }
}

function shape(path: string, zh: string, en: string, mendZh: string, mendEn: string): SchemeProblem {
  return { severity: 'error', kind: 'shape', path, reason: { zh, en }, mend: { zh: mendZh, en: mendEn }, norm: null }
}

function unique(problems: SchemeProblem[]): SchemeProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.reason.en}`, problem])).values()]
}
