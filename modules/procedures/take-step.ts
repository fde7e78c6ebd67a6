import { v7 as makeId } from 'uuid'
import { roles } from '../../engines/access/access.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody, Words } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import type { doStep, startRun as startRunRoute } from './contract.ts'
import { needKey } from './decide-evidence.ts'
import { decideStep, isStepDone, type Span } from './decide-step.ts'
import type { Procedure, StepNeed } from './scheme.ts'
import {
  type DoneStepRow,
  findRun,
  findRunById,
  insertRun,
  insertStep,
  listDoneSteps,
  lockRun,
  type Run,
  type StepEvidence,
} from './store.ts'

/** What a piece of evidence proves, by the keys of needs (`needKey`), or why it proves nothing. */
export type Proof = { proves: readonly string[] } | { fault: Words }

/** The year that is to be proven; `period` is the part of a step that is done in parts. */
export interface ProofOf {
  placeCode: string
  adoptionId: string
  cycle: string
  period: string | null
}

/**
 * What does a record of this product prove? Modules that own such records give their checks to the server, which
 * hands them to the routes.
 */
export type EvidenceCheck = (act: Act, where: ProofOf, evidence: StepEvidence) => Promise<Proof>

export type EvidenceChecks = Partial<Record<StepEvidence['kind'], EvidenceCheck>>

export function procedureOf(rules: RulesInForce): Procedure {
  const procedure = rules.resolved.plain.procedure as Procedure | undefined
  if (!procedure) throw new Refusal('procedures.none')
  return procedure
}

export async function startRun(
  act: Act,
  library: SchemeLibrary,
  body: RouteBody<typeof startRunRoute>,
): Promise<Run> {
  act.authorise('procedures.do', { placeCode: body.placeCode })
  const rules = await getRules(act.tx, library, {
    countyCode: body.placeCode.slice(0, 6),
    adoptionId: body.adoptionId,
    on: body.startedOn,
    ahead: true,
  })
  procedureOf(rules)
  if (rules.adoption.placeCode !== body.placeCode)
    throw new Refusal('record.not_found', {}, 'body.adoptionId')
  if (await findRun(act.tx, body.placeCode, body.adoptionId, body.cycle))
    throw new Refusal('procedures.started', { cycle: body.cycle })
  const run = { id: makeId(), ...body }
  await insertRun(act.tx, run)
  act.record({
    placeCode: body.placeCode,
    action: 'procedures.do',
    subjectKind: 'procedure',
    subjectId: run.id,
    detail: { started: body.cycle },
  })
  return run
}

/** Completes a step: in its turn, by its roles, with the evidence it needs, each piece of which must hold. */
export async function takeStep(
  act: Act,
  library: SchemeLibrary,
  checks: EvidenceChecks,
  attempt: { runId: string; countyCode: string; stepKey: string } & RouteBody<typeof doStep>,
): Promise<Run> {
  const run = await findRunById(act.tx, attempt.countyCode, attempt.runId)
  if (!run) throw new Refusal('record.not_found')
  act.authorise('procedures.do', { placeCode: run.placeCode })
  await lockRun(act.tx, run.placeCode, run.id)
  if (attempt.doneOn > chinaDateOf(act.now))
    throw new Refusal('procedures.future', { day: attempt.doneOn }, 'body.doneOn')
  const rules = await getRules(act.tx, library, {
    countyCode: attempt.countyCode,
    adoptionId: run.adoptionId,
    on: attempt.doneOn,
    ahead: true,
  })
  const done = await listDoneSteps(act.tx, run.placeCode, run.id)
  const mine = act.actor.grants
    .filter((grant) => run.placeCode.startsWith(grant.scope))
    .map((grant) => grant.role)
  const procedure = procedureOf(rules)
  const part = attempt.part ?? ''
  const step = procedure.steps.find((candidate) => candidate.key === attempt.stepKey)
  const decide = (evidence: readonly string[]) =>
    decideStep(procedure, roles, spanOf(rules, run), done, {
      ...{ step: attempt.stepKey, part, on: attempt.doneOn, actors: mine, evidence },
    })
  decide(step?.needs.filter((need) => isOffered(need, attempt.evidence)).map(needKey) ?? [])
  assertFilesUnused(procedure, done, attempt)
  decide(await proveEach(act, checks, { ...run, period: attempt.part }, attempt.evidence))
  await insertStep(act.tx, run.placeCode, run.id, {
    stepKey: attempt.stepKey,
    part,
    doneOn: attempt.doneOn,
    evidence: attempt.evidence,
    note: attempt.note,
    doneBy: act.actor.accountId,
    doneName: act.actor.name,
    doneAt: act.now,
  })
  act.record({
    placeCode: run.placeCode,
    action: 'procedures.do',
    subjectKind: 'procedure',
    subjectId: run.id,
    detail: { step: attempt.stepKey, part: attempt.part, evidence: attempt.evidence },
  })
  return run
}

/** Whether there is a piece for a need at all, before it is asked what the piece proves. */
function isOffered(need: StepNeed, evidence: readonly StepEvidence[]): boolean {
  return evidence.some(
    (piece) => piece.kind === need.kind || (piece.kind === 'nothing' && need.kind === 'publicity'),
  )
}

const textMissing = { zh: '请写明做了什么。', en: 'Say what was done.' }

/** The keys of needs that all pieces together prove; the first that does not hold is told. */
async function proveEach(
  act: Act,
  checks: EvidenceChecks,
  where: ProofOf,
  evidence: readonly StepEvidence[],
): Promise<string[]> {
  const proven: string[] = []
  for (const piece of evidence) {
    if (piece.kind === 'text' && piece.text.trim().length < 2)
      throw new Refusal('procedures.evidence_wrong', textMissing, 'body.evidence')
    const proof = (await checks[piece.kind]?.(act, where, piece)) ?? { proves: [piece.kind] }
    if ('fault' in proof)
      throw new Refusal(
        'procedures.evidence_wrong',
        { zh: proof.fault.zh, en: proof.fault.en },
        'body.evidence',
      )
    proven.push(...proof.proves)
  }
  return proven
}

/** One file proves one step of a year. */
function assertFilesUnused(
  procedure: Procedure,
  done: readonly DoneStepRow[],
  attempt: { stepKey: string; evidence: readonly StepEvidence[] },
): void {
  const files = attempt.evidence.filter((piece) => piece.kind === 'file' && piece.id !== null)
  const other = done.find((record) =>
    record.evidence.some((piece) => piece.kind === 'file' && files.some((file) => file.id === piece.id)),
  )
  if (!other) return
  const name = procedure.steps.find((step) => step.key === other.stepKey)?.name
  throw new Refusal(
    'procedures.file_used',
    { step: name?.zh ?? other.stepKey, stepEn: name?.en ?? other.stepKey },
    'body.evidence',
  )
}

/** The year of a run as the scheme counts in its village. */
export function spanOf(rules: RulesInForce, run: { cycle: string }): Span {
  return { cycle: run.cycle, from: rules.adoption.startsOn ?? `${run.cycle}-01-01` }
}

/**
 * Refuses an act that a scheme's gate holds back until a step is done: declaring before the scheme was
 * explained, paying before the congress voted (G-21).
 */
export async function requireGate(
  tx: Tx,
  rules: RulesInForce,
  action: keyof Procedure['gates'],
  cycle: string,
): Promise<void> {
  const procedure = rules.resolved.plain.procedure as Procedure | undefined
  const stepKey = procedure?.gates[action]
  if (!procedure || !stepKey) return
  const run = await findRun(tx, rules.adoption.placeCode, rules.adoption.id, cycle)
  const done = run ? await listDoneSteps(tx, run.placeCode, run.id) : []
  if (isStepDone(procedure, spanOf(rules, { cycle }), done, stepKey)) return
  const step = procedure.steps.find((candidate) => candidate.key === stepKey)!
  throw new Refusal('procedures.gate', { step: step.name.zh, stepEn: step.name.en, key: stepKey })
}
