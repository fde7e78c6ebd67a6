import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { roles } from '../../engines/access/access.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { progress } from '../../engines/flow/decide-step.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountPublicRoute, mountRoute } from '../../platform/http/mount-route.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import { listShortNames } from '../territory/index.ts'
import * as contract from './contract.ts'
import { sequenceOf } from './decide-step.ts'
import { findRun, listDoneSteps, listRuns, type Run } from './store.ts'
import { type EvidenceChecks, procedureOf, startRun, takeStep } from './take-step.ts'

export async function procedureRoutes(app: FastifyInstance, checks: EvidenceChecks): Promise<void> {
  const library = app.shanzhi.schemes

  mountRoute(app, contract.getRun, async (act, { query }) => {
    const run = await findRun(act.tx, query.place, query.adoption, query.cycle)
    if (!run) throw new Refusal('procedures.not_started', { cycle: query.cycle })
    return describeRun(act, library, run)
  })
  mountRoute(app, contract.startRun, async (act, { body }) =>
    describeRun(act, library, await startRun(act, library, body)),
  )
  mountRoute(app, contract.doStep, async (act, { params, body }) => {
    const run = await takeStep(act, library, checks, { ...params, ...body, countyCode: act.actor.countyCode })
    return describeRun(act, library, run)
  })
  mountPublicRoute(app, contract.getPublicRun, async ({ tx, now }, { params }) => {
    const runs = (await listRuns(tx, params.place)).slice(0, 3)
    return Promise.all(
      runs.map(async (run) => {
        const rules = await rulesOfRun(tx, library, run, chinaDateOf(now))
        const steps = await stepsOf(tx, rules, run)
        return {
          schemeName: rules.content.name,
          cycle: run.cycle,
          steps: steps.map(({ position, name, state, doneOn }) => ({ position, name, state, doneOn })),
        }
      }),
    )
  })
}

function rulesOfRun(tx: Tx, library: SchemeLibrary, run: Run, today: string): Promise<RulesInForce> {
  const lastDay = `${run.cycle}-12-31`
  return getRules(tx, library, {
    countyCode: run.placeCode.slice(0, 6),
    adoptionId: run.adoptionId,
    on: lastDay < today ? lastDay : today,
    ahead: true,
  })
}

async function describeRun(
  act: Act,
  library: SchemeLibrary,
  run: Run,
): Promise<z.input<typeof contract.run>> {
  const rules = await rulesOfRun(act.tx, library, run, chinaDateOf(act.now))
  const steps = await stepsOf(act.tx, rules, run)
  const names = await listShortNames(act.tx, [run.placeCode])
  const mine = new Set(
    act.actor.grants
      .filter((grant) => run.placeCode.startsWith(grant.scope))
      .map((grant) => grant.role as string),
  )
  // The whole is shown to the villagers and those above them; others see what hangs on the board.
  const hidden =
    act.actor.placeCode === run.placeCode || mine.size > 0 ? {} : { evidence: [], note: '', doneName: null }
  return {
    ...run,
    placeName: names.get(run.placeCode) ?? run.placeCode,
    schemeId: rules.adoption.schemeId,
    name: procedureOf(rules).name,
    doneCount: steps.filter((step) => step.state === 'done').length,
    steps: steps.map((step) => ({
      ...step,
      ...hidden,
      mayDo: step.state === 'ready' && step.roles.some((role) => mine.has(role)),
    })),
    cycles: (await listRuns(act.tx, run.placeCode))
      .filter((other) => other.adoptionId === run.adoptionId)
      .map((other) => other.cycle),
  }
}

async function stepsOf(
  tx: Tx,
  rules: RulesInForce,
  run: Run,
): Promise<Omit<z.input<typeof contract.step>, 'mayDo'>[]> {
  const procedure = procedureOf(rules)
  const done = await listDoneSteps(tx, run.placeCode, run.id)
  const states = progress(
    sequenceOf(procedure, roles),
    done.map((step) => ({ step: step.stepKey, on: step.doneOn, evidence: [] })),
  ).steps
  return procedure.steps.map((step, index) => {
    const record = done.find((candidate) => candidate.stepKey === step.key)
    const state = states[index]!.state
    const previous = procedure.steps[index - 1]
    return {
      key: step.key,
      position: index + 1,
      name: step.name,
      description: step.description ?? { zh: '', en: '' },
      roles: step.roles,
      needs: step.needs,
      state: state === 'open' ? 'ready' : state,
      blockedBy:
        state === 'waiting' && previous
          ? { zh: `等待“${previous.name.zh}”办结`, en: `waits for "${previous.name.en}"` }
          : null,
      doneOn: record?.doneOn ?? null,
      doneName: record?.doneName ?? null,
      doneAt: record?.doneAt.toISOString() ?? null,
      evidence: (record?.evidence ?? []) as z.input<typeof contract.evidence>[],
      note: record?.note ?? '',
    }
  })
}
