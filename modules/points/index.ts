import { registerHouseholdEffect } from '../households/index.ts'
import { pointsHouseholdEffect } from './household-effect.ts'

export { closePeriod } from './close-period.ts'
export { declareBatch, declareClaim } from './declare-claim.ts'
export { joinScheme } from './enrol.ts'
export { pointsErrors } from './errors.ts'
export { pointsEvidence } from './evidence.ts'
export { cycleOf, getBook } from './find-book.ts'
export { pointsActions } from './permissions.ts'
export { openPublicity, quarterListKind, yearListKind } from './publicise.ts'
export { decideBatch, decideClaim, settleRectification } from './review-claim.ts'
export type { PointsBook } from './scheme.ts'
export { participationSchemeSection, pointsSchemeSection } from './scheme-section.ts'
export { listBalanceFaults, listCounties } from './store.ts'
export { listClaimsByIds } from './store-claims.ts'
export {
  type CloseLineRow,
  type CloseRow,
  type CloseRules,
  type CloseRun,
  findClose,
  findCloseById,
  insertCloses,
  listAllLines,
} from './store-closes.ts'
export { insertEnrolments } from './store-enrolments.ts'
export { lapseNotices } from './store-rectifications.ts'
export { pointsTimers } from './timers.ts'

registerHouseholdEffect(pointsHouseholdEffect)
