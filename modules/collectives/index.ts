export { collectivesErrors } from './errors.ts'
export { collectivesActions } from './permissions.ts'
export { resultsListKind } from './publish-results.ts'
export { readResults } from './read-results.ts'
export type { CollectiveRules } from './scheme.ts'
export { collectiveSchemeSection } from './scheme-section.ts'
export { findCreation } from './store.ts'
export {
  findViolationRow,
  listLapsedViolations,
  lockViolation,
  type ViolationRow,
} from './store-acceptances.ts'
