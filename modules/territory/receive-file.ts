import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { WorkbookError } from '../../platform/workbooks/index.ts'

export interface ReceivedFile {
  /** As the sender named it, without folders and control characters. */
  fileName: string
  stream: Readable
  /** Whether the upload was cut at the server's limit; known once the stream was read to its end. */
  wasCut(): boolean
}

/** The one file of a multipart request. Refuses other content types and a form without a file. */
export async function receiveFile(request: FastifyRequest): Promise<ReceivedFile> {
  if (!request.isMultipart()) throw new Refusal('request.wrong_type', { expected: 'multipart/form-data' })
  const part = await request.file()
  if (!part) throw new Refusal('territory.file_missing')
  return {
    fileName: plainFileName(part.filename),
    stream: part.file,
    wasCut: () => part.file.truncated,
  }
}

/** A file name that is safe to show and to keep. */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = [...last.replaceAll(/\p{C}/gu, '').trim()].slice(-100).join('')
  return plain === '' ? '未命名' : plain
}

/** Runs work on a workbook; a file that is refused as a whole becomes a refusal in the sender's language. */
export async function withWorkbook<T>(code: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    throw new Refusal(code, {
      action: error.words.zh,
      actionEn: error.words.en,
      workbookCode: error.code,
    })
  }
}

/** Reads a text file of bounded size whole; refuses a larger one. */
export async function readText(file: ReceivedFile, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of file.stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= bytesMax) chunks.push(chunk)
  }
  if (bytes > bytesMax || file.wasCut())
    throw new Refusal('territory.file_too_large', { limit: `${Math.floor(bytesMax / 1024 / 1024)} MB` })
  return Buffer.concat(chunks).toString('utf8')
}
