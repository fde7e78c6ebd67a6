import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { type Page, takePage } from '../../platform/database/take-page.ts'
import { numberOrder } from './number-order.ts'

/** Changes a household whose revision is still the one that was read; false when it is not. */
export async function updateHousehold(
  tx: Tx,
  county: string,
  id: string,
  revision: number,
  edit: { number: string; groupId: string | null; address: string; standing: 'local' | 'resident' },
): Promise<boolean> {
  const written = await tx
    .updateTable('household.household')
    .set({
      number: edit.number,
      group_id: edit.groupId,
      address: edit.address,
      standing: edit.standing,
      revision: revision + 1,
    })
    .where('county_code', '=', county)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return written.numUpdatedRows > 0n
}

export async function insertTag(
  tx: Tx,
  county: string,
  tag: {
    id: string
    placeCode: string
    householdId: string
    personId: string | null
    tag: string
    from: string
    source: string
  },
): Promise<void> {
  await tx
    .insertInto('household.tag')
    .values({
      county_code: county,
      id: tag.id,
      place_code: tag.placeCode,
      household_id: tag.householdId,
      person_id: tag.personId,
      tag: tag.tag,
      valid_from: tag.from,
      source: tag.source,
    })
    .execute()
}

export async function findTag(tx: Tx, county: string, id: string) {
  const row = await tx
    .selectFrom('household.tag')
    .select(['id', 'household_id', 'place_code', 'tag', 'valid_from', 'valid_to'])
    .where('county_code', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      householdId: row.household_id,
      placeCode: row.place_code,
      tag: row.tag,
      from: row.valid_from,
      to: row.valid_to,
    }
  )
}

export async function endTagRow(
  tx: Tx,
  county: string,
  id: string,
  on: string,
  reason: string,
): Promise<void> {
  await tx
    .updateTable('household.tag')
    .set({ valid_to: on, ended_because: reason })
    .where('county_code', '=', county)
    .where('id', '=', id)
    .execute()
}

export async function updatePlateCode(
  tx: Tx,
  county: string,
  householdId: string,
  plateCode: string,
): Promise<void> {
  await tx
    .updateTable('household.household')
    .set({ plate_code: plateCode })
    .where('county_code', '=', county)
    .where('id', '=', householdId)
    .execute()
}

export interface PlateRow {
  householdId: string
  number: string
  headName: string
  groupId: string | null
  plateCode: string
}

/** Plates of current households of a village, in the order of their numbers. */
export async function listPlateRows(
  tx: Tx,
  query: {
    placeCode: string
    groupId: string | undefined
    householdId: string | undefined
    page: Page
  },
): Promise<{ rows: PlateRow[]; total: number }> {
  const county = query.placeCode.slice(0, 6)
  const ordered = sql<PlateRow & { total: number }>`
    select h.id as "householdId", h.number, h.head_name as "headName", h.group_id as "groupId",
      h.plate_code as "plateCode", (count(*) over ())::int as total
    from household.household h
    where h.county_code = ${county} and h.place_code = ${query.placeCode} and h.valid_to is null
      and (${query.groupId ?? null}::uuid is null or h.group_id = ${query.groupId ?? null})
      and (${query.householdId ?? null}::uuid is null or h.id = ${query.householdId ?? null})
    order by ${numberOrder('h.number')}, h.id`
  const rows = await takePage(tx, ordered, query.page)
  return { rows, total: rows[0]?.total ?? 0 }
}
