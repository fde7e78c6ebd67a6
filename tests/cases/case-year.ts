import assert from 'node:assert/strict'
import { getPeriod, periodOf } from '../../engines/calendar/period.ts'
import type { PointsBook, PointsItem } from '../../modules/points/scheme.ts'
import { bookRef, deciderOf, filesOf, officialChannel, panelOf, pass, told } from './case-claims.ts'
import { passGate } from './case-steps.ts'
import { type CaseVillage, dayAfter, type Fields, later } from './case-village.ts'

/** What a household gains or, below zero, loses in a year: hundredths of a point. */
export interface Move {
  household: number
  points: number
  /** Only by items of this category. */
  category?: string
}

/** One claim of a move: what is declared, and how much less the review leaves of it. */
interface Part {
  household: number
  item: PointsItem
  declared: number
  decided: number
}

/** A whole in so many parts, as even as can be: 10 in 4 is 3, 3, 2, 2. */
export function split(whole: number, count: number): number[] {
  const each = Math.floor(whole / count)
  return Array.from({ length: count }, (_, index) => each + (index < whole - each * count ? 1 : 0))
}

/** The claims by which a household gains or loses so much: exactly by the items where they allow it, else decided lower. */
function partsOf(book: PointsBook, on: string, { household, points, category }: Move): Part[] {
  const direction = points > 0 ? 'plus' : 'minus'
  const whole = Math.abs(points)
  const items = book.items.filter(
    (item) =>
      item.direction === direction &&
      (category === undefined || item.category === category) &&
      (item.from ?? on) <= on &&
      officialChannel(item) !== undefined &&
      item.max_per_cycle === undefined &&
      item.times_per_cycle === undefined,
  )
  const ways = items.map((item) => waysOf(item, whole).map((part) => ({ household, item, ...part })))
  const fits = ways.filter((parts) => parts.length > 0).sort((a, b) => rank(a) - rank(b))
  assert.ok(fits[0], `no item of ${book.key} comes to ${points / 100} points`)
  return fits[0]
}

/** Exact before lowered, then few before many. */
const rank = (parts: readonly Part[]) =>
  parts.length + (parts.some((part) => part.declared !== part.decided) ? 1000 : 0)

function waysOf(item: PointsItem, whole: number): { declared: number; decided: number }[] {
  if (item.kind === 'range') {
    const parts = split(whole, Math.ceil(whole / item.max))
    return parts.every((part) => part >= item.min)
      ? parts.map((part) => ({ declared: part, decided: part }))
      : []
  }
  if (item.kind === 'per_unit') return []
  const full = Array.from({ length: Math.floor(whole / item.points) }, () => item.points)
  const rest = whole % item.points
  const parts = rest === 0 ? full : [...full, rest]
  return parts.map((part) => ({ declared: item.points, decided: part }))
}

/** The day of all deeds of a year that is lived. */
export const deedsOn = (year: string) => `${year}-05-01`

/**
 * Lives a year by the scheme: deeds are declared and decided, nobody mends what is deducted, a quarter’s list hangs
 * out, and the entries are posted. Gives the day on which that is done.
 */
export async function liveYear(village: CaseVillage, year: string, moves: readonly Move[]): Promise<string> {
  const mended = await decideMoves(village, year, moves)
  return moves.some(({ points }) => points !== 0) ? postPeriod(village, deedsOn(year), mended) : mended
}

/** The part of a year before publicity: what moves points is declared and decided. Gives the day on which that is done. */
export async function decideMoves(
  village: CaseVillage,
  year: string,
  moves: readonly Move[],
): Promise<string> {
  const [on, declaredOn, decidedOn] = [deedsOn(year), `${year}-05-02`, `${year}-05-03`]
  const book = village.book(on)
  const parts = moves.filter(({ points }) => points !== 0).flatMap((move) => partsOf(book, on, move))
  if (parts.length === 0) return decidedOn
  await passGate(village, 'points.declare', year, `${year}-01-05`)
  const exact: string[] = []
  for (const batch of batchesOf(parts)) {
    const claims = await declareBatch(village, batch, on, declaredOn)
    for (const [index, part] of batch.entries()) {
      if (part.declared === part.decided) exact.push(claims[index]!)
      else await passLowered(village, claims[index]!, part.decided, decidedOn)
    }
  }
  await passBatches(village, book, exact, decidedOn)
  const mended = dayAfter(decidedOn, (book.rectify?.days ?? 0) + 1)
  if (parts.some(({ item }) => item.direction === 'minus'))
    await village.world.runTimer('points.rectification', mended)
  return mended
}

/** Parts that one request can declare: one item, no household twice, a thousand lines at most. */
function batchesOf(parts: readonly Part[]): Part[][] {
  const batches = new Map<string, Part[]>()
  const seen = new Map<string, number>()
  for (const part of parts) {
    const who = `${part.item.key} ${part.household}`
    const times = (seen.get(who) ?? 0) + 1
    seen.set(who, times)
    const key = `${part.item.key} ${times}`
    batches.set(key, [...(batches.get(key) ?? []), part])
  }
  return [...batches.values()]
}

async function declareBatch(
  village: CaseVillage,
  batch: readonly Part[],
  on: string,
  day: string,
): Promise<string[]> {
  const { item } = batch[0]!
  const reply = await village.must('clerk', day, 'POST', '/api/points/claims/batch', {
    ...bookRef(village, on),
    ...told,
    itemKey: item.key,
    occurredOn: on,
    evidence: await filesOf(village, 1),
    channel: officialChannel(item),
    lines: batch.map((part) => ({
      householdId: village.households[part.household],
      proposed: item.kind === 'range' ? part.declared : null,
    })),
  })
  return reply.claimIds as string[]
}

async function passLowered(village: CaseVillage, id: string, points: number, day: string): Promise<void> {
  const claim = await village.must('clerk', day, 'GET', `/api/points/claims/${id}`)
  await pass(village, claim, day, village.book(day).review, { points })
}

async function passBatches(
  village: CaseVillage,
  book: PointsBook,
  claimIds: readonly string[],
  day: string,
): Promise<void> {
  for (const step of book.review)
    for (let first = 0; first < claimIds.length; first += 1000) {
      const some = claimIds.slice(first, first + 1000)
      const body = { placeCode: village.code, stepKey: step.key, claimIds: some, panel: panelOf(step) }
      const done = await village.must(
        deciderOf(village, step),
        day,
        'POST',
        '/api/points/decisions/batch',
        body,
      )
      assert.deepEqual({ passed: done.passed, refused: done.refused }, { passed: some.length, refused: [] })
    }
}

/** Hangs out what is decided as often as the scheme shows it, waits its days each time, and settles the lists. */
async function postPeriod(village: CaseVillage, on: string, from: string): Promise<string> {
  const { period: kind, rounds } = village.book(on).publicity.entries
  const period = periodOf(on, kind === 'half_year' ? 'half' : kind)
  let opensOn = later(from, dayAfter(period.lastDay))
  for (let round = 1; round <= rounds; round += 1) {
    const ref = { ...bookRef(village, opensOn), list: 'entries', period: period.label }
    const body = { ...ref, opensOn, spot: '村务公开栏' }
    const list = await village.must('clerk', opensOn, 'POST', '/api/points/publicity', body)
    if (village.households.length > 100) await village.world.countRows()
    village.records.period = period.label
    opensOn = await settleList(village, 'points_entries', String(list.listId), String(list.closesOn))
  }
  return opensOn
}

/** Settles a list on the day after its last one, which is given back; a step may show it from then on. */
export async function settleList(
  village: CaseVillage,
  kind: string,
  listId: string,
  closesOn: string,
): Promise<string> {
  const day = dayAfter(closesOn)
  await village.must('clerk', day, 'POST', `/api/publicity/${listId}/settlement`, {})
  village.records[`publicity:${kind}`] = listId
  return day
}

export interface Close {
  closeId: string
  /** The period that is closed, and the day on which it was. */
  period: string
  day: string
  figures: Fields
  lines: Fields[]
}

/** Closes a year in its first days after, and reads every line. */
export async function closeYear(village: CaseVillage, year: string, from: string): Promise<Close> {
  const day = later(`${Number(year) + 1}-01-05`, from)
  await passGate(village, 'points.close_year', year, day)
  const close = await closePeriod(village, year, day)
  village.records['close:year'] = close.closeId
  return close
}

/** Closes a period on a day after it, or on the first on which it can be, and reads every line. */
export async function closePeriod(village: CaseVillage, label: string, from: string): Promise<Close> {
  const { lastDay } = getPeriod(label)
  const day = later(from, dayAfter(lastDay))
  const body = { ...bookRef(village, lastDay), period: label }
  const closed = await village.must('clerk', day, 'POST', '/api/points/closes', body)
  const closeId = String(closed.closeId)
  const lines = await readAll(village, day, `/api/points/closes/${closeId}/lines`, 500)
  return { closeId, period: label, day, figures: closed.figures as Fields, lines }
}

/** Every row of a paged list. */
export async function readAll(
  village: CaseVillage,
  day: string,
  url: string,
  pageSize: number,
): Promise<Fields[]> {
  const rows: Fields[] = []
  for (let page = 1; ; page++) {
    const read = await village.must('clerk', day, 'GET', `${url}?page=${page}&pageSize=${pageSize}`)
    rows.push(...read.rows)
    if (rows.length >= Number(read.total)) return rows
  }
}

/**
 * Gains of so many households that come to so many whole points, the best of them each another, so that no ties
 * stand at a border.
 */
export function unevenMoves(gaining: number, points: number, distinct: number): Move[] {
  const lead = Array.from({ length: gaining }, (_, index) => Math.max(0, Math.min(distinct, gaining) - index))
  const rest = points - lead.reduce((total, more) => total + more, 0)
  assert.ok(rest >= 0, `${points} points are too few for ${gaining} households`)
  const even = split(rest, gaining)
  return lead.map((more, household) => ({ household, points: (more + even[household]!) * 100 }))
}
