import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { acceptUpload, defaultUploadPolicy } from './accept-upload.ts'
import { type FakeS3, startFakeS3 } from './fake-s3.ts'
import { FileError } from './file-error.ts'
import type { FileStore } from './file-store.ts'
import { keepUpload } from './keep-upload.ts'
import { asUpload, bytesOf, photo } from './made-files.ts'
import { openFileStore } from './open-file-store.ts'
import { objectUrl } from './s3-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'store-test-'))
const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const s3: FakeS3 = await startFakeS3(secret)
after(async () => {
  await s3.close()
  rmSync(folder, { recursive: true, force: true })
})

const bucket = (changes: object = {}) =>
  openFileStore({
    kind: 's3',
    endpoint: s3.endpoint,
    bucket: 'evidence',
    region: 'cn-east-1',
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: secret,
    ...changes,
  })
const stores: readonly [string, FileStore][] = [
  ['folder', await openFileStore({ kind: 'folder', path: join(folder, 'files') })],
  ['bucket', await bucket()],
]
const objects = stores[1]![1]
const county = '330482'
const refused = (code: string) => (error: unknown) => error instanceof FileError && error.code === code

for (const [name, store] of stores) {
  test(`${name}: a file comes back as it was stored, under the hash of its content`, async () => {
    const content = Buffer.from('证据照片'.repeat(50_000))
    const stored = await store.put(county, asUpload(content, 65_536), 'image/jpeg')
    const sha256 = createHash('sha256').update(content).digest('hex')
    assert.deepEqual(stored, { key: `330482/${sha256.slice(0, 2)}/${sha256}`, sha256, bytes: content.length })
    const opened = await store.get(stored.key)
    assert.equal(opened.bytes, content.length)
    assert.deepEqual(await bytesOf(opened.stream), content)
  })

  test(`${name}: storing the same file twice is the same as once, and counties are kept apart`, async () => {
    const put = (code: string) => store.put(code, asUpload(Buffer.from('同一张照片')), 'image/png')
    const [first, second, elsewhere] = [await put(county), await put(county), await put('330483')]
    assert.equal(first.key, second.key)
    assert.notEqual(first.key, elsewhere.key)
    await store.delete(first.key)
    await assert.rejects(store.get(first.key), refused('file.not_found'))
    assert.equal(String(await bytesOf((await store.get(elsewhere.key)).stream)), '同一张照片')
    await store.delete(first.key)
  })

  test(`${name}: an empty file can be stored`, async () => {
    const stored = await store.put(county, Readable.from([]), 'application/pdf')
    const opened = await store.get(stored.key)
    assert.deepEqual([opened.bytes, (await bytesOf(opened.stream)).length], [0, 0])
  })

  test(`${name}: a key that the store did not make is not found, whatever path it spells`, async () => {
    const hash = 'a'.repeat(64)
    for (const key of [
      '../../etc/passwd',
      `330482/aa/${hash}/../x`,
      `330482/ab/${hash}`,
      `33048/aa/${hash}`,
      `330482/aa/${hash.toUpperCase()}`,
      '',
    ]) {
      await assert.rejects(store.get(key), refused('file.not_found'), key)
      await assert.rejects(store.delete(key), refused('file.not_found'), key)
    }
    await assert.rejects(store.get(`330482/aa/${hash}`), refused('file.not_found'))
  })

  test(`${name}: a county code that is none is refused as a bug`, async () => {
    for (const code of ['', '33048', '../../', '3304821'])
      await assert.rejects(store.put(code, asUpload(Buffer.from('x')), 'image/png'), /no county code/)
  })

  test(`${name}: a stream that breaks is not stored`, async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half')
        throw new Error('connection reset')
      })(),
    )
    await assert.rejects(store.put(county, broken, 'image/png'), /connection reset/)
    const half = createHash('sha256').update('half').digest('hex')
    await assert.rejects(store.get(`330482/${half.slice(0, 2)}/${half}`), refused('file.not_found'))
  })

  test(`${name}: an accepted photo is kept with its thumbnail and the temporary files go`, async () => {
    const upload = await acceptUpload(
      asUpload(await photo({ width: 700, height: 500 }).jpeg().toBuffer()),
      defaultUploadPolicy,
    )
    const kept = await keepUpload(store, county, upload)
    assert.deepEqual([kept.mime, kept.widthPixels, kept.heightPixels], ['image/jpeg', 700, 500])
    assert.equal((await bytesOf((await store.get(kept.key)).stream)).length, kept.bytes)
    const small = await bytesOf((await store.get(kept.thumbnailKey ?? '')).stream)
    assert.equal(small.toString('latin1', 8, 12), 'WEBP')
    assert.equal(existsSync(upload.file.path), false)
  })
}

test('folder: only its owner may read it, and nothing half written stays', async () => {
  const path = join(folder, 'files')
  assert.equal(statSync(join(path, county)).mode & 0o077, 0)
  assert.deepEqual(readdirSync(join(path, 'incoming')), [])
})

test('folder: what a killed process left is removed after a day, what is being written stays', async () => {
  const path = join(folder, 'killed')
  await openFileStore({ kind: 'folder', path })
  const [old, fresh] = [join(path, 'incoming', 'old'), join(path, 'incoming', 'fresh')]
  for (const file of [old, fresh]) writeFileSync(file, 'half')
  const before = Date.now() / 1000 - 25 * 3600
  utimesSync(old, before, before)
  await openFileStore({ kind: 'folder', path })
  assert.deepEqual([existsSync(old), existsSync(fresh)], [false, true])
})

test('folder: a disk that takes nothing is told as such and not as the fault of the file', async () => {
  const path = join(folder, 'gone')
  const store = await openFileStore({ kind: 'folder', path })
  rmSync(path, { recursive: true })
  await assert.rejects(
    store.put(county, asUpload(Buffer.from('x')), 'image/png'),
    refused('file.store_unavailable'),
  )
})

test('bucket: a wrong secret is refused by the service and told without it', async () => {
  const store = await bucket({ secretAccessKey: 'wrong' })
  await assert.rejects(store.put(county, asUpload(Buffer.from('x')), 'image/png'), (error) => {
    assert.ok(error instanceof FileError && error.code === 'file.store_unavailable')
    assert.equal(error.cause, 'S3 PUT: status 403 SignatureDoesNotMatch')
    assert.doesNotMatch(error.words.zh + error.words.en + JSON.stringify(error.details), /S3|403|AKID|wrong/)
    return true
  })
})

test('bucket: the kind of the file is told to the service', async () => {
  await objects.put(county, asUpload(Buffer.from('kind')), 'application/pdf')
  assert.ok(
    [...s3.objects.values()].some(
      ({ content, mime }) => String(content) === 'kind' && mime === 'application/pdf',
    ),
  )
})

test('bucket: a service that stumbles is asked again, with the whole file', async () => {
  const content = Buffer.from('again'.repeat(10_000))
  s3.troubles.push(503, 'hang-up')
  const stored = await objects.put(county, asUpload(content), 'image/png')
  assert.deepEqual(await bytesOf((await objects.get(stored.key)).stream), content)
  s3.troubles.push(500, 500, 500)
  await assert.rejects(objects.get(stored.key), refused('file.store_unavailable'))
  assert.equal(s3.troubles.length, 0)
})

test('bucket: a service that does not answer is given up, not waited for', async () => {
  const store = await bucket({ idleTimeoutMs: 50 })
  s3.troubles.push('silence', 'silence', 'silence')
  await assert.rejects(store.delete(`330482/aa/${'a'.repeat(64)}`), refused('file.store_unavailable'))
})

test('bucket: the bucket stands in the path, or in the host name where the service asks for it', () => {
  const settings = { bucket: 'evidence', region: 'r', accessKeyId: 'a', secretAccessKey: 's' }
  const endpoint = 'https://oss.example:9000/base/'
  assert.equal(objectUrl({ ...settings, endpoint }, 'k').href, 'https://oss.example:9000/base/evidence/k')
  const byHost = { ...settings, endpoint, addressing: 'host' } as const
  assert.equal(objectUrl(byHost, 'k').href, 'https://evidence.oss.example:9000/base/k')
})

test('bucket: nothing of an upload stays on the local disk', async () => {
  const before = process.env.TMPDIR
  const place = mkdtempSync(join(folder, 'tmp-'))
  process.env.TMPDIR = place
  try {
    await objects.put(county, asUpload(Buffer.from('x')), 'image/png')
    s3.troubles.push(400)
    await assert.rejects(objects.put(county, asUpload(Buffer.from('y')), 'image/png'))
    assert.deepEqual(readdirSync(place), [])
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
})
