import { getPeriod, nextPeriod } from '../../engines/calendar/period.ts'
import type { Act } from '../../platform/http/context.ts'
import type { PointsBook } from './scheme.ts'
import type { RulesMark } from './store.ts'
import { openBooks } from './store-books.ts'
import { appendCarries } from './store-carries.ts'
import type { ClosePlace, CloseRun } from './store-closes.ts'

/**
 * What may still be spent goes on into the next cycle's passbooks (津市爱心存折, C-27): out of the closed book and
 * into the next, never counted as gained. A further close carries on what has changed since.
 */
export async function carryOver(
  act: Act,
  plan: { run: CloseRun; place: ClosePlace; book: PointsBook; rules: { mark: RulesMark } },
): Promise<void> {
  const { run, place, book, rules } = plan
  const next = nextPeriod(getPeriod(run.cycle))
  const opened = {
    ...place,
    bookKey: book.key,
    cycle: next.label,
    subject: run.subject,
    mark: rules.mark,
    at: act.now,
    by: act.actor.accountId,
  }
  await openBooks(act.tx, { ...opened, base: book.base })
  await appendCarries(act.tx, { ...opened, from: run.cycle, lastDay: run.lastDay, firstDay: next.firstDay })
}
