import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { FileError } from './file-error.ts'

export interface ReceivedFile {
  readonly bytes: number
  /** SHA-256 of the content, in hexadecimal. */
  readonly sha256: string
}

const sizeText = (bytes: number) =>
  bytes >= 1048576 ? `${Math.round(bytes / 1048576)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`

/**
 * Writes a stream to a new file and flushes it to the disk. Throws `file.too_large` as soon as the limit is
 * passed, whatever length was announced. Leaves no file behind when it fails.
 */
export async function receiveFile(
  source: Readable,
  path: string,
  bytesMax = Infinity,
): Promise<ReceivedFile> {
  const hash = createHash('sha256')
  let bytes = 0
  // `wx`: a path that is already taken, or a link laid there, is never written through.
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of source) {
      const chunk: Buffer = typeof piece === 'string' ? Buffer.from(piece) : piece
      bytes += chunk.length
      if (bytes > bytesMax)
        throw new FileError('file.too_large', { limit: sizeText(bytesMax), limitBytes: bytesMax })
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
    await file.close()
  } catch (error) {
    await file.close().catch(() => {})
    await rm(path, { force: true })
    throw error
  }
  return { bytes, sha256: hash.digest('hex') }
}
