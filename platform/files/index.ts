export { fileErrors } from './file-error.ts'
export type { FileStore } from './file-store.ts'
export { type FileStoreSettings, openFileStore } from './open-file-store.ts'
