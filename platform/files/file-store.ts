import type { Readable } from 'node:stream'

export interface StoredFile {
  /** `<county>/<two digits>/<sha-256>`; the same content in one county has one key. */
  readonly key: string
  readonly sha256: string
  readonly bytes: number
}

export interface OpenedFile {
  readonly stream: Readable
  readonly bytes: number
}

/**
 * Keeps files by the hash of their content, each county's apart. A file is there whole or not at all; storing
 * it twice is the same as once, so a file may only be deleted when no record of its county names its key.
 */
export interface FileStore {
  /** Stores a stream under a six-digit county code; `mime` is told to stores that hand files out themselves. */
  put(countyCode: string, content: Readable, mime: string): Promise<StoredFile>
  /** Opens a stored file; throws `file.not_found`. */
  get(key: string): Promise<OpenedFile>
  /** Deletes a stored file; deleting what is gone is no error. */
  delete(key: string): Promise<void>
}
