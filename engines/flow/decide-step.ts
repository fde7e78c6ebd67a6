import { deadline } from '../calendar/deadline.ts'
import { addDays, isPlainDate, type PlainDate } from '../calendar/plain-date.ts'
import { type HolidaySource, officialHolidays } from '../calendar/workday.ts'
import { type Problem, type Result, refuse, succeed } from '../problem/problem.ts'
import {
  type DoneStep,
  type FlowSequence,
  type FlowStep,
  getStep,
  isClosed,
  stepsBefore,
} from './sequence.ts'

/** Somebody tries to take a step: which, on what day, with which roles, with what evidence in hand. */
export type StepAttempt = {
  readonly step: string
  readonly on: PlainDate
  readonly actors: readonly string[]
  readonly evidence: readonly string[]
}

/** The record to append, and the keys of the steps that are open after it. */
export type TakenStep = { readonly record: DoneStep; readonly opens: readonly string[] }

/**
 * A step that may be taken next. `opensOn` is the first day (undefined when every day will do); `hindrance` says why that
 * day cannot be told, such as a year whose workdays are not known.
 */
export type NextStep = {
  readonly key: string
  readonly opensOn: PlainDate | undefined
  readonly repeat: boolean
  readonly hindrance?: Problem
}

/** Where a sequence stands. `doneCount` counts steps, not repetitions. */
export type FlowProgress = {
  readonly doneCount: number
  readonly total: number
  readonly finished: boolean
  readonly steps: readonly {
    readonly key: string
    readonly state: 'done' | 'open' | 'waiting'
    readonly lastDoneOn: PlainDate | undefined
  }[]
}

/**
 * Decides whether a step may be taken. Only the first refusal is given, in this order:
 * `flow.unknown_step`, `flow.already_done`, `flow.closed`, `flow.step_skipped`, `flow.wrong_actor`,
 * `calendar.year_unknown`, `flow.too_early`, `flow.evidence_missing`.
 */
export function decideStep(
  sequence: FlowSequence,
  done: readonly DoneStep[],
  attempt: StepAttempt,
  holidays: HolidaySource = officialHolidays,
): Result<TakenStep> {
  if (!isPlainDate(attempt.on)) throw new RangeError(`not a day: ${attempt.on}`)
  const step = sequence.steps.find((candidate) => candidate.key === attempt.step)
  if (!step) {
    return refuse(
      'flow.unknown_step',
      `流程中没有“${attempt.step}”这个步骤。`,
      `The sequence has no step "${attempt.step}".`,
    )
  }
  const problem =
    checkOrder(sequence, done, step) ??
    checkActor(sequence, step, attempt) ??
    checkDay(sequence, done, step, attempt.on, holidays) ??
    checkEvidence(sequence, step, attempt)
  if (problem) return { ok: false, problem }
  const record = { step: step.key, on: attempt.on, evidence: attempt.evidence }
  const opens = nextSteps(sequence, [...done, record], holidays).map((next) => next.key)
  return succeed({ record, opens })
}

/** The steps whose forerunners are all done, in the order of the list; repeating ones again while they may. */
export function nextSteps(
  sequence: FlowSequence,
  done: readonly DoneStep[],
  holidays: HolidaySource = officialHolidays,
): NextStep[] {
  const open = sequence.steps.filter((step) => !checkOrder(sequence, done, step))
  return open.map((step) => {
    const opening = openingDay(sequence, done, step, holidays)
    const repeat = isDone(done, step.key)
    if (opening.ok) return { key: step.key, opensOn: opening.value, repeat }
    return { key: step.key, opensOn: undefined, repeat, hindrance: opening.problem }
  })
}

/** How far a sequence is, step by step. */
export function progress(sequence: FlowSequence, done: readonly DoneStep[]): FlowProgress {
  const steps = sequence.steps.map((step) => {
    const lastDoneOn = latestDay(done, step.key)
    const open = checkOrder(sequence, done, step) === undefined
    const state = lastDoneOn ? ('done' as const) : open ? ('open' as const) : ('waiting' as const)
    return { key: step.key, state, lastDoneOn }
  })
  const doneCount = steps.filter((step) => step.state === 'done').length
  return { doneCount, total: steps.length, finished: doneCount === steps.length, steps }
}

function checkOrder(sequence: FlowSequence, done: readonly DoneStep[], step: FlowStep): Problem | undefined {
  if (isDone(done, step.key) && !step.repeats) {
    return fault(
      'flow.already_done',
      `“${step.name.zh}”已在${latestDay(done, step.key)}完成，不能重复办理。`,
      `"${step.name.en}" was already done on ${latestDay(done, step.key)}.`,
    )
  }
  if (isClosed(sequence, done, step.key)) {
    return fault(
      'flow.closed',
      `后面的步骤已经完成，“${step.name.zh}”不能再补办。`,
      `Later steps are done; "${step.name.en}" can no longer be taken.`,
    )
  }
  const missing = stepsBefore(sequence, step.key).filter((before) => !isDone(done, before.key))
  if (missing.length === 0) return undefined
  return fault(
    'flow.step_skipped',
    `“${step.name.zh}”之前还有步骤没有完成：${missing.map(({ name }) => name.zh).join('、')}。请先完成它们。`,
    `Before "${step.name.en}" these steps are still to be done: ${missing.map(({ name }) => name.en).join(', ')}.`,
  )
}

function checkActor(sequence: FlowSequence, step: FlowStep, attempt: StepAttempt): Problem | undefined {
  if (step.actors.some((actor) => attempt.actors.includes(actor))) return undefined
  return fault(
    'flow.wrong_actor',
    `“${step.name.zh}”由${listWords(sequence, step.actors, 'zh')}办理，您没有这个身份。`,
    `"${step.name.en}" is taken by ${listWords(sequence, step.actors, 'en')}; you do not act as one.`,
  )
}

function checkDay(
  sequence: FlowSequence,
  done: readonly DoneStep[],
  step: FlowStep,
  on: PlainDate,
  holidays: HolidaySource,
): Problem | undefined {
  const opening = openingDay(sequence, done, step, holidays)
  if (!opening.ok) return opening.problem
  if (opening.value === undefined || on >= opening.value) return undefined
  return fault(
    'flow.too_early',
    `“${step.name.zh}”最早可在${opening.value}办理，${on}还不到时候。`,
    `"${step.name.en}" can be taken on ${opening.value} at the earliest, not on ${on}.`,
  )
}

function checkEvidence(sequence: FlowSequence, step: FlowStep, attempt: StepAttempt): Problem | undefined {
  const missing = step.evidence.filter((kind) => !attempt.evidence.includes(kind))
  if (missing.length === 0) return undefined
  return fault(
    'flow.evidence_missing',
    `“${step.name.zh}”还缺材料：${listWords(sequence, missing, 'zh')}。请补齐后再办理。`,
    `"${step.name.en}" still lacks: ${listWords(sequence, missing, 'en')}. Attach them first.`,
  )
}

/** The first day on which the dates of the steps before, the waits and `notBefore` all allow the step. */
function openingDay(
  sequence: FlowSequence,
  done: readonly DoneStep[],
  step: FlowStep,
  holidays: HolidaySource,
): Result<PlainDate | undefined> {
  const days = stepsBefore(sequence, step.key).map((before) => latestDay(done, before.key))
  days.push(step.notBefore, step.repeats ? latestDay(done, step.key) : undefined)
  for (const { after, limit } of step.waits ?? []) {
    const start = latestDay(done, getStep(sequence, after).key)
    if (!start) continue
    const due = deadline(start, limit, holidays)
    if (!due.ok) return due
    days.push(addDays(due.value.lastDay, 1))
  }
  return succeed(days.reduce((latest, day) => (day && (!latest || day > latest) ? day : latest), undefined))
}

function isDone(done: readonly DoneStep[], key: string): boolean {
  return done.some((record) => record.step === key)
}

function latestDay(done: readonly DoneStep[], key: string): PlainDate | undefined {
  const days = done.filter((record) => record.step === key).map((record) => record.on)
  return days.sort().at(-1)
}

function listWords(sequence: FlowSequence, keys: readonly string[], language: 'zh' | 'en'): string {
  const words = keys.map((key) => sequence.words?.[key]?.[language] ?? key)
  return words.join(language === 'zh' ? '、' : ', ')
}

function fault(code: string, zh: string, en: string): Problem {
  return { code, zh, en }
}
