import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'

const countyOf = (placeCode: string) => placeCode.slice(0, 6)

function selectObjections(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('publicity.objection as o')
    .innerJoin('publicity.list as l', (join) =>
      join.onRef('l.county_code', '=', 'o.county_code').onRef('l.id', '=', 'o.list_id'),
    )
    .innerJoin('publicity.line as n', (join) =>
      join.onRef('n.county_code', '=', 'o.county_code').onRef('n.id', '=', 'o.line_id'),
    )
    .where('o.county_code', '=', countyCode)
    .select([
      'o.id',
      'o.place_code as placeCode',
      'o.list_id as listId',
      'l.title as listTitle',
      'o.line_id as lineId',
      'n.position as linePosition',
      'n.subject_id as subjectId',
      'n.shown as cells',
      'o.objector_account as objectorAccount',
      'o.objector_name as objectorName',
      'o.proxy',
      'o.medium',
      'o.reason',
      'o.evidence',
      'o.state',
      'o.answer',
      'o.answered_name as answeredName',
      'o.answered_at as answeredAt',
      'o.raised_at as raisedAt',
      'o.revision',
    ])
}

export type ObjectionRow = Awaited<ReturnType<ReturnType<typeof selectObjections>['executeTakeFirstOrThrow']>>

export async function findObjection(
  tx: Tx,
  countyCode: string,
  id: string,
): Promise<ObjectionRow | undefined> {
  return selectObjections(tx, countyCode).where('o.id', '=', id).executeTakeFirst()
}

export async function listObjectionRows(
  tx: Tx,
  filter: {
    place: string
    account?: string | undefined
    state: string
    search: string
    sort: 'waiting' | 'raised' | '-raised'
  } & Page,
): Promise<{ rows: ObjectionRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectObjections(tx, countyOf(filter.place))
    .where('o.place_code', '=', filter.place)
    .$if(filter.account !== undefined, (query) => query.where('o.objector_account', '=', filter.account!))
    .$if(filter.state !== 'all', (query) => query.where('o.state', '=', filter.state as 'open'))
    .$if(filter.search !== '', (query) =>
      query.where(
        sql<boolean>`(o.reason like ${like} or o.objector_name like ${like} or l.title like ${like})`,
      ),
    )
  const direction = filter.sort === 'raised' ? 'asc' : 'desc'
  const ordered = base
    .$if(filter.sort === 'waiting', (query) => query.orderBy(sql`o.state = 'open'`, 'desc'))
    .orderBy('o.raised_at', direction)
    .orderBy('o.id', direction)
  const rows = await takePage(tx, ordered, filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

export interface NewObjection {
  id: string
  placeCode: string
  listId: string
  lineId: string
  householdId: string | null
  objectorAccount: string
  objectorName: string
  proxy: unknown
  medium: string
  reason: string
  evidence: string[]
  raisedAt: Date
}

export async function insertObjection(tx: Tx, objection: NewObjection): Promise<void> {
  await tx
    .insertInto('publicity.objection')
    .values({
      county_code: countyOf(objection.placeCode),
      id: objection.id,
      list_id: objection.listId,
      line_id: objection.lineId,
      place_code: objection.placeCode,
      household_id: objection.householdId,
      objector_account: objection.objectorAccount,
      objector_name: objection.objectorName,
      proxy: objection.proxy ? JSON.stringify(objection.proxy) : null,
      medium: objection.medium,
      reason: objection.reason,
      evidence: objection.evidence,
      state: 'open',
      raised_at: objection.raisedAt,
    })
    .execute()
}

/** Ends an open objection; false when someone else did since this revision. */
export async function endObjection(
  tx: Tx,
  objection: { placeCode: string; id: string; revision: number },
  end: {
    state: 'upheld' | 'dismissed' | 'withdrawn'
    answer: string | null
    by: string | null
    name: string | null
    at: Date
  },
): Promise<boolean> {
  const result = await tx
    .updateTable('publicity.objection')
    .set({
      state: end.state,
      answer: end.answer,
      answered_by: end.by,
      answered_name: end.name,
      answered_at: end.at,
      revision: objection.revision + 1,
    })
    .where('county_code', '=', countyOf(objection.placeCode))
    .where('id', '=', objection.id)
    .where('revision', '=', objection.revision)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** How many objections to a line are open, and how many were upheld. */
export async function countObjections(
  tx: Tx,
  placeCode: string,
  lineId: string,
): Promise<{ open: number; upheld: number }> {
  return tx
    .selectFrom('publicity.objection')
    .select([
      sql<number>`count(*) filter (where state = 'open')`.as('open'),
      sql<number>`count(*) filter (where state = 'upheld')`.as('upheld'),
    ])
    .where('county_code', '=', countyOf(placeCode))
    .where('line_id', '=', lineId)
    .executeTakeFirstOrThrow()
}

/** A list that a subject hung on, with what was objected to its line. */
export interface Showing {
  listId: string
  title: string
  opensOn: string
  closesOn: string
  openedAt: Date
  objections: {
    raisedAt: Date
    objectorName: string
    reason: string
    state: string
    answer: string | null
    answeredName: string | null
    answeredAt: Date | null
  }[]
}

/** The lists that show a subject, in the order in which they were hung out. */
export async function listShowings(tx: Tx, countyCode: string, subjectId: string): Promise<Showing[]> {
  const rows = await tx
    .selectFrom('publicity.line as n')
    .innerJoin('publicity.list as l', (join) =>
      join.onRef('l.county_code', '=', 'n.county_code').onRef('l.id', '=', 'n.list_id'),
    )
    .where('n.county_code', '=', countyCode)
    .where('n.subject_id', '=', subjectId)
    .select([
      'n.id as lineId',
      'l.id as listId',
      'l.title',
      'l.opens_on as opensOn',
      'l.closes_on as closesOn',
      'l.opened_at as openedAt',
    ])
    .orderBy('l.opened_at')
    .execute()
  if (rows.length === 0) return []
  const objections = await tx
    .selectFrom('publicity.objection')
    .where('county_code', '=', countyCode)
    .where(
      'list_id',
      'in',
      rows.map((row) => row.listId),
    )
    .where(
      'line_id',
      'in',
      rows.map((row) => row.lineId),
    )
    .select([
      'line_id as lineId',
      'raised_at as raisedAt',
      'objector_name as objectorName',
      'reason',
      'state',
      'answer',
      'answered_name as answeredName',
      'answered_at as answeredAt',
    ])
    .orderBy('raised_at')
    .execute()
  return rows.map(({ lineId, ...showing }) => ({
    ...showing,
    objections: objections.filter((objection) => objection.lineId === lineId),
  }))
}
