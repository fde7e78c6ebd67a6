export { filesErrors } from './errors.ts'
export { filesActions } from './permissions.ts'
export { countFiles, insertFile } from './store.ts'
