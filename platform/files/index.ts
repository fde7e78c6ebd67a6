export {
  type AcceptedUpload,
  acceptUpload,
  defaultUploadPolicy,
  type PreparedFile,
  type UploadPolicy,
} from './accept-upload.ts'
export { FileError, type FileErrorCode, fileErrors } from './file-error.ts'
export type { FileStore, OpenedFile, StoredFile } from './file-store.ts'
export { type KeptUpload, keepUpload } from './keep-upload.ts'
export { type FileStoreSettings, openFileStore } from './open-file-store.ts'
export type { Position } from './read-exif-position.ts'
export type { S3Settings } from './s3-store.ts'
export type { FileKind } from './sniff-file.ts'
