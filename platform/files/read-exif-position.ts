/** A place in degrees of WGS 84, as phones write it; north and east are positive. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

const gpsDirectoryTag = 0x8825
const entryBytes = 12

/** The TIFF structure of EXIF: bounded reads, so that a false offset gives undefined and never an error. */
class TiffReader {
  readonly #bytes: Buffer
  readonly #little: boolean

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#little = bytes.toString('latin1', 0, 2) === 'II'
  }

  uint16(at: number): number | undefined {
    if (at < 0 || at + 2 > this.#bytes.length) return undefined
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at)
  }

  uint32(at: number): number | undefined {
    if (at < 0 || at + 4 > this.#bytes.length) return undefined
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at)
  }

  letter(at: number): string {
    return this.#bytes.toString('latin1', at, at + 1)
  }

  /** Offset of the entry of a tag in the directory at `start`. */
  entry(start: number | undefined, tag: number): number | undefined {
    const count = start === undefined ? undefined : this.uint16(start)
    if (start === undefined || count === undefined) return undefined
    for (let index = 0; index < count; index++) {
      const at = start + 2 + index * entryBytes
      const found = this.uint16(at)
      if (found === undefined) return undefined
      if (found === tag) return at
    }
    return undefined
  }

  /** Degrees from three fractions: degrees, minutes, seconds. */
  degrees(entry: number | undefined): number | undefined {
    if (entry === undefined || this.uint16(entry + 2) !== 5 || this.uint32(entry + 4) !== 3) return undefined
    const start = this.uint32(entry + 8)
    if (start === undefined) return undefined
    let degrees = 0
    for (const [index, unit] of [1, 60, 3600].entries()) {
      const numerator = this.uint32(start + index * 8)
      const denominator = this.uint32(start + index * 8 + 4)
      if (numerator === undefined || denominator === undefined) return undefined
      // Some phones write 0/0 for seconds that they do not know.
      if (denominator === 0 && numerator !== 0) return undefined
      degrees += denominator === 0 ? 0 : numerator / denominator / unit
    }
    return degrees
  }
}

/** The position in an EXIF block (with or without its `Exif` mark); undefined if there is none that makes sense. */
export function readExifPosition(exif: Buffer): Position | undefined {
  const bytes = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
  const tiff = new TiffReader(bytes)
  if (tiff.uint16(2) !== 42) return undefined
  const pointer = tiff.entry(tiff.uint32(4), gpsDirectoryTag)
  const gps = pointer === undefined ? undefined : tiff.uint32(pointer + 8)
  const signed = (referenceTag: number, tag: number, negative: string) => {
    const reference = tiff.entry(gps, referenceTag)
    const degrees = tiff.degrees(tiff.entry(gps, tag))
    if (reference === undefined || degrees === undefined) return undefined
    return tiff.letter(reference + 8).toUpperCase() === negative ? -degrees : degrees
  }
  const latitude = signed(1, 2, 'S')
  const longitude = signed(3, 4, 'W')
  if (latitude === undefined || longitude === undefined) return undefined
  // 0/0 is what cameras write before they have found a satellite.
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || (latitude === 0 && longitude === 0))
    return undefined
  const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7
  return { latitude: rounded(latitude), longitude: rounded(longitude) }
}
