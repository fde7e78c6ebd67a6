import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../engines/access/access.ts'
import type { Database } from '../../platform/database/connect.ts'
import { sessionCacheOf } from './session-cache.ts'
import { type PresentedToken, readToken } from './session-token.ts'
import { findSession, type Session } from './store-sessions.ts'

export interface SessionSource {
  database: Database
  clock: () => Date
}

/**
 * Makes the server's answer to "who sends this request": the account whose session the cookie
 * `shanzhi_session` or the bearer token opens, with the roles of its term today; null otherwise.
 * A token of one kind is not taken as the other.
 */
export function makeAuthenticate(source: SessionSource): (request: FastifyRequest) => Promise<Actor | null> {
  return async (request) => {
    const token = readToken(request)
    if (!token) return null
    return (await readSession(source, token))?.actor ?? null
  }
}

/** The session of a token, from memory when it was read within the last three seconds. */
export async function readSession(
  source: SessionSource,
  token: PresentedToken,
): Promise<Session | undefined> {
  const cache = sessionCacheOf(source.database)
  const now = source.clock()
  const kept = cache.find(token.hash, now)
  if (kept) return kept.kind === token.kind ? kept : undefined
  const mark = cache.mark()
  const session = await findSession(source.database, token.countyCode, token.hash, now)
  if (!session) return undefined
  cache.keep(token.hash, session, now, mark)
  return session.kind === token.kind ? session : undefined
}
