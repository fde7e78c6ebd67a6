import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fillText, Refusal, type RefusalDetails } from '../../engines/refusal/refusal.ts'
import { describeInput } from './describe-input.ts'
import { InputFault } from './validate-input.ts'

interface ErrorBody {
  code: string
  message: string
  at: string | null
  details: RefusalDetails
}

/** One body for every error: { code, message, at, details }, in the language that the request asks for. */
export function installErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, request)
    if (!refusal) {
      request.log.error({ err: error }, 'unexpected failure')
      return reply.code(500).send({
        code: 'server.failed',
        message: isEnglish(request)
          ? 'The server failed at this. Nothing was saved. Tell your operator the time and this address.'
          : '系统出错，您的内容没有保存。请把时间和所在页面告诉系统管理员。',
        at: null,
        details: { requestId: request.id },
      })
    }
    const text = app.shanzhi.errors[refusal.code]
    if (!text) request.log.error({ code: refusal.code }, 'refusal without a text')
    // What lies behind a refusal, such as a file store that does not answer, is the operator's to know.
    if (refusal.cause !== undefined)
      request.log.error({ err: refusal.cause, code: refusal.code }, 'refusal for a failure')
    if (refusal.code === 'request.too_many')
      reply.header('retry-after', String(refusal.details.seconds ?? 60))
    return reply.code(text?.status ?? 422).send(bodyOf(app, request, refusal))
  })
  app.setNotFoundHandler((request, reply) => answerNotFound(app, request, reply))
}

/** Nothing lies at this address: no route has it, or it is no address at all. */
export function answerNotFound(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = new Refusal('request.not_found', { path: request.url.slice(0, 200) })
  return reply.code(404).send(bodyOf(app, request, refusal))
}

function bodyOf(app: FastifyInstance, request: FastifyRequest, refusal: Refusal): ErrorBody {
  const message = tellRefusal(app, refusal, isEnglish(request))
  return { code: refusal.code, message, at: refusal.at ?? null, details: refusal.details }
}

/** A refusal in words, for an answer that tells of several. */
export function tellRefusal(app: FastifyInstance, refusal: Refusal, english: boolean): string {
  const text = app.shanzhi.errors[refusal.code]
  const details =
    english && 'actionEn' in refusal.details
      ? { ...refusal.details, action: refusal.details.actionEn! }
      : refusal.details
  return text ? fillText(english ? text.en : text.zh, details) : refusal.code
}

export function isEnglish(request: FastifyRequest): boolean {
  return (request.headers['accept-language'] ?? '').trim().toLowerCase().startsWith('en')
}

/** A value that PostgreSQL cannot hold: NUL or half a character in a text, a number or a day out of range. */
const unstorable = new Set(['22P05', '22021', '22P02', '22003', '22008'])

function refusalOf(error: FastifyError, request: FastifyRequest): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof InputFault) return refusalOfInput(error, isEnglish(request))
  const code = (error as { code?: string }).code ?? ''
  // A unique key, a check or row-level security caught what the rules above should have: still a refusal, never a crash.
  if (code === '42501') return new Refusal('record.not_found')
  if (code === '23505' || code === '40001' || code === '40P01') return new Refusal('request.stale')
  if (unstorable.has(code))
    return new Refusal('request.invalid', {
      summary: isEnglish(request) ? 'a character or number that cannot be kept' : '有无法保存的字符或数值',
    })
  if (code === '53300' || error.message.includes('timeout exceeded when trying to connect'))
    return new Refusal('server.busy')
  if (error.statusCode === 413) return new Refusal('request.too_large', { limit: '1 MiB' })
  if (error.statusCode === 415) return new Refusal('request.wrong_type', { expected: contentOf(request) })
  if (error.statusCode === 429) return new Refusal('request.too_many', { seconds: 60 })
  if (error.statusCode === 404) return new Refusal('request.not_found', { path: request.url.slice(0, 200) })
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return new Refusal('request.not_json')
  return undefined
}

/** The content that a route takes. */
function contentOf(request: FastifyRequest): string {
  const { consumes } = (request.routeOptions.schema ?? {}) as { consumes?: readonly string[] }
  return consumes?.join(', ') ?? 'application/json'
}

function refusalOfInput(fault: InputFault, english: boolean): Refusal {
  const problems = describeInput(fault.validationContext, fault.issues).map((problem) => ({
    at: problem.at,
    message: english ? problem.en : problem.zh,
  }))
  const [between, after] = english ? [': ', '; '] : ['：', '；']
  const summary = problems
    .slice(0, 5)
    .map((problem) => `${problem.at}${between}${problem.message}`)
    .join(after)
  return new Refusal('request.invalid', { summary: summary.slice(0, 500), problems }, problems[0]?.at)
}
