import type { Timer } from '../../platform/jobs/timers.ts'
import { deleteOldCodes } from './store-codes.ts'
import { deleteOldSessions } from './store-sessions.ts'

export interface SignInKept {
  /** Days for which a session stays after it ended or ran out. */
  sessionsDays: number
  /** Days for which tries and codes stay; at least one, the longest window in which they are counted. */
  codesDays: number
}

/** Each day forgets what signing in has left behind: the audit log keeps who signed in when. */
export function accountsTimers(kept: SignInKept): readonly Timer[] {
  const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)
  return [
    {
      key: 'accounts.forget_sessions',
      everyMinutes: 1440,
      run: ({ now, transact }) =>
        transact(({ tx }) => deleteOldSessions(tx, daysBefore(now, kept.sessionsDays))),
    },
    {
      key: 'accounts.forget_codes',
      everyMinutes: 1440,
      run: ({ now, transact }) => transact(({ tx }) => deleteOldCodes(tx, daysBefore(now, kept.codesDays))),
    },
  ]
}
