import { sql } from 'kysely'
import type { Shape } from '../../engines/boundary/shape.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { AreaKind, Datum, DivisionLevel } from './contract.ts'

/** One drawing of a boundary as it was kept; shape and datum are null where it was taken away. */
export interface DrawingRow {
  revision: number
  storedDatum: Datum | null
  shape: Shape | null
  drawnOn: string
  source: string
  drawnBy: string
  drawnAt: Date
}

const drawing = sql<DrawingRow>`b.revision, b.datum as "storedDatum", b.shape, b.drawn_on as "drawnOn", b.source,
  b.drawn_name as "drawnBy", b.drawn_at as "drawnAt"`

export interface BoundaryRow {
  code: string
  level: DivisionLevel
  shortName: string
  revision: number
  storedDatum: Datum
  drawnOn: string
  source: string
  drawnBy: string
  shape: Shape
}

/** Present boundaries of a division and of its current children. */
export async function listBoundaryRows(tx: Tx, of: string): Promise<BoundaryRow[]> {
  const found = await sql<BoundaryRow>`
    select * from (
      select distinct on (b.code) d.code, d.level, d.short_name as "shortName", ${drawing}
      from territory.division d join territory.boundary b on b.code = d.code
      where d.code = ${of} or (d.parent_code = ${of} and d.valid_to is null)
      order by b.code, b.revision desc) present
    where shape is not null order by code limit 2001`.execute(tx)
  return found.rows
}

/** Present boundaries of the divisions with these codes, as they are kept. */
export async function listPresentBoundaries(
  tx: Tx,
  codes: readonly string[],
): Promise<{ code: string; shortName: string; storedDatum: Datum; shape: Shape }[]> {
  const found = await sql<{ code: string; shortName: string; storedDatum: Datum; shape: Shape }>`
    select * from (
      select distinct on (b.code) b.code, d.short_name as "shortName", b.datum as "storedDatum", b.shape
      from territory.boundary b join territory.division d on d.code = b.code
      where b.code = any(${codes})
      order by b.code, b.revision desc) present
    where shape is not null order by code`.execute(tx)
  return found.rows
}

/** How many drawings of one boundary are shown; all are kept. */
const drawingsMax = 50

/** The drawings of a division's boundary, newest first. */
export async function listBoundaryDrawings(tx: Tx, code: string): Promise<DrawingRow[]> {
  const found = await sql<DrawingRow>`
    select ${drawing} from territory.boundary b where b.code = ${code} order by b.revision desc limit ${drawingsMax}`.execute(
    tx,
  )
  return found.rows
}

/** What is written of a drawing; a null shape takes the boundary away. */
export interface NewDrawing {
  datum: Datum | null
  shape: Shape | null
  drawnOn: string
  source: string
}

export interface Drawer {
  accountId: string
  name: string
  at: Date
}

/** Writes one further revision of each boundary; the divisions must be locked. */
export async function appendBoundaries(
  tx: Tx,
  boundaries: readonly (NewDrawing & { code: string })[],
  by: Drawer,
): Promise<void> {
  if (boundaries.length === 0) return
  await sql`
    insert into territory.boundary (code, revision, datum, shape, drawn_on, source, drawn_by, drawn_name, drawn_at)
    select n.code, coalesce((select max(b.revision) from territory.boundary b where b.code = n.code), 0) + 1,
      n.datum, n.shape, n."drawnOn", n.source, ${by.accountId}::uuid, ${by.name}, ${by.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(boundaries)}::jsonb)
      as n (code text, datum text, shape jsonb, "drawnOn" date, source text)`.execute(tx)
}

export interface AreaShapeRow {
  id: string
  parentId: string | null
  kind: AreaKind
  system: string
  name: string
  revision: number
  storedDatum: Datum
  drawnOn: string
  source: string
  drawnBy: string
  shape: Shape
}

/** A village holds some dozens of areas; this bounds a village that somebody filled by mistake. */
const areasMax = 5000

/** Present boundaries of a village's current areas. */
export async function listAreaShapeRows(
  tx: Tx,
  placeCode: string,
  system: string | undefined,
): Promise<AreaShapeRow[]> {
  const county = placeCode.slice(0, 6)
  const found = await sql<AreaShapeRow>`
    select * from (
      select distinct on (a.id) a.id, a.parent_id as "parentId", a.kind, a.system, a.name, a.number, ${drawing}
      from territory.area a join territory.area_boundary b on b.county_code = a.county_code and b.area_id = a.id
      where a.county_code = ${county} and b.county_code = ${county} and a.place_code = ${placeCode} and a.valid_to is null
        and (${system ?? null}::text is null or a.system = ${system ?? null})
      order by a.id, b.revision desc) present
    where shape is not null order by kind, number limit ${areasMax}`.execute(tx)
  return found.rows
}

/** The drawings of an area's boundary, newest first. */
export async function listAreaDrawings(tx: Tx, county: string, areaId: string): Promise<DrawingRow[]> {
  const found = await sql<DrawingRow>`
    select ${drawing} from territory.area_boundary b
    where b.county_code = ${county} and b.area_id = ${areaId}::uuid order by b.revision desc limit ${drawingsMax}`.execute(
    tx,
  )
  return found.rows
}

/** Writes one further revision of an area's boundary; the area must be locked. */
export async function appendAreaBoundary(
  tx: Tx,
  area: { id: string; placeCode: string; revision: number },
  given: NewDrawing,
  by: Drawer,
): Promise<void> {
  await tx
    .insertInto('territory.area_boundary')
    .values({
      county_code: area.placeCode.slice(0, 6),
      area_id: area.id,
      revision: area.revision,
      place_code: area.placeCode,
      datum: given.datum,
      shape: given.shape && JSON.stringify(given.shape),
      drawn_on: given.drawnOn,
      source: given.source,
      drawn_by: by.accountId,
      drawn_name: by.name,
      drawn_at: by.at,
    })
    .execute()
}
