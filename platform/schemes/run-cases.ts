import { z } from 'zod'
import { day } from '../../engines/scheme/dated.ts'
import { editContent, partAt } from '../../engines/scheme/edit-content.ts'
import { type ResolvedScheme, resolveScheme } from '../../engines/scheme/resolve-scheme.ts'
import type { CaseScheme, Norm, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { listDated, withSettings } from '../../engines/scheme/with-settings.ts'
import { describeIssues } from './describe-issue.ts'
import { guardScheme } from './guard-scheme.ts'
import { checkContent, type SchemeContent, valueTableOf } from './read-scheme.ts'
import { readYaml } from './read-yaml.ts'

const settings = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({})

const caseFile = z.strictObject({
  /** Values for what the source leaves open, so that a case can run; they prove nothing about the source. */
  settings,
  cases: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        source: z.string().min(1),
        on: day.default('2019-12-31'),
        settings,
        when: z.string().min(1),
        given: z.record(z.string(), z.unknown()).default({}),
        /** At least one thing: a case that expects nothing proves nothing. */
        expect: z.record(z.string(), z.unknown()).refine((expected) => Object.keys(expected).length > 0, {
          params: {
            zh: '至少写一项预期结果，如 expect: { refused: null }。',
            en: 'Expect one thing or more, such as expect: { refused: null }.',
          },
        }),
      }),
    )
    .min(1),
})

export type WorkedCase = z.output<typeof caseFile>['cases'][number]

export interface CaseOutcome {
  name: string
  source: string
  passed: boolean
  /** False when nothing came out at all: an open value, an item that is not there. */
  ran: boolean
  given: string
  expected: string
  actual: string
}

/** Reads a cases file; gives either its cases, or all faults of its shape. */
export function readCases(text: string): { cases: WorkedCase[] } | { problems: SchemeProblem[] } {
  const read = readYaml(text)
  if ('problems' in read) return read
  const file = caseFile.safeParse(read.value, { reportInput: true })
  if (!file.success) return { problems: describeIssues(file.error.issues, read) }
  return {
    cases: file.data.cases.map((one) => ({ ...one, settings: { ...file.data.settings, ...one.settings } })),
  }
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
    const outcome = { name: one.name, source: one.source, given: show(one.given), expected: show(one.expect) }
    try {
      const kind = kinds[one.when]
      if (!kind)
        throw new CaseFault(
          `没有这种算例：${one.when}；可用：${Object.keys(kinds).join('、')}`,
          `no such kind of case; there are: ${Object.keys(kinds).join(', ')}`,
        )
      const given = kind.given.safeParse(one.given, { reportInput: true })
      if (!given.success)
        throw new CaseFault(...tell(describeIssues(given.error.issues, { value: one.given })))
      const actual = kind.run(caseScheme(one, content, sections, norms), given.data as never)
      const shown = Object.fromEntries(
        Object.keys(one.expect).map((key) => [key, key in actual ? actual[key] : missing]),
      )
      const passed = Object.keys(one.expect).every((key) => key in actual) && show(shown) === show(one.expect)
      return { ...outcome, passed, ran: true, actual: show(shown) }
    } catch (error) {
      return {
        ...outcome,
        passed: false,
        ran: false,
        actual: error instanceof Error ? error.message : String(error),
      }
    }
  })
}

const missing = '（没有这一项 not given）'

/** What is wrong with a case itself, so that it cannot be run. */
class CaseFault extends Error {
  constructor(zh: string, en: string) {
    super(`${zh} | ${en}`)
  }
}

function tell(problems: readonly SchemeProblem[]): [zh: string, en: string] {
  return [
    problems.map((one) => `${one.path}：${one.reason.zh}${one.mend.zh}`).join(' '),
    problems.map((one) => `${one.path}: ${one.reason.en} ${one.mend.en}`).join(' '),
  ]
}

function caseScheme(
  one: WorkedCase,
  content: SchemeContent,
  sections: readonly SchemeSection[],
  norms: readonly Norm[],
): CaseScheme {
  const settled = settle(one, content, sections)
  return {
    on: one.on,
    resolved: refuseOpenValues(resolveScheme(settled, valueTableOf(sections), {}, one.on)),
    guardFindings: (changes) => {
      const edited = editContent(content, changes)
      if ('nowhere' in edited) {
        const path = edited.nowhere
        throw new CaseFault(`制度里没有“${path}”这个位置。`, `the scheme has no place "${path}"`)
      }
      const read = checkContent(edited.content, sections)
      return read.content
        ? [...read.problems, ...guardScheme(read.content, norms, sections, one.on)]
        : read.problems
    },
  }
}

/** The content with the case's own values, which must lead somewhere and fit as if the scheme said so. */
function settle(one: WorkedCase, content: SchemeContent, sections: readonly SchemeSection[]): SchemeContent {
  const known = new Set(listDated(content).map(({ path }) => path))
  const strange = Object.keys(one.settings).filter((path) => !known.has(path))
  if (strange.length > 0) {
    throw new CaseFault(
      `制度里没有这个数值：${strange.join('、')}`,
      `the scheme has no such value: ${strange.join(', ')}`,
    )
  }
  const always = Object.fromEntries(
    Object.entries(one.settings).map(([path, value]) => [path, { '1949-10-01': value }]),
  )
  const settled = withSettings(content, always, 'cases.yaml')
  const { problems } = checkContent(settled, sections)
  if (problems.length > 0) throw new CaseFault(...tell(problems))
  return settled
}

/** A value that is still open must not count as nothing: reading one fails the case and says which it is. */
function refuseOpenValues(resolved: ResolvedScheme): ResolvedScheme {
  for (const value of resolved.values.filter((candidate) => candidate.value === null)) {
    const path = value.path.split('.')
    const last = path.pop()!
    const holder = partAt(resolved.plain, path.join('.'))
    Object.defineProperty(holder, last, {
      enumerable: true,
      get: () => {
        throw new CaseFault(
          `“${value.title.zh}”（${value.path}）还没有定，请写在 settings 里。`,
          `"${value.title.en}" (${value.path}) is still open; give it under settings.`,
        )
      },
    })
  }
  return resolved
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
