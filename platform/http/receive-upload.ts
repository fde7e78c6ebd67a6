import { Readable } from 'node:stream'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'

type Parts = AsyncIterableIterator<MultipartFile | { type: 'field'; fieldname: string; value: unknown }>

export interface ReceivedUpload {
  /** As the sender named it, without folders and control characters. */
  fileName: string
  /** Ends once the whole form was read; breaks with a refusal when the form breaks off or holds a second file. */
  stream: Readable
  /** The text fields; those behind the file are known once the stream was read to its end. */
  fields(): Record<string, unknown>
  /** Whether the file was cut at the server's limit; known once the stream was read to its end. */
  wasCut(): boolean
}

/**
 * The one file of a multipart request. Throws request.wrong_type for other content, request.file_missing for a
 * form without a file, request.file_broken for one that cannot be read.
 */
export async function receiveUpload(request: FastifyRequest): Promise<ReceivedUpload> {
  if (!request.isMultipart()) throw new Refusal('request.wrong_type', { expected: 'multipart/form-data' })
  const fields: Record<string, unknown> = {}
  const parts = request.parts() as Parts
  const nextFile = async (): Promise<MultipartFile | undefined> => {
    for (;;) {
      const { value: part, done } = await parts.next()
      if (done) return undefined
      if (part.type === 'file') return part
      fields[part.fieldname] = part.value
    }
  }
  const part = await nextFile().catch(refuseForm)
  if (!part) throw new Refusal('request.file_missing')
  const content = async function* () {
    try {
      yield* part.file
      if (await nextFile()) throw new Refusal('request.one_file')
    } catch (error) {
      refuseForm(error)
    }
  }
  return {
    fileName: plainFileName(part.filename ?? ''),
    stream: Readable.from(content(), { objectMode: false }),
    fields: () => fields,
    wasCut: () => part.file.truncated,
  }
}

/** Whatever goes wrong while a form is read lies in the form. */
function refuseForm(error: unknown): never {
  if (error instanceof Refusal) throw error
  throw new Refusal(codeOf(error) === 'FST_FILES_LIMIT' ? 'request.one_file' : 'request.file_broken')
}

const codeOf = (error: unknown) => (error as { code?: string }).code

/** A file name that is safe to show and to keep. */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = [...last.replaceAll(/\p{C}/gu, '').trim()].slice(-100).join('')
  return plain === '' ? '未命名' : plain
}
