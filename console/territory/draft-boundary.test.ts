import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addCorner,
  closeDraft,
  type Draft,
  draftOf,
  emptyDraft,
  insertCorner,
  middlesOf,
  moveCorner,
  removeCorner,
  shapeOf,
} from './draft-boundary.ts'
import { readCorners, writeCorners } from './read-corners.ts'

const drawn = (...corners: number[][]): Draft => corners.reduce(addCorner, emptyDraft)
const triangle = () => drawn([121, 30], [121.01, 30], [121.01, 30.01])

test('corners are added by clicks to a tenth of a metre; a double click counts once', () => {
  assert.deepEqual(drawn([121.123_456_7, 30.5], [121.123_456_7, 30.5]).corners, [[121.123457, 30.5]])
})

test('it takes three corners to close, and nothing is added afterwards', () => {
  const two = drawn([121, 30], [121.01, 30])
  assert.equal(closeDraft(two), two)
  assert.equal(shapeOf(triangle()), undefined)
  const closed = closeDraft(triangle())
  assert.deepEqual(shapeOf(closed), {
    type: 'Polygon',
    coordinates: [
      [
        [121, 30],
        [121.01, 30],
        [121.01, 30.01],
        [121, 30],
      ],
    ],
  })
  assert.equal(addCorner(closed, [121, 31]), closed)
})

test('a corner is moved, put on an edge and taken away; with two left the boundary is open again', () => {
  const closed = closeDraft(triangle())
  assert.deepEqual(moveCorner(closed, 1, [121.02, 30]).corners[1], [121.02, 30])
  assert.deepEqual(
    middlesOf(closed).map((middle) => middle.after),
    [0, 1, 2],
  )
  assert.equal(middlesOf(triangle()).length, 2)
  const four = insertCorner(closed, 2, [121.005, 30.005])
  assert.deepEqual(four.corners.at(-1), [121.005, 30.005])
  assert.equal(removeCorner(four, 0).closed, true)
  assert.equal(removeCorner(closed, 0).closed, false)
})

test('a kept boundary of one ring is drawn on; one of several parts is not', () => {
  const shape = shapeOf(closeDraft(triangle()))!
  assert.deepEqual(draftOf(shape), closeDraft(triangle()))
  const ring = shape.coordinates[0] as number[][]
  assert.equal(draftOf({ type: 'MultiPolygon', coordinates: [[ring], [ring]] }), undefined)
  assert.equal(draftOf({ type: 'Polygon', coordinates: [ring, ring] }), undefined)
})

test('a list of corners is read as people write and paste it', () => {
  for (const text of [
    '121.02, 30.7\n121.03 30.7\n121.03，30.71',
    '  121.02\t30.7 \r\n\r\n121.03；30.7\n121.03、30.71\n121.02,30.7',
    '121.02,30.7,4\n121.03,30.7,4\n121.03,30.71,4',
    '１２１.０２，３０.７\n121.03, 30.7\n121.03, 30.71',
  ])
    assert.deepEqual(
      readCorners(text),
      {
        corners: [
          [121.02, 30.7],
          [121.03, 30.7],
          [121.03, 30.71],
        ],
        faults: [],
      },
      text,
    )
  assert.deepEqual(readCorners(writeCorners([[121.02, 30.7]])).corners, [[121.02, 30.7]])
})

test('each line that cannot be read is named', () => {
  const read = readCorners('121.02, 30.7\n东经121度\n121.03\n30.7, 121.02')
  assert.deepEqual(read.faults, [
    { line: 2, text: '东经121度', kind: 'unread' },
    { line: 3, text: '121.03', kind: 'unread' },
    { line: 4, text: '30.7, 121.02', kind: 'swapped' },
  ])
})
