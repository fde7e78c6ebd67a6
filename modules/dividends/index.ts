import { registerHouseholdEffect } from '../households/index.ts'
import { shareHouseholdEffect } from './household-effect.ts'

export { dividendsErrors } from './errors.ts'
export { dividendEvidence } from './evidence.ts'
export { dividendsActions } from './permissions.ts'
export { draftPlan, payPlan, planListKind, publicisePlan, resolvePlan } from './plan-dividend.ts'
export { dividendSchemeSection } from './scheme-section.ts'
export { insertShares } from './store-shares.ts'

registerHouseholdEffect(shareHouseholdEffect)
