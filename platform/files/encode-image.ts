import sharp, { type Metadata, type Sharp } from 'sharp'
import { FileError } from './file-error.ts'
import { type Position, readExifPosition } from './read-exif-position.ts'
import type { FileKind } from './sniff-file.ts'

export type ImageKind = Exclude<FileKind, 'pdf'>

export interface ImagePolicy {
  /** Width × height of what is decoded. */
  readonly pixelsMax: number
  /** Longer side of what is kept; larger pictures are made smaller. */
  readonly sideMaxPixels: number
  readonly keepPosition: boolean
}

export interface EncodedImage {
  readonly kind: 'jpeg' | 'png' | 'webp'
  readonly image: Buffer
  /** WebP, at most 320 pixels a side. */
  readonly thumbnail: Buffer
  /** After turning upright. */
  readonly widthPixels: number
  readonly heightPixels: number
  readonly position?: Position
}

const thumbnailSidePixels = 320
const decodeSecondsMax = 30

const formatOf: Record<ImageKind, string> = { jpeg: 'jpeg', png: 'png', webp: 'webp', heic: 'heif' }

/** Whether this build of the picture library reads HEIC (HEVC); the npm one does not, for its patents. */
const decodesHeic = sharp.format.heif.input.fileSuffix?.includes('.heic') === true

async function readHead(path: string, kind: ImageKind): Promise<Metadata> {
  let head: Metadata
  try {
    head = await sharp(path, { limitInputPixels: false, failOn: 'error' }).metadata()
  } catch {
    throw new FileError(kind === 'heic' && !decodesHeic ? 'file.heic_unsupported' : 'file.damaged')
  }
  // The library looks at the bytes by its own rules; it must see the same kind.
  if (head.format !== formatOf[kind]) throw new FileError('file.polyglot', { found: head.format ?? '?' })
  return head
}

// A decoded photo takes some hundred mebibytes: however many are uploaded at once, only so many are open.
const decodingMax = 2
let decodingCount = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (decodingCount < decodingMax) decodingCount++
  else await new Promise<void>((resolve) => waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) decodingCount--
    else next()
  }
}

/** Runs the decoder; whatever it cannot make sense of is damaged. */
async function decoded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new FileError('file.damaged')
  }
}

function encoded(image: Sharp, kind: EncodedImage['kind']): Sharp {
  if (kind === 'png') return image.png({ compressionLevel: 9 })
  return kind === 'webp' ? image.webp({ quality: 82 }) : image.jpeg({ quality: 82 })
}

/**
 * Decodes a picture, turns it upright and encodes it anew without any metadata, with a thumbnail. The
 * result comes from the pixels alone, so nothing hidden in the upload survives. Throws `FileError` for pictures that are damaged, cut short, too big, or that cannot be decoded.
 */
export async function encodeImage(
  source: string,
  kind: ImageKind,
  policy: ImagePolicy,
): Promise<EncodedImage> {
  if (kind === 'heic' && !decodesHeic) throw new FileError('file.heic_unsupported')
  const head = await readHead(source, kind)
  const { width = 0, height = 0 } = head
  if (width * height > policy.pixelsMax)
    throw new FileError('file.too_many_pixels', {
      width,
      height,
      limit: Math.round(policy.pixelsMax / 10_000),
      limitMega: Math.round(policy.pixelsMax / 100_000) / 10,
    })
  const resultKind = kind === 'heic' ? 'jpeg' : kind
  const inside = { fit: 'inside', withoutEnlargement: true } as const
  const kept = await inTurn(() =>
    decoded(() =>
      encoded(
        sharp(source, { limitInputPixels: policy.pixelsMax, failOn: 'error' })
          .timeout({ seconds: decodeSecondsMax })
          .autoOrient()
          .resize({ width: policy.sideMaxPixels, height: policy.sideMaxPixels, ...inside }),
        resultKind,
      ).toBuffer({ resolveWithObject: true }),
    ),
  )
  // The thumbnail is made from what is kept: it can show nothing that the picture does not.
  const thumbnail = await decoded(() =>
    sharp(kept.data)
      .resize({ width: thumbnailSidePixels, height: thumbnailSidePixels, ...inside })
      .webp({ quality: 70 })
      .toBuffer(),
  )
  const position = policy.keepPosition && head.exif ? readExifPosition(head.exif) : undefined
  const { width: widthPixels, height: heightPixels } = kept.info
  return {
    kind: resultKind,
    image: kept.data,
    thumbnail,
    widthPixels,
    heightPixels,
    ...(position && { position }),
  }
}
