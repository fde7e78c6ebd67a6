import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { type Actor, canAnywhere } from '../../engines/access/access.ts'
import type {
  RouteBody,
  RouteDefinition,
  RouteParams,
  RouteQuery,
  RouteReplyInput,
} from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { type AuditRecord, appendAudit } from '../audit/record.ts'
import { nowhere, type Tx } from '../database/connect.ts'
import { type Act, denied, makeAct, scopesOf } from './context.ts'
import { findKeptAnswer, hashRequest, keepAnswer } from './idempotency.ts'

type AnyRoute = RouteDefinition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

interface Given<R> {
  params: RouteParams<R>
  query: RouteQuery<R>
  body: RouteBody<R>
  request: FastifyRequest
  reply: FastifyReply
}

/** Who sends a request of a route that asks for a right; known before its body is read. */
const actors = new WeakMap<FastifyRequest, Actor>()

/** Serves a route to signed-in people: right, transaction, idempotency and audit are seen to here. */
export function mountRoute<R extends AnyRoute>(
  app: FastifyInstance,
  route: R,
  handler: (act: Act, given: Given<R>) => Promise<RouteReplyInput<R>>,
): void {
  register(app, route, async (request, reply) => {
    const actor = actors.get(request)!
    const given = givenOf<R>(request, reply)
    return route.method === 'GET'
      ? inReading(app, actor, request, (act) => handler(act, given))
      : writeOnce(app, route, actor, request, reply, (act) => handler(act, given))
  })
}

/** Serves a route to anyone: it reads what row-level security shows to everybody. */
export function mountPublicRoute<R extends AnyRoute>(
  app: FastifyInstance,
  route: R,
  handler: (visit: { tx: Tx; now: Date }, given: Given<R>) => Promise<RouteReplyInput<R>>,
): void {
  register(app, route, (request, reply) =>
    app.shanzhi.database.read(nowhere, (tx) =>
      handler({ tx, now: app.shanzhi.clock() }, givenOf<R>(request, reply)),
    ),
  )
}

/** Who sends this request, refused with access.sign_in or access.denied when the action is not theirs anywhere. */
export async function requireActor(
  app: FastifyInstance,
  request: FastifyRequest,
  action: string,
): Promise<Actor> {
  const actor = await app.shanzhi.authenticate(request)
  if (!actor) {
    app.provenTokens.drop(request)
    throw new Refusal('access.sign_in')
  }
  app.provenTokens.keep(request, actor.accountId)
  if (action !== 'signed-in' && !canAnywhere(app.shanzhi.actions, actor, action))
    throw denied(app.shanzhi.actions, action)
  return actor
}

/** The idempotency key of a write; refused with request.key_missing when there is none of 8 to 100 characters. */
export function requireKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < 8 || key.length > 100) throw new Refusal('request.key_missing')
  return key
}

/** One act of a signed-in actor with its audit records, outside the usual JSON routes (uploads, downloads). */
export async function inTransaction<T>(
  app: FastifyInstance,
  actor: Actor,
  request: FastifyRequest,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const { database, actions, clock } = app.shanzhi
  return database.transact(scopesOf(actor), async (tx) => {
    const records: AuditRecord[] = []
    const now = clock()
    const channel = channelOf(request)
    const result = await work(makeAct({ tx, actor, now, channel, actions, records }))
    await appendAudit(
      tx,
      { accountId: actor.accountId, actorName: actor.name, channel, address: request.ip, at: now },
      records,
    )
    return result
  })
}

/** One reading of a signed-in actor: what reads writes nothing, so it leaves no record either. */
function inReading<T>(
  app: FastifyInstance,
  actor: Actor,
  request: FastifyRequest,
  work: (act: Act) => Promise<T>,
): Promise<T> {
  const { database, actions, clock } = app.shanzhi
  return database.read(scopesOf(actor), (tx) =>
    work(makeAct({ tx, actor, now: clock(), channel: channelOf(request), actions, records: [] })),
  )
}

function register(
  app: FastifyInstance,
  route: AnyRoute,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: route.method,
    url: route.path,
    schema: {
      summary: `${route.summary.zh} · ${route.summary.en}`,
      tags: [route.path.split('/')[2] ?? 'api'],
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      response: { 200: route.reply },
      ...(route.action === 'public' ? { security: [] } : {}),
    },
    // A stranger is turned away before anything of what was sent is read or judged.
    ...(route.action === 'public'
      ? {}
      : {
          preParsing: async (request: FastifyRequest) => {
            actors.set(request, await requireActor(app, request, route.action))
          },
        }),
    handler: async (request, reply) => handler(request, reply),
  })
}

function givenOf<R>(request: FastifyRequest, reply: FastifyReply): Given<R> {
  return {
    params: request.params as RouteParams<R>,
    query: request.query as RouteQuery<R>,
    body: request.body as RouteBody<R>,
    request,
    reply,
  }
}

/**
 * A write happens once for each idempotency key: its answer is kept with it in one transaction, so a repeat does
 * its work in vain, fails at the kept key and gets the first answer; so does one that the rules now refuse
 * because the first was done.
 */
async function writeOnce(
  app: FastifyInstance,
  route: AnyRoute,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (act: Act) => Promise<unknown>,
): Promise<unknown> {
  const key = requireKey(request)
  if (route.keepsNoAnswer) return inTransaction(app, actor, request, work)
  const slot = {
    countyCode: actor.countyCode,
    accountId: actor.accountId,
    key,
    requestHash: hashRequest(request),
  }
  try {
    return await inTransaction(app, actor, request, async (act) => {
      const answer = await work(act)
      await keepAnswer(act.tx, { ...slot, route: `${route.method} ${route.path}`, at: act.now }, answer)
      return answer
    })
  } catch (error) {
    const kept = await inTransaction(app, actor, request, (act) => findKeptAnswer(act.tx, slot))
    if (!kept) throw error
    reply.header('idempotency-replayed', 'true')
    return kept.reply
  }
}

function channelOf(request: FastifyRequest): string {
  const named = request.headers['x-shanzhi-channel']
  return named === 'console' || named === 'mobile' ? named : 'api'
}
