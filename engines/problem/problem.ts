/**
 * A fault told in words that a township clerk can act on: what is wrong, why, and how to mend it.
 * `code` is stable and dotted (`division.wrong_length`); the wordings may change.
 */
export type Problem = { readonly code: string; readonly zh: string; readonly en: string }

/** The outcome of an act that may be refused: a value, or the first problem in the declared order. */
export type Result<Value, Fault = Problem> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Fault }

/** Wraps a good value. */
export function succeed<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

/** Wraps a refusal. */
export function refuse(
  code: string,
  zh: string,
  en: string,
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, zh, en } }
}

/** Takes the value of a result that the caller knows to be good; throws the problem's words otherwise. */
export function getValue<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw new Error(`${result.problem.code}: ${result.problem.zh} ${result.problem.en}`)
}
