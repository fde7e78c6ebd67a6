import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'

/** A file to be put into an archive; its content may be made while it is written. */
export interface ArchivePart {
  readonly name: string
  readonly content: Iterable<string> | AsyncIterable<string>
}

const pieceLength = 65_536

/**
 * Writes a ZIP archive part by part and ends the stream. Content is pulled only as fast as the stream takes it,
 * so memory does not grow with the rows; zlib packs off the main thread. Parts stay below 4 GiB.
 */
export async function writeArchive(parts: Iterable<ArchivePart>, output: Writable): Promise<void> {
  await pipeline(Readable.from(archiveBytes(parts), { objectMode: false }), output)
}

/** Joins small texts, so that each piece is worth handing to zlib. */
async function* joined(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let buffer = ''
  for await (const text of texts) {
    buffer += text
    if (buffer.length < pieceLength) continue
    yield buffer
    buffer = ''
  }
  if (buffer !== '') yield buffer
}

async function* archiveBytes(parts: Iterable<ArchivePart>): AsyncGenerator<Buffer> {
  let ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    ready.push(chunk)
  })
  const taken = function* () {
    const chunks = ready
    ready = []
    for (const chunk of chunks) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  }
  for (const part of parts) {
    const entry: ZipInputFile = { filename: part.name, size: 0, crc: 0, compression: 8 }
    zip.add(entry)
    const deflate = createDeflateRaw({ level: 6, chunkSize: 65536 })
    const source = async function* () {
      for await (const text of joined(part.content)) {
        const bytes = Buffer.from(text)
        entry.size += bytes.length
        entry.crc = crc32(bytes, entry.crc)
        yield bytes
      }
    }
    const packing = pipeline(source, deflate)
    // The failure of the source also ends the loop below; it is thrown from there.
    packing.catch(() => {})
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      entry.ondata?.(null, new Uint8Array(chunk), false)
      yield* taken()
    }
    await packing
    entry.ondata?.(null, new Uint8Array(0), true)
    yield* taken()
  }
  zip.end()
  yield* taken()
}
