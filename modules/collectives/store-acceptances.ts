import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countyOf } from './store.ts'

export interface InspectionRow {
  householdId: string | null
  passed: string[]
  failed: string[]
  note: string
  files: string[]
  byName: string
  at: Date
}

/** The newest finding at each household of a creation, and in its group. */
export async function listNewestInspections(
  tx: Tx,
  countyCode: string,
  creationId: string,
): Promise<InspectionRow[]> {
  const rows = await tx
    .selectFrom('collective.inspection')
    .select([
      'household_id as householdId',
      'passed',
      'failed',
      'note',
      'files',
      'inspected_name as byName',
      'inspected_at as at',
    ])
    .where('county_code', '=', countyCode)
    .where('creation_id', '=', creationId)
    .distinctOn('household_id')
    .orderBy('household_id')
    .orderBy('inspected_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows
}

/** Writes any number of findings in one statement. */
export async function insertInspections(
  tx: Tx,
  of: { placeCode: string; creationId: string; by: string; byName: string; at: Date },
  rows: readonly (Pick<InspectionRow, 'householdId' | 'passed' | 'failed' | 'note' | 'files'> & {
    id: string
  })[],
): Promise<void> {
  await tx
    .insertInto('collective.inspection')
    .values(
      rows.map((row) => ({
        county_code: countyOf(of.placeCode),
        id: row.id,
        place_code: of.placeCode,
        creation_id: of.creationId,
        household_id: row.householdId,
        passed: row.passed,
        failed: row.failed,
        note: row.note,
        files: row.files,
        inspected_by: of.by,
        inspected_name: of.byName,
        inspected_at: of.at,
      })),
    )
    .execute()
}

export interface Observer {
  kind: 'congress_deputy' | 'consultative_member' | 'citizen'
  name: string
}

function selectAcceptances(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('collective.acceptance')
    .where('county_code', '=', countyCode)
    .select([
      'id',
      'creation_id as creationId',
      'stage',
      'held_on as heldOn',
      'reviewers',
      'observers',
      'long_term as longTerm',
      'note',
      'files',
      'passed',
      'households',
      'failed_households as failedHouseholds',
      'vetoed_by as vetoedBy',
      'score',
      'grade',
      'recorded_at as recordedAt',
    ])
}

export type AcceptanceRow = Awaited<
  ReturnType<ReturnType<typeof selectAcceptances>['executeTakeFirstOrThrow']>
>

/** Acceptances of creations, the oldest first. */
export async function listAcceptances(
  tx: Tx,
  countyCode: string,
  creationIds: readonly string[],
): Promise<AcceptanceRow[]> {
  if (creationIds.length === 0) return []
  return selectAcceptances(tx, countyCode)
    .where('creation_id', 'in', [...creationIds])
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
}

export async function insertAcceptance(
  tx: Tx,
  row: Omit<AcceptanceRow, 'observers'> & {
    placeCode: string
    observers: readonly Observer[]
    schemeHash: string
    by: string
  },
): Promise<void> {
  await tx
    .insertInto('collective.acceptance')
    .values({
      county_code: countyOf(row.placeCode),
      id: row.id,
      place_code: row.placeCode,
      creation_id: row.creationId,
      stage: row.stage,
      held_on: row.heldOn,
      reviewers: row.reviewers,
      observers: JSON.stringify(row.observers),
      long_term: row.longTerm,
      note: row.note,
      files: row.files,
      passed: row.passed,
      households: row.households,
      failed_households: row.failedHouseholds,
      vetoed_by: row.vetoedBy,
      score: row.score,
      grade: row.grade,
      scheme_hash: row.schemeHash,
      recorded_by: row.by,
      recorded_at: row.recordedAt,
    })
    .execute()
}

function selectViolations(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('collective.violation')
    .where('county_code', '=', countyCode)
    .select([
      'id',
      'place_code as placeCode',
      'creation_id as creationId',
      'found_by as foundBy',
      'found_on as foundOn',
      'due_on as dueOn',
      'words',
      'files',
      'state',
      'mended_on as mendedOn',
      'consequence',
      'barred_year as barredYear',
    ])
}

export type ViolationRow = Awaited<ReturnType<ReturnType<typeof selectViolations>['executeTakeFirstOrThrow']>>

export async function findViolationRow(
  tx: Tx,
  countyCode: string,
  id: string,
): Promise<ViolationRow | undefined> {
  return selectViolations(tx, countyCode).where('id', '=', id).executeTakeFirst()
}

export async function lockViolation(
  tx: Tx,
  countyCode: string,
  id: string,
): Promise<ViolationRow | undefined> {
  return selectViolations(tx, countyCode).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function listViolations(
  tx: Tx,
  countyCode: string,
  creationIds: readonly string[],
): Promise<ViolationRow[]> {
  if (creationIds.length === 0) return []
  return selectViolations(tx, countyCode)
    .where('creation_id', 'in', [...creationIds])
    .orderBy('found_on')
    .orderBy('id')
    .limit(1000)
    .execute()
}

/** Violations of a village that were not mended in time. */
export async function listLapsedViolations(tx: Tx, placeCode: string): Promise<ViolationRow[]> {
  return selectViolations(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('state', '=', 'lapsed')
    .orderBy('found_on', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()
}

/** Whether a group may not apply for a year. */
export async function isBarred(
  tx: Tx,
  of: { placeCode: string; groupId: string; year: string },
): Promise<boolean> {
  const county = countyOf(of.placeCode)
  const { rows } = await sql<{ barred: boolean }>`
    select exists (select from collective.violation v
      join collective.creation c on c.county_code = ${county} and c.id = v.creation_id
      where v.county_code = ${county} and v.place_code = ${of.placeCode} and v.barred_year = ${of.year}
        and c.group_id = ${of.groupId}::uuid) as barred`.execute(tx)
  return rows[0]!.barred
}

export async function insertViolation(
  tx: Tx,
  row: Pick<
    ViolationRow,
    'id' | 'placeCode' | 'creationId' | 'foundBy' | 'foundOn' | 'dueOn' | 'words' | 'files'
  > & {
    by: string
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('collective.violation')
    .values({
      county_code: countyOf(row.placeCode),
      id: row.id,
      place_code: row.placeCode,
      creation_id: row.creationId,
      found_by: row.foundBy,
      found_on: row.foundOn,
      due_on: row.dueOn,
      words: row.words,
      files: row.files,
      state: 'open',
      recorded_by: row.by,
      recorded_at: row.at,
    })
    .execute()
}

export async function settleViolation(
  tx: Tx,
  row: ViolationRow,
  settled: Partial<Pick<ViolationRow, 'mendedOn' | 'consequence' | 'barredYear'>> & {
    state: ViolationRow['state']
    by: string
    at: Date
  },
): Promise<void> {
  await tx
    .updateTable('collective.violation')
    .set({
      state: settled.state,
      mended_on: settled.mendedOn ?? null,
      consequence: settled.consequence ?? null,
      barred_year: settled.barredYear ?? null,
      settled_by: settled.by,
      settled_at: settled.at,
    })
    .where('county_code', '=', countyOf(row.placeCode))
    .where('id', '=', row.id)
    .execute()
}
