import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { toGcj02 } from '../datum/datum.ts'
import { measureArea, measureOverlap } from './measure.ts'
import type { Shape } from './shape.ts'
import { isSeen, metresPerMu, showArea } from './show-area.ts'

const box = (west: number, south: number, east: number, north: number): number[][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const polygon = (...rings: number[][][]): Shape => ({ type: 'Polygon', coordinates: rings })
const near = (actual: number | undefined, expected: number, share: number) =>
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= expected * share,
    `${actual} is not near ${expected}`,
  )

test('the whole ellipsoid has the area that geodesy gives it', () => {
  near(measureArea(polygon(box(-180, -90, 180, 90)), 'CGCS2000'), 510_065_621_724_000, 1e-9)
  // Between geodesics; between parallels a cell of one degree is 0.003 % smaller.
  near(measureArea(polygon(box(0, 0, 1, 1)), 'CGCS2000'), 12_308_778_361, 3e-5)
})

test('holes are taken off, parts are added', () => {
  const whole = measureArea(polygon(box(121, 30, 121.02, 30.02)), 'CGCS2000')
  const hole = measureArea(polygon(box(121.005, 30.005, 121.01, 30.01)), 'CGCS2000')
  near(
    measureArea(polygon(box(121, 30, 121.02, 30.02), box(121.005, 30.005, 121.01, 30.01)), 'CGCS2000'),
    whole - hole,
    1e-9,
  )
  const both: Shape = {
    type: 'MultiPolygon',
    coordinates: [[box(121, 30, 121.02, 30.02)], [box(121.005, 31.005, 121.01, 31.01)]],
  }
  near(
    measureArea(both, 'CGCS2000'),
    whole + measureArea(polygon(box(121.005, 31.005, 121.01, 31.01)), 'CGCS2000'),
    1e-9,
  )
})

test('the same ground has the same area in either datum', () => {
  const ring = box(121.02, 30.7, 121.03, 30.71)
  near(
    measureArea(polygon(ring.map((position) => toGcj02(position))), 'GCJ-02'),
    measureArea(polygon(ring), 'CGCS2000'),
    1e-5,
  )
})

test('two boxes have their common box in common, whatever way round they are drawn', () => {
  const one = polygon(box(121, 30, 121.02, 30.02))
  const other = polygon(box(121.01, 30.01, 121.03, 30.03).toReversed())
  const common = measureArea(polygon(box(121.01, 30.01, 121.02, 30.02)), 'CGCS2000')
  near(measureOverlap(one, other), common, 1e-9)
  near(measureOverlap(other, one), common, 1e-9)
  assert.equal(measureOverlap(one, polygon(box(121.02, 30, 121.04, 30.02))), 0)
  const hollow = polygon(box(121, 30, 121.02, 30.02), box(121.01, 30.01, 121.015, 30.02))
  near(
    measureOverlap(hollow, other),
    common - measureArea(polygon(box(121.01, 30.01, 121.015, 30.02)), 'CGCS2000'),
    1e-9,
  )
})

test('a star of any form overlaps itself wholly, and two overlap the same from either side', () => {
  const star = (east: number) =>
    fc
      .array(fc.double({ min: 0.001, max: 0.01, noNaN: true }), { minLength: 3, maxLength: 30 })
      .map((radii) => {
        const corners = radii.map((radius, index) => {
          const angle = (index / radii.length) * 2 * Math.PI
          return [121 + east + radius * Math.cos(angle), 30 + radius * Math.sin(angle)]
        })
        return polygon([...corners, corners[0]!])
      })
  fc.assert(
    fc.property(star(0), star(0.004), (one, other) => {
      const [area, otherArea] = [measureArea(one, 'CGCS2000'), measureArea(other, 'CGCS2000')]
      near(measureOverlap(one, one), area, 1e-6)
      const common = measureOverlap(one, other)!
      assert.ok(Math.abs(common - measureOverlap(other, one)!) <= 0.01)
      assert.ok(common >= 0 && common <= Math.min(area, otherArea) + 0.01)
    }),
    { numRuns: 60 },
  )
})

test('an area is shown in 亩 and hectares, and seen from half a hundredth of a 亩', () => {
  assert.deepEqual(showArea(10_000), { zh: '15.00 亩（1.00 公顷）', en: '15.00 mu (1.00 ha)' })
  assert.deepEqual(showArea(1_234_567), { zh: '1,851.85 亩（123.46 公顷）', en: '1,851.85 mu (123.46 ha)' })
  assert.equal(isSeen(metresPerMu * 0.0049), false)
  assert.equal(isSeen(metresPerMu * 0.0051), true)
})
