import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Page } from '../../platform/database/take-page.ts'
import type { Act } from '../../platform/http/context.ts'
import { readPlace, showPerson } from './find-households.ts'
import { listPersonRecordsByIds } from './store.ts'
import { listDuplicatePairs } from './store-figures.ts'

/** Pairs of records that may be one person, to be looked at by people: the system never merges by itself. */
export async function listDuplicates(act: Act, query: { place?: string | undefined } & Page) {
  const { place, county } = readPlace(act, query.place, 'households.merge_persons')
  const { rows, total } = await listDuplicatePairs(act.tx, county, place, query)
  const ids = [...new Set(rows.flatMap((row) => [row.firstId, row.secondId]))]
  const today = chinaDateOf(act.now)
  const persons = new Map(
    (await listPersonRecordsByIds(act.tx, county, ids)).map((person) => [
      person.id,
      showPerson(person, today),
    ]),
  )
  return {
    rows: rows.flatMap((row) => {
      const [first, second] = [persons.get(row.firstId), persons.get(row.secondId)]
      return first && second ? [{ by: row.by, first, second }] : []
    }),
    total,
  }
}
