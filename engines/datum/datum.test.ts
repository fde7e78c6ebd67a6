import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { convertCoordinates, fromGcj02, toGcj02 } from './datum.ts'

const close = (actual: readonly number[], expected: readonly number[], tolerance: number) => {
  for (const index of [0, 1])
    assert.ok(Math.abs(actual[index]! - expected[index]!) <= tolerance, `${actual} is not near ${expected}`)
}

test('a GPS position in Beijing is drawn about 500 metres off on web maps', () => {
  close(toGcj02([116.404, 39.915]), [116.410_244, 39.916_404], 1e-5)
})

test('positions outside China are the same in both datums', () => {
  assert.deepEqual(toGcj02([2.3522, 48.8566]), [2.3522, 48.8566])
  assert.deepEqual(fromGcj02([-0.1276, 51.5072]), [-0.1276, 51.5072])
})

test('a position comes back from GCJ-02 within a millimetre', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 74, max: 135, noNaN: true }),
      fc.double({ min: 4, max: 53, noNaN: true }),
      (longitude, latitude) => close(fromGcj02(toGcj02([longitude, latitude])), [longitude, latitude], 1e-8),
    ),
  )
})

test('the shift within China lies between 10 metres and 1.2 kilometres', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 80, max: 130, noNaN: true }),
      fc.double({ min: 20, max: 50, noNaN: true }),
      (longitude, latitude) => {
        const [east, north] = toGcj02([longitude, latitude])
        const metres = Math.hypot(
          (east! - longitude) * 111_320 * Math.cos((latitude * Math.PI) / 180),
          (north! - latitude) * 110_540,
        )
        assert.ok(metres > 10 && metres < 1200, `${metres} m`)
      },
    ),
  )
})

test('all positions of a shape are converted, heights and nesting kept', () => {
  const shape = [
    [
      [121.02, 30.7, 4],
      [121.03, 30.7, 5],
      [121.03, 30.71, 6],
      [121.02, 30.7, 4],
    ],
  ]
  const shown = convertCoordinates(shape, 'CGCS2000', 'GCJ-02')
  assert.equal(shown[0]!.length, 4)
  assert.equal(shown[0]![2]![2], 6)
  close(shown[0]![0]!, toGcj02([121.02, 30.7]), 1e-7)
  assert.equal(convertCoordinates(shape, 'GCJ-02', 'GCJ-02'), shape)
})
