import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { stringify, type ToStringOptions } from 'yaml'
import { checkContent, hashContent, readScheme } from './read-scheme.ts'
import { toySection, toyText } from './toy-section.ts'

const sections = [toySection]
const read = (text: string) => readScheme(text, sections)
const toy = read(toyText)

/** The same data with the keys of every group turned round. */
function turnKeys(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(turnKeys)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node)
      .reverse()
      .map(([key, child]) => [key, turnKeys(child)]),
  )
}

test('a scheme without faults is read whole', () => {
  assert.deepEqual(toy.problems, [])
  assert.equal(toy.content?.id, 'toy-scheme')
  assert.match(toy.hash, /^[0-9a-f]{16}$/)
})

test('the hash tells what a scheme says: not comments, blank lines, quotes or the order of keys', () => {
  const same = [
    `# a comment\n${toyText}\n# another\n`,
    toyText.replaceAll('\n', '\r\n'),
    `\ufeff${toyText}`,
    toyText.replace('value: 1.30', 'value: 1.3'),
    toyText.replace('source: G-20\nsummary', 'source: "G-20"\nsummary'),
    stringify(turnKeys(toy.content)),
  ]
  for (const text of same) assert.equal(read(text).hash, toy.hash, text.slice(0, 60))
})

test('the hash changes with every word, figure, date and with the order of a list', () => {
  const changed: [from: string, to: string][] = [
    ['value: 1.30', 'value: 1.31'],
    ['2020-01-01', '2020-01-02'],
    ['source: G-21', 'source: G-22'],
    ['note: 可读作两种', 'note: 可读作一种'],
    ['free: true', 'free: false'],
    ['proposed: 5', 'proposed: 6'],
    ['zh: 帮忙', 'zh: 帮助'],
  ]
  const hashes = changed.map(([from, to]) => read(toyText.replace(from, to)).hash)
  const turned = structuredClone(toy.content!) as unknown as { toy: { items: unknown[] } }
  turned.toy.items.reverse()
  hashes.push(checkContent(turned, sections).hash)
  assert.equal(new Set([...hashes, toy.hash, '']).size, changed.length + 3)
})

test('a default that is left out and one that is written are the same scheme', () => {
  const written = toyText.replace('key: sweep,', 'key: sweep, tags: [],')
  assert.notEqual(written, toyText)
  assert.equal(read(written).hash, toy.hash)
})

test('a date stays the text that stands there, in keys and in values', () => {
  const { content } = read(toyText.replace('free: true', 'free: true\n  since: 2019-07-31'))
  const part = content?.toy as { since: string; price: Record<string, unknown> }
  assert.equal(part.since, '2019-07-31')
  assert.deepEqual(Object.keys(part.price), ['2019-01-01', '2020-01-01'])
})

test('a check’s fault carries the line of its path, and content without a file carries none', () => {
  const twice = toyText.replace('key: sweep', 'key: help')
  const [problem] = read(twice).problems
  assert.deepEqual([problem?.path, problem?.line], ['toy.items.help', 15])
  const [again] = checkContent(read(twice).content, sections).problems
  assert.deepEqual([again?.path, again?.line], ['toy.items.help', undefined])
})

test('keys that JavaScript treats in its own way are unknown keys like any other', () => {
  for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const { content, problems } = read(`${toyText}${key}: { polluted: true }\n`)
    assert.equal(content, undefined)
    assert.deepEqual(
      problems.map((problem) => problem.path),
      [key],
    )
  }
  assert.equal((Object.prototype as { polluted?: boolean }).polluted, undefined)
})

test('no text whatever makes the reader throw', () => {
  const pieces = fc.constantFrom(
    'a',
    ': ',
    '- ',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '&x',
    '*x',
    '!t',
    '#',
    '|',
    '>',
    '?',
    '---',
    '\t',
    '，',
    '：',
    '2019-01-01',
    'null',
    '%',
    '@',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const { content, problems } = read(text)
      assert.equal(content, undefined)
      assert.ok(problems.length > 0)
      for (const { reason, mend } of problems) assert.ok(reason.zh && reason.en && mend.zh && mend.en)
    }),
    { numRuns: 500 },
  )
})

test('any content goes through YAML and back with the same hash', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  )
  const words = fc.record({ zh: text, en: text })
  const hundredths = fc.integer({ min: 1, max: 10_000_000 }).map((value) => value / 100)
  const days = fc
    .date({ min: new Date('1949-10-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/)
  const dated = (value: fc.Arbitrary<unknown>) =>
    fc.dictionary(
      days,
      fc.oneof(
        fc.record({ value, source: text, note: text }, { requiredKeys: ['value', 'source'] }),
        fc.record(
          { unset: fc.constant(true), source: text, note: text, proposed: value },
          { requiredKeys: ['unset', 'source'] },
        ),
      ),
      { minKeys: 1, maxKeys: 4 },
    )
  const content = fc.record({
    id: fc.stringMatching(/^[a-z][a-z0-9-]{2,20}$/),
    name: words,
    place: fc.record({ code: fc.stringMatching(/^[0-9]{12}$/), name: text }),
    source: text,
    summary: words,
    toy: fc.record(
      {
        name: words,
        free: fc.boolean(),
        since: days,
        price: dated(hundredths),
        limit: dated(fc.integer({ min: 1, max: 1_000_000 })),
        mode: dated(fc.constantFrom('gift', 'loan')),
        strict: dated(fc.boolean()),
        motto: dated(text),
        floor: fc.oneof(fc.constant('none'), dated(hundredths.map((value) => -value))),
        items: fc.uniqueArray(
          fc.record({ key, name: words, points: dated(hundredths), tags: fc.array(text, { maxLength: 3 }) }),
          {
            selector: (item) => item.key,
            maxLength: 4,
          },
        ),
      },
      { requiredKeys: ['name', 'free', 'price', 'mode', 'strict', 'motto', 'floor', 'items'] },
    ),
  })
  // Without folding: the writer folds a text that begins with a line break into another one.
  fc.assert(
    fc.property(
      content,
      fc.constantFrom<ToStringOptions>(
        { lineWidth: 0 },
        { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE' },
        { lineWidth: 0, collectionStyle: 'flow' },
      ),
      (made, style) => {
        const { content: back, problems, hash } = read(stringify(made, style))
        assert.deepEqual(problems, [])
        // The generator makes groups without a prototype; what was parsed has one.
        assert.deepEqual(back, structuredClone(made))
        assert.equal(hash, hashContent(made))
        assert.equal(read(stringify(turnKeys(made), style)).hash, hash)
      },
    ),
    { numRuns: 200 },
  )
})
