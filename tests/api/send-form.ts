import type { FastifyInstance } from 'fastify'
import { v7 as makeId } from 'uuid'
import type { Told } from './fault-of-refusal.ts'

/** One part of a multipart form; one with a file name is a file. */
export interface FormPart {
  name: string
  fileName?: string
  type?: string
  content: Buffer | string
}

export interface FormOptions {
  key?: string | null
  english?: boolean
  /** The whole Content-Type, when it is not the right one. */
  contentType?: string
  /** Goes in place of the form. */
  raw?: string
  /** Only so many bytes of the form arrive. */
  bytes?: number
}

const mark = '----form'

/** The bytes of a form. */
export function formOf(parts: readonly FormPart[]): Buffer {
  const pieces = parts.flatMap((part) => {
    const file = part.fileName === undefined ? '' : `; filename="${part.fileName}"`
    const type = part.type === undefined ? '' : `\r\ncontent-type: ${part.type}`
    const head = `--${mark}\r\ncontent-disposition: form-data; name="${part.name}"${file}${type}\r\n\r\n`
    return [Buffer.from(head), Buffer.from(part.content), Buffer.from('\r\n')]
  })
  return Buffer.concat([...pieces, Buffer.from(`--${mark}--\r\n`)])
}

export const formType = `multipart/form-data; boundary=${mark}`

/** Sends a form as somebody. */
export async function sendForm(
  app: FastifyInstance,
  as: string,
  url: string,
  parts: readonly FormPart[],
  options: FormOptions = {},
): Promise<Told> {
  const whole = options.raw === undefined ? formOf(parts) : Buffer.from(options.raw)
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: {
      authorization: `Bearer ${as}`,
      'content-type': options.contentType ?? formType,
      ...(options.key === null ? {} : { 'idempotency-key': options.key ?? makeId() }),
      ...(options.english ? { 'accept-language': 'en' } : {}),
    },
    payload: options.bytes === undefined ? whole : whole.subarray(0, options.bytes),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, text: reply.body, json: isJson ? reply.json() : undefined }
}
