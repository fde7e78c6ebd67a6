import * as client from 'openid-client'
import { z } from 'zod'
import type { Secrets } from '../../platform/secrets/secrets.ts'

export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** Where the provider sends people back: this server's address and oidcPaths.callback. */
  redirectUri: string
  /** The claim that holds the login name of an account made here. */
  loginClaim: string
}

/** Who the provider says it is. */
export interface OidcPerson {
  issuer: string
  subject: string
  login: string | null
}

/** What is kept, sealed, in the browser while a person is away at the provider. */
const journeyForm = z.object({
  kind: z.literal('oidc-journey'),
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  returnTo: z.string(),
  endsAt: z.number(),
})

type Journey = z.infer<typeof journeyForm>

export const journeySeconds = 600

/** Reads the settings of single sign-on; null when OIDC_ISSUER is not set. Throws when they are not whole. */
export function readOidcSettings(env: Record<string, string | undefined>): OidcSettings | null {
  if (!env.OIDC_ISSUER) return null
  const missing = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT_URI'].filter((name) => !env[name])
  if (missing.length > 0) {
    throw new Error(
      `已设置 OIDC_ISSUER，还缺 ${missing.join('、')}，单点登录无法开通。\n` +
        `OIDC_ISSUER is set, but ${missing.join(', ')} is not: single sign-on needs all of them.`,
    )
  }
  for (const name of ['OIDC_ISSUER', 'OIDC_REDIRECT_URI'] as const) {
    if (!isSafeUrl(env[name]!)) {
      throw new Error(
        `${name} 须是 https:// 开头的完整地址（本机调试可用 http://localhost）。\n` +
          `${name} must be a whole https address (http only for localhost).`,
      )
    }
  }
  return {
    issuer: env.OIDC_ISSUER,
    clientId: env.OIDC_CLIENT_ID!,
    clientSecret: env.OIDC_CLIENT_SECRET!,
    redirectUri: env.OIDC_REDIRECT_URI!,
    loginClaim: env.OIDC_LOGIN_CLAIM || 'preferred_username',
  }
}

export interface SingleSignOn {
  /** Where to send the browser, and what to keep in it meanwhile. */
  begin(returnTo: string, now: Date): Promise<{ url: URL; journey: string }>
  /**
   * Judges the way back: state, nonce, PKCE and the provider's signature. Undefined when the kept journey
   * is not ours or too old; rejects when the provider refused or its answer does not hold.
   */
  finish(
    journey: string | undefined,
    query: string,
    now: Date,
  ): Promise<{ person: OidcPerson; returnTo: string } | undefined>
}

/** Authorization code with PKCE, nonce and state. The provider's document is read at the first use. */
export function openSingleSignOn(settings: OidcSettings, secrets: Secrets): SingleSignOn {
  let discovered: Promise<client.Configuration> | undefined
  const discover = (): Promise<client.Configuration> => {
    discovered ??= discoverProvider(settings).catch((error: unknown) => {
      discovered = undefined // the provider may be back at the next try
      throw error
    })
    return discovered
  }
  return {
    begin: async (returnTo, now) => {
      const config = await discover()
      const journey: Journey = {
        kind: 'oidc-journey',
        verifier: client.randomPKCECodeVerifier(),
        state: client.randomState(),
        nonce: client.randomNonce(),
        returnTo,
        endsAt: now.getTime() + journeySeconds * 1000,
      }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: settings.redirectUri,
        scope: 'openid profile',
        code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
        code_challenge_method: 'S256',
        state: journey.state,
        nonce: journey.nonce,
      })
      return { url, journey: secrets.encrypt(JSON.stringify(journey)).toString('base64url') }
    },
    finish: async (sealed, query, now) => {
      const journey = unseal(secrets, sealed)
      if (!journey || journey.endsAt <= now.getTime()) return undefined
      const config = await discover()
      const back = new URL(settings.redirectUri)
      back.search = query
      const tokens = await client.authorizationCodeGrant(config, back, {
        pkceCodeVerifier: journey.verifier,
        expectedState: journey.state,
        expectedNonce: journey.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('The provider sent no ID token')
      const told =
        claims[settings.loginClaim] ?? (await askUserInfo(config, tokens.access_token, claims.sub, settings))
      const login = typeof told === 'string' && told !== '' ? told : null
      return { person: { issuer: claims.iss, subject: claims.sub, login }, returnTo: journey.returnTo }
    },
  }
}

async function discoverProvider(settings: OidcSettings): Promise<client.Configuration> {
  const issuer = new URL(settings.issuer)
  return client.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
    timeout: 10,
    execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
  })
}

/** Many providers tell names at the user-info address only. */
async function askUserInfo(
  config: client.Configuration,
  accessToken: string,
  subject: string,
  settings: OidcSettings,
): Promise<unknown> {
  if (!config.serverMetadata().userinfo_endpoint) return undefined
  return (await client.fetchUserInfo(config, accessToken, subject))[settings.loginClaim]
}

function unseal(secrets: Secrets, sealed: string | undefined): Journey | undefined {
  if (!sealed) return undefined
  try {
    return journeyForm.parse(JSON.parse(secrets.decrypt(Buffer.from(sealed, 'base64url'))))
  } catch {
    return undefined // not sealed by us
  }
}

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
  )
}
