import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { countyOf } from './store.ts'

interface Of {
  placeCode: string
  adoptionId: string
}

export async function listEvaluationRows(tx: Tx, of: Of, year: string) {
  return tx
    .selectFrom('collective.evaluation')
    .select([
      'group_id as groupId',
      'kind',
      'period',
      'department',
      'score',
      'note',
      'recorded_name as byName',
      'recorded_at as at',
    ])
    .where('county_code', '=', countyOf(of.placeCode))
    .where('place_code', '=', of.placeCode)
    .where('adoption_id', '=', of.adoptionId)
    .where('period', '>=', year)
    .where('period', '<', String(Number(year) + 1))
    .orderBy('period')
    .orderBy('kind')
    .orderBy('department')
    .limit(20_000)
    .execute()
}

export async function hasSelfScore(tx: Tx, of: Of & { groupId: string; period: string }): Promise<boolean> {
  const row = await tx
    .selectFrom('collective.evaluation')
    .select('id')
    .where('county_code', '=', countyOf(of.placeCode))
    .where('adoption_id', '=', of.adoptionId)
    .where('group_id', '=', of.groupId)
    .where('kind', '=', 'self')
    .where('period', '=', of.period)
    .executeTakeFirst()
  return row !== undefined
}

/** Writes a score; false when it is there already. */
export async function insertEvaluation(
  tx: Tx,
  row: Of & {
    id: string
    groupId: string
    kind: 'self' | 'audit' | 'review'
    period: string
    department: string
    score: number
    note: string
    by: string
    byName: string
    at: Date
  },
): Promise<boolean> {
  const written = await tx
    .insertInto('collective.evaluation')
    .values({
      county_code: countyOf(row.placeCode),
      id: row.id,
      place_code: row.placeCode,
      adoption_id: row.adoptionId,
      group_id: row.groupId,
      kind: row.kind,
      period: row.period,
      department: row.department,
      score: row.score,
      note: row.note,
      recorded_by: row.by,
      recorded_name: row.byName,
      recorded_at: row.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return written.length === 1
}

function selectIssues(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('collective.issue')
    .where('county_code', '=', countyCode)
    .select([
      'id',
      'place_code as placeCode',
      'group_id as groupId',
      'platform',
      'number',
      'found_on as foundOn',
      'words',
      'points',
    ])
}

export type IssueRow = Awaited<ReturnType<ReturnType<typeof selectIssues>['executeTakeFirstOrThrow']>>

export async function findIssue(
  tx: Tx,
  countyCode: string,
  of: { platform: string; number: string },
): Promise<IssueRow | undefined> {
  return selectIssues(tx, countyCode)
    .where('platform', '=', of.platform)
    .where('number', '=', of.number)
    .executeTakeFirst()
}

/** Writes an issue with its deduction; false when the platform's number is taken. */
export async function insertIssue(
  tx: Tx,
  row: IssueRow & { adoptionId: string; by: string; at: Date },
): Promise<boolean> {
  const written = await tx
    .insertInto('collective.issue')
    .values({
      county_code: countyOf(row.placeCode),
      id: row.id,
      place_code: row.placeCode,
      adoption_id: row.adoptionId,
      group_id: row.groupId,
      platform: row.platform,
      number: row.number,
      found_on: row.foundOn,
      words: row.words,
      points: row.points,
      recorded_by: row.by,
      recorded_at: row.at,
    })
    .onConflict((conflict) => conflict.columns(['county_code', 'platform', 'number']).doNothing())
    .returning('id')
    .execute()
  return written.length === 1
}

export async function listIssueRows(
  tx: Tx,
  placeCode: string,
  page: Page,
): Promise<{ rows: IssueRow[]; total: number }> {
  const base = selectIssues(tx, countyOf(placeCode)).where('place_code', '=', placeCode)
  const rows = await takePage(tx, base.orderBy('found_on', 'desc').orderBy('number').orderBy('id'), page)
  const { total } = await countList(page, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

/** Points off in a year, by group. */
export async function sumDeductions(tx: Tx, of: Of, year: string): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('collective.issue')
    .select(['group_id as groupId', sql<number>`sum(points)::bigint`.as('points')])
    .where('county_code', '=', countyOf(of.placeCode))
    .where('place_code', '=', of.placeCode)
    .where('adoption_id', '=', of.adoptionId)
    .where('found_on', '>=', `${year}-01-01`)
    .where('found_on', '<=', `${year}-12-31`)
    .groupBy('group_id')
    .execute()
  return new Map(rows.map((row) => [row.groupId, row.points]))
}
