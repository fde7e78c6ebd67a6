import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import { FileError, storeUnavailable } from './file-error.ts'
import { assertFileKey, fileKey } from './file-key.ts'
import type { FileStore } from './file-store.ts'
import { receiveFile } from './receive-file.ts'

export interface S3Settings {
  /** Such as `https://minio.example:9000`; without the bucket. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** `path` (MinIO and most others): bucket in the path; `host` (some clouds ask for it): bucket in the host name. */
  readonly addressing?: 'path' | 'host'
  /** Silence of the service after which a try counts as failed; default 30,000. */
  readonly idleTimeoutMs?: number
}

interface S3Request {
  readonly method: 'PUT' | 'GET' | 'DELETE'
  readonly key: string
  /** SHA-256 of the body; signed, so that the service refuses a body that changed on its way. */
  readonly sha256: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: () => Readable
}

const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const triesMax = 3
const answerBytesMax = 64 * 1024

/** Address of an object in the bucket. */
export function objectUrl({ endpoint, bucket, addressing = 'path' }: S3Settings, key: string): URL {
  const url = new URL(endpoint)
  if (addressing === 'host') url.hostname = `${bucket}.${url.hostname}`
  const base = url.pathname.replace(/\/$/, '')
  url.pathname = addressing === 'host' ? `${base}/${key}` : `${base}/${bucket}/${key}`
  return url
}

async function send(settings: S3Settings, request: S3Request): Promise<IncomingMessage> {
  const { url, headers } = await new AwsV4Signer({
    method: request.method,
    url: objectUrl(settings, request.key).href,
    headers: { ...request.headers, 'x-amz-content-sha256': request.sha256 },
    accessKeyId: settings.accessKeyId,
    secretAccessKey: settings.secretAccessKey,
    service: 's3',
    region: settings.region,
  }).sign()
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest
  const outgoing = start(url, { method: request.method, headers: Object.fromEntries(headers) })
  outgoing.setTimeout(settings.idleTimeoutMs ?? 30_000, () =>
    outgoing.destroy(new Error('no answer in time')),
  )
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve)
    outgoing.on('error', reject)
    outgoing.once('close', () => reject(new Error('connection closed')))
  })
  if (request.body === undefined) outgoing.end()
  else pipeline(request.body(), outgoing).catch((error) => outgoing.destroy(error))
  return answered
}

/** The start of an answer as text; the rest is dropped. */
async function readAnswer(answer: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    if (text.length > answerBytesMax) break
  }
  return text
}

/** Failure of the service; its cause names no key and no secret. */
function unavailable(method: string, why: string, status: number | null): FileError {
  return storeUnavailable(`S3 ${method}: ${status === null ? '' : `status ${status} `}${why}`)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Sends until the service answers for good; every request here may be repeated without harm. */
async function exchange(settings: S3Settings, request: S3Request): Promise<IncomingMessage> {
  for (let tries = 1; ; tries++) {
    let failure: FileError
    try {
      const answer = await send(settings, request)
      const status = answer.statusCode ?? 0
      if (status >= 200 && status < 300) return answer
      const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(await readAnswer(answer))?.[1] ?? 'no code'
      if (status === 404 && code !== 'NoSuchBucket') throw new FileError('file.not_found')
      failure = unavailable(request.method, code, status)
      if (status < 500 && status !== 429 && code !== 'RequestTimeout') throw failure
    } catch (error) {
      if (error instanceof FileError) throw error
      failure = unavailable(request.method, error instanceof Error ? error.message : String(error), null)
    }
    if (tries === triesMax) throw failure
    await pause(100 * 4 ** (tries - 1))
  }
}

/** A store in a bucket of an S3-compatible service, by plain HTTP requests signed with Signature Version 4. */
export async function openS3Store(settings: S3Settings): Promise<FileStore> {
  return {
    async put(countyCode, content, mime) {
      // The signature covers hash and length, so the stream is kept locally until both are known.
      const temporary = join(tmpdir(), `outgoing-${randomUUID()}`)
      try {
        const { bytes, sha256 } = await receiveFile(content, temporary)
        const key = fileKey(countyCode, sha256)
        const headers = { 'content-type': mime, 'content-length': String(bytes) }
        const body = () => createReadStream(temporary)
        const answer = await exchange(settings, { method: 'PUT', key, sha256, headers, body })
        await readAnswer(answer)
        return { key, sha256, bytes }
      } finally {
        await rm(temporary, { force: true })
      }
    },
    async get(key) {
      assertFileKey(key)
      const answer = await exchange(settings, { method: 'GET', key, sha256: emptySha256 })
      return { stream: answer, bytes: Number(answer.headers['content-length']) }
    },
    async delete(key) {
      assertFileKey(key)
      try {
        await readAnswer(await exchange(settings, { method: 'DELETE', key, sha256: emptySha256 }))
      } catch (error) {
        if (!(error instanceof FileError && error.code === 'file.not_found')) throw error
      }
    },
  }
}
