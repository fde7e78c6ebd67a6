import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getValue, refuse, succeed } from './problem.ts'

test('a good result gives its value', () => {
  assert.equal(getValue(succeed(7)), 7)
})

test('taking the value of a refusal throws its code and both wordings', () => {
  const refused = refuse('points.none', '没有积分。', 'There are no points.')
  assert.deepEqual(refused, {
    ok: false,
    problem: { code: 'points.none', zh: '没有积分。', en: 'There are no points.' },
  })
  assert.throws(() => getValue(refused), /points\.none: 没有积分。 There are no points\./)
})
