import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Timer } from '../../platform/jobs/timers.ts'
import { takeDownLines } from '../publicity/index.ts'
import { listExpired } from './store.ts'

/** A listing on a black board whose days have passed comes down from every list, also where the board still hangs. */
export const boardsTimers: readonly Timer[] = [
  {
    key: 'boards.expire',
    everyMinutes: 30,
    run: async ({ now, transact }) => {
      const today = chinaDateOf(now)
      const expired = await transact((act) => listExpired(act.tx, today))
      for (const { placeCode, ids } of expired)
        await transact((act) => takeDownLines(act.tx, placeCode, { subjectIds: ids }, today))
    },
  },
]
