import { parse } from 'yaml'
import { z } from 'zod'
import { resolveScheme, type Settings } from '../../engines/scheme/resolve-scheme.ts'
import type { CaseScheme, Norm, SchemeSection } from '../../engines/scheme/section.ts'
import { guardScheme } from './guard-scheme.ts'
import { checkContent, type SchemeContent, valueTableOf } from './read-scheme.ts'

const caseFile = z.strictObject({
  /** Values for what the source leaves open, so that a case can run; they prove nothing about the source. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cases: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        source: z.string().min(1),
        on: z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}$/)
          .default('2019-12-31'),
        settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
        when: z.string().min(1),
        given: z.record(z.string(), z.unknown()).default({}),
        expect: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1),
})

export type WorkedCase = z.output<typeof caseFile>['cases'][number] & { settings: Record<string, string | number | boolean> }

export interface CaseOutcome {
  name: string
  source: string
  passed: boolean
  given: string
  expected: string
  actual: string
}

/** Reads a cases file; throws a ZodError naming what does not fit. */
export function readCases(text: string): WorkedCase[] {
  const file = caseFile.parse(parse(text, { schema: 'core' }))
  return file.cases.map((one) => ({ ...one, settings: { ...file.settings, ...one.settings } }))
}

/** Runs worked cases in memory against a scheme: what each expects must come out, to the letter. */
export function runCases(
  cases: readonly WorkedCase[],
  content: SchemeContent,
  sections: readonly SchemeSection[],
  norms: readonly Norm[],
): CaseOutcome[] {
  const kinds = Object.assign({}, ...sections.map((section) => section.cases)) as SchemeSection['cases']
  return cases.map((one) => {
    const outcome = { name: one.name, source: one.source, given: show({ ...one.given }), expected: show(one.expect) }
    const kind = kinds[one.when]
    if (!kind) return { ...outcome, passed: false, actual: `没有这种算例：${one.when}；可用：${Object.keys(kinds).join(', ')}` }
    const given = kind.given.safeParse(one.given)
    if (!given.success) return { ...outcome, passed: false, actual: z.prettifyError(given.error) }
    try {
      const actual = kind.run(caseScheme(one, content, sections, norms), given.data as never)
      const shown = Object.fromEntries(Object.keys(one.expect).map((key) => [key, actual[key] ?? null]))
      return { ...outcome, passed: show(shown) === show(one.expect), actual: show(shown) }
    } catch (error) {
      return { ...outcome, passed: false, actual: error instanceof Error ? error.message : String(error) }
    }
  })
}

function caseScheme(one: WorkedCase, content: SchemeContent, sections: readonly SchemeSection[], norms: readonly Norm[]): CaseScheme {
  const settings: Settings = Object.fromEntries(Object.entries(one.settings).map(([path, value]) => [path, { '1949-10-01': value }]))
  return {
    on: one.on,
    resolved: resolveScheme(content, valueTableOf(sections), settings, one.on),
    guardFindings: (changes) => {
      const changed = structuredClone(content) as Record<string, unknown>
      for (const change of changes) setAt(changed, change.path.split('.'), change.value)
      const read = checkContent(changed, sections)
      return [...read.problems, ...guardScheme(changed, norms, sections, one.on)]
    },
  }
}

/** Sets a value at a path; a list item is found by its key. */
function setAt(node: unknown, path: string[], value: unknown): void {
  const [first, ...rest] = path
  const slot = Array.isArray(node) ? node.findIndex((item) => (item as { key?: string }).key === first) : first!
  const target = node as Record<string | number, unknown>
  if (rest.length === 0) {
    if (value === null) delete target[slot]
    else target[slot] = value
  } else {
    setAt(target[slot], rest, value)
  }
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.keys(value)
      .sort()
      .map((key) => `${key}: ${show((value as Record<string, unknown>)[key])}`)
      .join(', ')} }`
  }
  return String(value)
}
