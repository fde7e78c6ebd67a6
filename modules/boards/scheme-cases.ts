import { z } from 'zod'
import { addDays } from '../../engines/calendar/plain-date.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { CaseScheme, SchemeSection } from '../../engines/scheme/section.ts'
import { type CloseSums, closeRulesOf, marksOf } from '../points/decide-close.ts'
import { decideOutcomes } from '../points/decide-outcomes.ts'
import type { PointsBook } from '../points/scheme.ts'
import { decideBoard } from './decide-board.ts'
import { isFrozen, probationOf } from './decide-freeze.ts'
import { assertMayRefer, type ReferralFacts } from './decide-referral.ts'
import { type BlackBoard, type Board, isMade } from './scheme.ts'

const count = z.number().int().min(0)
const day = z.iso.date()

const category = z.strictObject({ plus: z.number().min(0).default(0), minus: z.number().min(0).default(0) })
const board = z.strictObject({
  board: z.string(),
  books: z
    .array(
      z.strictObject({
        gained: z.number().min(0).default(0),
        lost: z.number().min(0).default(0),
        categories: z.record(z.string(), category).default({}),
      }),
    )
    .min(1),
})
const freeze = z.strictObject({
  board: z.string(),
  listed_on: day,
  taken_down_on: day.optional(),
  deed_on: day,
})
const referral = z.strictObject({
  board: z.string(),
  listings: count,
  teachings: count,
  suspicion: z.boolean(),
})

/** The kinds of worked cases of boards; points in points. */
export const boardCases: SchemeSection['cases'] = {
  board: { given: board, run: runBoard },
  freeze: { given: freeze, run: runFreeze },
  referral: {
    given: referral,
    run: (scheme, given: { board: string } & ReferralFacts) => {
      try {
        assertMayRefer(blackOf(scheme, given.board), given)
        return { refused: null }
      } catch (error) {
        if (error instanceof Refusal) return { refused: error.code }
        throw error
      }
    },
  },
}

const boardsOf = (scheme: CaseScheme) => scheme.resolved.plain.boards as Board[]
const blackOf = (scheme: CaseScheme, key: string) =>
  boardsOf(scheme).find((one) => one.key === key && one.kind === 'black') as BlackBoard

/** Who stands on a board after its close, by the number of the passbook in the case, mark by mark. */
function runBoard(scheme: CaseScheme, given: z.output<typeof board>): Record<string, unknown> {
  const found = boardsOf(scheme).find((one) => one.key === given.board)!
  if (!isMade(found)) return { shown: null }
  const book = (scheme.resolved.plain.points as PointsBook[]).find(({ key }) => key === found.book)!
  const rules = closeRulesOf(book, found.period)
  const sums = given.books.map((one) => sumsOf(book.base, one))
  const marks = decideOutcomes(rules, sums)
  const lines = sums.map(({ total }, index) => ({
    ...{ householdId: String(index + 1), householdNumber: String(index + 1).padStart(4, '0') },
    ...{ headName: `户主${index + 1}`, headBirthDate: null, total, marks: marks[index]! },
    rank: sums.filter((other) => other.total > total).length + 1,
  }))
  const names = new Map(marksOf(rules.outcomes).map(({ key, name }) => [key, name]))
  const decided = decideBoard(found, { lines, marks: names }, { on: scheme.on, asked: new Set() })
  return { shown: decided.lines.map((line) => Number(line.householdId)) }
}

function sumsOf(base: number, one: z.output<typeof board>['books'][number]): CloseSums {
  const hundredths = (points: number) => Math.round(points * 100)
  const categories = Object.fromEntries(
    Object.entries(one.categories).map(([key, { plus, minus }]) => [
      key,
      { plus: hundredths(plus), minus: hundredths(minus) },
    ]),
  )
  const all = Object.values(categories)
  const gained = hundredths(one.gained) + all.reduce((sum, { plus }) => sum + plus, 0)
  const lost = hundredths(one.lost) + all.reduce((sum, { minus }) => sum + minus, 0)
  return { base, gained, lost, total: base + gained - lost, categories }
}

/** Whether a deed counts for somebody who stood on the black board; `taken_down_on` is when the request was granted. */
function runFreeze(scheme: CaseScheme, given: z.output<typeof freeze>): Record<string, unknown> {
  const rules = blackOf(scheme, given.board)
  const takenDownOn = given.taken_down_on ?? null
  const listing = {
    listedOn: given.listed_on,
    endsOn: addDays(given.listed_on, rules.days - 1),
    takenDownOn,
    probationUntil: takenDownOn === null ? null : probationOf(takenDownOn, rules.probation_days),
  }
  return { refused: isFrozen(listing, rules, given.deed_on, given.deed_on) ? 'points.frozen' : null }
}
