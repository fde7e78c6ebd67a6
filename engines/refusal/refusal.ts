export interface ErrorText {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503
  /** What is wrong and what to do, for a township clerk; {name} stands for a detail. */
  zh: string
  en: string
}

export type ErrorTable = Record<string, ErrorText>

export type RefusalDetails = Record<string, string | number | boolean | null | unknown[]>

/** A request that the rules refuse. The code is in a module's errors.ts; the words are filled in at the edge. */
export class Refusal extends Error {
  readonly code: string
  readonly details: RefusalDetails
  /** Path of the offending input, such as 'body.points'. */
  readonly at: string | undefined
  constructor(code: string, details: RefusalDetails = {}, at?: string) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
    this.at = at
  }
}

/** Fills the {names} of a text with details; an unknown name stays visible. */
export function fillText(text: string, details: RefusalDetails): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    name in details ? String(details[name]) : whole,
  )
}
