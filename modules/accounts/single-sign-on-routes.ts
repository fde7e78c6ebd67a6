import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { oidcPaths } from './contract.ts'
import { addressLimit } from './mount-open-route.ts'
import { judgeOidcPerson } from './sign-in-with-oidc.ts'
import { journeySeconds, type OidcSettings, openSingleSignOn } from './single-sign-on.ts'
import { startSession } from './start-session.ts'

const journeyCookie = 'shanzhi_oidc'

/** Where a journey may end: a redirect of ours never leads to another site. */
const returns = { console: '/', mobile: '/m/' } as const

/**
 * The two redirects of single sign-on. The cookie of the journey is SameSite=Lax, as the way back comes
 * from the provider's site; it is sealed, lives ten minutes and is taken away by the first way back.
 */
export async function singleSignOnRoutes(
  app: FastifyInstance,
  options: { settings: OidcSettings; secureCookies: boolean },
): Promise<void> {
  const { settings, secureCookies } = options
  const signOn = openSingleSignOn(settings, app.shanzhi.secrets)
  const cookie = {
    httpOnly: true,
    sameSite: 'lax',
    secure: secureCookies,
    path: '/api/accounts/oidc',
  } as const
  const config = { rateLimit: addressLimit({ perMinuteMax: 30 }) }

  app.get(oidcPaths.start, { config, schema: { hide: true } }, async (request, reply) => {
    const wanted = new URLSearchParams(queryOf(request)).get('returnTo')
    const returnTo = wanted === returns.mobile ? returns.mobile : returns.console
    try {
      const { url, journey } = await signOn.begin(returnTo, app.shanzhi.clock())
      return reply.setCookie(journeyCookie, journey, { ...cookie, maxAge: journeySeconds }).redirect(url.href)
    } catch (error) {
      return refuse(request, reply, returnTo, error)
    }
  })

  app.get(oidcPaths.callback, { config, schema: { hide: true } }, async (request, reply) => {
    const journey = request.cookies[journeyCookie]
    reply.clearCookie(journeyCookie, cookie)
    let returnTo: string = returns.console
    try {
      const finished = await signOn.finish(journey, queryOf(request), app.shanzhi.clock())
      if (!finished) throw new Refusal('account.oidc_expired')
      returnTo = finished.returnTo
      const { account, factor } = await judgeOidcPerson(app, request, finished.person)
      await startSession(app, request, reply, account, {
        kind: 'cookie',
        way: 'oidc',
        factor,
        secureCookies,
      })
      return reply.redirect(returnTo)
    } catch (error) {
      return refuse(request, reply, returnTo, error)
    }
  })
}

/** People look at a page, not at a reply: the refusal goes back to it as a code that it has words for. */
function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  returnTo: string,
  error: unknown,
): FastifyReply {
  if (!(error instanceof Refusal)) request.log.warn({ err: error }, 'single sign-on failed')
  const code = error instanceof Refusal ? error.code : 'account.oidc_failed'
  return reply.redirect(`${returnTo}?signInError=${encodeURIComponent(code)}`)
}

function queryOf(request: FastifyRequest): string {
  const start = request.url.indexOf('?')
  return start < 0 ? '' : request.url.slice(start)
}
