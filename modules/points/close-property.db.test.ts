import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as makeId } from 'uuid'
import { getPeriod } from '../../engines/calendar/period.ts'
import { everywhere, type Tx } from '../../platform/database/connect.ts'
import { county, openTestVillage, place, type TestVillage } from '../../tests/points-village.ts'
import { describeFigures } from './close-period.ts'
import { type CloseRules, type CloseSums, countedPoints, isWeighted } from './decide-close.ts'
import { decideOutcomes } from './decide-outcomes.ts'
import type { CloseOutcome } from './scheme-close.ts'
import { type CloseRun, figuresOf, insertCloses } from './store-closes.ts'

const booksMax = 14
let village: TestVillage
before(async () => {
  village = await openTestVillage(booksMax)
})
after(() => village?.close())

interface Move {
  kind: 'award' | 'deduction' | 'adjustment' | 'carry'
  amount: number
  on: string
  item: 'help' | 'theft' | 'other'
  /** The day on which it was reversed. */
  reversedOn: string | null
}
interface Passbook {
  base: number
  openedOn: string
  moves: Move[]
}

const pad = (number: number) => String(number).padStart(2, '0')
const day = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, date]) => `2019-${pad(month)}-${pad(date)}`)
const move: fc.Arbitrary<Move> = fc
  .record({
    kind: fc.constantFrom<Move['kind']>('award', 'award', 'deduction', 'adjustment', 'carry'),
    amount: fc.integer({ min: 1, max: 4 }),
    on: day,
    item: fc.constantFrom<Move['item']>('help', 'theft', 'other'),
    reversedOn: fc.option(day, { freq: 4 }),
  })
  .map((made) => {
    const negative = made.kind === 'deduction' || (made.kind === 'adjustment' && made.amount % 2 === 0)
    const reversible = made.kind === 'award' || made.kind === 'deduction'
    return {
      ...made,
      amount: negative ? -made.amount : made.amount,
      reversedOn: reversible ? made.reversedOn : null,
    }
  })
const passbooks: fc.Arbitrary<Passbook[]> = fc.array(
  fc.record({
    base: fc.integer({ min: 0, max: 3 }),
    openedOn: fc.oneof(fc.constant('2019-01-01'), fc.constant('2019-01-01'), day),
    moves: fc.array(move, { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: booksMax },
)

/** Conditions over the four facts: comparisons of sums, products and quotients, joined and turned about. */
const { condition } = fc.letrec<{ number: string; condition: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom('base', 'gained', 'lost', 'total'),
    fc.integer({ min: -3, max: 5 }).map((value) => (value < 0 ? `(0 - ${-value})` : String(value))),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/', '%'), tie('number'))
      .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    fc
      .tuple(fc.constantFrom('min', 'max'), tie('number'), tie('number'))
      .map(([name, left, right]) => `${name}(${left}, ${right})`),
  ),
  condition: fc.oneof(
    { maxDepth: 2 },
    fc
      .tuple(tie('number'), fc.constantFrom('>', '>=', '<', '<=', '==', '!='), tie('number'))
      .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    tie('condition').map((inner) => `!${inner}`),
  ),
}))

const name = { zh: '某', en: 'some' }
const said = (cel: string) => ({ cel, said: name })
const chosenTies = fc.constantFrom<'include_all' | 'exclude_all'>('include_all', 'exclude_all')
const rounding = fc.constantFrom<'floor' | 'ceil' | 'half_up'>('floor', 'ceil', 'half_up')
const measure = {
  name: fc.constant(name),
  consequences: fc.constant<CloseOutcome['consequences']>([]),
  of: fc.constantFrom<'total' | 'gained' | 'net'>('total', 'gained', 'net'),
  categories: fc.constantFrom<string[] | undefined>(undefined, ['good'], ['good', 'bad']),
  among: fc.oneof(
    fc.constant(undefined),
    fc.constantFrom('gained > limit', 'plus_good > minus_bad', 'strict && lost == 0').map(said),
  ),
}
const plain = { name: fc.constant(name), consequences: fc.constant<CloseOutcome['consequences']>([]) }
const share = fc.integer({ min: 1, max: 100 })
const outcome: fc.Arbitrary<CloseOutcome> = fc.oneof(
  fc.record({
    ...plain,
    key: fc.constant('met'),
    kind: fc.constant('condition' as const),
    when: fc
      .oneof(condition, fc.constantFrom('strict ? minus_bad > 0 : total < limit', 'plus_good >= 2'))
      .map(said),
  }),
  fc.record({
    ...measure,
    key: fc.constant('band'),
    kind: fc.constant('bands' as const),
    bands: fc.tuple(fc.integer({ min: -3, max: 2 }), fc.integer({ min: 0, max: 4 })).map(([low, step]) => [
      { key: 'low', name, from: low },
      { key: 'high', name, from: low + step },
    ]),
  }),
  fc.record({
    ...measure,
    key: fc.constant('top'),
    kind: fc.constant('top' as const),
    places: fc.oneof(
      fc.record({ count: fc.integer({ min: 0, max: booksMax + 1 }) }),
      fc.record({ percent: share, whole: fc.constantFrom<'all' | 'among'>('all', 'among'), rounding }),
    ),
    ties: chosenTies,
  }),
  fc.record({
    ...measure,
    key: fc.constant('last'),
    kind: fc.constant('last' as const),
    count: fc.integer({ min: 0, max: 3 }),
    ties: chosenTies,
  }),
  fc.record({
    ...plain,
    key: fc.constant('line'),
    kind: fc.constant('line' as const),
    start: fc.integer({ min: -2, max: 3 }),
    width: fc.integer({ min: 1, max: 3 }),
    percent: share,
    rounding,
    ties: chosenTies,
    reading: fc.constantFrom<'within_band' | 'moving_line' | 'both'>('within_band', 'moving_line', 'both'),
  }),
)

const rules: fc.Arbitrary<CloseRules> = fc.record({
  weighted: fc.option(
    fc.record({
      condition: fc.oneof(fc.constant('gained > 0'), condition).map(said),
      counts: fc.constantFrom<'with_base' | 'without_base'>('with_base', 'without_base'),
    }),
    { freq: 4 },
  ),
  categories: fc.constant({ good: ['help'], bad: ['theft'] }),
  inputs: fc.record({ limit: fc.integer({ min: -2, max: 4 }), strict: fc.boolean() }),
  outcomes: fc
    .array(outcome, { maxLength: 4 })
    .map((list) => list.map((one, index) => ({ ...one, key: `${one.key}${index}` }))),
})
const period = fc.constantFrom(
  '2019',
  '2019',
  '2019-H1',
  '2019-H2',
  '2019-Q1',
  '2019-Q3',
  '2019-02',
  '2019-12',
)

/** Writes passbooks with their entries, two statements for all. */
async function insertPassbooks(
  tx: Tx,
  made: readonly (Passbook & { bookId: string; householdId: string })[],
): Promise<void> {
  const entries = made.flatMap(({ bookId, householdId, base, openedOn, moves }) => [
    {
      id: makeId(),
      bookId,
      householdId,
      kind: 'base',
      amount: base,
      item: null as string | null,
      on: openedOn,
      reverses: null as string | null,
    },
    ...moves.flatMap((one) => {
      const entry = {
        id: makeId(),
        bookId,
        householdId,
        kind: one.kind as string,
        amount: one.amount,
        item: one.item as string | null,
        on: one.on,
        reverses: null,
      }
      if (one.reversedOn === null) return [entry]
      return [
        entry,
        {
          ...entry,
          id: makeId(),
          kind: 'reversal',
          amount: -one.amount,
          on: one.reversedOn,
          reverses: entry.id,
        },
      ]
    }),
  ])
  await sql`
    insert into points.book (county_code, id, place_code, household_id, subject_kind, subject_id, subject_name, adoption_id, book_key, cycle, opened_on)
    select ${county}, b."bookId", ${place}, b."householdId", 'household', b."householdId", '', ${village.adoptionId}::uuid, 'shanzhi', '2019', b."openedOn"
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as b ("bookId" uuid, "householdId" uuid, "openedOn" date)`.execute(
    tx,
  )
  await sql`
    insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, item_key, reverses_id, occurred_on, posted_at, scheme_id, scheme_version, scheme_hash, note)
    select ${county}, e.id, ${place}, e."householdId", e."bookId", e.kind, e.amount, e.item, e.reverses, e."on", '2019-12-31', 'x', 1, 'x', ''
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e (id uuid, "bookId" uuid, "householdId" uuid, kind text, amount bigint, item text, reverses uuid, "on" date)`.execute(
    tx,
  )
}

/** What a close must give, counted in memory. */
function sumsOf(passbook: Passbook, firstDay: string, lastDay: string): CloseSums {
  const carried = passbook.moves
    .filter((one) => one.kind === 'carry')
    .reduce((sum, one) => sum + one.amount, 0)
  const moved = passbook.moves
    .filter((one) => one.kind !== 'carry')
    .flatMap((one) => [
      { amount: one.amount, on: one.on, item: one.item, plus: one.amount > 0 },
      ...(one.reversedOn === null
        ? []
        : [{ amount: -one.amount, on: one.reversedOn, item: one.item, plus: one.amount > 0 }]),
    ])
    .filter((one) => firstDay <= one.on && one.on <= lastDay)
  const sum = (plus: boolean, item?: string) =>
    moved
      .filter((one) => one.plus === plus && (item === undefined || one.item === item))
      .reduce((total, one) => total + one.amount, 0)
  const base = passbook.base + carried
  const [gained, lost] = [sum(true), 0 - sum(false)]
  const categories = {
    good: { plus: sum(true, 'help'), minus: 0 - sum(false, 'help') },
    bad: { plus: sum(true, 'theft'), minus: 0 - sum(false, 'theft') },
  }
  return { base, gained, lost, total: base + gained - lost, categories }
}

const undo = new Error('undone on purpose')

interface Line extends CloseSums {
  bookId: string
  rank: number
  weighted: boolean
  marks: string[]
}

async function closeOf(made: readonly Passbook[], run: CloseRun) {
  const named = made.map((one, index) => ({
    ...one,
    bookId: makeId(),
    householdId: village.households[index]!,
  }))
  const at = { closeId: makeId(), placeCode: place, adoptionId: village.adoptionId }
  let lines: Line[] = []
  let figures: ReturnType<typeof describeFigures> | undefined
  await village.database
    .transact(everywhere, async (tx) => {
      await insertPassbooks(tx, named)
      await insertCloses(tx, run, [at])
      lines = (
        await sql<Line>`select book_id as "bookId", base, gained, lost, total, rank, weighted, marks from points.close_line where county_code = ${county} and close_id = ${at.closeId}::uuid`.execute(
          tx,
        )
      ).rows
      const row = (await figuresOf(tx, county, [at.closeId])).get(at.closeId)
      figures = row && describeFigures(row, run.rules)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error
    })
  return { named, lines, figures }
}

test('a close’s sums, ranks, marks and weighted households are those that the engines count in memory', async () => {
  await fc.assert(
    fc.asyncProperty(passbooks, rules, period, async (made, chosen, label) => {
      const { firstDay, lastDay, kind } = getPeriod(label)
      const run: CloseRun = {
        countyCode: county,
        bookKey: 'shanzhi',
        periodKind: kind === 'half' ? 'half_year' : kind,
        period: label,
        cycle: '2019',
        firstDay,
        lastDay,
        attempt: 1,
        rules: chosen,
        correctionReason: null,
        schemeHash: 'x',
        at: new Date('2020-01-05T00:00:00Z'),
        by: null,
      }
      const { named, lines, figures } = await closeOf(made, run)
      const expected = named
        .filter((one) => one.openedOn <= lastDay)
        .map((one) => ({
          bookId: one.bookId,
          ...sumsOf(one, kind === 'year' ? '' : firstDay, kind === 'year' ? '9999' : lastDay),
        }))
      const found = decideOutcomes(chosen, expected)
      const wanted = expected.map(
        ({ categories: _categories, ...one }, index): Line => ({
          ...one,
          rank: expected.filter((other) => other.total > one.total).length + 1,
          weighted: isWeighted(chosen, expected[index]!),
          marks: found[index]!,
        }),
      )
      const sorted = (rows: Line[]) => rows.toSorted((one, other) => (one.bookId < other.bookId ? -1 : 1))
      assert.deepEqual(sorted(lines), sorted(wanted))
      const weighted = wanted.filter((one) => one.weighted)
      const total = (rows: Line[], pick: (one: Line) => number) =>
        rows.reduce((sum, one) => sum + pick(one), 0)
      if (wanted.length === 0) return assert.equal(figures, undefined)
      const { weightedShare: _share, marks, ...counted } = figures!
      for (const { key, count } of marks)
        assert.equal(count, wanted.filter((one) => one.marks.includes(key)).length, key)
      assert.deepEqual(counted, {
        households: wanted.length,
        weightedHouseholds: weighted.length,
        totalPoints: total(wanted, (one) => one.total),
        weightedPoints: total(weighted, (one) => countedPoints(chosen, one)),
        gained: total(wanted, (one) => one.gained),
        lost: total(wanted, (one) => one.lost),
      })
    }),
    { numRuns: 300 },
  )
})
