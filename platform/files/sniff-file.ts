import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { FileError } from './file-error.ts'

/** The kinds of file that photos and evidence come in. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf'

export const kindNames: Record<
  FileKind,
  { readonly zh: string; readonly en: string; readonly mime: string }
> = {
  jpeg: { zh: 'JPG 图片', en: 'JPG picture', mime: 'image/jpeg' },
  png: { zh: 'PNG 图片', en: 'PNG picture', mime: 'image/png' },
  webp: { zh: 'WebP 图片', en: 'WebP picture', mime: 'image/webp' },
  heic: { zh: 'HEIC 照片', en: 'HEIC photo', mime: 'image/heic' },
  pdf: { zh: 'PDF 文档', en: 'PDF document', mime: 'application/pdf' },
}

const kindOfMime: Readonly<Record<string, FileKind>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/vnd.mozilla.apng': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'application/pdf': 'pdf',
}

const programMarks: readonly (readonly number[])[] = [
  [0x4d, 0x5a], // MZ: Windows
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0xcf, 0xfa, 0xed, 0xfe], // Mach-O
  [0xce, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe], // Mach-O for several machines, Java class
  [0x64, 0x65, 0x78, 0x0a], // Android DEX
  [0x23, 0x21], // #! script
]

/** Refuses programs and documents that browsers run, by their first bytes. */
function assertInert(head: Buffer): void {
  if (programMarks.some((mark) => mark.every((byte, at) => head[at] === byte)))
    throw new FileError('file.executable')
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const text = (utf16 ? head.toString('latin1').replaceAll('\0', '') : head.toString('latin1')).toLowerCase()
  const start = text.replace(/^(ï»¿|ÿþ|þÿ|\s)+/i, '')
  if (!start.startsWith('<')) return
  if (start.includes('<svg')) throw new FileError('file.svg')
  if (start.includes('<?php')) throw new FileError('file.executable')
  if (/<(!doctype html|html|head|body|script|iframe|table|meta|!--)/.test(start))
    throw new FileError('file.html')
}

/**
 * Tells the kind of a file by its content alone; names and announced types count for nothing. Throws
 * `FileError` for programs, web pages, drawings with code, and every kind that is not among the allowed ones.
 */
export async function sniffFile(path: string, allowed: readonly FileKind[]): Promise<FileKind> {
  const file = await open(path, 'r')
  const head = Buffer.alloc(4096)
  const { bytesRead } = await file.read(head, 0, head.length, 0).finally(() => file.close())
  if (bytesRead === 0) throw new FileError('file.empty')
  assertInert(head.subarray(0, bytesRead))
  const found = await fileTypeFromFile(path).catch(() => undefined)
  const kind = found === undefined ? undefined : kindOfMime[found.mime]
  if (kind !== undefined && allowed.includes(kind)) return kind
  throw new FileError('file.type_not_allowed', {
    found: found?.ext ?? '?',
    allowedZh: allowed.map((name) => kindNames[name].zh).join('、'),
    allowedEn: allowed.map((name) => kindNames[name].en).join(', '),
  })
}
