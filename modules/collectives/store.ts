import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { householdCards } from '../households/index.ts'

export const countyOf = (placeCode: string) => placeCode.slice(0, 6)

export interface Consent {
  agreedOn: string
  files: string[]
}

export interface Team {
  formedOn: string
  members: string[]
}

export interface Stretch {
  member: string
  stretch: string
}

function selectCreations(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('collective.creation as c')
    .where('c.county_code', '=', countyCode)
    .select([
      'c.id',
      'c.place_code as placeCode',
      'c.adoption_id as adoptionId',
      'c.group_id as groupId',
      'c.year',
      'c.attempt',
      'c.leader_name as leaderName',
      'c.applied_on as appliedOn',
      'c.consent',
      'c.team',
      'c.stretches',
      'c.state',
      'c.revision',
    ])
}

export type CreationRow = Awaited<ReturnType<ReturnType<typeof selectCreations>['executeTakeFirstOrThrow']>>

export async function findCreation(tx: Tx, countyCode: string, id: string): Promise<CreationRow | undefined> {
  return selectCreations(tx, countyCode).where('c.id', '=', id).executeTakeFirst()
}

/** Holds a creation against a second act at the same time. */
export async function lockCreation(tx: Tx, countyCode: string, id: string): Promise<CreationRow | undefined> {
  return selectCreations(tx, countyCode).where('c.id', '=', id).forUpdate().executeTakeFirst()
}

/** All attempts of a group in a year, the newest first. */
export async function listAttempts(
  tx: Tx,
  of: { placeCode: string; adoptionId: string; groupId: string; year: string },
): Promise<CreationRow[]> {
  return selectCreations(tx, countyOf(of.placeCode))
    .where('c.adoption_id', '=', of.adoptionId)
    .where('c.group_id', '=', of.groupId)
    .where('c.year', '=', of.year)
    .orderBy('c.attempt', 'desc')
    .execute()
}

/** The newest attempt of each group of a village in a year. */
export async function listNewest(
  tx: Tx,
  of: { placeCode: string; adoptionId: string; year: string },
): Promise<CreationRow[]> {
  return selectCreations(tx, countyOf(of.placeCode))
    .where('c.place_code', '=', of.placeCode)
    .where('c.adoption_id', '=', of.adoptionId)
    .where('c.year', '=', of.year)
    .distinctOn('c.group_id')
    .orderBy('c.group_id')
    .orderBy('c.attempt', 'desc')
    .execute()
}

export async function listCreationRows(
  tx: Tx,
  placeCode: string,
  filter: { year?: string | undefined; state: string; groupIds: readonly string[] | null } & Page,
): Promise<{ rows: CreationRow[]; total: number }> {
  const base = selectCreations(tx, countyOf(placeCode))
    .where('c.place_code', '=', placeCode)
    .$if(filter.year !== undefined, (query) => query.where('c.year', '=', filter.year!))
    .$if(filter.state !== 'all', (query) => query.where('c.state', '=', filter.state as CreationRow['state']))
    .$if(filter.groupIds !== null, (query) =>
      query.where(sql<boolean>`c.group_id = any(${filter.groupIds as string[]}::uuid[])`),
    )
  const ordered = base
    .orderBy('c.year', 'desc')
    .orderBy('c.group_id')
    .orderBy('c.attempt', 'desc')
    .orderBy('c.id')
  const rows = await takePage(tx, ordered, filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

/** Writes an application; false when the group has that attempt already. */
export async function insertCreation(
  tx: Tx,
  row: Omit<CreationRow, 'consent' | 'team' | 'stretches' | 'state' | 'revision'> & {
    consent: Consent | null
    team: Team | null
    by: string
    at: Date
  },
): Promise<boolean> {
  const written = await tx
    .insertInto('collective.creation')
    .values({
      county_code: countyOf(row.placeCode),
      id: row.id,
      place_code: row.placeCode,
      adoption_id: row.adoptionId,
      group_id: row.groupId,
      year: row.year,
      attempt: row.attempt,
      leader_name: row.leaderName,
      applied_on: row.appliedOn,
      consent: JSON.stringify(row.consent),
      team: JSON.stringify(row.team),
      stretches: '[]',
      state: 'creating',
      applied_by: row.by,
      applied_at: row.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return written.length === 1
}

export async function changeCreation(
  tx: Tx,
  row: CreationRow,
  change: { state?: CreationRow['state']; stretches?: readonly Stretch[] },
): Promise<void> {
  await tx
    .updateTable('collective.creation')
    .set({
      revision: row.revision + 1,
      ...(change.state ? { state: change.state } : {}),
      ...(change.stretches ? { stretches: JSON.stringify(change.stretches) } : {}),
    })
    .where('county_code', '=', countyOf(row.placeCode))
    .where('id', '=', row.id)
    .execute()
}

export interface GroupHousehold {
  householdId: string
  householdNumber: string
  headName: string
}

/** Households that lie in a group now, by their number. */
export async function listGroupHouseholds(
  tx: Tx,
  countyCode: string,
  groupId: string,
): Promise<GroupHousehold[]> {
  const rows = await householdCards(tx, countyCode)
    .where('group_id', '=', groupId)
    .where('valid_to', 'is', null)
    .orderBy('number')
    .orderBy('id')
    .limit(5000)
    .execute()
  return rows.map((row) => ({ householdId: row.id, householdNumber: row.number, headName: row.head_name }))
}

export interface Figures {
  creationId: string
  households: number
  inspected: number
  openViolations: number
}

/** How many households each creation's group has, how many were looked at, and what is open. */
export async function listFigures(
  tx: Tx,
  countyCode: string,
  creations: readonly CreationRow[],
): Promise<Map<string, Figures>> {
  if (creations.length === 0) return new Map()
  const ids = creations.map((one) => one.id)
  const groupIds = [...new Set(creations.map((one) => one.groupId))]
  const households = await householdCards(tx, countyCode)
    .clearSelect()
    .select(['group_id as groupId', sql<number>`count(*)`.as('count')])
    .where('group_id', 'in', groupIds)
    .where('valid_to', 'is', null)
    .groupBy('group_id')
    .execute()
  const { rows } = await sql<{ id: string; inspected: number; open: number }>`
    select c.id,
      (select count(distinct i.household_id) from collective.inspection i
        where i.county_code = ${countyCode} and i.creation_id = c.id and i.household_id is not null) as inspected,
      (select count(*) from collective.violation v
        where v.county_code = ${countyCode} and v.creation_id = c.id and v.state = 'open') as open
    from collective.creation c where c.county_code = ${countyCode} and c.id = any(${ids}::uuid[])`.execute(tx)
  const counts = new Map(households.map((one) => [one.groupId, one.count]))
  const found = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    creations.map((one) => [
      one.id,
      {
        creationId: one.id,
        households: counts.get(one.groupId) ?? 0,
        inspected: found.get(one.id)?.inspected ?? 0,
        openViolations: found.get(one.id)?.open ?? 0,
      },
    ]),
  )
}
