import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

export const sessionCookie = 'shanzhi_session'

export interface PresentedToken {
  kind: 'cookie' | 'bearer'
  countyCode: string
  /** SHA-256 of the whole token: all that is ever kept of it. */
  hash: string
}

/** A new token, `<county>.<32 random bytes>`: the county says in which shard its session lies. */
export function makeToken(countyCode: string): string {
  return `${countyCode}.${randomBytes(32).toString('base64url')}`
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** The token that a request carries: the Authorization header before the cookie. Malformed is as absent. */
export function readToken(request: FastifyRequest): PresentedToken | undefined {
  const header = request.headers.authorization
  if (header !== undefined) return parse('bearer', /^Bearer (\S+)$/i.exec(header)?.[1])
  return parse('cookie', request.cookies[sessionCookie])
}

function parse(kind: PresentedToken['kind'], token: string | undefined): PresentedToken | undefined {
  const countyCode = /^(\d{6})\.[A-Za-z0-9_-]{43}$/.exec(token ?? '')?.[1]
  if (countyCode === undefined) return undefined
  return { kind, countyCode, hash: hashToken(token!) }
}
