import { Readable } from 'node:stream'
import sharp, { type Sharp } from 'sharp'

// Files that the tests of this folder upload.

/** A stream of the bytes in pieces, as an upload arrives. */
export function asUpload(bytes: Uint8Array, pieceLength = 1000): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += pieceLength)
        yield Buffer.from(bytes.subarray(at, at + pieceLength))
    })(),
  )
}

/** The content of a stream. */
export async function bytesOf(stream: Readable): Promise<Buffer> {
  return Buffer.concat(await stream.toArray())
}

interface PhotoOptions {
  readonly width?: number
  readonly height?: number
  readonly orientation?: number
  readonly exif?: Record<string, Record<string, string>>
}

/** A photo whose left half is red and right half blue, so that its turning can be seen. */
export function photo({ width = 64, height = 32, orientation, exif }: PhotoOptions = {}): Sharp {
  const left = { create: { width: width >> 1, height, channels: 3 as const, background: '#ff0000' } }
  let image = sharp({ create: { width, height, channels: 3, background: '#0000ff' } }).composite([
    { input: left, left: 0, top: 0 },
  ])
  if (exif !== undefined) image = image.withExif(exif)
  return orientation === undefined ? image : image.withMetadata({ orientation })
}

/** EXIF of a phone at 30°41′24.36″N 121°2′6.6″E, with a maker that must not survive. */
export const phoneExif = {
  IFD0: { Make: 'SecretPhone', Model: 'X1' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '30/1 41/1 2436/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '121/1 2/1 66/10',
  },
}

/** A small PDF; `extra` is put into its catalogue. */
export function pdf(extra = ''): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R${extra}>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  )
}
