import { periodOf } from '../../engines/calendar/period.ts'
import type { Words } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { cycleDays, cycleOf } from './decide-cycle.ts'
import type { PointsBook, PointsCategory, PointsItem } from './scheme.ts'

export type CapKey =
  | 'once'
  | 'cycle'
  | 'times_period'
  | 'points_period'
  | 'category_cycle'
  | 'category_period'

/** A limit over a stretch of days: how often, or how many hundredths of a point, a subject may have of some items. */
export interface Cap {
  key: CapKey
  /** The item or category that is limited. */
  name: Words
  /** What counts towards it. */
  items: readonly string[]
  /** The label of the stretch: '2026', '2026-05', 'life'. */
  window: string
  firstDay: string
  lastDay: string
  /** Only claims that name the same (whom an award is for); null counts all. */
  named: string | null
  times?: number
  points?: number
}

/** What is under way or posted towards the caps of an item; a key left out is nothing. */
export type Used = Partial<Record<CapKey, { times: number; points: number }>>

/**
 * The caps that a deed of a day meets: once only, then the item's by cycle and by period, then its category's.
 * A category's caps are about what adds points (D-18); `named` is whom the claim names.
 */
export function capsOf(
  book: Pick<PointsBook, 'cycle' | 'items' | 'categories'>,
  item: PointsItem,
  { on, named }: { on: string; named: string | null },
): Cap[] {
  const category = categoryLimits(book, item)
  const cycle = cycleOf(book, on)
  const own = { name: item.name, items: [item.key], named: null }
  const inCycle = { window: cycle, ...cycleDays(cycle) }
  const ofCategory = {
    name: category?.name ?? item.name,
    items: book.items
      .filter((one) => one.category === item.category && one.direction === 'plus')
      .map(({ key }) => key),
    named: null,
  }
  const caps: (Cap | false)[] = [
    item.once !== undefined && {
      ...{ key: 'once', ...own, window: 'life', ...cycleDays('life'), times: 1 },
      named: item.once === 'named' ? named : null,
    },
    (item.times_per_cycle !== undefined || item.max_per_cycle !== undefined) && {
      ...{ key: 'cycle', ...own, ...inCycle },
      ...(item.times_per_cycle === undefined ? {} : { times: item.times_per_cycle }),
      ...(item.max_per_cycle === undefined ? {} : { points: item.max_per_cycle }),
    },
    item.times_per !== undefined && {
      ...{ key: 'times_period', ...own, ...stretch(item.times_per.period, on), times: item.times_per.times },
    },
    item.max_per !== undefined && {
      ...{ key: 'points_period', ...own, ...stretch(item.max_per.period, on), points: item.max_per.points },
    },
    category?.max_per_cycle !== undefined && {
      ...{ key: 'category_cycle', ...ofCategory, ...inCycle, points: category.max_per_cycle },
    },
    category?.max_per !== undefined && {
      ...{ key: 'category_period', ...ofCategory, points: category.max_per.points },
      ...stretch(category.max_per.period, on),
    },
  ]
  return caps.filter((cap) => cap !== false)
}

/** Refuses one more claim, of so many points, where it would pass a cap: how often first, then how much. */
export function assertWithinCaps(caps: readonly Cap[], used: Used, points: number, at: string): void {
  for (const cap of caps) {
    const times = used[cap.key]?.times ?? 0
    if (cap.times === undefined || times + 1 <= cap.times) continue
    if (cap.key === 'once' && cap.named !== null)
      throw new Refusal('points.named_before', { item: cap.name.zh, named: cap.named }, 'body.personName')
    if (cap.key === 'once') throw new Refusal('points.once_only', { item: cap.name.zh }, 'body.itemKey')
    const code = cap.key === 'cycle' ? 'points.over_times' : 'points.over_period_times'
    throw new Refusal(code, { item: cap.name.zh, max: cap.times, window: cap.window }, 'body.itemKey')
  }
  assertPointsWithin(caps, used, points, at)
}

/** Refuses points that would take a subject beyond a cap on how much. */
export function assertPointsWithin(caps: readonly Cap[], used: Used, points: number, at: string): void {
  for (const cap of caps) {
    const before = used[cap.key]?.points ?? 0
    if (cap.points === undefined || before + points <= cap.points) continue
    const left = Math.max(0, cap.points - before)
    const code = cap.key.endsWith('cycle') ? 'points.over_cycle_cap' : 'points.over_period_cap'
    const details = { item: cap.name.zh, max: cap.points / 100, left: left / 100, window: cap.window }
    throw new Refusal(code, details, at)
  }
}

/**
 * What one claim counts under the most that its item and its category allow at once: cut to it, or refused, as
 * the scheme reads its source (C-24, G-14).
 */
export function withinClaim(
  book: Pick<PointsBook, 'categories'>,
  item: PointsItem,
  points: number,
  at: string,
): number {
  const limits = [item, categoryLimits(book, item)].filter((one) => one?.max_per_claim !== undefined)
  return limits.reduce((counted, limit) => {
    if (counted <= limit!.max_per_claim!) return counted
    if (limit!.over_claim === 'cut') return limit!.max_per_claim!
    throw new Refusal('points.over_per_claim', { item: limit!.name.zh, max: limit!.max_per_claim! / 100 }, at)
  }, points)
}

/** The most that a claim counts where a claim for more is cut, in hundredths; null where none is. */
export function cutAt(book: Pick<PointsBook, 'categories'>, item: PointsItem): number | null {
  const cuts = [item, categoryLimits(book, item)].flatMap((one) =>
    one?.max_per_claim !== undefined && one.over_claim === 'cut' ? [one.max_per_claim] : [],
  )
  return cuts.length === 0 ? null : Math.min(...cuts)
}

/** Adds a claim to what is used, so that several in one act meet the caps together. */
export function withUsed(used: Used, caps: readonly Cap[], points: number): Used {
  const added = caps.map(({ key }) => {
    const before = used[key] ?? { times: 0, points: 0 }
    return [key, { times: before.times + 1, points: before.points + points }]
  })
  return { ...used, ...Object.fromEntries(added) }
}

/** Names are the same whatever spaces stand in them. */
export function sameName(one: string, other: string): boolean {
  const plain = (name: string) => name.replaceAll(/[ \u3000]/g, '')
  return plain(one) === plain(other)
}

function categoryLimits(book: Pick<PointsBook, 'categories'>, item: PointsItem): PointsCategory | undefined {
  return item.direction === 'plus' ? book.categories.find(({ key }) => key === item.category) : undefined
}

function stretch(kind: 'month' | 'quarter' | 'half_year' | 'year', on: string) {
  const { label, firstDay, lastDay } = periodOf(on, kind === 'half_year' ? 'half' : kind)
  return { window: label, firstDay, lastDay }
}
