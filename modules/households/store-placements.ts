import { sql } from 'kysely'
import { v7 as makeId } from 'uuid'
import type { Tx } from '../../platform/database/connect.ts'
import { type AreaRow, listAreaRowsByIds } from '../territory/index.ts'

/** The natural village, grids and cells that a household lies in. */
export async function listPlacements(tx: Tx, county: string, householdId: string) {
  const rows = await tx
    .selectFrom('household.placement')
    .select(['area_id', 'system', 'valid_from'])
    .where('county_code', '=', county)
    .where('household_id', '=', householdId)
    .where('valid_to', 'is', null)
    .orderBy('system')
    .execute()
  const names = new Map(
    (
      await listAreaRowsByIds(
        tx,
        county,
        rows.map((row) => row.area_id),
      )
    ).map((area) => [area.id, area.name]),
  )
  return rows.map((row) => ({
    areaId: row.area_id,
    system: row.system,
    name: names.get(row.area_id) ?? '',
    from: row.valid_from,
  }))
}

/** Current households among some ids, with their places. */
export async function lockHouseholdPlaces(
  tx: Tx,
  county: string,
  ids: readonly string[],
): Promise<{ id: string; placeCode: string; groupId: string | null; validFrom: string }[]> {
  const rows = await sql<{ id: string; placeCode: string; groupId: string | null; validFrom: string }>`
    select id, place_code as "placeCode", group_id as "groupId", valid_from as "validFrom" from household.household
    where county_code = ${county} and id = any(${ids}) and valid_to is null order by id for update`.execute(
    tx,
  )
  return rows.rows
}

/** Places households in a group; returns how many were not in it before. */
export async function setGroup(
  tx: Tx,
  county: string,
  ids: readonly string[],
  groupId: string,
): Promise<number> {
  const written = await sql`
    update household.household set group_id = ${groupId}, revision = revision + 1
    where county_code = ${county} and id = any(${ids}) and group_id is distinct from ${groupId}`.execute(tx)
  return Number(written.numAffectedRows ?? 0n)
}

/** Places households in an area other than a group, ending what lies in another of its kind and system. */
export async function setPlacements(
  tx: Tx,
  county: string,
  ids: readonly string[],
  area: AreaRow,
  on: string,
): Promise<number> {
  await sql`
    update household.placement set valid_to = greatest(valid_from, ${on}::date)
    where county_code = ${county} and household_id = any(${ids}) and system = ${area.system}
      and kind = ${area.kind} and area_id <> ${area.id} and valid_to is null`.execute(tx)
  const written = await sql`
    insert into household.placement (county_code, id, place_code, household_id, area_id, kind, system, valid_from)
    select ${county}, n.id, ${area.placeCode}, n.household_id, ${area.id}::uuid, ${area.kind}, ${area.system}, ${on}::date
    from unnest(${ids.map(() => makeId())}::uuid[], ${ids}::uuid[]) as n (id, household_id)
    on conflict (county_code, household_id, system, kind) where valid_to is null do nothing`.execute(tx)
  return Number(written.numAffectedRows ?? 0n)
}
