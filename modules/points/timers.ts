import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Timer } from '../../platform/jobs/timers.ts'
import { lapseNotices, listCountiesWithDueNotices } from './store-rectifications.ts'

/** Notices that nobody mended in time lapse; their deductions go on to publicity. */
export const pointsTimers: readonly Timer[] = [
  {
    key: 'points.rectification',
    everyMinutes: 30,
    run: async ({ now, transact }) => {
      const today = chinaDateOf(now)
      const counties = await transact((act) => listCountiesWithDueNotices(act.tx, today))
      for (const county of counties) {
        await transact(async (act) => {
          for (const lapsed of await lapseNotices(act.tx, county, today, now)) {
            act.record({
              placeCode: lapsed.placeCode,
              action: 'points.review',
              subjectKind: 'claim',
              subjectId: lapsed.claimId,
              detail: { rectification: 'lapsed', on: today },
            })
          }
        })
      }
    },
  },
]
