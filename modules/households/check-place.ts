import { randomBytes } from 'node:crypto'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { findAreaRow, findDivisionRow } from '../territory/index.ts'
import { findByNumber, findLastNumber } from './store.ts'

/** The name of a village that households can lie in; refuses other places. */
export async function getVillageName(act: Act, placeCode: string): Promise<string> {
  const division = await findDivisionRow(act.tx, placeCode)
  if (division?.level !== 'village' || division.validTo !== null)
    throw new Refusal('household.not_village', { code: placeCode })
  return division.shortName
}

/** Refuses a group that is not a current villagers' group of the village. */
export async function refuseForeignGroup(
  act: Act,
  placeCode: string,
  groupId: string | null,
  at: string,
): Promise<void> {
  if (groupId === null) return
  const group = await findAreaRow(act.tx, placeCode.slice(0, 6), groupId)
  if (!group || group.placeCode !== placeCode || group.kind !== 'group' || group.validTo !== null)
    throw new Refusal('household.group_wrong', {}, at)
}

/** The number asked for, when it is free, or the next one of the village. */
export async function chooseNumber(
  act: Act,
  placeCode: string,
  asked: string | null,
  at: string,
): Promise<string> {
  const county = placeCode.slice(0, 6)
  if (asked === null) {
    const last = await findLastNumber(act.tx, county, placeCode)
    return String(last.number + 1).padStart(last.width, '0')
  }
  const taken = await findByNumber(act.tx, county, placeCode, asked)
  if (taken) throw new Refusal('household.number_taken', { number: asked, head: taken.headName }, at)
  return asked
}

const letters = 'abcdefghjkmnpqrstuvwxyz023456789'

/**
 * The code of a door plate: the county, so that a scan finds its row, and twelve random letters (60 bits), so that
 * nobody guesses a neighbour's. Letters that look alike are left out.
 */
export function makePlateCode(county: string): string {
  let code = county
  for (const byte of randomBytes(12)) code += letters[byte & 31]
  return code
}
