import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkShape, positionsMax } from './check-shape.ts'
import type { Shape } from './shape.ts'

const square = [
  [121.02, 30.7],
  [121.03, 30.7],
  [121.03, 30.71],
  [121.02, 30.71],
  [121.02, 30.7],
]
const polygon = (...rings: number[][][]): Shape => ({ type: 'Polygon', coordinates: rings })

test('a closed boundary within China is good, in one part or several', () => {
  assert.equal(checkShape(polygon(square)), undefined)
  assert.equal(checkShape({ type: 'MultiPolygon', coordinates: [[square], [square]] }), undefined)
})

test('each fault of a boundary is told in words', () => {
  const table: [Shape, RegExp][] = [
    [polygon(square.slice(0, 4)), /没有闭合/],
    [polygon(square.map(([east, north]) => [north!, east!])), /写反/],
    [polygon(square.map(([east, north]) => [east! * 111_000, north! * 111_000])), /投影坐标/],
    [polygon(square.map(([east, north]) => [east! - 121, north!])), /不在中国/],
    [polygon([square[0]!, square[1]!, square[0]!, square[0]!]), /面积为零/],
    [polygon(square, square.slice(0, 4)), /没有闭合/],
    [polygon(Array.from({ length: positionsMax + 1 }, () => square[0]!)), /拐点/],
  ]
  for (const [shape, words] of table) assert.match(checkShape(shape)?.reason.zh ?? '', words)
})

test('a boundary that crosses or touches itself, or goes back along an edge, is told by its corners', () => {
  const at = (...corners: [number, number][]): Shape =>
    polygon([...corners, corners[0]!].map(([x, y]) => [121 + x / 1000, 30 + y / 1000]))
  const crossing = (shape: Shape) =>
    /第 (\d+) 点.*第 (\d+) 点/.exec(checkShape(shape)?.reason.zh ?? '')?.slice(1)
  assert.deepEqual(crossing(at([0, 0], [2, 2], [2, 0], [0, 3])), ['1', '3'])
  // A bow tie whose halves are alike encloses nothing in sum, and is told as a crossing.
  assert.deepEqual(crossing(at([0, 0], [2, 2], [2, 0], [0, 2])), ['1', '3'])
  // Touching: a corner on an edge, and two corners in one place.
  assert.deepEqual(crossing(at([0, 0], [4, 0], [4, 4], [2, 0], [0, 4])), ['1', '3'])
  assert.deepEqual(crossing(at([0, 0], [2, 1], [4, 0], [4, 2], [2, 1], [0, 2])), ['1', '4'])
  // There and back.
  assert.deepEqual(crossing(at([0, 0], [4, 0], [4, 4], [4, 2], [0, 2])), ['2', '3'])
  assert.equal(crossing(at([0, 0], [4, 0], [4, 4], [4, 5], [0, 2])), undefined)
  // One centimetre apart is apart.
  assert.equal(crossing(at([0, 0], [4, 0], [4, 4], [2, 0.0001], [0, 4])), undefined)
})

const circle = (count: number) =>
  Array.from({ length: count + 1 }, (_, index) => {
    const angle = ((index % count) / count) * 2 * Math.PI
    return [121 + Math.cos(angle), 30 + Math.sin(angle)]
  })

test('the limit of corners counts all rings together', () => {
  const many = circle(positionsMax - 6)
  assert.equal(checkShape(polygon(many, square)), undefined)
  assert.match(checkShape(polygon([many[0]!, ...many], square))?.reason.zh ?? '', /拐点/)
})

test('a tangle made to keep a server busy is refused soon', () => {
  const zigzag = Array.from({ length: positionsMax - 1 }, (_, index) => [
    121 + (index % 2) / 10,
    30 + index / positionsMax,
  ])
  const began = performance.now()
  assert.match(checkShape(polygon([...zigzag, zigzag[0]!]))?.reason.zh ?? '', /太乱/)
  assert.ok(performance.now() - began < 5000)
})
