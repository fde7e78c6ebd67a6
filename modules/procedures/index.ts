export { proceduresErrors } from './errors.ts'
export { proceduresActions } from './permissions.ts'
export { procedureSchemeSection } from './scheme-section.ts'
export { findRun } from './store.ts'
export {
  type EvidenceChecks,
  type Proof,
  type ProofOf,
  requireGate,
  startRun,
  takeStep,
} from './take-step.ts'
