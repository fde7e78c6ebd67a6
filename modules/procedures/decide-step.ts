import { getPeriod, type Period, periodName, periodsBetween } from '../../engines/calendar/period.ts'
import { addDays } from '../../engines/calendar/plain-date.ts'
import type { Words } from '../../engines/contract/route.ts'
import {
  decideStep as decideFlowStep,
  type FlowProgress,
  progress,
  type StepAttempt,
} from '../../engines/flow/decide-step.ts'
import type { DoneStep, FlowSequence, FlowStep } from '../../engines/flow/sequence.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { needKey, needName } from './decide-evidence.ts'
import type { Procedure } from './scheme.ts'

type Step = Procedure['steps'][number]

/** The year that is walked through: its label, and from which day on the scheme counts in the village. */
export interface Span {
  cycle: string
  from: string
}

/** A step done: of a step with parts the period, or '' for the step as a whole. */
export interface DonePart {
  stepKey: string
  part: string
  doneOn: string
}

/** The periods in which a step is done, each once; none for a step of the whole year. Those over before `from` are not owed. */
export function partsOf(step: Step, span: Span): Period[] {
  if (!step.each) return []
  const year = getPeriod(span.cycle)
  const all = periodsBetween(year.firstDay, year.lastDay, step.each)
  const owed = all.filter((period) => period.lastDay >= span.from)
  return owed.length > 0 ? owed : all
}

/** The key under which the flow knows a step, or one part of it. */
export function partKey(stepKey: string, part: string): string {
  return part === '' ? stepKey : `${stepKey}/${part}`
}

/**
 * A scheme's procedure as the flow engine takes it: each step waits for all parts of the one before, a part for the
 * end of its period. Without a span no step has parts, as when a scheme is checked.
 */
export function sequenceOf(
  procedure: Procedure,
  roleNames: Record<string, Words>,
  span: Span | null,
): FlowSequence {
  const steps: FlowStep[] = []
  let before: string[] = []
  for (const step of procedure.steps) {
    const flow = {
      key: step.key,
      name: step.name,
      actors: step.roles,
      evidence: step.needs.map(needKey),
      after: before,
    }
    const parts = span ? partsOf(step, span) : []
    const own: FlowStep[] = parts.length === 0 ? [flow] : parts.map((period) => partOf(flow, period))
    steps.push(...own)
    before = own.map((one) => one.key)
  }
  const needs = procedure.steps.flatMap((step) => step.needs)
  const names = Object.fromEntries(needs.map((need) => [needKey(need), needName(need)]))
  return { steps, words: { ...names, ...roleNames } }
}

function partOf(step: FlowStep, period: Period): FlowStep {
  const name = periodName(period)
  return {
    ...step,
    key: partKey(step.key, period.label),
    name: { zh: `${step.name.zh}（${name.zh}）`, en: `${step.name.en} (${name.en})` },
    notBefore: addDays(period.lastDay, 1),
  }
}

/** What is done, as the flow knows it: a record of a whole step stands for each of its parts. */
export function doneOf(procedure: Procedure, span: Span, done: readonly DonePart[]): DoneStep[] {
  return done.flatMap((record) => {
    const step = procedure.steps.find((candidate) => candidate.key === record.stepKey)
    const parts = record.part === '' && step ? partsOf(step, span).map((period) => period.label) : []
    return (parts.length === 0 ? [record.part] : parts).map((part) => ({
      step: partKey(record.stepKey, part),
      on: record.doneOn,
      evidence: [],
    }))
  })
}

/** How far a year is, step by step and part by part. */
export function progressOf(
  procedure: Procedure,
  roleNames: Record<string, Words>,
  span: Span,
  done: readonly DonePart[],
): FlowProgress {
  return progress(sequenceOf(procedure, roleNames, span), doneOf(procedure, span, done))
}

/** Whether a step is done, with all its parts. */
export function isStepDone(
  procedure: Procedure,
  span: Span,
  done: readonly DonePart[],
  stepKey: string,
): boolean {
  const step = procedure.steps.find((candidate) => candidate.key === stepKey)
  if (!step) return false
  const parts = partsOf(step, span).map((period) => period.label)
  const taken = new Set(doneOf(procedure, span, done).map((record) => record.step))
  return (parts.length === 0 ? [''] : parts).every((part) => taken.has(partKey(stepKey, part)))
}

/**
 * May this step, or this part of it, be done now? Steps go in their fixed order and none is skipped (G-21); each
 * leaves the evidence that it needs and is done by its own roles. `evidence` are keys of what was proven
 * (`needKey`). Throws the first refusal.
 */
export function decideStep(
  procedure: Procedure,
  roleNames: Record<string, Words>,
  span: Span,
  done: readonly DonePart[],
  attempt: StepAttempt & { part: string },
): void {
  const step = procedure.steps.find((candidate) => candidate.key === attempt.step)
  const parts = step ? partsOf(step, span) : []
  if (step && parts.length > 0 && !parts.some((period) => period.label === attempt.part)) {
    throw new Refusal(
      'procedures.part_missing',
      {
        zh: parts.map((period) => periodName(period).zh).join('、'),
        en: parts.map((period) => periodName(period).en).join(', '),
        step: step.name.zh,
        stepEn: step.name.en,
      },
      'body.part',
    )
  }
  if (step && parts.length === 0 && attempt.part !== '')
    throw new Refusal('procedures.no_parts', { step: step.name.zh, stepEn: step.name.en }, 'body.part')
  const outcome = decideFlowStep(sequenceOf(procedure, roleNames, span), doneOf(procedure, span, done), {
    ...attempt,
    step: partKey(attempt.step, attempt.part),
  })
  if (!outcome.ok) throw new Refusal(outcome.problem.code, { zh: outcome.problem.zh, en: outcome.problem.en })
}
