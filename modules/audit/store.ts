import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'

export interface AuditFilter extends Page {
  placeCode: string
  from?: string | undefined
  to?: string | undefined
  action?: string | undefined
  accountId?: string | undefined
  subjectId?: string | undefined
  householdId?: string | undefined
  channel?: string | undefined
  onBehalf?: 'true' | 'false' | undefined
  search?: string | undefined
  sort: 'newest' | 'oldest'
}

/** A page of the audit log of one county, or of a place in it. */
export async function listEntries(tx: Tx, filter: AuditFilter) {
  const matching = filteredEntries(tx, filter)
  const { total } = await countList(filter, () =>
    matching.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  const direction = filter.sort === 'newest' ? 'desc' : 'asc'
  const ordered = matching.selectAll().orderBy('at', direction).orderBy('id', direction)
  const rows = await takePage(tx, ordered, filter)
  return { rows, total }
}

function filteredEntries(tx: Tx, filter: AuditFilter) {
  let query = tx.selectFrom('audit.entry').where('county_code', '=', filter.placeCode.slice(0, 6))
  if (filter.placeCode.length > 6) query = query.where('place_code', 'like', `${filter.placeCode}%`)
  if (filter.from) query = query.where('at', '>=', chineseMidnight(filter.from, 0))
  if (filter.to) query = query.where('at', '<', chineseMidnight(filter.to, 1))
  if (filter.action) query = query.where('action', '=', filter.action)
  if (filter.accountId) query = query.where('account_id', '=', filter.accountId)
  if (filter.subjectId) query = query.where('subject_id', '=', filter.subjectId)
  if (filter.householdId) query = query.where('household_id', '=', filter.householdId)
  if (filter.channel) query = query.where('channel', '=', filter.channel)
  if (filter.onBehalf) query = query.where('on_behalf', filter.onBehalf === 'true' ? 'is not' : 'is', null)
  if (filter.search) {
    const part = `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where((where) =>
      where.or([where('actor_name', 'like', part), where(sql<string>`on_behalf ->> 'name'`, 'like', part)]),
    )
  }
  return query
}

/** Midnight in China at the start of a date, or of the one `daysLater`. */
function chineseMidnight(date: string, daysLater: number): Date {
  return new Date(Date.parse(`${date}T00:00:00+08:00`) + daysLater * 24 * 3600_000)
}
