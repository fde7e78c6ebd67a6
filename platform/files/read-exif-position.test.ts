import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import { phoneExif, photo } from './made-files.ts'
import { readExifPosition } from './read-exif-position.ts'

async function positionOf(gps: Record<string, string>) {
  const { exif } = await sharp(
    await photo({ exif: { IFD3: gps } })
      .jpeg()
      .toBuffer(),
  ).metadata()
  return exif === undefined ? undefined : readExifPosition(exif)
}
const gps = phoneExif.IFD3

test('degrees, minutes and seconds become degrees; south and west are negative', async () => {
  assert.deepEqual(await positionOf(gps), { latitude: 30.6901, longitude: 121.0351667 })
  assert.deepEqual(await positionOf({ ...gps, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' }), {
    latitude: -30.6901,
    longitude: -121.0351667,
  })
  assert.deepEqual(await positionOf({ ...gps, GPSLatitude: '30/1 30/1 0/0' }), {
    latitude: 30.5,
    longitude: 121.0351667,
  })
})

test('a place that makes no sense is no place', async () => {
  const zero = { GPSLatitude: '0/1 0/1 0/1', GPSLongitude: '0/1 0/1 0/1' }
  assert.equal(await positionOf({ ...gps, ...zero }), undefined)
  assert.equal(await positionOf({ ...gps, GPSLatitude: '91/1 0/1 0/1' }), undefined)
  assert.equal(await positionOf({ ...gps, GPSLongitude: '121/0 0/1 0/1' }), undefined)
  const { GPSLatitude: _, ...half } = gps
  assert.equal(await positionOf(half), undefined)
})

test('both byte orders are read', () => {
  const block = (little: boolean) => {
    const bytes = Buffer.alloc(160)
    const u16 = (value: number, at: number) =>
      little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)
    const u32 = (value: number, at: number) =>
      little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at)
    const entry = (at: number, tag: number, type: number, count: number, value: number) => {
      u16(tag, at)
      u16(type, at + 2)
      u32(count, at + 4)
      u32(value, at + 8)
    }
    bytes.write(little ? 'II' : 'MM', 0, 'latin1')
    u16(42, 2)
    u32(8, 4)
    u16(1, 8)
    entry(10, 0x8825, 4, 1, 26)
    u16(4, 26)
    entry(28, 1, 2, 2, 0)
    bytes.write('N', 36, 'latin1')
    entry(40, 2, 5, 3, 100)
    entry(52, 3, 2, 2, 0)
    bytes.write('E', 60, 'latin1')
    entry(64, 4, 5, 3, 124)
    for (const [index, value] of [30, 1, 30, 1, 0, 1, 120, 1, 15, 1, 0, 1].entries())
      u32(value, 100 + index * 4)
    return bytes
  }
  for (const little of [true, false])
    assert.deepEqual(readExifPosition(block(little)), { latitude: 30.5, longitude: 120.25 })
})

test('false offsets and random bytes give a sensible place or none, never an error', async () => {
  const { exif } = await sharp(await photo({ exif: phoneExif }).jpeg().toBuffer()).metadata()
  assert.ok(exif)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(exif.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.nat(exif.length),
      (changes, length) => {
        const changed = Buffer.from(exif.subarray(0, length))
        for (const [at, byte] of changes) if (at < changed.length) changed[at] = byte
        const position = readExifPosition(changed)
        if (position === undefined) return
        assert.ok(Math.abs(position.latitude) <= 90 && Math.abs(position.longitude) <= 180)
      },
    ),
    { numRuns: 2000 },
  )
})
