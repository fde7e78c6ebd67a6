import { type Around, checkAround, type Finding } from '../../engines/boundary/check-around.ts'
import { checkShape } from '../../engines/boundary/check-shape.ts'
import { measureArea, toNational } from '../../engines/boundary/measure.ts'
import type { Shape } from '../../engines/boundary/shape.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Words } from '../../engines/contract/route.ts'
import { convertCoordinates } from '../../engines/datum/datum.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { lockCurrentArea, showArea } from './change-area.ts'
import type { Datum } from './contract.ts'
import { listAroundArea, listAroundDivision } from './find-drawing.ts'
import { lockDivision } from './store.ts'
import { listAreaRows } from './store-areas.ts'
import {
  appendAreaBoundary,
  appendBoundaries,
  type Drawer,
  listAreaDrawings,
  listAreaShapeRows,
  listBoundaryDrawings,
  listBoundaryRows,
} from './store-boundaries.ts'

/** A shape in the datum that a map asks for; what is stored stays as it was drawn. */
function showShape(shape: Shape, stored: Datum, shown: Datum): Shape {
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

/** A drawing as it is sent: the shape in its datum, the day and the source. */
export interface Drawing {
  datum: Datum
  shape: Shape
  drawnOn: string
  source: string
}

/** Keeps one more drawing of a division's boundary, in the datum it was drawn in; tells what is to be looked at. */
export async function setBoundary(act: Act, request: Drawing & { code: string; revision: number }) {
  act.authorise('territory.draw', { placeCode: request.code })
  const division = await lockDivision(act.tx, request.code)
  if (!division) throw new Refusal('territory.not_found', { code: request.code })
  refuseEnded(division.shortName, division.validTo)
  const [latest] = await listBoundaryDrawings(act.tx, request.code)
  refuseStale(latest?.revision, request.revision)
  const { warnings, areaMetres } = judge(act, request, await listAroundDivision(act.tx, request.code))
  await appendBoundaries(act.tx, [request], drawerOf(act))
  const { datum, drawnOn, source, shape } = request
  const revision = request.revision + 1
  act.record({
    placeCode: request.code,
    action: 'territory.draw',
    subjectKind: 'boundary',
    subjectId: request.code,
    detail: { revision, datum, drawnOn, source, areaMetres, warnings: warnings.map((one) => one.zh) },
  })
  const { code, level, shortName } = division
  const kept = { revision, storedDatum: datum, drawnOn, source, drawnBy: act.actor.name, shape }
  return { code, level, shortName, ...kept, warnings }
}

/** Takes the present boundary of a division away; its drawings stay. */
export async function removeBoundary(act: Act, code: string): Promise<{ removed: boolean }> {
  act.authorise('territory.draw', { placeCode: code })
  await lockDivision(act.tx, code)
  const [latest] = await listBoundaryDrawings(act.tx, code)
  if (!latest?.shape) return { removed: false }
  await appendBoundaries(act.tx, [{ code, ...taken(act) }], drawerOf(act))
  act.record({
    placeCode: code,
    action: 'territory.draw',
    subjectKind: 'boundary',
    subjectId: code,
    detail: { revision: latest.revision + 1, removed: true },
  })
  return { removed: true }
}

/** Keeps one more drawing of an area's boundary, or takes it away; tells what is to be looked at. */
export async function setAreaShape(
  act: Act,
  county: string,
  request: { areaId: string; revision: number; drawing: Drawing | null },
) {
  const area = await lockCurrentArea(act, county, request.areaId, undefined)
  const [latest] = await listAreaDrawings(act.tx, county, area.id)
  refuseStale(latest?.revision, request.revision)
  const { drawing } = request
  const judged = drawing
    ? judge(act, drawing, await listAroundArea(act.tx, area, await listAreaRows(act.tx, area.placeCode)))
    : { warnings: [], areaMetres: 0 }
  const revision = request.revision + 1
  await appendAreaBoundary(act.tx, { ...area, revision }, drawing ?? taken(act), drawerOf(act))
  act.record({
    placeCode: area.placeCode,
    action: 'territory.draw',
    subjectKind: 'area',
    subjectId: area.id,
    detail: {
      revision,
      ...(drawing
        ? { datum: drawing.datum, drawnOn: drawing.drawnOn, source: drawing.source }
        : { removed: true }),
      areaMetres: judged.areaMetres,
      warnings: judged.warnings.map((one) => one.zh),
    },
  })
  return { ...(await showArea(act, area.placeCode, area.id)), revision, warnings: judged.warnings }
}

/** Refuses a drawing that is faulty by itself or beside those around; gives the warnings and the area in m². */
function judge(
  act: Act,
  { shape, datum, drawnOn }: Drawing,
  around: readonly Around[],
): { warnings: Words[]; areaMetres: number } {
  const today = chinaDateOf(act.now)
  if (drawnOn > today) throw new Refusal('territory.drawn_in_future', { on: drawnOn, today }, 'body.drawnOn')
  const problem = checkShape(shape)
  if (problem) throw wrongShape(problem)
  const findings = checkAround(toNational(shape, datum), around)
  const fault = findings.find((one) => one.level === 'fault')
  if (fault) throw wrongShape(fault)
  return {
    warnings: findings.map(({ reason, mend }) => ({
      zh: `${reason.zh}。${mend.zh}。`,
      en: `${reason.en}; ${mend.en}.`,
    })),
    areaMetres: Math.round(measureArea(shape, datum)),
  }
}

function wrongShape({ reason, mend }: Pick<Finding, 'reason' | 'mend'>): Refusal {
  return new Refusal(
    'territory.shape_wrong',
    { action: `${reason.zh}。${mend.zh}。`, actionEn: `${reason.en}; ${mend.en}.` },
    'body.shape',
  )
}

/** Whoever drew from an older drawing than the newest would undo somebody's work unseen. */
function refuseStale(latest: number | undefined, given: number): void {
  if ((latest ?? 0) !== given) throw new Refusal('request.stale')
}

function refuseEnded(name: string, validTo: string | null): void {
  if (validTo !== null) throw new Refusal('territory.ended', { name, on: validTo })
}

const taken = (act: Act) => ({ datum: null, shape: null, drawnOn: chinaDateOf(act.now), source: '' })

export const drawerOf = (act: Act): Drawer => ({
  accountId: act.actor.accountId,
  name: act.actor.name,
  at: act.now,
})
