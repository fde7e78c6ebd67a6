import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CloseRules, CloseSums } from './decide-close.ts'
import { decideOutcomes } from './decide-outcomes.ts'
import type { CloseOutcome } from './scheme-close.ts'

const name = { zh: '某', en: 'some' }
const base = { name, consequences: [] }
const said = (cel: string) => ({ cel, said: name })
const sums = (total: number, extra: Partial<CloseSums> = {}): CloseSums => ({
  base: 0,
  gained: Math.max(0, total),
  lost: Math.max(0, -total),
  total,
  ...extra,
})
const rules = (outcomes: CloseOutcome[], inputs: CloseRules['inputs'] = {}): CloseRules => ({
  weighted: null,
  categories: { bad: ['theft'], good: ['help'] },
  inputs,
  outcomes,
})
const marks = (outcome: CloseOutcome, totals: readonly number[]) =>
  decideOutcomes(
    rules([outcome]),
    totals.map((total) => sums(total)),
  ).map((found) => found[0] ?? null)

test('stars of the volunteers: 99 none, 100 one, 299, 300, 599, 600, 999, 1000, 1499, 1500 (C-27)', () => {
  const stars: CloseOutcome = {
    ...base,
    key: 'star',
    kind: 'bands',
    of: 'gained',
    bands: [100, 300, 600, 1000, 1500].map((from, index) => ({
      key: `s${index + 1}`,
      name,
      from: from * 100,
    })),
  }
  const rows: [hours: number, star: string | null][] = [
    [99, null],
    [100, 'star:s1'],
    [299, 'star:s1'],
    [300, 'star:s2'],
    [599, 'star:s2'],
    [600, 'star:s3'],
    [999, 'star:s3'],
    [1000, 'star:s4'],
    [1499, 'star:s4'],
    [1500, 'star:s5'],
  ]
  assert.deepEqual(
    marks(
      stars,
      rows.map(([hours]) => hours * 100),
    ),
    rows.map(([, star]) => star),
  )
  // What was carried over from last year is no gain of this one: 80 carried and 60 new give no star.
  const carried = decideOutcomes(rules([stars]), [sums(14_000, { base: 8000, gained: 6000 })])
  assert.deepEqual(carried, [[]])
})

test('a Party member below 60 or with a bad record is not qualified; the other reading asks for both (C-24)', () => {
  const grade: CloseOutcome = {
    ...base,
    key: 'unqualified',
    kind: 'condition',
    when: said('both ? (total < pass && minus_bad > 0) : (total < pass || minus_bad > 0)'),
  }
  const bad = { categories: { bad: { plus: 0, minus: 100 } } }
  const members = [sums(5900), sums(6000), sums(8500, bad), sums(5900, bad)]
  const found = (both: boolean) =>
    decideOutcomes(rules([grade], { pass: 6000, both }), members).map((line) => line.length)
  assert.deepEqual(found(false), [1, 0, 1, 1])
  assert.deepEqual(found(true), [0, 0, 0, 1])
})

test('at most 20 % of those assessed: 80 of 400, 6 of 33 (G-11)', () => {
  const best: CloseOutcome = {
    ...base,
    key: 'civilised',
    kind: 'top',
    of: 'total',
    among: said('gained > 0'),
    places: { percent: 20, whole: 'among', rounding: 'floor' },
    ties: 'exclude_all',
  }
  for (const [assessed, places] of [
    [400, 80],
    [33, 6],
    [4, 0],
    [5, 1],
  ] as const) {
    const totals = [...Array.from({ length: assessed }, (_, index) => index + 1), 0, 0, 0]
    assert.equal(marks(best, totals).filter((mark) => mark !== null).length, places, `${assessed}`)
  }
})

test('a moving benefit line: bands of 50 from 100, the best 60 % of each, and the line that rises (G-19)', () => {
  const line = (reading: 'within_band' | 'moving_line' | 'both'): CloseOutcome => ({
    ...base,
    key: 'benefit',
    kind: 'line',
    start: 100,
    width: 50,
    percent: 60,
    rounding: 'floor',
    ties: 'exclude_all',
    reading,
  })
  const count = (reading: Parameters<typeof line>[0], totals: number[]) =>
    marks(line(reading), totals).map((mark) => (mark ? 1 : 0))
  // Ten of one band: six benefit; seven: four (4.2 rounded down).
  const ten = [140, 139, 138, 137, 136, 135, 134, 133, 132, 131]
  assert.deepEqual(count('within_band', ten), [1, 1, 1, 1, 1, 1, 0, 0, 0, 0])
  assert.deepEqual(count('within_band', ten.slice(0, 7)), [1, 1, 1, 1, 0, 0, 0])
  // 149 lies in the first band, 150 in the next; 99 in none.
  assert.deepEqual(count('within_band', [149, 148, 150, 151, 99]), [1, 0, 0, 1, 0])
  // Five of ten at 150: the line stays at 100. Six: it rises to 150.
  const at = (high: number) =>
    Array.from({ length: 10 }, (_, index) => (index < high ? 150 + index : 120 - index))
  assert.equal(count('moving_line', at(5)).filter(Boolean).length, 10)
  assert.deepEqual(count('moving_line', at(6)), [1, 1, 1, 1, 1, 1, 0, 0, 0, 0])
  assert.deepEqual(count('both', at(6)), [0, 0, 0, 1, 1, 1, 0, 0, 0, 0])
  assert.deepEqual(count('moving_line', [99, 98]), [0, 0])
})

test('last of the cadres twice running: a yellow card, then no candidate (G-25)', () => {
  const outcomes: CloseOutcome[] = [
    { ...base, key: 'yellow', kind: 'last', of: 'total', count: 1, ties: 'include_all' },
    { ...base, key: 'barred', kind: 'streak', of: 'yellow', times: 2 },
  ]
  const cadres = [sums(300), sums(200), sums(100)]
  const run = (before: number) =>
    decideOutcomes(rules(outcomes), cadres, (index) => (index === 2 ? before : 0))
  assert.deepEqual(run(0), [[], [], ['yellow']])
  assert.deepEqual(run(1), [[], [], ['yellow', 'barred']])
  // Last in the first and the third year only: the card alone.
  assert.deepEqual(run(0)[2], ['yellow'])
  const dismissed: CloseOutcome = {
    ...base,
    key: 'dismissed',
    kind: 'last',
    of: 'total',
    count: 1,
    ties: 'include_all',
    among: said('total < 0'),
  }
  assert.deepEqual(marks(dismissed, [300, 100, -3]), [null, null, 'dismissed'])
  assert.deepEqual(marks(dismissed, [300, 100, 1]), [null, null, null])
})
