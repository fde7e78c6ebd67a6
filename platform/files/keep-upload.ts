import { createReadStream } from 'node:fs'
import type { AcceptedUpload } from './accept-upload.ts'
import type { FileStore } from './file-store.ts'
import type { Position } from './read-exif-position.ts'

/** What a record keeps of a stored upload. */
export interface KeptUpload {
  readonly key: string
  readonly thumbnailKey?: string
  readonly mime: string
  readonly bytes: number
  readonly sha256: string
  readonly uploadSha256: string
  readonly widthPixels?: number
  readonly heightPixels?: number
  readonly position?: Position
}

/** Stores an accepted upload and its thumbnail in a county, and discards the temporary files, stored or not. */
export async function keepUpload(
  store: FileStore,
  countyCode: string,
  upload: AcceptedUpload,
): Promise<KeptUpload> {
  const { file, thumbnail, discard, ...facts } = upload
  try {
    const small = thumbnail && (await store.put(countyCode, createReadStream(thumbnail.path), thumbnail.mime))
    const { key, bytes, sha256 } = await store.put(countyCode, createReadStream(file.path), file.mime)
    return { key, ...(small && { thumbnailKey: small.key }), mime: file.mime, bytes, sha256, ...facts }
  } finally {
    await discard()
  }
}
