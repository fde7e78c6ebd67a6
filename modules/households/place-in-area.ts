import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { findAreaRow } from '../territory/index.ts'
import { lockHouseholdPlaces, setGroup, setPlacements } from './store-placements.ts'

/** Places households in a group, natural village, grid or cell of their village: one of each kind and system. */
export async function placeInArea(
  act: Act,
  county: string,
  request: { areaId: string; householdIds: readonly string[]; on: string },
): Promise<{ placed: number; unchanged: number }> {
  const area = await findAreaRow(act.tx, county, request.areaId)
  if (!area) throw new Refusal('record.not_found')
  const { placeCode } = area
  act.authorise('households.manage', { placeCode })
  const ids = [...new Set(request.householdIds)]
  const households = await lockHouseholdPlaces(act.tx, county, ids)
  if (
    area.validTo !== null ||
    households.length < ids.length ||
    households.some((one) => one.placeCode !== placeCode)
  )
    throw new Refusal('household.area_wrong', {}, 'body.householdIds')
  const placed =
    area.kind === 'group'
      ? await setGroup(act.tx, county, ids, area.id)
      : await setPlacements(act.tx, county, ids, area, request.on)
  act.record({
    placeCode,
    action: 'households.place',
    subjectKind: 'area',
    subjectId: area.id,
    detail: { area: area.name, placed, on: request.on },
  })
  return { placed, unchanged: ids.length - placed }
}
