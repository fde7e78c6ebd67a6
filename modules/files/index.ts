export { assertFilesKnown } from './assert-files-known.ts'
export { filesErrors } from './errors.ts'
export { filesActions } from './permissions.ts'
export { insertFile } from './store.ts'
