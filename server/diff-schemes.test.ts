import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffSchemes } from './diff-schemes.ts'

test('what was changed, added and taken away is told with its path; items go by their key, not their place', () => {
  const before = {
    id: 'a',
    points: [
      { key: 'x', max: 3 },
      { key: 'y', max: 1 },
    ],
    days: [1, 2],
  }
  const after = {
    id: 'a',
    points: [
      { key: 'y', max: 1, min: 0 },
      { key: 'x', max: 5 },
    ],
    days: [1],
  }
  assert.deepEqual(diffSchemes(before, after), [
    { path: 'days.1', before: '2', after: undefined },
    { path: 'points.x.max', before: '3', after: '5' },
    { path: 'points.y.min', before: undefined, after: '0' },
  ])
  assert.deepEqual(diffSchemes(before, structuredClone(before)), [])
})
