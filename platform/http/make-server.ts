import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import etag from '@fastify/etag'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { nowhere } from '../database/connect.ts'
import type { HttpContext } from './context.ts'
import { answerNotFound, installErrorHandler } from './error-handler.ts'
import { installMetrics } from './metrics.ts'
import { makeProvenTokens } from './proven-tokens.ts'
import { validateInput } from './validate-input.ts'

/** Upload limit of one file in bytes; workbooks of 100,000 rows stay below it. */
export const uploadBytesMax = 64 * 1024 * 1024

/** The bare server: everything that all routes share, and no route of a module. */
export async function makeServer(
  context: HttpContext,
  options: { logLevel: string; secure: boolean; version: string },
): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    logger: { level: options.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    trustProxy: options.secure,
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // An address that cannot be read never reaches the error handler.
    frameworkErrors: (_error, request, reply) => answerNotFound(app, request, reply),
  })
  app.decorate('shanzhi', context)
  app.decorate('provenTokens', makeProvenTokens())
  app.setValidatorCompiler(validateInput)
  app.setSerializerCompiler(serializerCompiler)
  installErrorHandler(app)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        upgradeInsecureRequests: options.secure ? [] : null,
      },
    },
    strictTransportSecurity: options.secure,
  })
  await app.register(cookie)
  await app.register(etag, { weak: true })
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  await app.register(multipart, {
    throwFileSizeLimit: false, // whoever reads a file says what its limit is
    limits: { fileSize: uploadBytesMax, files: 1, fields: 10, fieldSize: 64 * 1024 },
  })
  await app.register(rateLimit, {
    max: 1200,
    timeWindow: '1 minute',
    // Anybody can write a token into a header: only one that has opened an account has a count of its own.
    keyGenerator: (request) => app.provenTokens.accountOf(request) ?? normalizeIP(request.ip, 64),
    errorResponseBuilder: (_request, info) =>
      new Refusal('request.too_many', { seconds: Math.ceil(info.ttl / 1000) }),
    allowList: () => process.env.SHANZHI_RATE_LIMITS === 'off',
  })
  refuseForeignOrigins(app)
  await installDocuments(app, options.version)
  installMetrics(app)
  app.get('/health', { schema: { hide: true } }, async () => ({ status: 'ok', version: options.version }))
  app.get('/ready', { schema: { hide: true } }, async () => {
    await context.database.transact(nowhere, (tx) => sql`select 1`.execute(tx))
    return { status: 'ready' }
  })
  return app
}

/** Beside SameSite cookies and the idempotency header, which a foreign form cannot send: a second lock. */
function refuseForeignOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const origin = request.headers.origin
    if (request.method === 'GET' || request.method === 'HEAD' || !origin || origin === 'null') return
    if (!URL.canParse(origin) || new URL(origin).host !== request.host)
      throw new Refusal('request.foreign_origin')
  })
}

async function installDocuments(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '善治 Shanzhi',
        version,
        description:
          'Every write needs an Idempotency-Key header; a repeat of the same key returns the first answer. Errors have one body: { code, message, at, details }. Points and money are integers in hundredths.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'shanzhi_session' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { bearer: [] }],
    },
    transform: createJsonSchemaTransform({}),
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
