import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl'
import { assertArchive, kindOfArchive } from './sniff-source.ts'
import { fileTooLarge, notXlsx, WorkbookError } from './workbook-error.ts'
import type { WorkbookLimits } from './workbook-limits.ts'

const ratioJudgedFrom = 32 * 1024 * 1024

/** An opened .xlsx archive: its parts by name, each read as a bounded stream. */
export interface WorkbookPackage {
  has(part: string): boolean
  /** Unpacked bytes as stated in the archive: good for progress, never for a limit. */
  statedBytes(part: string): number
  /** Unpacked bytes of a part; throws `workbook.bomb` or `workbook.corrupt` while streaming. */
  read(part: string, signal?: AbortSignal): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/** Name of the thing and the limit, as refused. */
const bomb = (part: string, limit: 'entries' | 'bytes' | 'ratio' | 'depth') =>
  new WorkbookError('workbook.bomb', { part, limit })

/** Makes any failure in reading a part a refusal; what is one already, or was asked for, stays as it is. */
export function asRefusal(error: unknown, part: string, signal?: AbortSignal): unknown {
  if (error instanceof WorkbookError) return error
  if (signal?.aborted === true) return signal.reason
  return new WorkbookError('workbook.corrupt', {
    part,
    cause: error instanceof Error ? error.message : String(error),
  })
}

/**
 * Opens a workbook by path, or from a stream, which is kept in a temporary file until `close` (the directory
 * of a ZIP stands at its end). Throws `WorkbookError` for whatever is not a sound, harmless .xlsx.
 */
export async function openPackage(
  source: string | Readable,
  limits: WorkbookLimits,
): Promise<WorkbookPackage> {
  const spool = typeof source === 'string' ? undefined : await spoolStream(source, limits)
  const path = spool?.path ?? (source as string)
  let zip: ZipFile | undefined
  const close = async () => {
    zip?.close()
    await spool?.remove()
  }
  try {
    if ((await stat(path)).size > limits.fileBytes) throw fileTooLarge(limits.fileBytes)
    await assertArchive(path)
    zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false }).catch(
      (error) => {
        throw asRefusal(error, '')
      },
    )
    const entries = await listEntries(zip, limits)
    assertWorkbook(new Set(entries.keys()))
    const opened = zip
    return {
      has: (part) => entries.has(part.toLowerCase()),
      statedBytes: (part) => entries.get(part.toLowerCase())?.uncompressedSize ?? 0,
      read: (part, signal) => readPart(opened, entries.get(part.toLowerCase()), part, limits, signal),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function spoolStream(source: Readable, limits: WorkbookLimits) {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'upload')
  let bytes = 0
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limits.fileBytes) done(fileTooLarge(limits.fileBytes))
      else done(null, chunk)
    },
  })
  try {
    await pipeline(source, bounded, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await remove()
    throw error
  }
  return { path, remove }
}

async function listEntries(zip: ZipFile, limits: WorkbookLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let count = 0
  try {
    for await (const entry of zip.eachEntry()) {
      // yauzl's promised entry count is not believed either: they are counted as they come.
      if (++count > limits.entries) throw bomb('', 'entries')
      const raw = entry.fileNameRaw
      // Old .NET archives write backslashes: they become slashes before the name is judged.
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
      if (validateFileName(name) !== null || name.includes('\0'))
        throw new WorkbookError('workbook.unsafe_entry', { name: name.slice(0, 200) })
      if ((entry.generalPurposeBitFlag & 0x1) !== 0) throw new WorkbookError('workbook.encrypted')
      if (name.endsWith('/')) continue
      // Names differ by more than case; two parts under one name would let two readers see two workbooks.
      const key = name.toLowerCase()
      if (entries.has(key)) throw new WorkbookError('workbook.unsafe_entry', { name: name.slice(0, 200) })
      entries.set(key, entry)
    }
  } catch (error) {
    throw asRefusal(error, '')
  }
  return entries
}

function assertWorkbook(names: ReadonlySet<string>): void {
  if (!names.has('[content_types].xml') || !names.has('_rels/.rels') || names.has('xl/workbook.bin'))
    throw notXlsx(kindOfArchive(names))
  if (kindOfArchive(names) !== 'zip') throw notXlsx(kindOfArchive(names))
  for (const name of names)
    if (name.endsWith('vbaproject.bin') || name.startsWith('xl/macrosheets/'))
      throw new WorkbookError('workbook.has_macros')
}

async function* readPart(
  zip: ZipFile,
  entry: Entry | undefined,
  part: string,
  limits: WorkbookLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  if (entry === undefined) throw new WorkbookError('workbook.corrupt', { part, cause: 'part is missing' })
  let bytes = 0
  let checksum = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted()
      bytes += chunk.length
      if (bytes > limits.partBytes) throw bomb(part, 'bytes')
      if (bytes > ratioJudgedFrom && bytes > entry.compressedSize * limits.ratio) throw bomb(part, 'ratio')
      checksum = crc32(chunk, checksum)
      yield chunk
    }
    if (checksum !== entry.crc32) throw new Error('checksum differs')
  } catch (error) {
    throw asRefusal(error, part, signal)
  }
}
