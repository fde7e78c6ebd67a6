import { maskName } from '../../engines/identity-number/identity-number.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { Page } from '../../platform/database/take-page.ts'
import type { Act } from '../../platform/http/context.ts'
import { listAreaRowsByIds, listShortNames } from '../territory/index.ts'
import { makePlateCode } from './check-place.ts'
import { platePath } from './contract.ts'
import { findHouseholdRow, findPlate } from './store.ts'
import { listPlateRows, updatePlateCode } from './store-edits.ts'

async function getPlate(tx: Tx, plateCode: string): Promise<{ householdId: string; placeCode: string }> {
  const code = plateCode.toLowerCase()
  const plate = /^\d{6}[a-z0-9]{12}$/.test(code) ? await findPlate(tx, code.slice(0, 6), code) : undefined
  if (!plate) throw new Refusal('household.plate_unknown')
  return plate
}

/** What anybody learns from a door plate: the village, and what the code is for. Never who lives there. */
export async function lookAtPlate(tx: Tx, plateCode: string) {
  const { placeCode } = await getPlate(tx, plateCode)
  const placeName = (await listShortNames(tx, [placeCode])).get(placeCode) ?? placeCode
  return {
    placeCode,
    placeName,
    whatToDo: {
      zh: '这是农户门牌码。本户村民登录后可看自家积分和村务；村干部登录后可填写走访记录。',
      en: 'This is a household’s door plate. Its people see their points after signing in; cadres open the visit page.',
    },
  }
}

/**
 * The same code after sign-in: the own passbook, the visit page of a cadre, or somebody else's household. A
 * neighbour of the village learns which one it is, to act for it or to recommend it; others learn nothing.
 */
export async function openPlate(act: Act, plateCode: string) {
  const { householdId, placeCode } = await getPlate(act.tx, plateCode)
  const placeName = (await listShortNames(act.tx, [placeCode])).get(placeCode) ?? placeCode
  const own = householdId === act.actor.householdId
  const visit = !own && act.may('households.read', { placeCode })
  const neighbour = act.actor.placeCode === placeCode
  return {
    kind: own ? ('own' as const) : visit ? ('visit' as const) : ('other' as const),
    placeCode,
    placeName,
    householdId: own || visit || neighbour ? householdId : null,
  }
}

/** Plates of a village or group to print in sheets. */
export async function listPlates(
  act: Act,
  query: {
    placeCode: string
    groupId?: string | undefined
    householdId?: string | undefined
  } & Page,
) {
  const { placeCode } = query
  act.authorise('households.plates', { placeCode })
  const { rows, total } = await listPlateRows(act.tx, {
    placeCode,
    groupId: query.groupId,
    householdId: query.householdId,
    page: query,
  })
  const groupIds = [...new Set(rows.flatMap((row) => row.groupId ?? []))]
  const groups = new Map(
    (await listAreaRowsByIds(act.tx, placeCode.slice(0, 6), groupIds)).map((group) => [group.id, group.name]),
  )
  const places = await listShortNames(act.tx, [placeCode])
  return {
    placeName: places.get(placeCode) ?? placeCode,
    rows: rows.map((row) => ({
      householdId: row.householdId,
      number: row.number,
      headMasked: maskName(row.headName),
      groupName: groups.get(row.groupId ?? '') ?? null,
      plateCode: row.plateCode,
      path: platePath(row.plateCode),
    })),
    total,
  }
}

/** Gives a household a new code; the old one is worth nothing from then on. */
export async function renewPlate(act: Act, county: string, householdId: string, reason: string) {
  const row = await findHouseholdRow(act.tx, county, householdId)
  if (!row) throw new Refusal('record.not_found')
  act.authorise('households.plates', { placeCode: row.placeCode })
  if (row.validTo !== null) throw new Refusal('household.ended', { number: row.number, on: row.validTo })
  const plateCode = makePlateCode(county)
  await updatePlateCode(act.tx, county, householdId, plateCode)
  act.record({
    placeCode: row.placeCode,
    householdId,
    action: 'households.renew_plate',
    subjectKind: 'household',
    subjectId: householdId,
    detail: { reason },
  })
  return { plateCode, path: platePath(plateCode) }
}
