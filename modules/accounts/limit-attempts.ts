import { Refusal } from '../../engines/refusal/refusal.ts'
import { type Database, nowhere } from '../../platform/database/connect.ts'
import { clearAttempts, countAttempt, forgiveAttempt } from './store-codes.ts'

/** Wrong tries at one login before it is barred, and for how long, counted from the first of them. */
const signInTries = { triesMax: 5, windowMinutes: 15 } as const

interface Judge {
  database: Database
  clock: () => Date
}

/**
 * Counts a try at a login before it is judged, so that many at once are held to the same limit; committed
 * by itself, as a refused sign-in rolls its own work back. Throws account.locked_out past the limit, for
 * unknown logins as well. Says whether this was the last try.
 */
export async function reserveTry(judge: Judge, key: string): Promise<{ last: boolean }> {
  const now = judge.clock()
  const windowStart = new Date(now.getTime() - signInTries.windowMinutes * 60_000)
  const { count, since } = await judge.database.transact(nowhere, (tx) =>
    countAttempt(tx, key, now, windowStart),
  )
  if (count > signInTries.triesMax) {
    const waitMs = since.getTime() + signInTries.windowMinutes * 60_000 - now.getTime()
    throw new Refusal('account.locked_out', { minutes: Math.max(1, Math.ceil(waitMs / 60_000)) })
  }
  return { last: count === signInTries.triesMax }
}

/** After a good sign-in the count begins anew. */
export async function forgetTries(judge: Judge, keys: readonly string[]): Promise<void> {
  await judge.database.transact(nowhere, (tx) => clearAttempts(tx, keys))
}

/** A right password that still lacks its second factor is no wrong try. */
export async function forgiveTry(judge: Judge, key: string): Promise<void> {
  await judge.database.transact(nowhere, (tx) => forgiveAttempt(tx, key))
}
