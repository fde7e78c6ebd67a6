import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Scalar } from '../../engines/scheme/dated.ts'
import { countsInHundredths, findMeta, type ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import type { SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { listDated } from '../../engines/scheme/with-settings.ts'
import { words } from '../../engines/scheme/words.ts'
import { describeIssues, type Whole } from './describe-issue.ts'
import { readYaml } from './read-yaml.ts'

const head = {
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{2,59}$/)
    .describe('制度的短名，与文件夹同名 · Short name, the same as the folder'),
  name: words.describe('制度名称 · Name of the scheme'),
  place: z
    .strictObject({
      code: z
        .string()
        .regex(/^[0-9]{12}$/)
        .describe('12 位区划代码，加引号 · Division code of twelve digits, in quotes'),
      name: z.string().min(1).describe('地名全称 · Full name of the place'),
    })
    .describe('制度出自哪里 · Where the scheme comes from'),
  source: z.string().min(1).describe('整个制度的出处 · Source of the scheme as a whole'),
  summary: words.describe('两三句话说清这个制度 · The scheme in two or three sentences'),
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
  /** Gives a problem the line of its path, where there is a file. */
  place: (problem: SchemeProblem) => SchemeProblem
}

/**
 * Reads a scheme text and checks its shape and cross-references whole: all faults at once, each naming its
 * path, line, the reason and the mend. The law guard is a step of its own (guard-scheme.ts).
 */
export function readScheme(text: string, sections: readonly SchemeSection[]): ReadScheme {
  const read = readYaml(text)
  if ('problems' in read)
    return { content: undefined, problems: read.problems, hash: '', place: (problem) => problem }
  return checkWhole(read, sections)
}

/** The same checks on content that is already parsed (a scheme changed on screen). */
export function checkContent(value: unknown, sections: readonly SchemeSection[]): ReadScheme {
  return checkWhole({ value }, sections)
}

function checkWhole(whole: Whole, sections: readonly SchemeSection[]): ReadScheme {
  const place = (problem: SchemeProblem) => withLine(problem, whole)
  const result = schemaOf(sections).safeParse(whole.value, { reportInput: true })
  if (!result.success)
    return { content: undefined, problems: describeIssues(result.error.issues, whole), hash: '', place }
  const content = result.data as unknown as SchemeContent
  const problems = [
    ...checkValues(content, valueTableOf(sections)),
    ...sections.flatMap((section) => (section.key in content ? section.check(content) : [])),
  ]
  return { content, problems: problems.map(place), hash: hashContent(content), place }
}

/** A check names a readable path; its line is that of the same path in the file. */
function withLine(problem: SchemeProblem, whole: Whole): SchemeProblem {
  if (!whole.lineOf) return problem
  const path: PropertyKey[] = []
  let node = whole.value
  for (const part of problem.path.split('.')) {
    const step = Array.isArray(node)
      ? node.findIndex((item) => (item as { key?: unknown } | null)?.key === part)
      : part
    path.push(step)
    node = (node as Record<PropertyKey, unknown> | undefined | null)?.[step]
  }
  return { ...problem, line: whole.lineOf(path) }
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

/** Every dated value must be of a declared type, and points and yuan whole hundredths. */
function checkValues(content: unknown, table: ValueTable): SchemeProblem[] {
  return listDated(content).flatMap(({ path, entries }) => {
    const meta = findMeta(table, path)
    if (!meta) throw new Error(`No value type is declared for ${path}`)
    return Object.entries(entries).flatMap(([day, entry]) => {
      const part = 'value' in entry ? 'value' : 'proposed'
      const value = 'value' in entry ? entry.value : entry.proposed
      return value === undefined || countsInHundredths(meta.type, value)
        ? []
        : [tooFine(`${path}.${day}.${part}`, value)]
    })
  })
}

function tooFine(path: string, value: Scalar): SchemeProblem {
  return {
    severity: 'error',
    kind: 'value',
    path,
    reason: {
      zh: `${value} 超过两位小数，或者太大。`,
      en: `${value} has more than two decimals, or is too large.`,
    },
    mend: {
      zh: '分值和金额最多写两位小数，不超过 100 亿。',
      en: 'Points and yuan have two decimals at most and stay below ten billion.',
    },
    norm: null,
  }
}
