import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { makeSystemAct } from '../../platform/http/context.ts'
import type { Timer } from '../../platform/jobs/timers.ts'
import { settleList } from './handle-objection.ts'
import type { ListKinds } from './list-kinds.ts'
import { listDueLists, lockList } from './store.ts'

/**
 * Lists whose days have passed are settled, each in a transaction of its own; a missed night is made up at once.
 * One that fails keeps no other back.
 */
export function publicityTimers(kinds: ListKinds): readonly Timer[] {
  return [
    {
      key: 'publicity.settle',
      everyMinutes: 30,
      run: async ({ now, transact }) => {
        const today = chinaDateOf(now)
        const due = await transact((act) => listDueLists(act.tx, today))
        const failures: unknown[] = []
        for (const { countyCode, id } of due) {
          await transact(async (base) => {
            const act = makeSystemAct(base, countyCode)
            const list = await lockList(act.tx, countyCode, id)
            if (list?.state === 'open' && list.closesOn < today) await settleList(act, kinds, list)
          }).catch((error: unknown) => failures.push(error))
        }
        if (failures.length > 0)
          throw new AggregateError(failures, `${failures.length} of ${due.length} lists were not settled`)
      },
    },
  ]
}
