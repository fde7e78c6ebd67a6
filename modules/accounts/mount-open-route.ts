import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { RouteBody, RouteDefinition, RouteReplyInput } from '../../engines/contract/route.ts'
import { requireActor } from '../../platform/http/mount-route.ts'

type AnyRoute = RouteDefinition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

/** Requests allowed from one address in a minute. A village office behind one address must still get by. */
export interface AddressLimit {
  perMinuteMax: number
}

/**
 * Serves a route that opens its own short transactions: a refused sign-in must keep its count of tries,
 * and hashing a password must hold no connection. Limited by address, whatever token the request shows.
 */
export function mountOpenRoute<R extends AnyRoute>(
  app: FastifyInstance,
  route: R,
  limit: AddressLimit,
  handler: (body: RouteBody<R>, request: FastifyRequest, reply: FastifyReply) => Promise<RouteReplyInput<R>>,
): void {
  app.withTypeProvider<ZodTypeProvider>().route({
    method: route.method,
    url: route.path,
    schema: {
      summary: `${route.summary.zh} · ${route.summary.en}`,
      tags: ['accounts'],
      ...(route.body ? { body: route.body } : {}),
      response: { 200: route.reply },
      ...(route.action === 'public' ? { security: [] } : {}),
    },
    config: { rateLimit: addressLimit(limit) },
    ...(route.action === 'public'
      ? {}
      : {
          preParsing: async (request: FastifyRequest) =>
            void (await requireActor(app, request, route.action)),
        }),
    handler: async (request, reply) => handler(request.body as RouteBody<R>, request, reply),
  })
}

/** Settings of @fastify/rate-limit; SHANZHI_RATE_LIMITS=off lifts them with all others by address. */
export function addressLimit(limit: AddressLimit) {
  return {
    max: limit.perMinuteMax,
    timeWindow: '1 minute',
    // One subscriber holds a whole /64 of IPv6 addresses.
    keyGenerator: (request: FastifyRequest) => normalizeIP(request.ip, 64),
  }
}
