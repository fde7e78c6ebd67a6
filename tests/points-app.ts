import type { FastifyInstance } from 'fastify'
import { v7 as makeId } from 'uuid'
import type { Actor } from '../engines/access/access.ts'
import { noJobs } from '../platform/jobs/jobs.ts'
import { type AppTools, buildApp } from '../server/app.ts'
import { servicesOf } from './points-acts.ts'
import type { TestVillage } from './points-village.ts'

/** What tests read of replies; which of it is there depends on the route. */
export interface Body {
  [field: string]: unknown
  code: string
  id: string
  revision: number
  total: number
  rows: Record<string, unknown>[]
}

export interface Answer {
  status: number
  /** The body as it came, to be compared byte for byte. */
  text: string
  body: Body
  headers: Record<string, unknown>
}

export interface VillageApp {
  app: FastifyInstance
  /** Who signs in under a name; a test may add its own. */
  actors: Record<string, Actor>
  /** The server's clock: 'YYYY-MM-DD', ten o'clock in China. */
  setDay(day: string): void
  /** Sends a request as the named actor ('' is nobody), under a key of its own unless one is given. */
  call(as: string, method: string, url: string, body?: unknown, key?: string): Promise<Answer>
  close(): Promise<void>
}

/**
 * The whole server over a test village; `authorization: Bearer clerk` signs in. Long work is taken and never
 * done; `tools` are handed to the server beside its own.
 */
export async function openVillageApp(
  village: TestVillage,
  day: string,
  tools: Partial<AppTools> = {},
): Promise<VillageApp> {
  let now = instantOf(day)
  const actors: Record<string, Actor> = {
    ...village.actors,
    villager: village.villager(0),
    neighbour: village.villager(1),
  }
  const app = await buildApp(
    {
      ...servicesOf(village, () => now),
      jobs: { ...noJobs, send: async () => undefined },
      authenticate: async (request) => actors[(request.headers.authorization ?? '').slice(7)] ?? null,
      ...tools,
    },
    { logLevel: 'silent', secure: false, version: 'test' },
  )
  return {
    app,
    actors,
    setDay: (next) => {
      now = instantOf(next)
    },
    call: async (as, method, url, body, key = makeId()) => {
      const reply = await app.inject({
        method: method as 'GET',
        url,
        headers: {
          'idempotency-key': key,
          ...(as === '' ? {} : { authorization: `Bearer ${as}` }),
          ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
        },
        ...(body === undefined ? {} : { payload: body as string }),
      })
      return {
        status: reply.statusCode,
        text: reply.body,
        body: reply.headers['content-type']?.includes('json') ? reply.json<Body>() : ({} as Body),
        headers: reply.headers,
      }
    },
    close: () => app.close(),
  }
}

const instantOf = (day: string) => new Date(`${day}T10:00:00+08:00`)
