import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Norm } from '../../engines/scheme/section.ts'
import { checkNorms, guardScheme } from './guard-scheme.ts'
import { readScheme } from './read-scheme.ts'
import { norm, toySection, toyText } from './toy-section.ts'

const sections = [toySection]
const breach = readScheme(toyText.replace('free: true', 'free: false'), sections).content!
const lawful = readScheme(toyText, sections).content!
const refused = (norms: Norm[], on: string, content = breach) =>
  guardScheme(content, norms, sections, on).length > 0

test('a norm binds from its first day on, and no longer from the day on which it ends', () => {
  const rows: [norm: Norm, on: string, refused: boolean][] = [
    [norm({}), '2020-07-26', false],
    [norm({}), '2020-07-27', true],
    [norm({}), '2020-07-28', true],
    [norm({}), '2999-12-31', true],
    [norm({ to: '2026-01-01' }), '2025-12-31', true],
    [norm({ to: '2026-01-01' }), '2026-01-01', false],
    [norm({ to: '2026-01-01' }), '2026-01-02', false],
  ]
  for (const [one, on, expected] of rows) assert.equal(refused([one], on), expected, `${on} ${one.to}`)
})

test('when a law is amended, the old wording binds up to the day before the new one', () => {
  const amended = [
    norm({ key: 'old', check: 'at_most', params: { count: 1 }, to: '2026-01-01' }),
    norm({ key: 'new', check: 'at_most', params: { count: 2 }, from: '2026-01-01' }),
  ]
  assert.equal(refused(amended, '2025-12-31', lawful), true)
  assert.equal(refused(amended, '2026-01-01', lawful), false)
})

test('a breach cites its norm with title and document', () => {
  const [problem] = guardScheme(breach, [norm({})], sections, '2021-01-01')
  assert.deepEqual(problem, {
    severity: 'error',
    kind: 'law',
    path: 'toy.free',
    reason: { zh: '必须免费。', en: 'It must be free.' },
    mend: { zh: '改为 true。', en: 'Set it to true.' },
    norm: '必须免费（示例〔2020〕1号）',
  })
})

test('a lawful scheme, and one without the part a norm speaks of, are left alone', () => {
  assert.equal(refused([norm({})], '2021-01-01', lawful), false)
  const { toy: _without, ...rest } = lawful
  assert.equal(refused([norm({})], '2021-01-01', rest as typeof lawful), false)
})

test('a norm whose check nobody offers is a fault, never a norm that passes', () => {
  const strange = norm({ key: 'strange', check: 'never_written' })
  const [problem] = checkNorms([norm({}), strange], sections)
  assert.equal(problem?.path, 'norms.strange.check')
  assert.match(problem!.mend.zh, /must_be_free/)
  assert.throws(() => guardScheme(lawful, [strange], sections, '2021-01-01'), /never_written/)
})
