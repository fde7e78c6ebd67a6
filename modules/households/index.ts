import { registerAreaUse } from '../territory/index.ts'
import { countInArea } from './store-figures.ts'

export type { ChangeKind } from './contract.ts'
export { ages, ageYears, bornBy, checkGuardian, isUnder14, mayVote } from './decide-age.ts'
export { householdErrors } from './errors.ts'
export { exportRoll } from './export-roll.ts'
export {
  type EffectLine,
  type HouseholdChange,
  type HouseholdEffect,
  registerHouseholdEffect,
} from './household-effects.ts'
export { importRoll, type RollImport, type RollResult } from './import-roll.ts'
export { openRoll, type RollPersonFound } from './open-roll.ts'
export { householdActions } from './permissions.ts'
export { planRoll, type RollPlan, rollRowsOf } from './plan-roll.ts'
export type { RollRequest } from './roll-gathering.ts'
export { type RollRow, rollSheet } from './roll-sheet.ts'
export { applyOperation, previewOperation } from './run-operation.ts'
export { findHouseholdRow, type HouseholdListRow } from './store.ts'
export { householdCards } from './store-cards.ts'
export { importRollRows } from './stream-roll.ts'

registerAreaUse({ key: 'households', count: countInArea })
