import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { assertOneKind } from './assert-one-kind.ts'
import { encodeImage } from './encode-image.ts'
import type { Position } from './read-exif-position.ts'
import { receiveFile } from './receive-file.ts'
import { type FileKind, kindNames, sniffFile } from './sniff-file.ts'

/** What may be uploaded in one place of the product. */
export interface UploadPolicy {
  readonly kinds: readonly FileKind[]
  readonly bytesMax: number
  readonly pixelsMax: number
  readonly sideMaxPixels: number
  /** Whether the place where a photo was taken is read out of it; the stored photo never holds it. */
  readonly keepPosition: boolean
}

export const defaultUploadPolicy: UploadPolicy = {
  kinds: ['jpeg', 'png', 'webp', 'heic', 'pdf'],
  bytesMax: 20 * 1024 * 1024,
  pixelsMax: 60_000_000,
  sideMaxPixels: 2560,
  keepPosition: false,
}

/** A file on the local disk that is ready to be stored. */
export interface PreparedFile {
  readonly path: string
  readonly mime: string
  readonly bytes: number
  readonly sha256: string
}

/** An upload that passed. `discard` it when it is stored or no longer wanted. */
export interface AcceptedUpload {
  readonly file: PreparedFile
  /** Pictures only. */
  readonly thumbnail?: PreparedFile
  readonly widthPixels?: number
  readonly heightPixels?: number
  /** Only if the policy keeps it and the photo has it. */
  readonly position?: Position
  /** Of the file as it was sent: the same upload twice has the same. */
  readonly uploadSha256: string
  discard(): Promise<void>
}

const sha256Of = (content: Buffer) => createHash('sha256').update(content).digest('hex')

async function prepared(path: string, content: Buffer, mime: string): Promise<PreparedFile> {
  await writeFile(path, content, { flag: 'wx', mode: 0o600 })
  return { path, mime, bytes: content.length, sha256: sha256Of(content) }
}

/**
 * Receives an upload into a temporary folder of its own and makes it fit to keep: size limited while it
 * streams, kind told by content, files of two kinds refused, pictures written anew without metadata. Throws
 * `FileError`; then nothing is left behind. Name and announced type of the upload are never asked for.
 */
export async function acceptUpload(source: Readable, policy: UploadPolicy): Promise<AcceptedUpload> {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'))
  const discard = () => rm(folder, { recursive: true, force: true })
  try {
    const upload = join(folder, 'upload')
    const received = await receiveFile(source, upload, policy.bytesMax)
    const kind = await sniffFile(upload, policy.kinds)
    await assertOneKind(upload, kind)
    if (kind === 'pdf')
      return {
        file: { path: upload, mime: kindNames.pdf.mime, ...received },
        uploadSha256: received.sha256,
        discard,
      }
    const { kind: encodedKind, image, thumbnail, ...rest } = await encodeImage(upload, kind, policy)
    // What the camera wrote into the upload goes at once, not only with the folder.
    await rm(upload)
    return {
      file: await prepared(join(folder, 'image'), image, kindNames[encodedKind].mime),
      thumbnail: await prepared(join(folder, 'thumbnail'), thumbnail, kindNames.webp.mime),
      ...rest,
      uploadSha256: received.sha256,
      discard,
    }
  } catch (error) {
    await discard()
    throw error
  }
}
