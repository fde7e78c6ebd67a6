export { meetingsErrors } from './errors.ts'
export { meetingsActions } from './permissions.ts'
export { recordResolution } from './record-resolution.ts'
export { findResolution } from './store.ts'
