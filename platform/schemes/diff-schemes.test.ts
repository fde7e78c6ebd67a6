import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffSchemes } from './diff-schemes.ts'
import { hashContent, readScheme } from './read-scheme.ts'
import { toySection, toyText } from './toy-section.ts'

const content = (text: string) => {
  const read = readScheme(text, [toySection])
  assert.deepEqual(read.problems, [])
  return read.content!
}
const was = content(toyText)
const changesOf = (...changes: [from: string, to: string][]) =>
  diffSchemes(was, content(changes.reduce((text, [from, to]) => text.replace(from, to), toyText)))

test('a changed value is told with its day and both sources', () => {
  assert.deepEqual(changesOf(['{ value: 1.30, source: G-21 }', '{ value: 1.5, source: 村民会议 2019 }']), [
    {
      kind: 'value',
      path: 'toy.price',
      day: '2019-01-01',
      was: { value: 1.3, source: 'G-21' },
      now: { value: 1.5, source: '村民会议 2019' },
    },
  ])
})

test('an open value that was filled, a day that came and a day that went are told apart', () => {
  const open = { unset: true as const, source: 'G-20', proposed: 5 }
  assert.deepEqual(changesOf(['{ unset: true, source: G-20, proposed: 5 }', '{ value: 8, source: 村规 }']), [
    {
      kind: 'value',
      path: 'toy.items.help.points',
      day: '2019-01-01',
      was: open,
      now: { value: 8, source: '村规' },
    },
  ])
  assert.deepEqual(changesOf(['2020-01-01: { value: 2', '2021-01-01: { value: 2']), [
    { kind: 'value', path: 'toy.price', day: '2020-01-01', was: { value: 2, source: 'G-21' }, now: null },
    { kind: 'value', path: 'toy.price', day: '2021-01-01', was: null, now: { value: 2, source: 'G-21' } },
  ])
})

test('words, switches, parts that came or went, and the order of a list are changes too', () => {
  assert.deepEqual(changesOf(['zh: 帮忙', 'zh: 互助'], ['free: true', 'free: false']), [
    { kind: 'text', path: 'toy.free', was: true, now: false },
    { kind: 'text', path: 'toy.items.help.name.zh', was: '帮忙', now: '互助' },
  ])
  assert.deepEqual(
    changesOf(['key: sweep', 'key: mow']).map((change) => [
      change.path,
      change.was === null,
      change.now === null,
    ]),
    [
      ['toy.items.sweep', false, true],
      ['toy.items.mow', true, false],
    ],
  )
  assert.deepEqual(changesOf(['floor: none', 'floor: { 2019-01-01: { value: 0, source: 村规 } }']), [
    { kind: 'text', path: 'toy.floor', was: 'none', now: { '2019-01-01': { value: 0, source: '村规' } } },
  ])
  const turned = structuredClone(was) as unknown as { toy: { items: unknown[] } }
  turned.toy.items.reverse()
  assert.deepEqual(diffSchemes(was, turned), [
    { kind: 'text', path: 'toy.items', was: ['help', 'sweep'], now: ['sweep', 'help'] },
  ])
})

test('there is a difference exactly when the hashes differ', () => {
  const texts = [
    toyText,
    `# comment\n${toyText}`,
    toyText.replace('1.30', '1.3'),
    toyText.replace('1.30', '1.31'),
    toyText.replace('打扫', '清扫'),
  ]
  for (const text of texts) {
    const now = content(text)
    assert.equal(diffSchemes(was, now).length > 0, hashContent(was) !== hashContent(now), text.slice(0, 40))
  }
})
