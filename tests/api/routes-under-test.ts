import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { z } from 'zod'
import { listRoutes } from '../reference/list-routes.ts'

/** A route as it is mounted, with the types of what it takes. */
export interface RouteUnderTest {
  method: string
  path: string
  /** 'GET /api/files/:fileId' */
  name: string
  /** An action, 'signed-in' or 'public'. */
  right: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** Takes a form with a file in place of JSON. */
  upload: boolean
}

/** Builds a server and says which documented routes it has mounted. */
export async function watchRoutes<App>(
  build: () => Promise<App>,
): Promise<{ app: App; routes: RouteUnderTest[] }> {
  const mounted: RouteOptions[] = []
  const onMade = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => void mounted.push(route))
  }
  subscribe('fastify.initialization', onMade)
  const app = await build()
  unsubscribe('fastify.initialization', onMade)
  const rights = new Map((await listRoutes()).map((route) => [`${route.method} ${route.path}`, route.right]))
  const routes = mounted
    .filter((route) => route.method !== 'HEAD' && !route.schema?.hide && route.url.startsWith('/api/'))
    .map((route): RouteUnderTest => {
      const name = `${route.method} ${route.url}`
      const schema = (route.schema ?? {}) as Record<string, z.ZodType | undefined>
      return {
        method: String(route.method),
        path: route.url,
        name,
        right: rights.get(name) ?? 'signed-in',
        ...(schema.params ? { params: schema.params } : {}),
        ...(schema.querystring ? { query: schema.querystring } : {}),
        ...(schema.body ? { body: schema.body } : {}),
        upload: (route.schema?.consumes ?? []).includes('multipart/form-data'),
      }
    })
  return { app, routes: routes.sort((one, other) => one.name.localeCompare(other.name)) }
}

/** The names of all operations of an OpenAPI document, with parameters as Fastify writes them. */
export function namesIn(document: { paths: Record<string, Record<string, unknown>> }): string[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  )
}
