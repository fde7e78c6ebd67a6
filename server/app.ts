import type { FastifyInstance } from 'fastify'
import type { ActionTable } from '../engines/access/access.ts'
import type { ErrorTable } from '../engines/refusal/refusal.ts'
import { type AccountsTools, accountsActions, accountsErrors } from '../modules/accounts/index.ts'
import { type AccountsRoutesOptions, accountsRoutes } from '../modules/accounts/routes.ts'
import { auditActions } from '../modules/audit/index.ts'
import { auditRunKinds, auditTimers } from '../modules/audit/jobs.ts'
import { auditRoutes } from '../modules/audit/routes.ts'
import { runErrors } from '../modules/runs/index.ts'
import { runRoutes } from '../modules/runs/routes.ts'
import { territoryActions, territoryErrors } from '../modules/territory/index.ts'
import { territoryRoutes } from '../modules/territory/routes.ts'
import type { HttpContext } from '../platform/http/context.ts'
import { httpErrors } from '../platform/http/errors.ts'
import { makeServer } from '../platform/http/make-server.ts'
import { type Jobs, noJobs } from '../platform/jobs/jobs.ts'
import type { RunKind } from '../platform/jobs/runs.ts'
import type { Timer } from '../platform/jobs/timers.ts'
import { workbookErrors } from '../platform/workbooks/index.ts'

/** What a module gives to the server: one line here mounts it. */
interface ModuleFace {
  actions: ActionTable
  errors: ErrorTable
  routes: (app: FastifyInstance, options: AccountsRoutesOptions) => Promise<void>
  /** From its jobs.ts: sweeps and kinds of long work. */
  timers?: readonly Timer[]
  runKinds?: readonly RunKind[]
}

const modules: readonly ModuleFace[] = [
  { actions: accountsActions, errors: accountsErrors, routes: accountsRoutes },
  { actions: auditActions, errors: {}, routes: auditRoutes, timers: auditTimers, runKinds: auditRunKinds },
  { actions: {}, errors: runErrors, routes: runRoutes },
  { actions: territoryActions, errors: territoryErrors, routes: territoryRoutes },
]

export const allActions: ActionTable = Object.assign({}, ...modules.map((module) => module.actions))
export const allErrors: ErrorTable = Object.assign(
  {},
  httpErrors,
  workbookErrors,
  ...modules.map((module) => module.errors),
)
export const allTimers: readonly Timer[] = modules.flatMap((module) => module.timers ?? [])
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
