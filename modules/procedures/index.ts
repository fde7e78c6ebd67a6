export { proceduresErrors } from './errors.ts'
export { proceduresActions } from './permissions.ts'
export { procedureSchemeSection } from './scheme-section.ts'
export { type EvidenceCheck, type EvidenceChecks, requireGate, startRun, takeStep } from './take-step.ts'
