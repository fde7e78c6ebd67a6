import { open } from 'node:fs/promises'
import { FileError } from './file-error.ts'
import type { FileKind } from './sniff-file.ts'

const windowBytes = 1 << 20
const headBytes = 1024
/** The end record of a ZIP archive is 22 bytes and a comment of at most 65,535. */
const zipEndBytes = 22 + 65_535

// Long enough not to turn up in compressed pictures by chance: a photo has millions of bytes.
const codeForm = /<script|<iframe|<!doctype html|<html[\s>]|<\?php\s/i
const codeAtStart = /<script|<iframe|<!doctype|<html|<\?php|<svg/i
const archiveMarks = ['Rar!\x1a\x07', '7z\xbc\xaf\x27\x1c', 'PK\x03\x04\x14\x00']
const activePdfForm =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![^\s()<>[\]{}/%])|\/XFA\s*\[|\/XFA\s+\d+\s+\d+\s+R/
/** Bytes of the next window that are looked at too, so that no mark is cut in two. */
const overlapBytes = 64

const foreign = (found: string) => new FileError('file.polyglot', { found })

function assertWindow(text: string, kind: FileKind): void {
  if (kind === 'pdf') {
    // `/J#61vaScript` is the same name: written out before it is compared.
    const names = text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    if (activePdfForm.test(names)) throw new FileError('file.active_pdf')
    return
  }
  if (codeForm.test(text)) throw foreign('html')
  if (archiveMarks.some((mark) => text.includes(mark))) throw foreign('archive')
}

function assertEnds(head: string, tail: Buffer, kind: FileKind): void {
  if (codeAtStart.test(head)) throw foreign('html')
  if (kind !== 'pdf' && /%pdf-/i.test(head)) throw foreign('pdf')
  if (kind === 'pdf' && !tail.subarray(-headBytes).includes('%%EOF')) throw new FileError('file.damaged')
  // A ZIP is read from its end: a picture with an archive behind it is an archive too (or a program of Java).
  for (let at = tail.lastIndexOf(zipEnd); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(zipEnd, at - 1))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) <= tail.length) throw foreign('zip')
}
const zipEnd = 'PK\x05\x06'

/**
 * Refuses a file that is also something else (a picture with a web page, archive or PDF in it), and a PDF that
 * acts: scripts, attachments, launches. Names inside compressed object streams of a PDF are not seen; such
 * a file must still be served as a download. Reads the file in windows, whatever its size.
 */
export async function assertOneKind(path: string, kind: FileKind): Promise<void> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const head = Buffer.alloc(Math.min(headBytes, size))
    await file.read(head, 0, head.length, 0)
    const tail = Buffer.alloc(Math.min(zipEndBytes, size))
    await file.read(tail, 0, tail.length, size - tail.length)
    assertEnds(head.toString('latin1'), tail, kind)
    const window = Buffer.alloc(windowBytes + overlapBytes)
    for (let at = 0; at < size; at += windowBytes) {
      const { bytesRead } = await file.read(window, 0, window.length, at)
      assertWindow(window.toString('latin1', 0, bytesRead), kind)
    }
  } finally {
    await file.close()
  }
}
