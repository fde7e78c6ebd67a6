import type { Readable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'

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
  const part: MultipartFile | undefined = await request.file()
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
