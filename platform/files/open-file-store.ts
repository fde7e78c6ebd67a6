import type { FileStore } from './file-store.ts'
import { openFolderStore } from './folder-store.ts'
import { openS3Store, type S3Settings } from './s3-store.ts'

export type FileStoreSettings =
  | { readonly kind: 'folder'; readonly path: string }
  | ({ readonly kind: 's3' } & S3Settings)

/** Opens the store of the settings: a local folder, or a bucket of any S3-compatible service. */
export async function openFileStore(settings: FileStoreSettings): Promise<FileStore> {
  return settings.kind === 'folder' ? openFolderStore(settings.path) : openS3Store(settings)
}
