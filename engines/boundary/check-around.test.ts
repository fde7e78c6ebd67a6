import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Around, checkAround } from './check-around.ts'
import type { Shape } from './shape.ts'

const box = (west: number, south: number, east: number, north: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})
const village: Around = { name: '通界村', relation: 'above', shape: box(121, 30, 121.02, 30.02) }
const beside: Around = { name: '一组', relation: 'beside', shape: box(121, 30, 121.01, 30.01) }
const told = (shape: Shape, ...around: Around[]) =>
  checkAround(shape, around).map((finding) => `${finding.level}: ${finding.reason.zh}`)

test('what lies inside and beside needs no word, also when it shares the line', () => {
  assert.deepEqual(told(box(121.01, 30, 121.02, 30.01), village, beside), [])
  assert.deepEqual(told(box(121.01, 30, 121.02, 30.01)), [])
})

test('what lies partly outside, or over another of its kind, is told with its area', () => {
  const [outside, over] = told(box(121.005, 29.995, 121.015, 30.005), village, beside)
  assert.match(outside!, /^warning: 有 [\d,.]+ 亩（[\d.]+ 公顷） 在上级“通界村”的边界之外$/)
  assert.match(over!, /^warning: 与“一组”重叠 [\d,.]+ 亩/)
})

test('an exclave is a warning as long as it is no farther off than the place above is wide', () => {
  // The village is 2.937 km across its diagonal; a degree of longitude here is 96.4 km.
  assert.match(told(box(121.05, 30, 121.055, 30.01), village)[0]!, /^warning/)
  assert.match(told(box(121.0504, 30, 121.055, 30.01), village)[0]!, /^warning/)
  assert.match(
    told(box(121.0508, 30, 121.055, 30.01), village)[0]!,
    /^fault: 离上级“通界村”的边界有 3\.0 公里/,
  )
  assert.match(told(box(122, 30, 122.01, 30.01), village)[0]!, /^fault: .*94\.\d 公里/)
})
