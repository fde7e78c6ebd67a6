import type { Tx } from '../../platform/database/connect.ts'

const columns = [
  'id',
  'place_code as placeCode',
  'title',
  'body',
  'held_on as heldOn',
  'eligible',
  'present',
  'votes_for as votesFor',
  'votes_against as votesAgainst',
  'votes_abstain as votesAbstain',
  'households',
  'households_present as householdsPresent',
  'passed',
  'findings',
  'minutes',
  'recorded_at as recordedAt',
] as const

const countyOf = (placeCode: string) => placeCode.slice(0, 6)

/** A resolution of one place; undefined when there is none in scope. */
export function findResolution(tx: Tx, placeCode: string, id: string) {
  return tx
    .selectFrom('meeting.resolution')
    .select(columns)
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('id', '=', id)
    .executeTakeFirst()
}

export function listResolutionRows(tx: Tx, placeCode: string) {
  return tx
    .selectFrom('meeting.resolution')
    .select(columns)
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('held_on', 'desc')
    .limit(200)
    .execute()
}

export type ResolutionRow = NonNullable<Awaited<ReturnType<typeof findResolution>>>

export async function insertResolution(
  tx: Tx,
  row: Omit<ResolutionRow, 'findings'> & { findings: unknown; rule: unknown; recordedBy: string },
): Promise<void> {
  await tx
    .insertInto('meeting.resolution')
    .values({
      county_code: countyOf(row.placeCode),
      id: row.id,
      place_code: row.placeCode,
      title: row.title,
      body: row.body,
      rule: JSON.stringify(row.rule),
      held_on: row.heldOn,
      eligible: row.eligible,
      present: row.present,
      votes_for: row.votesFor,
      votes_against: row.votesAgainst,
      votes_abstain: row.votesAbstain,
      households: row.households,
      households_present: row.householdsPresent,
      passed: row.passed,
      findings: JSON.stringify(row.findings),
      minutes: row.minutes,
      recorded_by: row.recordedBy,
      recorded_at: row.recordedAt,
    })
    .execute()
}
