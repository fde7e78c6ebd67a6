import { v7 as makeId } from 'uuid'
import { levelOf } from '../../engines/division-code/division-code.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { countAreaUse } from './area-use.ts'
import { type AreaKind, areaKindNames } from './contract.ts'
import { decideAreaPath, decideNextNumber, mayHold, padNumber } from './decide-area.ts'
import { getDivisionRow } from './find-divisions.ts'
import { lockDivision } from './store.ts'
import {
  type AreaRow,
  endAreaRow,
  insertAreas,
  listAreaRows,
  lockAreaRow,
  updateAreaName,
} from './store-areas.ts'

/** The areas of a village that a list asks for, with their paths and the systems in use. */
export async function listAreas(
  act: Act,
  query: {
    placeCode: string
    kind?: AreaKind | undefined
    system?: string | undefined
    ended: 'hide' | 'show'
  },
) {
  const all = await listAreaRows(act.tx, query.placeCode)
  const byId = new Map(all.map((area) => [area.id, area]))
  const rows = all.filter(
    (area) =>
      (query.ended === 'show' || area.validTo === null) &&
      (query.kind === undefined || area.kind === query.kind) &&
      (query.system === undefined || area.system === query.system),
  )
  return {
    rows: rows.map((area) => ({ ...area, path: decideAreaPath(area, byId) })),
    systems: [...new Set(all.filter((area) => area.validTo === null).map((area) => area.system))],
  }
}

export interface AreaRequest {
  placeCode: string
  parentId: string | null
  kind: AreaKind
  system: string
  name: string
  number: string | null
  from: string
}

/** Adds a group, grid or the like. The village is locked, so that two clerks get two numbers. */
export async function createArea(act: Act, request: AreaRequest) {
  act.authorise('territory.areas', { placeCode: request.placeCode })
  if (levelOf(request.placeCode) !== 'village')
    throw new Refusal('territory.area_not_village', { code: request.placeCode }, 'body.placeCode')
  const village = await lockDivision(act.tx, request.placeCode)
  if (!village) await getDivisionRow(act.tx, request.placeCode)
  if (village?.validTo) throw new Refusal('territory.ended', { name: village.shortName, on: village.validTo })
  const areas = await listAreaRows(act.tx, request.placeCode)
  const parent = areas.find((area) => area.id === request.parentId)
  if (request.parentId !== null && !(parent && parent.validTo === null && mayHold(parent.kind, request.kind)))
    throw new Refusal(
      'territory.area_parent_wrong',
      { parent: parent?.name ?? '？', kind: areaKindNames[request.kind].zh },
      'body.parentId',
    )
  const number = request.number
    ? padNumber(request.number)
    : decideNextNumber(areas, request.system, request.kind)
  if (number === undefined) throw new Refusal('territory.area_numbers_full')
  const taken = areas.find(
    (area) =>
      area.validTo === null &&
      area.system === request.system &&
      area.kind === request.kind &&
      area.number === number,
  )
  if (taken) throw new Refusal('territory.area_number_taken', { number, name: taken.name }, 'body.number')
  const id = makeId()
  await insertAreas(act.tx, [{ ...request, id, number }])
  record(act, 'territory.area_create', request.placeCode, id, { ...request, number })
  return showArea(act, request.placeCode, id)
}

/** Renames an area from a day on; the old name is kept. */
export async function renameArea(
  act: Act,
  county: string,
  request: { areaId: string; name: string; on: string },
) {
  const area = await lockCurrentArea(act, county, request.areaId, request.on)
  if (area.name === request.name) throw new Refusal('territory.same_name', { name: area.name }, 'body.name')
  await updateAreaName(act.tx, county, area.id, request.name, [
    { name: area.name, until: request.on },
    ...area.formerNames,
  ])
  record(act, 'territory.area_rename', area.placeCode, area.id, { before: area.name, after: request.name })
  return showArea(act, area.placeCode, area.id)
}

/** Ends an area that holds nothing any more: no areas below, no households (other modules say what it holds). */
export async function endArea(
  act: Act,
  county: string,
  request: { areaId: string; on: string; reason: string },
) {
  const area = await lockCurrentArea(act, county, request.areaId, request.on)
  const below = (await listAreaRows(act.tx, area.placeCode)).filter(
    (other) => other.parentId === area.id && other.validTo === null,
  )
  if (below.length > 0) throw new Refusal('territory.has_children', { count: below.length })
  const count = await countAreaUse(act.tx, county, area.id)
  if (count > 0) throw new Refusal('territory.area_in_use', { name: area.name, count })
  await endAreaRow(act.tx, county, area.id, request.on, request.reason)
  record(act, 'territory.area_end', area.placeCode, area.id, { on: request.on, reason: request.reason })
  return showArea(act, area.placeCode, area.id)
}

/** Locks an area that is there, in the actor's reach and not ended; `on` must not lie before its first day. */
export async function lockCurrentArea(
  act: Act,
  county: string,
  areaId: string,
  on: string | undefined,
): Promise<AreaRow> {
  const area = await lockAreaRow(act.tx, county, areaId)
  if (!area) throw new Refusal('record.not_found')
  act.authorise('territory.areas', { placeCode: area.placeCode })
  if (area.validTo !== null) throw new Refusal('territory.ended', { name: area.name, on: area.validTo })
  if (on !== undefined && on < area.validFrom)
    throw new Refusal('territory.date_before_start', { on, from: area.validFrom }, 'body.on')
  return area
}

/** An area as it is now, with its path. */
export async function showArea(act: Act, placeCode: string, id: string) {
  const all = await listAreaRows(act.tx, placeCode)
  const area = all.find((one) => one.id === id)
  if (!area) throw new Refusal('record.not_found')
  return { ...area, path: decideAreaPath(area, new Map(all.map((one) => [one.id, one]))) }
}

function record(act: Act, action: string, placeCode: string, id: string, detail: object): void {
  act.record({ placeCode, action, subjectKind: 'area', subjectId: id, detail: { ...detail } })
}
