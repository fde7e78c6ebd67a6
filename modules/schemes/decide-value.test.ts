import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Refusal } from '../../engines/refusal/refusal.ts'
import { fillText } from '../../engines/refusal/refusal.ts'
import type { Scalar, ValueMeta } from '../../engines/scheme/dated.ts'
import { countIn } from '../../engines/scheme/resolve-scheme.ts'
import { decideValue } from './decide-value.ts'
import { schemesErrors } from './errors.ts'

const makeValue = (type: ValueMeta['type']) => {
  const title = { zh: '分值', en: 'Points' }
  const choices =
    type === 'choice'
      ? [
          { value: 'fixed', title },
          { value: 'pool', title },
        ]
      : []
  return {
    path: 'points.x',
    meta: { type, title, choices },
    title,
    from: '2019-01-01',
    source: 'G-20',
    note: null,
    sourceValue: null,
    proposed: null,
    ownValue: null,
    value: null,
  }
}

/** Null when the value is taken as it is; else the reason in Chinese. */
function reason(type: ValueMeta['type'], given: Scalar): string | null {
  try {
    assert.equal(decideValue(makeValue(type), given), given)
    return null
  } catch (error) {
    assert.equal((error as Refusal).code, 'schemes.value_wrong', String(error))
    return String((error as Refusal).details.reason)
  }
}

test('each kind of value takes what fits it and refuses the rest in words', () => {
  const rows: [type: ValueMeta['type'], given: Scalar, reason: RegExp | null][] = [
    ['boolean', true, null],
    ['boolean', false, null],
    ['boolean', 'true', /“是”或“否”/],
    ['boolean', 1, /“是”或“否”/],
    ['choice', 'pool', null],
    ['choice', 'Pool', /列出的选项/],
    ['choice', '', /列出的选项/],
    ['choice', 1, /列出的选项/],
    ['text', '村规第三条', null],
    ['text', 3, /填写文字/],
    ['yuan', 0, null],
    ['yuan', 0.01, null],
    ['yuan', -0.01, /不能这么小/],
    ['yuan', 0.001, /两位小数/],
    ['yuan', 1.3, null],
    ['yuan', 1.305, /两位小数/],
    ['yuan', 1e9, null],
    ['yuan', 1e9 + 0.01, /10 亿/],
    ['yuan', '1.3', /填写数字/],
    ['yuan', Number.NaN, /填写数字/],
    ['yuan', Number.POSITIVE_INFINITY, /填写数字/],
    ['points', -500, null],
    ['points', -1e9, null],
    ['points', -1e9 - 1, /不能这么小/],
    ['percent', 0, null],
    ['percent', 1000, null],
    ['percent', 1001, /超出/],
    ['percent', 12.5, /整数/],
    ['percent', -1, /超出/],
    ['days', 0, null],
    ['days', 100_000, null],
    ['days', 100_001, /超出/],
    ['integer', 3, null],
    ['integer', 3.5, /整数/],
    ['integer', '3', /整数/],
    ['integer', true, /整数/],
  ]
  for (const [type, given, expected] of rows) {
    const found = reason(type, given)
    if (expected === null) assert.equal(found, null, `${type} ${given}`)
    else assert.match(found ?? 'taken', expected, `${type} ${given}`)
  }
})

test('every amount to the fen up to a billion is taken, and counts its hundredths exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (fen) => {
      const written = Number((fen / 100).toFixed(2))
      assert.equal(reason('yuan', written), null, String(written))
      assert.equal(countIn('yuan', written), fen)
    }),
  )
})

test('the refusal names the value, what was given and why, in both languages', () => {
  try {
    decideValue(makeValue('yuan'), 1.305)
    assert.fail('it was taken')
  } catch (error) {
    const { details, at } = error as Refusal
    const text = schemesErrors['schemes.value_wrong']
    assert.equal(fillText(text.zh, details), '“分值”不能填“1.305”：最多两位小数。')
    assert.equal(fillText(text.en, details), '"Points" cannot be "1.305": two decimals at most.')
    assert.equal(at, 'body.values')
  }
})
