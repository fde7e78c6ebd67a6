import type { TimeLimit } from '../calendar/deadline.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { Problem } from '../problem/problem.ts'

type Words = { readonly zh: string; readonly en: string }

/** A wait: the step may be taken on the day after this limit, counted from the other step's latest day, has run out. */
export type StepWait = { readonly after: string; readonly limit: TimeLimit }

/** One gate of a sequence, as a scheme writes it. */
export type FlowStep = {
  readonly key: string
  readonly name: Words
  /** Roles or posts, any of which may take the step. */
  readonly actors: readonly string[]
  /** Kinds of evidence that must all be attached: minutes, a publicity list, a resolution that passed. */
  readonly evidence: readonly string[]
  /** Steps that must be done before; left out, it is the step before in the list. Empty: open from the start. */
  readonly after?: readonly string[]
  readonly waits?: readonly StepWait[]
  readonly notBefore?: PlainDate
  /** May be taken again (every quarter) until a later step that does not repeat has been taken. */
  readonly repeats?: boolean
}

/** A gated sequence. `words` names the actors and the kinds of evidence for messages. */
export type FlowSequence = {
  readonly steps: readonly FlowStep[]
  readonly words?: { readonly [key: string]: Words }
}

/** A step that was taken. A repeating step stands once for each time. */
export type DoneStep = { readonly step: string; readonly on: PlainDate; readonly evidence: readonly string[] }

/** The step with this key; throws `RangeError` when the sequence has none. */
export function getStep(sequence: FlowSequence, key: string): FlowStep {
  const step = sequence.steps.find((candidate) => candidate.key === key)
  if (!step) throw new RangeError(`no step ${key} in this sequence`)
  return step
}

/** Every step that must be done before this one, near and far, in the order of the list. */
export function stepsBefore(sequence: FlowSequence, key: string): FlowStep[] {
  const found = new Set<string>()
  const open = [...directlyBefore(sequence, getStep(sequence, key))]
  for (let above = open.pop(); above !== undefined; above = open.pop()) {
    if (found.has(above)) continue
    found.add(above)
    open.push(...directlyBefore(sequence, getStep(sequence, above)))
  }
  return sequence.steps.filter((step) => found.has(step.key))
}

/** Whether a later step that does not repeat has been taken: what lies behind it is closed. */
export function isClosed(sequence: FlowSequence, done: readonly DoneStep[], key: string): boolean {
  return sequence.steps.some(
    (step) =>
      !step.repeats &&
      done.some((record) => record.step === step.key) &&
      stepsBefore(sequence, step.key).some((before) => before.key === key),
  )
}

/**
 * Checks a sequence when its scheme is loaded and returns every fault. The other functions of this engine
 * expect a sequence without faults. References lead back in the list only, so there can be no circle.
 */
export function checkSequence(sequence: FlowSequence): Problem[] {
  const problems: Problem[] = []
  const seen = new Set<string>()
  if (sequence.steps.length === 0) {
    problems.push({ code: 'flow.empty', zh: '流程没有任何步骤。', en: 'The sequence has no steps.' })
  }
  for (const step of sequence.steps) {
    if (seen.has(step.key)) {
      problems.push({
        code: 'flow.duplicate_step',
        zh: `步骤“${step.key}”出现了两次，每个步骤的代号只能用一次。`,
        en: `The step "${step.key}" appears twice; each key may be used once.`,
      })
    }
    if (step.actors.length === 0) {
      problems.push({
        code: 'flow.no_actor',
        zh: `步骤“${step.name.zh}”没有写由谁办理。`,
        en: `The step "${step.name.en}" does not say who takes it.`,
      })
    }
    problems.push(...checkReferences(step, seen))
    seen.add(step.key)
  }
  return problems
}

function checkReferences(step: FlowStep, earlier: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = []
  for (const key of [...(step.after ?? []), ...(step.waits ?? []).map((wait) => wait.after)]) {
    if (earlier.has(key)) continue
    problems.push({
      code: 'flow.not_an_earlier_step',
      zh: `步骤“${step.name.zh}”要求先完成“${key}”，但前面没有这个步骤；请检查代号和次序。`,
      en: `The step "${step.name.en}" asks for "${key}" first, but no earlier step has that key; check key and order.`,
    })
  }
  for (const { limit } of step.waits ?? []) {
    const whole = Number.isSafeInteger(limit.count) && limit.count >= (limit.countsStartDay ? 1 : 0)
    if (whole && limit.unit !== 'hour') continue
    problems.push({
      code: 'flow.wait',
      zh: `步骤“${step.name.zh}”的等待期应是整数的自然日或工作日。`,
      en: `The wait before the step "${step.name.en}" must be a whole number of days or workdays.`,
    })
  }
  return problems
}

function directlyBefore(sequence: FlowSequence, step: FlowStep): readonly string[] {
  if (step.after) return step.after
  const before = sequence.steps[sequence.steps.indexOf(step) - 1]
  return before ? [before.key] : []
}
