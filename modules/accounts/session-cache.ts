import type { Database } from '../../platform/database/connect.ts'
import type { Session } from './store-sessions.ts'

/**
 * How long a session may be answered from memory. Sign-out, lock, password and role changes are felt at
 * once in the process that served them, and in every other process, or after a command, within this time.
 */
export const staleSecondsMax = 3

const sessionsMax = 20_000

/** Sessions read a moment ago, so that a busy client costs no query for each request. */
export interface SessionCache {
  find(hash: string, now: Date): Session | undefined
  /** Reads of the database begin with a mark: what was dropped since then is not kept. */
  mark(): number
  keep(hash: string, session: Session, now: Date, mark: number): void
  /** Forgets all sessions of an account. Call it after the commit as well as before. */
  drop(accountId: string): void
}

const caches = new WeakMap<Database, SessionCache>()

/** The one cache of a database in this process. */
export function sessionCacheOf(database: Database): SessionCache {
  const known = caches.get(database)
  if (known) return known
  const cache = makeSessionCache()
  caches.set(database, cache)
  return cache
}

export function makeSessionCache(): SessionCache {
  const sessions = new Map<string, { session: Session; readAt: number }>()
  let drops = 0
  return {
    find: (hash, now) => {
      const kept = sessions.get(hash)
      if (!kept) return undefined
      const ageMs = now.getTime() - kept.readAt
      if (ageMs >= 0 && ageMs < staleSecondsMax * 1000 && kept.session.expiresAt > now) return kept.session
      sessions.delete(hash)
      return undefined
    },
    mark: () => drops,
    keep: (hash, session, now, mark) => {
      if (mark !== drops) return
      const oldest = sessions.size >= sessionsMax ? sessions.keys().next().value : undefined
      if (oldest !== undefined) sessions.delete(oldest)
      sessions.set(hash, { session, readAt: now.getTime() })
    },
    drop: (accountId) => {
      drops++
      for (const [hash, { session }] of sessions) {
        if (session.actor.accountId === accountId) sessions.delete(hash)
      }
    },
  }
}
