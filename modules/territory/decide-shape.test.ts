import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Shape } from './contract.ts'
import { checkShape, positionsMax } from './decide-shape.ts'

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

test('the limit of corners counts all rings together', () => {
  const many = Array.from({ length: positionsMax - 5 }, (_, index) => [
    121 + (index % 7) / 100,
    30 + (index % 5) / 100,
  ])
  many[many.length - 1] = many[0]!
  assert.equal(checkShape(polygon(many, square)), undefined)
  assert.match(checkShape(polygon([...many, many[0]!], square))?.reason.zh ?? '', /拐点/)
})
