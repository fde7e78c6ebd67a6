import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Tx } from './connect.ts'
import { plannedAfresh } from './pipelined-client.ts'

/** The part of a list that is asked for: a page, or the next rows of the whole list under its cursor. */
export interface Page {
  page: number
  pageSize: number
  whole?: WholeList
}

/** How far a whole list has been read, in one transaction. */
export interface WholeList {
  state: 'new' | 'open' | 'read'
  counts?: Promise<unknown>
}

interface Pageable<Row> extends Expression<Row> {
  limit(rows: number): Pageable<Row>
  offset(rows: number): Pageable<Row>
  execute(): Promise<Row[]>
}

const cursor = sql.raw('whole_list')

/**
 * Rows of a statement that has its order but no limit. A page is cut out by offset; a whole list is read under
 * one cursor, so that it is sorted once however many times this is called for `page.whole`.
 */
export async function takePage<Row>(
  tx: Tx,
  statement: Pageable<Row> | RawBuilder<Row>,
  page: Page,
): Promise<Row[]> {
  if (page.whole) return takeNext(tx, statement, page.whole, page.pageSize)
  const offset = (page.page - 1) * page.pageSize
  if ('limit' in statement) return statement.limit(page.pageSize).offset(offset).execute()
  return (await sql<Row>`${statement} limit ${page.pageSize} offset ${offset}`.execute(tx)).rows
}

async function takeNext<Row>(
  tx: Tx,
  statement: Expression<Row> | RawBuilder<Row>,
  whole: WholeList,
  count: number,
): Promise<Row[]> {
  if (whole.state === 'read') return []
  if (whole.state === 'new')
    await sql`${plannedAfresh}declare ${cursor} no scroll cursor for ${statement}`.execute(tx)
  const { rows } = await sql<Row>`fetch ${sql.raw(String(count))} from ${cursor}`.execute(tx)
  whole.state = rows.length < count ? 'read' : 'open'
  if (whole.state === 'read') await sql`close ${cursor}`.execute(tx)
  return rows
}

/** Counts what a list holds: for every page, but only once for a whole list. */
export function countList<Counts>(page: Page, count: () => Promise<Counts>): Promise<Counts> {
  if (!page.whole) return count()
  page.whole.counts ??= count()
  return page.whole.counts as Promise<Counts>
}
