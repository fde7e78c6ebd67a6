import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { AreaKind } from './contract.ts'

export interface AreaRow {
  id: string
  placeCode: string
  parentId: string | null
  kind: AreaKind
  system: string
  number: string
  name: string
  formerNames: { name: string; until: string }[]
  validFrom: string
  validTo: string | null
  hasShape: boolean
}

/** A village holds some dozens of areas; this bounds a village that somebody filled by mistake. */
const areasMax = 5000

/** All areas of a village, ended ones too: the tree is walked in memory. */
export async function listAreaRows(tx: Tx, placeCode: string): Promise<AreaRow[]> {
  const rows = await selectAreas(tx)
    .where('county_code', '=', placeCode.slice(0, 6))
    .where('place_code', '=', placeCode)
    .orderBy('system')
    .orderBy('kind')
    .orderBy('number')
    .limit(areasMax)
    .execute()
  return rows.map(shapeRow)
}

export async function findAreaRow(tx: Tx, county: string, id: string): Promise<AreaRow | undefined> {
  const row = await selectAreas(tx).where('county_code', '=', county).where('id', '=', id).executeTakeFirst()
  return row && shapeRow(row)
}

export async function lockAreaRow(tx: Tx, county: string, id: string): Promise<AreaRow | undefined> {
  const row = await selectAreas(tx)
    .where('county_code', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && shapeRow(row)
}

export async function listAreaRowsByIds(tx: Tx, county: string, ids: readonly string[]): Promise<AreaRow[]> {
  if (ids.length === 0) return []
  const rows = await selectAreas(tx)
    .where('county_code', '=', county)
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(shapeRow)
}

function selectAreas(tx: Tx) {
  return tx.selectFrom('territory.area').select([
    'id',
    'place_code',
    'parent_id',
    'kind',
    'system',
    'number',
    'name',
    'former_names',
    'valid_from',
    'valid_to',
    sql<boolean>`coalesce((select b.shape is not null from territory.area_boundary b
        where b.county_code = area.county_code and b.area_id = area.id order by b.revision desc limit 1), false)`.as(
      'has_shape',
    ),
  ])
}

interface RawArea {
  id: string
  place_code: string
  parent_id: string | null
  kind: AreaKind
  system: string
  number: string
  name: string
  former_names: unknown
  valid_from: string
  valid_to: string | null
  has_shape: boolean
}

function shapeRow(row: RawArea): AreaRow {
  return {
    id: row.id,
    placeCode: row.place_code,
    parentId: row.parent_id,
    kind: row.kind,
    system: row.system,
    number: row.number,
    name: row.name,
    formerNames: row.former_names as { name: string; until: string }[],
    validFrom: row.valid_from,
    validTo: row.valid_to,
    hasShape: row.has_shape,
  }
}

export interface NewArea {
  id: string
  placeCode: string
  parentId: string | null
  kind: AreaKind
  system: string
  name: string
  number: string
  from: string
}

/** Writes any number of areas of one county in one statement; parents stand before their children. */
export async function insertAreas(tx: Tx, areas: readonly NewArea[]): Promise<void> {
  if (areas.length === 0) return
  await tx
    .insertInto('territory.area')
    .values(
      areas.map((area) => ({
        county_code: area.placeCode.slice(0, 6),
        id: area.id,
        place_code: area.placeCode,
        parent_id: area.parentId,
        kind: area.kind,
        system: area.system,
        name: area.name,
        number: area.number,
        former_names: '[]',
        valid_from: area.from,
      })),
    )
    .execute()
}

export async function updateAreaName(
  tx: Tx,
  county: string,
  id: string,
  name: string,
  formerNames: readonly { name: string; until: string }[],
): Promise<void> {
  await tx
    .updateTable('territory.area')
    .set({ name, former_names: JSON.stringify(formerNames) })
    .where('county_code', '=', county)
    .where('id', '=', id)
    .execute()
}

export async function endAreaRow(
  tx: Tx,
  county: string,
  id: string,
  on: string,
  reason: string,
): Promise<void> {
  await tx
    .updateTable('territory.area')
    .set({ valid_to: on, ended_because: reason })
    .where('county_code', '=', county)
    .where('id', '=', id)
    .execute()
}

/** The villagers' groups (村民小组) of a village, ended ones too: id, name, valid_from, valid_to. */
export function groupAreas(placeCode: string): RawBuilder<unknown> {
  return sql`
    select a.id, a.name, a.valid_from, a.valid_to from territory.area a
    where a.county_code = ${placeCode.slice(0, 6)} and a.place_code = ${placeCode} and a.kind = 'group'`
}
