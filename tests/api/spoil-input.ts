import fc from 'fast-check'
import type { Input } from './make-input.ts'

/** Values that no field is meant to hold: wrong types, too much of everything, and texts that mean harm elsewhere. */
const hostileValues: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308],
  ...['', ' ', '\u0000', '甲\u0000乙', '\ud800', 'x\udfff', '\u202e反写', '👨‍👩‍👧‍👦🏮', 'ﷺ'.repeat(50)],
  ...["' or 1=1 --", "'; drop table points.entry; --", '$1', '%_\\', '{{7*7}}', '<script>alert(1)</script>'],
  ...['../../etc/passwd', '..\\..\\boot.ini', '/dev/null', 'file:///etc/hosts', '\\\\server\\share'],
  ...['=cmd|"/c calc"!A1', '=HYPERLINK("http://x")', '+1+1', '@SUM(A1)', '-2+3'],
  ...['0000-01-01', '9999-12-31', '2019-02-30', '-271821-04-20', 'NaN', 'Infinity', '1e9'],
  ...['00000000-0000-0000-0000-000000000000', '0197a000-0000-7000-8000-00000000000g'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  '长'.repeat(100_000),
  ...[[], {}, [[]], [null], ['x'], { a: 1 }, { length: 3 }, { toJSON: 1 }],
  Array.from({ length: 10_000 }, (_, index) => index),
  Array.from({ length: 10_000 }, () => '0197a000-0000-7000-8000-000000000000'),
  nested(2000),
]

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Short ones only: an address has little room. */
const hostileTexts = hostileValues.filter(
  (value): value is string => typeof value === 'string' && value.length < 1000,
)

type Path = readonly (string | number)[]

/** Inputs made of a good one with one thing wrong: a value replaced, left out or added. */
export function spoil(input: Input, options: { seed: number; count: number }): Input[] {
  const places = placesOf(input)
  if (places.length === 0) return []
  const spoiled = fc
    .record({
      at: fc.constantFrom(...places),
      value: fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...hostileValues) },
        { weight: 1, arbitrary: fc.constant(leftOut) },
        { weight: 1, arbitrary: fc.anything({ maxDepth: 3 }).map(asJson) },
      ),
      text: fc.constantFrom(...hostileTexts),
    })
    .map(({ at, value, text }) => {
      const isText = at[0] === 'params' || (at[0] === 'query' && typeof value !== 'string')
      return replaceAt(input, at, isText ? text : value) as Input
    })
  return fc.sample(spoiled, { seed: options.seed, numRuns: options.count })
}

const leftOut = Symbol('left out')

function asJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? Number(inner) : inner))
  return text === undefined ? null : JSON.parse(text)
}

/** Where something stands in an input; the parts themselves but for the body are no place. */
function placesOf(input: Input): Path[] {
  const below = (value: unknown, path: Path): Path[] => {
    if (typeof value !== 'object' || value === null) return [path]
    const inner = Object.entries(value).flatMap(([key, one]) =>
      below(one, [...path, Array.isArray(value) ? Number(key) : key]),
    )
    return [...(path[0] === 'body' ? [path] : []), ...inner]
  }
  const more: Path[] = input.body === undefined ? [] : [['body', 'unasked']]
  return [
    ...below(input.params, ['params']),
    ...below(input.query, ['query']),
    ...(input.body === undefined ? [] : below(input.body, ['body'])),
    ...more,
  ]
}

function replaceAt(whole: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value === leftOut ? null : value
  const copy: Record<string, unknown> = (
    Array.isArray(whole) ? [...whole] : { ...(whole as object) }
  ) as Record<string, unknown>
  if (rest.length === 0 && value === leftOut) delete copy[first]
  else copy[first] = replaceAt(copy[first], rest, value)
  return copy
}
