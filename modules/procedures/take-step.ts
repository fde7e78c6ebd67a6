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
import { decideStep } from './decide-step.ts'
import type { Procedure } from './scheme.ts'
import {
  findRun,
  findRunById,
  insertRun,
  insertStep,
  listDoneSteps,
  lockRun,
  type Run,
  type StepEvidence,
} from './store.ts'

/**
 * Does a record of this product prove a step? Returns why not, in words. Modules that own such records give
 * their checks to the server, which hands them to the routes.
 */
export type EvidenceCheck = (
  act: Act,
  where: { placeCode: string; adoptionId: string; cycle: string },
  evidence: StepEvidence,
) => Promise<Words | undefined>

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
  decideStep(
    procedureOf(rules),
    roles,
    done.map((step) => ({ step: step.stepKey, on: step.doneOn, evidence: [] })),
    {
      step: attempt.stepKey,
      on: attempt.doneOn,
      actors: mine,
      evidence: attempt.evidence.map((piece) => piece.kind),
    },
  )
  await assertEvidence(act, checks, run, attempt.evidence)
  await insertStep(act.tx, run.placeCode, run.id, {
    stepKey: attempt.stepKey,
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
    detail: { step: attempt.stepKey, evidence: attempt.evidence },
  })
  return run
}

const textMissing = { zh: '请写明做了什么。', en: 'Say what was done.' }

async function assertEvidence(
  act: Act,
  checks: EvidenceChecks,
  run: Run,
  evidence: readonly StepEvidence[],
): Promise<void> {
  for (const piece of evidence) {
    if (piece.kind === 'text' && piece.text.trim().length < 2)
      throw new Refusal('procedures.evidence_wrong', textMissing, 'body.evidence')
    const fault = await checks[piece.kind]?.(act, run, piece)
    if (fault) throw new Refusal('procedures.evidence_wrong', { zh: fault.zh, en: fault.en }, 'body.evidence')
  }
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
  if (done.some((step) => step.stepKey === stepKey)) return
  const step = procedure.steps.find((candidate) => candidate.key === stepKey)!
  throw new Refusal('procedures.gate', { step: step.name.zh, stepEn: step.name.en, key: stepKey })
}
