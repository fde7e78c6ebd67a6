import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

// A tiny S3 service for tests. It checks each signature by its own arithmetic, written from the description of
// Signature Version 4 and sharing no code with the store.

export interface FakeS3 {
  readonly endpoint: string
  readonly objects: Map<string, { content: Buffer; mime: string | undefined }>
  /** Requests as seen, such as `PUT /bucket/key 200`. */
  readonly log: string[]
  /** Answers to give before the service behaves: a status, or `hang-up`. */
  readonly troubles: (number | 'hang-up' | 'silence')[]
  close(): Promise<void>
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

function signatureOf(request: IncomingMessage, secret: string): { given: string; expected: string } {
  const header = String(request.headers.authorization ?? '')
  const match = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    header,
  )
  if (match === null) return { given: 'none', expected: '' }
  const [, credential = '', signedHeaders = '', given = ''] = match
  const [, date = '', region = '', service = ''] = credential.split('/')
  const url = new URL(request.url ?? '/', 'http://x')
  const headers = signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const payload = String(request.headers['x-amz-content-sha256'])
  const canonical = [
    request.method,
    url.pathname,
    url.search.slice(1),
    headers.join(''),
    signedHeaders,
    payload,
  ].join('\n')
  const scope = `${date}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request')
  for (const name of ['host', 'x-amz-date', 'x-amz-content-sha256'])
    if (!signedHeaders.split(';').includes(name)) return { given, expected: `${name} is not signed` }
  return { given, expected: hmac(key, toSign).toString('hex') }
}

const refusal = (response: ServerResponse, status: number, code: string) => {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`)
}

/** Starts the service on a free port of this machine. */
export async function startFakeS3(secret: string): Promise<FakeS3> {
  const objects: FakeS3['objects'] = new Map()
  const log: string[] = []
  const troubles: FakeS3['troubles'] = []
  const server = createServer(async (request, response) => {
    response.on('finish', () => log.push(`${request.method} ${request.url} ${response.statusCode}`))
    const trouble = troubles.shift()
    if (trouble === 'silence') return
    if (trouble === 'hang-up') return request.socket.destroy()
    const content = Buffer.concat(await request.toArray())
    if (trouble !== undefined) return refusal(response, trouble, 'SlowDown')
    const { given, expected } = signatureOf(request, secret)
    if (given !== expected) return refusal(response, 403, 'SignatureDoesNotMatch')
    if (sha256(content) !== request.headers['x-amz-content-sha256'])
      return refusal(response, 400, 'XAmzContentSHA256Mismatch')
    const key = `${request.headers.host?.split(':')[0]} ${request.url}`
    const known = objects.get(key)
    if (request.method === 'PUT') {
      // Real services take no body of unknown length.
      if (request.headers['content-length'] === undefined)
        return refusal(response, 411, 'MissingContentLength')
      objects.set(key, { content, mime: request.headers['content-type'] })
      response.end()
    } else if (request.method === 'DELETE') {
      objects.delete(key)
      response.writeHead(204).end()
    } else if (known === undefined) refusal(response, 404, 'NoSuchKey')
    else response.writeHead(200, { 'content-length': known.content.length }).end(known.content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { endpoint: `http://localhost:${port}`, objects, log, troubles, close }
}
