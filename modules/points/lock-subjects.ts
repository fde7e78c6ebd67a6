import type { Act } from '../../platform/http/context.ts'
import { lockAdoption } from '../schemes/index.ts'
import { countyOf } from './store.ts'
import { lockEnrolments } from './store-enrolments.ts'

/**
 * Holds those for whom points are declared until the act ends, so that two acts at once see each other's use of a
 * cap: households with their persons by their enrolments, groups and the village by the adoption.
 */
export async function lockSubjects(
  act: Act,
  key: { placeCode: string; adoptionId: string; householdIds: readonly string[] },
): Promise<void> {
  if (key.householdIds.length === 0) await lockAdoption(act.tx, key.placeCode, key.adoptionId)
  else await lockEnrolments(act.tx, countyOf(key.placeCode), key)
}
