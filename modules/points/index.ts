import { registerHouseholdEffect } from '../households/index.ts'
import { pointsHouseholdEffect } from './household-effect.ts'

export { closePeriod } from './close-period.ts'
export type { CloseRules } from './decide-close.ts'
export { kindNames } from './decide-cycle.ts'
export { declareBatch } from './declare-claim.ts'
export { pointsErrors } from './errors.ts'
export { pointsEvidence } from './evidence.ts'
export { booksOf } from './find-book.ts'
export { type Freeze, registerFreeze } from './freeze.ts'
export { claimHolder } from './hold-evidence.ts'
export { pointsActions } from './permissions.ts'
export { entriesListKind, openPublicity, totalsListKind } from './publicise.ts'
export { decideBatch, settleRectification } from './review-claim.ts'
export { participationSchemeSection, pointsSchemeSection } from './scheme-section.ts'
export { returnPoints, spendPoints } from './spend-points.ts'
export { listBalanceFaults, listCounties } from './store.ts'
export { listClaimsByIds } from './store-claims.ts'
export {
  type CloseRow,
  type CloseRun,
  findClose,
  findCloseById,
  insertCloses,
  listHouseholdLines,
} from './store-closes.ts'
export { insertEnrolments } from './store-enrolments.ts'
export { lapseNotices } from './store-rectifications.ts'
export {
  findSpendable,
  listSpendable,
  lockSpendable,
  type Spendable,
  sumIssuedAndRedeemed,
} from './store-spending.ts'
export { pointsTimers } from './timers.ts'

registerHouseholdEffect(pointsHouseholdEffect)
