import assert from 'node:assert/strict'
import { periodOf } from '../../engines/calendar/period.ts'
import type { WorkedCase } from '../../platform/schemes/run-cases.ts'
import { bookRef } from './case-claims.ts'
import { type CaseDriver, type CaseGroup, givenOf, yearOf } from './case-driver.ts'
import { draftPlan, readPlanLines } from './case-plan.ts'
import { type CaseVillage, dayAfter, type Fields, openVillage, type Settings } from './case-village.ts'
import type { CaseWorld } from './case-world.ts'
import {
  type Close,
  closePeriod,
  closeYear,
  decideMoves,
  deedsOn,
  liveYear,
  type Move,
  unevenMoves,
} from './case-year.ts'

/** A village that lives the year of its first case with some moves, and the close of that year. */
export async function closedVillage(
  world: CaseWorld,
  group: CaseGroup,
  households: number,
  movesOf: (village: CaseVillage) => Move[],
  more: Settings = {},
): Promise<{ village: CaseVillage; close: Close }> {
  const year = yearOf(group.cases[0]!.on)
  const settings = { ...group.settings, ...more }
  const village = await openVillage(world, { schemeId: group.schemeId, settings, year, households })
  const posted = await liveYear(village, year, movesOf(village))
  return { village, close: await closeYear(village, year, posted) }
}

const lineOf = (lines: readonly Fields[], householdId: string | undefined) =>
  lines.find((line) => line.householdId === householdId)!

/** A year of gains and losses from the deed to the close: what each household comes to, and what a plan counts of it. */
export const year: CaseDriver = {
  gives: ['gained', 'lost'],
  drive: async (world, group) => {
    const { village, close } = await closedVillage(world, group, group.cases.length, () =>
      group.cases.flatMap((one, household) => {
        const { gained, lost } = givenOf<{ gained: number; lost: number }>(one)
        return [gained, -lost].map((points) => ({ household, points: Math.round(points * 100) }))
      }),
    )
    const counted = await readCounted(village, close)
    return group.cases.map((_, index) => {
      const line = lineOf(close.lines, village.households[index])
      const points = lineOf(counted, village.households[index])?.points
      return { total: Number(line.total) / 100, weighted: line.weighted, counted: Number(points) / 100 }
    })
  },
}

/** Points that count towards a distribution are shown by its plan, where the scheme has one. */
async function readCounted(village: CaseVillage, close: Close): Promise<Fields[]> {
  if (!village.rules(close.day).dividend) return []
  const pools = { sharePoolFen: 0, incentivePoolFen: 100_000_000, priceFen: null }
  const { body } = await draftPlan(village, close, pools)
  return readPlanLines(village, body.id, dayAfter(close.day))
}

/** Awards that are posted, then awards that wait, and what the list's preview says of the quota. */
export const quota: CaseDriver = {
  gives: ['households', 'awarded', 'again', 'first_time'],
  drive: async (world, group) =>
    inTurn(group.cases, async (one) => {
      const given = givenOf<{ households: number; awarded?: number; again?: number; first_time?: number }>(
        one,
      )
      const { households, awarded = 0, again = 0, first_time: firstTime = 0 } = given
      const year = yearOf(one.on)
      const village = await openVillage(world, { ...group, year, households })
      const awards = (first: number, length: number): Move[] =>
        Array.from({ length }, (_, index) => ({ household: first + index, points: 100 }))
      await liveYear(village, year, awards(0, awarded))
      const day = await decideMoves(village, year, [...awards(0, again), ...awards(awarded, firstTime)])
      const { adoptionId, bookKey } = bookRef(village, day)
      const kind = village.book(day).publicity.entries.period
      const period = periodOf(deedsOn(year), kind === 'half_year' ? 'half' : kind).label
      const url = `/api/points/publicity/preview?place=${village.code}&adoption=${adoptionId}&book=${bookKey}`
      const preview = await village.must('clerk', day, 'GET', `${url}&list=entries&period=${period}`)
      const [stands] = preview.quotas as { places: number; taken: number; added: number; beyond: number }[]
      return { ...stands }
    }),
}

/** How many places an outcome has in a village of so many households: they gain each another, so that none are tied. */
export const places: CaseDriver = {
  gives: ['outcome', 'households'],
  drive: async (world, group) =>
    inTurn(group.cases, async (one) => {
      const { outcome, households } = givenOf<{ outcome: string; households: number }>(one)
      const { close } = await closedVillage(world, { ...group, cases: [one] }, households, (village) => {
        const found = village.book(one.on).close.outcomes.find(({ key }) => key === outcome)
        assert.ok(found?.kind === 'top', outcome)
        const places =
          'percent' in found.places ? (households * found.places.percent) / 100 : found.places.count
        const distinct = Math.min(households, Math.ceil(places) + 1)
        return unevenMoves(distinct, (distinct * (distinct + 1)) / 2, distinct)
      })
      const marks = close.figures.marks as { key: string; count: number }[]
      return { places: marks.find(({ key }) => key === outcome)?.count }
    }),
}

/** How a share of households prints: so many of the village gain something. */
export const shownShare: CaseDriver = {
  gives: ['part', 'whole'],
  drive: async (world, group) =>
    inTurn(group.cases, async (one) => {
      const { part, whole } = givenOf<{ part: number; whole: number }>(one)
      const moves = Array.from({ length: part }, (_, household) => ({ household, points: 1000 }))
      const { close } = await closedVillage(world, { ...group, cases: [one] }, whole, () => moves)
      return { shown: close.figures.weightedShare }
    }),
}

export interface Given {
  gained?: number
  lost?: number
  categories?: Record<string, { plus?: number; minus?: number }>
}

interface GivenFigures {
  households: number
  joined: number
  deeds: Record<string, number>
}

/** A village in which some take part and do what the case counts; what the charts of the year and its close show. */
export const figures: CaseDriver = {
  gives: ['households', 'joined', 'deeds'],
  drive: (world, group) =>
    inTurn(group.cases, async (one) => {
      const { deeds, ...size } = givenOf<GivenFigures>(one)
      const { schemeId, settings } = group
      const year = yearOf(one.on)
      const village = await openVillage(world, { schemeId, settings, year, ...size })
      const { items, categories, cycle } = village.book(one.on)
      const moves = items.flatMap(({ key, category }) =>
        Array.from({ length: deeds[key] ?? 0 }, (_, index) => ({
          ...{ household: index % size.joined, points: 500, category },
        })),
      )
      const posted = await liveYear(village, year, moves)
      const { lines } = await closeYear(village, year, posted)
      const shown = cycle.kind === 'life' ? 'life' : year
      const url = `/api/points/overview?place=${village.code}&cycle=${shown}`
      const { byItem } = await village.must('clerk', posted, 'GET', url)
      const counted = byItem as { itemKey: string; claims: number }[]
      const claimsOf = (some: readonly { key: string }[]) =>
        counted
          .filter(({ itemKey }) => some.some(({ key }) => key === itemKey))
          .reduce((sum, { claims }) => sum + claims, 0)
      const by = categories.map(({ key }) => [
        key,
        claimsOf(items.filter(({ category }) => category === key)),
      ])
      return { passbooks: lines.length, deeds: claimsOf(items), by_category: Object.fromEntries(by) }
    }),
}

/** What the close of a period finds of the passbooks of a village. */
export const outcomes: CaseDriver = {
  gives: ['period', 'books'],
  drive: async (world, group) =>
    inTurn(group.cases, async (one) => {
      const { books, period = 'year' } = givenOf<{ books: Given[]; period?: PeriodOfClose }>(one)
      const { village, close } = await closeBooks(world, { ...group, cases: [one] }, books, () => period)
      return { marks: village.households.map((household) => lineOf(close.lines, household).marks) }
    }),
}

/** A village whose passbooks come to what is given by deeds of the first of May, and the close of the period of that day. */
export async function closeBooks(
  world: CaseWorld,
  { schemeId, settings, cases }: CaseGroup,
  books: readonly Given[],
  periodOfClose: (village: CaseVillage) => PeriodOfClose,
): Promise<{ village: CaseVillage; close: Close }> {
  const year = yearOf(cases[0]!.on)
  const village = await openVillage(world, { schemeId, settings, year, households: books.length })
  const posted = await liveYear(
    village,
    year,
    books.flatMap((book, household) => movesOfBook(household, book)),
  )
  const kind = periodOfClose(village)
  if (kind === 'year') return { village, close: await closeYear(village, year, posted) }
  const { label } = periodOf(deedsOn(year), kind === 'half_year' ? 'half' : kind)
  return { village, close: await closePeriod(village, label, posted) }
}

type PeriodOfClose = 'month' | 'quarter' | 'half_year' | 'year'

export function movesOfBook(household: number, { gained = 0, lost = 0, categories = {} }: Given): Move[] {
  const move = (points: number, category?: string) => ({
    household,
    points: Math.round(points * 100),
    ...(category ? { category } : {}),
  })
  return [
    move(gained),
    move(-lost),
    ...Object.entries(categories).flatMap(([category, { plus = 0, minus = 0 }]) => [
      move(plus, category),
      move(-minus, category),
    ]),
  ]
}

/** One case after the other: they share the server’s clock. */
export async function inTurn(
  cases: readonly WorkedCase[],
  play: (one: WorkedCase) => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>[]> {
  const answers: Record<string, unknown>[] = []
  for (const one of cases) answers.push(await play(one))
  return answers
}
