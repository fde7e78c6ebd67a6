import { registerAreaUse } from '../territory/index.ts'
import { countInArea } from './store-figures.ts'

export { ages, bornBy, isMinor, isUnder14 } from './decide-age.ts'
export { householdErrors } from './errors.ts'
export { exportRoll } from './export-roll.ts'
export {
  type EffectLine,
  type HouseholdChange,
  type HouseholdEffect,
  registerHouseholdEffect,
} from './household-effects.ts'
export { importRoll } from './import-roll.ts'
export { numberOrder } from './number-order.ts'
export { openRoll } from './open-roll.ts'
export { householdActions } from './permissions.ts'
export { planRoll, type RollPlan, rollRowsOf } from './plan-roll.ts'
export type { RollRequest } from './roll-gathering.ts'
export { type RollRow, rollSheet } from './roll-sheet.ts'
export { findPlate, listTagRecords } from './store.ts'
export { householdCards, personCards, personNames } from './store-cards.ts'
export {
  eligiblePersons,
  listPersonsOnRoll,
  type PersonCriteria,
} from './store-eligible.ts'
export { listTies } from './store-ties.ts'
export { importRollRows } from './stream-roll.ts'
export { writeRoll } from './write-roll.ts'

registerAreaUse({ key: 'households', count: countInArea })
