import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { AccountsTools } from '../../modules/accounts/index.ts'
import type { Database } from '../../platform/database/connect.ts'
import { buildApp } from '../../server/app.ts'
import { makeTestServices } from '../test-services.ts'

export interface ListedRoute {
  method: string
  path: string
  /** '中文 · English' as in the OpenAPI document. */
  summary: string
  /** An action, 'signed-in' or 'public'; null where the handler alone knows. */
  right: string | null
}

/** The documented routes of the whole server, read from the server itself while it is built; no database is asked. */
export async function listRoutes(): Promise<ListedRoute[]> {
  const rights = await readContractRights()
  const mounted: RouteOptions[] = []
  const onMade = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => void mounted.push(route))
  }
  subscribe('fastify.initialization', onMade)
  const app = await buildApp(
    {
      ...makeTestServices(closedDatabase, () => new Date(0)),
      accounts: sample,
      authenticate: async () => null,
    },
    { logLevel: 'silent', secure: false, version: '0' },
  )
  unsubscribe('fastify.initialization', onMade)
  await app.ready()
  await app.close()
  return mounted
    .filter((route) => route.method !== 'HEAD' && !route.schema?.hide && route.url.startsWith('/api/'))
    .map((route) => ({
      method: String(route.method),
      path: route.url,
      summary: route.schema?.summary ?? '',
      right: rights.get(`${route.method} ${route.url}`) ?? route.config?.right ?? rightInHandler(route),
    }))
    .sort((a, b) => (a.path === b.path ? a.method.localeCompare(b.method) : a.path < b.path ? -1 : 1))
}

/** Uploads and downloads are no JSON routes: their handlers ask for the right by its name. */
function rightInHandler(route: RouteOptions): string | null {
  return String(route.handler).match(/requireActor\(\w+, request, '([^']+)'\)/)?.[1] ?? null
}

/** What the contracts of all modules say of who may call a route. */
async function readContractRights(): Promise<Map<string, string>> {
  const root = join(import.meta.dirname, '..', '..')
  const rights = new Map<string, string>()
  for await (const path of glob('modules/*/contract.ts', { cwd: root })) {
    const contract: Record<string, unknown> = await import(pathToFileURL(join(root, path)).href)
    for (const value of Object.values(contract)) {
      const { method, path: url, action } = (value ?? {}) as Record<string, unknown>
      if (typeof method === 'string' && typeof url === 'string' && typeof action === 'string')
        rights.set(`${method} ${url}`, action)
    }
  }
  return rights
}

/** Everything that a setting can turn on is on, so that nothing is missing from the list. */
const sample: AccountsTools = {
  messages: { send: async () => undefined },
  sample: true,
  oidc: null,
  roll: { findPeopleByPhone: async () => [], findPerson: async () => undefined },
}

/** Routes are mounted without asking it anything. */
const closedDatabase: Database = {
  transact: () => Promise.reject(new Error('The routes were listed, not called')),
  read: () => Promise.reject(new Error('The routes were listed, not called')),
  readSnapshot: () => Promise.reject(new Error('The routes were listed, not called')),
  get pool(): never {
    throw new Error('The routes were listed, not called')
  },
  close: async () => undefined,
}
