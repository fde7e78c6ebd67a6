import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { Refusal } from '../engines/refusal/refusal.ts'
import { serveApps } from './serve-apps.ts'

let dist: string
let app: FastifyInstance

before(async () => {
  dist = await mkdtemp(join(tmpdir(), 'shanzhi-dist-'))
  for (const name of ['console', 'mobile']) {
    await mkdir(join(dist, name, 'assets'), { recursive: true })
    await mkdir(join(dist, name, '.vite'))
    await writeFile(join(dist, name, 'index.html'), `<title>${name}</title>`)
    await writeFile(join(dist, name, 'assets', 'app-1a2b.js'), `say('${name}')`)
    await writeFile(join(dist, name, 'assets', 'app-1a2b.js.br'), brotliCompressSync(`say('${name}')`))
    await writeFile(join(dist, name, '.vite', 'manifest.json'), '{}')
  }
  await writeFile(join(dist, 'secret.json'), '{}')
  app = Fastify()
  app.setErrorHandler((error, _request, reply) => {
    const refused = error instanceof Refusal && error.code === 'request.not_found'
    return reply.code(refused ? 404 : 500).send({ code: refused ? error.code : String(error) })
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'request.not_found' }))
  app.get('/api/runs', async () => ({ rows: [] }))
  app.get('/health', async () => ({ status: 'ok' }))
  await serveApps(app, dist)
})
after(async () => {
  await app.close()
  await rm(dist, { recursive: true })
})

async function get(url: string, headers: Record<string, string> = {}) {
  const reply = await app.inject({ url, headers })
  return { status: reply.statusCode, body: reply.body, headers: reply.headers }
}

for (const url of ['/', '/households', '/households/330482001201/0197?tab=2', '/mine']) {
  test(`${url} is a page of the console`, async () => {
    const { status, body, headers } = await get(url)
    assert.deepEqual([status, body, headers['cache-control']], [200, '<title>console</title>', 'no-cache'])
  })
}
for (const url of ['/m/', '/m/passbook', '/m/claims/0197']) {
  test(`${url} is a page of the phone app`, async () => {
    const { status, body, headers } = await get(url)
    assert.deepEqual([status, body, headers['cache-control']], [200, '<title>mobile</title>', 'no-cache'])
  })
}
test('/m leads to the phone app', async () => {
  const { status, headers } = await get('/m')
  assert.deepEqual([status, headers.location], [308, '/m/'])
})

for (const [url, name] of [
  ['/assets/app-1a2b.js', 'console'],
  ['/m/assets/app-1a2b.js', 'mobile'],
] as const) {
  test(`${url} is kept for a year, and comes packed to who takes it`, async () => {
    const plain = await get(url)
    assert.deepEqual([plain.status, plain.body], [200, `say('${name}')`])
    assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
    const packed = await get(url, { 'accept-encoding': 'br' })
    assert.equal(packed.headers['content-encoding'], 'br')
    assert.match(String(packed.headers['content-type']), /javascript/)
  })
}

for (const url of [
  '/api/nothing',
  '/api',
  '/health/more',
  '/metrics',
  '/ready',
  '/assets/none.js',
  '/assets/',
  '/m/assets/none.js',
  '/favicon.ico',
  '/.vite/manifest.json',
  '/m/.vite/manifest.json',
  '/../secret.json',
  '/..%2fsecret.json',
  '/m/..%2fsecret.json',
  '/m/..%2fconsole/index.html',
  '/%2e%2e/secret.json',
  '/assets/..%5c..%5csecret.json',
  '/%00.html',
]) {
  test(`${url} is nothing`, async () => {
    const { status, body } = await get(url)
    assert.ok(status === 404 || status === 403 || status === 400, `${status} ${body}`)
    assert.doesNotMatch(body, /title|\{\}/)
  })
}

test('what the server itself answers is left to it', async () => {
  assert.equal((await get('/api/runs')).body, '{"rows":[]}')
  assert.equal((await get('/health')).body, '{"status":"ok"}')
})
