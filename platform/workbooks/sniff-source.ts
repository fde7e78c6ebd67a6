import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type ForeignKind, notXlsx, WorkbookError } from './workbook-error.ts'

const starts = (head: Buffer, ...bytes: number[]) => bytes.every((byte, at) => head[at] === byte)

/**
 * Looks at the content of a file, never at its name, and throws a `WorkbookError` unless it is a ZIP archive,
 * the only form an .xlsx can have. Telling the kinds apart serves the message alone.
 */
export async function assertArchive(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(4096)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const bytes = head.subarray(0, bytesRead)
    if (bytesRead === 0) throw notXlsx('empty')
    if (starts(bytes, 0x50, 0x4b)) return
    if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
      if (await holdsEncryptedPackage(path)) throw new WorkbookError('workbook.encrypted')
      throw notXlsx('xls')
    }
    throw notXlsx(kindOfText(bytes))
  } finally {
    await file.close()
  }
}

// An encrypted .xlsx is an OLE file, like .xls, with a stream of this name.
const encryptedName = Buffer.from('EncryptedPackage', 'utf16le')

async function holdsEncryptedPackage(path: string): Promise<boolean> {
  let tail = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const window = Buffer.concat([tail, chunk as Buffer])
    if (window.includes(encryptedName)) return true
    tail = window.subarray(Math.max(0, window.length - encryptedName.length))
  }
  return false
}

function kindOfText(bytes: Buffer): ForeignKind {
  // BIFF records of Excel 2…5, before .xls became an OLE file.
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1)) return 'xls'
  const text = bytes
    .toString('latin1')
    .replace(/^(ï»¿|\s)+/, '')
    .toLowerCase()
  if (text.startsWith('%pdf')) return 'pdf'
  if (
    text.startsWith('<!doctype html') ||
    text.startsWith('<html') ||
    /^<(table|body|head|meta|style)\b/.test(text)
  )
    return 'html'
  if (text.startsWith('<')) return text.includes('<html') ? 'html' : 'xml'
  return bytes.includes(0) && !starts(bytes, 0xff, 0xfe) && !starts(bytes, 0xfe, 0xff) ? 'other' : 'csv'
}

/** What an archive without a workbook in it is, judged by the names of its parts. */
export function kindOfArchive(names: ReadonlySet<string>): ForeignKind {
  if (names.has('xl/workbook.bin')) return 'xlsb'
  if (names.has('word/document.xml') || names.has('ppt/presentation.xml')) return 'docx'
  return names.has('mimetype') && names.has('content.xml') ? 'ods' : 'zip'
}
