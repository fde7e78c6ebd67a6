import type { Around } from '../../engines/boundary/check-around.ts'
import { toNational } from '../../engines/boundary/measure.ts'
import { parentOf } from '../../engines/division-code/division-code.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Act } from '../../platform/http/context.ts'
import { areaKindNames, divisionLevelNames } from './contract.ts'
import { decideAreaPath } from './decide-area.ts'
import { decideBeside, decideHolders } from './decide-around.ts'
import { getDivisionRow } from './find-divisions.ts'
import { listChildRows } from './store.ts'
import { type AreaRow, listAreaRows } from './store-areas.ts'
import {
  type DrawingRow,
  listAreaDrawings,
  listAreaShapeRows,
  listBoundaryDrawings,
  listPresentBoundaries,
} from './store-boundaries.ts'

/**
 * What whoever draws the boundary of a division or of an area needs: its drawings so far, newest first, and those
 * around it in CGCS2000, by which the server judges it too.
 */
export async function findDrawing(act: Act, query: { placeCode: string; areaId?: string | undefined }) {
  if (query.areaId === undefined) {
    const division = await getDivisionRow(act.tx, query.placeCode)
    return {
      placeCode: division.code,
      areaId: null,
      name: division.shortName,
      kind: divisionLevelNames[division.level],
      ended: division.validTo !== null,
      drawings: (await listBoundaryDrawings(act.tx, division.code)).map(tellDrawing),
      around: await listAroundDivision(act.tx, division.code),
    }
  }
  const areas = await listAreaRows(act.tx, query.placeCode)
  const area = areas.find((one) => one.id === query.areaId)
  if (!area) throw new Refusal('record.not_found')
  return {
    placeCode: area.placeCode,
    areaId: area.id,
    name: decideAreaPath(area, new Map(areas.map((one) => [one.id, one]))),
    kind: areaKindNames[area.kind],
    ended: area.validTo !== null,
    drawings: (await listAreaDrawings(act.tx, area.placeCode.slice(0, 6), area.id)).map(tellDrawing),
    around: await listAroundArea(act.tx, area, areas),
  }
}

const tellDrawing = (row: DrawingRow) => ({ ...row, drawnAt: row.drawnAt.toISOString() })

/** The nearest boundary above a division, and those of its siblings. */
export async function listAroundDivision(tx: Tx, code: string): Promise<Around[]> {
  const above = await findAbove(tx, parentOf(code))
  const siblings = (await listChildRows(tx, parentOf(code) ?? null, false)).filter(
    (one) => one.code !== code && one.hasBoundary,
  )
  const beside = await listPresentBoundaries(
    tx,
    siblings.map((one) => one.code),
  )
  return [...above, ...beside.map((one) => around('beside', { ...one, name: one.shortName }))]
}

/** The nearest boundary above an area, of areas first and then of divisions, and those of its kind and system. */
export async function listAroundArea(tx: Tx, area: AreaRow, areas: readonly AreaRow[]): Promise<Around[]> {
  const shapes = new Map((await listAreaShapeRows(tx, area.placeCode, undefined)).map((one) => [one.id, one]))
  const holder = decideHolders(area, new Map(areas.map((one) => [one.id, one]))).find((one) =>
    shapes.has(one.id),
  )
  const above = holder ? [around('above', shapes.get(holder.id)!)] : await findAbove(tx, area.placeCode)
  const beside = decideBeside(area, areas).flatMap((one) => shapes.get(one.id) ?? [])
  return [...above, ...beside.map((one) => around('beside', one))]
}

async function findAbove(tx: Tx, code: string | undefined): Promise<Around[]> {
  const codes: string[] = []
  for (let at = code; at; at = parentOf(at)) codes.push(at)
  const found = await listPresentBoundaries(tx, codes)
  const nearest = codes.flatMap((one) => found.find((row) => row.code === one) ?? [])[0]
  return nearest ? [around('above', { ...nearest, name: nearest.shortName })] : []
}

function around(
  relation: Around['relation'],
  { name, shape, storedDatum }: Pick<Around, 'name' | 'shape'> & { storedDatum: 'CGCS2000' | 'GCJ-02' },
): Around {
  return { name, relation, shape: toNational(shape, storedDatum) }
}
