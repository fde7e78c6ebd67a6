import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Act } from '../../platform/http/context.ts'
import { mountPublicRoute, mountRoute } from '../../platform/http/mount-route.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { getRules, type RulesInForce } from '../schemes/index.ts'
import { listShortNames } from '../territory/index.ts'
import * as contract from './contract.ts'
import { stepsOf } from './describe-steps.ts'
import { findRun, listRuns, type Run } from './store.ts'
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
        const steps = await stepsOf(tx, rules, run, chinaDateOf(now))
        return {
          schemeName: rules.content.name,
          cycle: run.cycle,
          steps: steps.map(({ position, name, state, doneOn, parts }) => ({
            ...{ position, name, state, doneOn },
            parts: parts.map((part) => ({ name: part.name, state: part.state, doneOn: part.doneOn })),
          })),
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
  const steps = await stepsOf(act.tx, rules, run, chinaDateOf(act.now))
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
    steps: steps.map((step) => {
      const mayDo = step.roles.some((role) => mine.has(role))
      return {
        ...step,
        ...hidden,
        mayDo: mayDo && step.parts.length === 0 && step.state === 'ready',
        parts: step.parts.map((part) => ({ ...part, ...hidden, mayDo: mayDo && part.state === 'ready' })),
      }
    }),
    cycles: (await listRuns(act.tx, run.placeCode))
      .filter((other) => other.adoptionId === run.adoptionId)
      .map((other) => other.cycle),
  }
}
