import type { z } from 'zod'
import type { Words } from '../contract/route.ts'
import type { ResolvedScheme, ValueTable } from './resolve-scheme.ts'

/** A fault in a scheme: where, why, how to mend it; `norm` is cited when the law refuses it. */
export interface SchemeProblem {
  severity: 'error' | 'warning'
  kind: 'law' | 'shape' | 'reference' | 'value' | 'open'
  path: string
  reason: Words
  mend: Words
  norm: string | null
  /** Line of the file, where the scheme was read from one. */
  line?: number | undefined
}

export interface Norm {
  key: string
  title: Words
  /** As it is cited: 中农发〔2020〕11号 三(四). */
  cite: string
  source: string
  from: string
  to?: string | undefined
  check: string
  params: Record<string, unknown>
}

/** What a guard finds: the norm's citation is added by the guard itself. */
export interface Breach {
  path: string
  reason: Words
  mend: Words
}

export type GuardCheck = (content: Record<string, unknown>, params: Record<string, unknown>) => Breach[]

/** Makes one kind of worked case answerable: facts in, what came out. Throws nothing for a refusal: it is an answer. */
export interface CaseKind {
  given: z.ZodType
  run: (scheme: CaseScheme, given: never) => Record<string, unknown>
}

/** What a case runs against: the scheme on the case's day, and the guard as it stood then. */
export interface CaseScheme {
  on: string
  resolved: ResolvedScheme
  guardFindings: (changes: { path: string; value: unknown }[]) => SchemeProblem[]
}

/** A chapter of a document that people read: sentences with {path} where a value stands. */
export interface Chapter {
  key: string
  title: Words
  paragraphs: { text: Words; values: string[] }[]
}

/** A module's part of a scheme. The server hands the list of all to platform/schemes. */
export interface SchemeSection {
  key: string
  schema: z.ZodType
  values: ValueTable
  /** Cross-references and borders that the shape alone cannot tell. */
  check: (content: Record<string, unknown>) => SchemeProblem[]
  guards: Record<string, GuardCheck>
  cases: Record<string, CaseKind>
  chapters: (resolved: ResolvedScheme) => Chapter[]
}
