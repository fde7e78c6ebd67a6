import { convertCoordinates } from '../../engines/datum/datum.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Datum, Shape } from './contract.ts'
import { checkShape } from './decide-shape.ts'
import { getDivisionRow } from './find-divisions.ts'
import { type BoundaryRow, listBoundaryRows, removeBoundaryRow, writeBoundaries } from './store.ts'
import { listAreaShapeRows } from './store-areas.ts'

/** Refuses a shape with the first thing that is wrong with it. */
export function refuseShape(shape: Shape): void {
  const problem = checkShape(shape)
  if (!problem) return
  const { reason, mend } = problem
  throw new Refusal(
    'territory.shape_wrong',
    { action: `${reason.zh}。${mend.zh}。`, actionEn: `${reason.en}; ${mend.en}.` },
    'body.shape',
  )
}

/** A shape in the datum that a map asks for; what is stored stays as it was drawn. */
export function showShape(shape: Shape, stored: Datum, shown: Datum): Shape {
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: convertCoordinates(shape.coordinates, stored, shown) }
    : { type: 'MultiPolygon', coordinates: convertCoordinates(shape.coordinates, stored, shown) }
}

export async function listBoundaries(act: Act, query: { of: string; datum: Datum }) {
  const rows = await listBoundaryRows(act.tx, query.of)
  return {
    datum: query.datum,
    features: rows.map((row) => ({ ...row, shape: showShape(row.shape, row.storedDatum, query.datum) })),
  }
}

export async function listAreaShapes(
  act: Act,
  query: { placeCode: string; system?: string | undefined; datum: Datum },
) {
  const rows = await listAreaShapeRows(act.tx, query.placeCode, query.system)
  return {
    datum: query.datum,
    features: rows.map((row) => ({ ...row, shape: showShape(row.shape, row.storedDatum, query.datum) })),
  }
}

/** Keeps one boundary, in the datum it was drawn in. */
export async function setBoundary(
  act: Act,
  request: { code: string; datum: Datum; shape: Shape; drawnOn: string; source: string },
): Promise<BoundaryRow> {
  act.authorise('territory.draw', { placeCode: request.code })
  const division = await getDivisionRow(act.tx, request.code)
  refuseShape(request.shape)
  await writeBoundaries(act.tx, [request])
  act.record({
    placeCode: request.code,
    action: 'territory.draw',
    subjectKind: 'boundary',
    subjectId: request.code,
    detail: { datum: request.datum, drawnOn: request.drawnOn, source: request.source },
  })
  return {
    code: division.code,
    level: division.level,
    shortName: division.shortName,
    storedDatum: request.datum,
    drawnOn: request.drawnOn,
    source: request.source,
    shape: request.shape,
  }
}

export async function removeBoundary(act: Act, code: string): Promise<{ removed: boolean }> {
  act.authorise('territory.draw', { placeCode: code })
  const removed = await removeBoundaryRow(act.tx, code)
  if (removed)
    act.record({ placeCode: code, action: 'territory.undraw', subjectKind: 'boundary', subjectId: code })
  return { removed }
}
