import type { FastifyInstance } from 'fastify'
import type { ActionTable } from '../engines/access/access.ts'
import type { ErrorTable } from '../engines/refusal/refusal.ts'
import { type AccountsTools, accountsActions, accountsErrors } from '../modules/accounts/index.ts'
import { accountsTimers } from '../modules/accounts/jobs.ts'
import { type AccountsRoutesOptions, accountsRoutes } from '../modules/accounts/routes.ts'
import { auditActions } from '../modules/audit/index.ts'
import { auditRunKinds, auditTimers } from '../modules/audit/jobs.ts'
import { auditRoutes } from '../modules/audit/routes.ts'
import { boardListKind, boardsActions, boardsErrors, boardsTimers } from '../modules/boards/index.ts'
import { boardRoutes } from '../modules/boards/routes.ts'
import { collectivesActions, collectivesErrors, resultsListKind } from '../modules/collectives/index.ts'
import { collectiveRoutes } from '../modules/collectives/routes.ts'
import {
  dividendEvidence,
  dividendsActions,
  dividendsErrors,
  planListKind,
} from '../modules/dividends/index.ts'
import { dividendRoutes } from '../modules/dividends/routes.ts'
import { exportActions, exportErrors } from '../modules/exports/index.ts'
import { checkFileEvidence, filesActions, filesErrors } from '../modules/files/index.ts'
import { fileRoutes } from '../modules/files/routes.ts'
import { fundListKind, fundsActions, fundsErrors } from '../modules/funds/index.ts'
import { fundRoutes } from '../modules/funds/routes.ts'
import { householdActions, householdErrors } from '../modules/households/index.ts'
import { householdRunKinds, householdTimers } from '../modules/households/jobs.ts'
import { householdRoutes } from '../modules/households/routes.ts'
import { meetingsActions, meetingsErrors } from '../modules/meetings/index.ts'
import { meetingRoutes } from '../modules/meetings/routes.ts'
import {
  claimHolder,
  entriesListKind,
  pointsActions,
  pointsErrors,
  pointsEvidence,
  pointsTimers,
  totalsListKind,
} from '../modules/points/index.ts'
import { pointsRoutes } from '../modules/points/routes.ts'
import { type EvidenceChecks, proceduresActions, proceduresErrors } from '../modules/procedures/index.ts'
import { procedureRoutes } from '../modules/procedures/routes.ts'
import {
  checkPublicityEvidence,
  type ListKinds,
  publicityActions,
  publicityErrors,
  publicityTimers,
} from '../modules/publicity/index.ts'
import { publicityRoutes } from '../modules/publicity/routes.ts'
import { rewardsActions, rewardsErrors } from '../modules/rewards/index.ts'
import { rewardRoutes } from '../modules/rewards/routes.ts'
import { runActions, runErrors } from '../modules/runs/index.ts'
import { runRoutes } from '../modules/runs/routes.ts'
import { schemesActions, schemesErrors } from '../modules/schemes/index.ts'
import { schemeRoutes } from '../modules/schemes/routes.ts'
import { shopsActions, shopsErrors } from '../modules/shops/index.ts'
import { shopRoutes } from '../modules/shops/routes.ts'
import { territoryActions, territoryErrors } from '../modules/territory/index.ts'
import { territoryRoutes } from '../modules/territory/routes.ts'
import { fileErrors } from '../platform/files/index.ts'
import type { HttpContext } from '../platform/http/context.ts'
import { httpErrors } from '../platform/http/errors.ts'
import { forgetAnswersTimer } from '../platform/http/idempotency.ts'
import { makeServer } from '../platform/http/make-server.ts'
import { type Jobs, noJobs } from '../platform/jobs/jobs.ts'
import type { RunKind } from '../platform/jobs/runs.ts'
import type { Timer } from '../platform/jobs/timers.ts'
import type { SchemeLibrary } from '../platform/schemes/scheme-library.ts'
import { workbookErrors } from '../platform/workbooks/index.ts'
import { type KeepLimits, keepDefaults } from './read-settings.ts'

/** What a module gives to the server: one line here mounts it. */
interface ModuleFace {
  actions: ActionTable
  errors: ErrorTable
  routes: (app: FastifyInstance, options: AccountsRoutesOptions) => Promise<void>
  /** From its jobs.ts: sweeps and kinds of long work. */
  timers?: readonly Timer[]
  runKinds?: readonly RunKind[]
}

/** What each kind of publicity list does when its days have passed. */
export function listKinds(library: SchemeLibrary): ListKinds {
  return {
    points_entries: entriesListKind(library),
    points_totals: totalsListKind,
    dividend_plan: planListKind,
    fund_statement: fundListKind,
    board: boardListKind,
    collective_results: resultsListKind,
  }
}

/** Which records prove a step of a procedure, and how. */
export const evidenceChecks: EvidenceChecks = {
  ...pointsEvidence,
  ...dividendEvidence,
  file: checkFileEvidence,
  publicity: checkPublicityEvidence,
}

const modules: readonly ModuleFace[] = [
  { actions: accountsActions, errors: accountsErrors, routes: accountsRoutes },
  { actions: auditActions, errors: {}, routes: auditRoutes, timers: auditTimers, runKinds: auditRunKinds },
  {
    actions: householdActions,
    errors: householdErrors,
    routes: householdRoutes,
    timers: householdTimers,
    runKinds: householdRunKinds,
  },
  // Its routes are those of the lists that it serves.
  { actions: exportActions, errors: exportErrors, routes: async () => undefined },
  { actions: runActions, errors: runErrors, routes: runRoutes },
  { actions: territoryActions, errors: territoryErrors, routes: territoryRoutes },
  {
    actions: filesActions,
    errors: { ...fileErrors, ...filesErrors },
    routes: (app) => fileRoutes(app, [claimHolder]),
  },
  { actions: schemesActions, errors: schemesErrors, routes: schemeRoutes },
  { actions: meetingsActions, errors: meetingsErrors, routes: meetingRoutes },
  {
    actions: proceduresActions,
    errors: proceduresErrors,
    routes: (app) => procedureRoutes(app, evidenceChecks),
  },
  {
    actions: publicityActions,
    errors: publicityErrors,
    routes: (app) => publicityRoutes(app, listKinds(app.shanzhi.schemes)),
  },
  { actions: pointsActions, errors: pointsErrors, routes: pointsRoutes, timers: pointsTimers },
  { actions: boardsActions, errors: boardsErrors, routes: boardRoutes, timers: boardsTimers },
  { actions: fundsActions, errors: fundsErrors, routes: fundRoutes },
  { actions: shopsActions, errors: shopsErrors, routes: shopRoutes },
  { actions: dividendsActions, errors: dividendsErrors, routes: dividendRoutes },
  { actions: collectivesActions, errors: collectivesErrors, routes: collectiveRoutes },
  { actions: rewardsActions, errors: rewardsErrors, routes: rewardRoutes },
]

export const allActions: ActionTable = Object.assign({}, ...modules.map((module) => module.actions))
export const allErrors: ErrorTable = Object.assign(
  {},
  httpErrors,
  workbookErrors,
  ...modules.map((module) => module.errors),
)
/** Sweeps of all modules; those of publicity know what each kind of list does, others how long to keep what. */
export function allTimers(library: SchemeLibrary, keep: KeepLimits = keepDefaults): readonly Timer[] {
  return [
    ...modules.flatMap((module) => module.timers ?? []),
    ...publicityTimers(listKinds(library)),
    ...accountsTimers(keep),
    forgetAnswersTimer(keep.answersDays),
  ]
}
export const allRunKinds: readonly RunKind[] = modules.flatMap((module) => module.runKinds ?? [])

/**
 * `jobs` may be left out where nothing sends any: routes that need the queue then fail. Without `accounts`
 * people sign in by password only.
 */
export type AppTools = Omit<HttpContext, 'actions' | 'errors'> & { jobs?: Jobs; accounts?: AccountsTools }

/** Builds the whole server without listening: tests inject into it, main.ts listens. */
export async function buildApp(
  tools: AppTools,
  options: { logLevel: string; secure: boolean; version: string },
): Promise<FastifyInstance> {
  const { jobs, accounts, ...context } = tools
  const app = await makeServer({ ...context, actions: allActions, errors: allErrors }, options)
  app.decorate('jobs', jobs ?? noJobs)
  for (const module of modules) await app.register(module.routes, { accounts, secure: options.secure })
  return app
}
