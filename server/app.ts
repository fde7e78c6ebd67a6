import type { FastifyInstance } from 'fastify'
import type { ActionTable } from '../engines/access/access.ts'
import type { ErrorTable } from '../engines/refusal/refusal.ts'
import type { HttpContext } from '../platform/http/context.ts'
import { httpErrors } from '../platform/http/errors.ts'
import { makeServer } from '../platform/http/make-server.ts'

/** What a module gives to the server: one line here mounts it. */
interface ModuleFace {
  actions: ActionTable
  errors: ErrorTable
  routes: (app: FastifyInstance) => Promise<void>
}

const modules: readonly ModuleFace[] = []

export const allActions: ActionTable = Object.assign({}, ...modules.map((module) => module.actions))
export const allErrors: ErrorTable = Object.assign({}, httpErrors, ...modules.map((module) => module.errors))

export type AppTools = Omit<HttpContext, 'actions' | 'errors'>

/** Builds the whole server without listening: tests inject into it, main.ts listens. */
export async function buildApp(
  tools: AppTools,
  options: { logLevel: string; secure: boolean; version: string },
): Promise<FastifyInstance> {
  const app = await makeServer({ ...tools, actions: allActions, errors: allErrors }, options)
  for (const module of modules) await app.register(module.routes)
  return app
}
