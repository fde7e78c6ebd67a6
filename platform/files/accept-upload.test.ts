import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { acceptUpload, defaultUploadPolicy, type UploadPolicy } from './accept-upload.ts'
import { FileError } from './file-error.ts'
import { asUpload, pdf, phoneExif, photo } from './made-files.ts'

// Every test leaves this folder empty again: checked at the end.
const place = mkdtempSync(join(tmpdir(), 'files-test-'))
const tmpdirBefore = process.env.TMPDIR
before(() => {
  process.env.TMPDIR = place
})
after(() => {
  if (tmpdirBefore === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = tmpdirBefore
  const left = readdirSync(place)
  rmSync(place, { recursive: true })
  assert.deepEqual(left, [], 'temporary files are left behind')
})

const accept = (bytes: Uint8Array, policy: Partial<UploadPolicy> = {}) =>
  acceptUpload(asUpload(bytes), { ...defaultUploadPolicy, ...policy })

async function codeOf(bytes: Uint8Array, policy: Partial<UploadPolicy> = {}): Promise<string> {
  try {
    const accepted = await accept(bytes, policy)
    await accepted.discard()
    return `accepted as ${accepted.file.mime}`
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    for (const words of [error.words.zh, error.words.en]) assert.doesNotMatch(words, /\{|^.{0,5}$/)
    return error.code
  }
}
const text = (content: string) => Buffer.from(content)
const joined = (...parts: Uint8Array[]) => Buffer.concat(parts)

test('a photo is kept upright, without metadata, with a thumbnail, under the hash of what is kept', async () => {
  const upload = await photo({ width: 800, height: 400, orientation: 6, exif: phoneExif }).jpeg().toBuffer()
  assert.ok(upload.includes('SecretPhone'), 'the upload carries metadata')
  const accepted = await accept(upload)
  assert.deepEqual(
    [accepted.file.mime, accepted.widthPixels, accepted.heightPixels],
    ['image/jpeg', 400, 800],
  )
  assert.equal(accepted.position, undefined)
  const kept = await readFile(accepted.file.path)
  assert.equal(accepted.file.bytes, kept.length)
  assert.equal(accepted.file.sha256, createHash('sha256').update(kept).digest('hex'))
  assert.equal(accepted.uploadSha256, createHash('sha256').update(upload).digest('hex'))
  const head = await sharp(kept).metadata()
  assert.deepEqual(
    [head.exif, head.xmp, head.iptc, head.orientation],
    [undefined, undefined, undefined, undefined],
  )
  assert.ok(!kept.includes('SecretPhone'))
  // Turned by a quarter, the red left half is on top.
  const { data } = await sharp(kept)
    .extract({ left: 200, top: 50, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  assert.ok(data[0]! > 200 && data[2]! < 60, 'red is on top')
  const small = await sharp(await readFile(accepted.thumbnail!.path)).metadata()
  assert.deepEqual([small.format, small.width, small.height], ['webp', 160, 320])
  assert.equal(existsSync(join(dirname(accepted.file.path), 'upload')), false)
  await accepted.discard()
  assert.equal(existsSync(accepted.file.path), false)
})

test('the place of a photo is read out only where the policy keeps it, and never stays in the file', async () => {
  for (const format of ['jpeg', 'webp', 'png'] as const) {
    const upload = await photo({ exif: phoneExif }).toFormat(format).toBuffer()
    const accepted = await accept(upload, { keepPosition: true })
    assert.deepEqual(accepted.position, { latitude: 30.6901, longitude: 121.0351667 }, format)
    assert.equal((await sharp(await readFile(accepted.file.path)).metadata()).exif, undefined)
    await accepted.discard()
  }
  const without = await accept(await photo().jpeg().toBuffer(), { keepPosition: true })
  assert.equal(without.position, undefined)
  await without.discard()
})

test('large photos are made smaller, small ones stay as they are', async () => {
  const large = await accept(await photo({ width: 1200, height: 300 }).png().toBuffer(), {
    sideMaxPixels: 600,
  })
  assert.deepEqual([large.file.mime, large.widthPixels, large.heightPixels], ['image/png', 600, 150])
  await large.discard()
  const small = await accept(await photo({ width: 20, height: 10 }).webp().toBuffer())
  assert.deepEqual([small.file.mime, small.widthPixels, small.heightPixels], ['image/webp', 20, 10])
  await small.discard()
})

test('a PDF is kept byte for byte, without a thumbnail', async () => {
  const accepted = await accept(pdf())
  assert.deepEqual(await readFile(accepted.file.path), pdf())
  assert.deepEqual(
    [accepted.file.mime, accepted.thumbnail, accepted.file.sha256],
    ['application/pdf', undefined, accepted.uploadSha256],
  )
  await accepted.discard()
})

test('the size limit holds while the file streams, and reading stops there', async () => {
  let sent = 0
  const endless = Readable.from(
    (function* () {
      yield Buffer.from('ffd8ffe0', 'hex')
      for (;;) {
        sent += 65_536
        yield Buffer.alloc(65_536)
      }
    })(),
  )
  await assert.rejects(acceptUpload(endless, { ...defaultUploadPolicy, bytesMax: 1_000_000 }), (error) => {
    assert.ok(error instanceof FileError && error.code === 'file.too_large')
    assert.match(error.words.zh, /977 KB/)
    return true
  })
  assert.ok(sent < 3_000_000 && endless.destroyed)
  assert.equal(await codeOf(pdf(), { bytesMax: pdf().length }), 'accepted as application/pdf')
  assert.equal(await codeOf(pdf(), { bytesMax: pdf().length - 1 }), 'file.too_large')
})

test('an upload whose connection breaks leaves nothing behind', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('ffd8ffe0', 'hex')
      throw new Error('connection reset')
    })(),
  )
  await assert.rejects(acceptUpload(broken, defaultUploadPolicy), /connection reset/)
})

test('programs, web pages and drawings with code are refused by their content', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  for (const [content, code] of [
    [text(''), 'file.empty'],
    [text(svg), 'file.svg'],
    [text(`\ufeff<?xml version="1.0"?>\n<!-- x -->${svg}`), 'file.svg'],
    [Buffer.from(`\ufeff${svg}`, 'utf16le'), 'file.svg'],
    [text('  <!DOCTYPE html><p>x'), 'file.html'],
    [text('<script>alert(1)</script>'), 'file.html'],
    [text('<?php system("id");'), 'file.executable'],
    [text('#!/bin/sh\nid\n'), 'file.executable'],
    [joined(text('MZ'), Buffer.alloc(200)), 'file.executable'],
    [joined(Buffer.from('7f454c46', 'hex'), Buffer.alloc(200)), 'file.executable'],
    [joined(Buffer.from('cafebabe', 'hex'), Buffer.alloc(200)), 'file.executable'],
    [zipSync({ a: strToU8('x') }), 'file.type_not_allowed'],
    [text('GIF89a\x01\x00\x01\x00\x00\x00\x00;'), 'file.type_not_allowed'],
    [text('just text'), 'file.type_not_allowed'],
  ] as const)
    assert.equal(await codeOf(content), code)
})

test('a kind that this place does not take is refused, and the message lists what it takes', async () => {
  const policy: UploadPolicy = { ...defaultUploadPolicy, kinds: ['jpeg', 'png'] }
  await assert.rejects(acceptUpload(asUpload(pdf()), policy), (error) => {
    assert.ok(error instanceof FileError && error.code === 'file.type_not_allowed')
    assert.match(error.words.zh, /pdf.*JPG 图片、PNG 图片/)
    return true
  })
})

test('a file that is also of another kind is refused', async () => {
  const jpeg = await photo().jpeg().toBuffer()
  const png = await photo().png().toBuffer()
  const zip = zipSync({ 'evil.class': strToU8('x') })
  const comment = (content: string) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(content.length + 2)
    return joined(jpeg.subarray(0, 2), Buffer.from('fffe', 'hex'), length, text(content), jpeg.subarray(2))
  }
  for (const [name, content] of [
    ['picture and archive', joined(jpeg, zip)],
    ['PDF and archive', joined(pdf(), zip)],
    ['picture and web page', joined(png, text('<html><script>alert(1)</script>'))],
    ['picture and PDF', comment('%PDF-1.4')],
    ['picture and program', comment('<?php system($_GET[0]); ?>')],
    ['picture and drawing', comment('<svg onload=alert(1)>')],
    ['picture and RAR', joined(jpeg, text('Rar!\x1a\x07\x00xxxx'))],
    ['PDF and web page', joined(text('%PDF-1.4\n<html><script>'), pdf())],
  ] as const)
    assert.equal(await codeOf(content), 'file.polyglot', name)
  assert.equal(await codeOf(comment('拍摄于通界村')), 'accepted as image/jpeg')
})

test('a mark is found also where two windows of the search meet', async () => {
  const jpeg = await photo().jpeg().toBuffer()
  for (const at of [1_048_576 - 4, 1_048_576 - 1, 1_048_576, 2_097_152 - 3]) {
    const content = joined(jpeg, Buffer.alloc(at - jpeg.length, 0x20), text('<script>'), Buffer.alloc(100))
    assert.equal(await codeOf(content), 'file.polyglot', String(at))
  }
})

test('a PDF that acts is refused, however its names are spelt', async () => {
  for (const extra of [
    '/OpenAction<</S/JavaScript/JS(app.alert(1))>>',
    '/OpenAction<</S /J#61vaScript /JS(x)>>',
    '/AA<</O<</S/Launch/F(cmd.exe)>>>>',
    '/Names<</EmbeddedFiles 3 0 R>>',
    '/AcroForm<</XFA [3 0 R]>>',
  ])
    assert.equal(await codeOf(pdf(extra)), 'file.active_pdf', extra)
  assert.equal(await codeOf(pdf('/OpenAction[3 0 R/Fit]/LaunchPad 1')), 'accepted as application/pdf')
  assert.equal(await codeOf(pdf().subarray(0, 60)), 'file.damaged')
})

test('a picture cut short or with its data destroyed is refused as damaged', async () => {
  const noise = await sharp(Buffer.from(Array.from({ length: 30_000 }, (_, index) => (index * 7919) % 251)), {
    raw: { width: 100, height: 100, channels: 3 },
  })
    .jpeg()
    .toBuffer()
  const png = await photo({ width: 300, height: 300 }).png().toBuffer()
  for (const [name, content] of [
    ['JPEG without its second half', noise.subarray(0, noise.length / 2)],
    ['JPEG head alone', noise.subarray(0, 200)],
    ['PNG without its second half', png.subarray(0, png.length / 2)],
    ['PNG with a wrong byte', Buffer.from(png).fill(0xa5, png.length - 40, png.length - 36)],
    ['WebP cut', (await photo({ width: 300, height: 300 }).webp().toBuffer()).subarray(0, 60)],
  ] as const)
    assert.equal(await codeOf(content), 'file.damaged', name)
})

/** A PNG that states a size and holds almost nothing. */
function hollowPng(width: number, height: number): Buffer {
  const chunk = (kind: string, content: Buffer) => {
    const body = joined(text(kind), content)
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(content.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return joined(frame.subarray(0, 4), body, frame.subarray(4))
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  head[9] = 2
  return joined(
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  )
}

test('a picture that unpacks to too many pixels is refused before it is unpacked', async () => {
  await assert.rejects(accept(hollowPng(60_000, 60_000)), (error) => {
    assert.ok(error instanceof FileError && error.code === 'file.too_many_pixels')
    assert.match(error.words.zh, /60000×60000.*6000 万像素/)
    return true
  })
  const whole = await photo({ width: 200, height: 100 }).png().toBuffer()
  assert.equal(await codeOf(whole, { pixelsMax: 20_000 }), 'accepted as image/png')
  assert.equal(await codeOf(whole, { pixelsMax: 19_999 }), 'file.too_many_pixels')
  assert.equal(await codeOf(hollowPng(1000, 1000)), 'file.damaged')
})

test('a HEIC photo is either decoded or refused with the way out', async () => {
  const brand = joined(
    Buffer.from('00000018', 'hex'),
    text('ftypheic'),
    Buffer.alloc(4),
    text('mif1heic'),
    Buffer.alloc(400),
  )
  const decodes = sharp.format.heif.input.fileSuffix?.includes('.heic') === true
  assert.equal(await codeOf(brand), decodes ? 'file.damaged' : 'file.heic_unsupported')
  assert.equal(await codeOf(brand, { kinds: ['jpeg'] }), 'file.type_not_allowed')
})

test('whatever bytes come, the answer is an accepted file or a refusal', async () => {
  const jpeg = await photo({ exif: phoneExif }).jpeg().toBuffer()
  await fc.assert(
    fc.asyncProperty(fc.nat(jpeg.length - 1), fc.uint8Array({ maxLength: 30 }), async (at, bytes) => {
      const changed = joined(jpeg.subarray(0, at), bytes, jpeg.subarray(at + bytes.length))
      assert.match(await codeOf(changed, { keepPosition: true }), /^(accepted as image\/jpeg|file\.[a-z_]+)$/)
      await codeOf(bytes)
    }),
    { numRuns: 150 },
  )
})

test('many uploads at once, damaged ones among them, all get their answer', async () => {
  const whole = await photo({ width: 200, height: 200 }).jpeg().toBuffer()
  const codes = await Promise.all(
    Array.from({ length: 12 }, (_, index) => codeOf(index % 3 === 0 ? whole.subarray(0, 300) : whole)),
  )
  assert.deepEqual(
    codes,
    codes.map((_, index) => (index % 3 === 0 ? 'file.damaged' : 'accepted as image/jpeg')),
  )
})
