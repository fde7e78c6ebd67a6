import { z } from 'zod'
import { percent } from '../../engines/fraction/percent.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { day } from '../../engines/scheme/dated.ts'
import type { CaseScheme, SchemeSection } from '../../engines/scheme/section.ts'
import { closeRulesOf, countedPoints, isWeighted } from './decide-close.ts'
import { decideDeclaration } from './decide-declaration.ts'
import { decideOutcomes, topPlaces } from './decide-outcomes.ts'
import { decideQuota, quotaPlaces } from './decide-quota.ts'
import { decideMending, rectificationDueOn } from './decide-rectification.ts'
import type { RecusalFacts, Tie } from './decide-recusal.ts'
import { decideReview } from './decide-review.ts'
import type { PointsBook } from './scheme.ts'
import { declarations, runDeclarations } from './scheme-declaration-cases.ts'
import { figures, runFigures } from './scheme-figure-cases.ts'

const channel = z.enum(['self', 'behalf', 'neighbour', 'organisation', 'cadre', 'system'])
const count = z.number().int().min(0)
const firstOnPanel = '成员1'
const ground = z.enum(['declarer', 'member', 'kin', 'stated'])

const mending = z.strictObject({ issued_on: day, mended_on: day.nullable() })
const year = z.strictObject({ gained: z.number(), lost: z.number() })
const periodKind = z.enum(['month', 'quarter', 'half_year', 'year']).default('year')
/** How many places an outcome has among so many households, of which so many meet its condition. */
const places = z.strictObject({
  outcome: z.string(),
  households: count,
  period: periodKind,
})
const moved = z.strictObject({ plus: z.number().default(0), minus: z.number().default(0) })
/** Passbooks of one village as a close finds them; a book's categories add to what it gained and lost. */
const outcomes = z.strictObject({
  period: periodKind,
  books: z
    .array(
      z.strictObject({
        base: z.number().optional(),
        gained: z.number().default(0),
        lost: z.number().default(0),
        categories: z.record(z.string(), moved).default({}),
        /** Mark → in how many periods just before it was found, unbroken. */
        before: z.record(z.string(), count).default({}),
      }),
    )
    .min(1),
})
const shownShare = z.strictObject({ part: count, whole: count, digits: count.max(4).default(0) })

const declaration = z.strictObject({
  item: z.string(),
  on: day,
  channel: channel.default('self'),
  points: z.number().nullable().default(null),
  quantity: z.number().default(1),
  evidence: count.default(1),
  enrolled: z.boolean().default(true),
  cycle_closed: z.boolean().default(false),
  /** What the household has for this item already in the cycle. */
  used_times: count.default(0),
  used_points: z.number().default(0),
})

const review = z.strictObject({
  item: z.string(),
  step: z.string(),
  decision: z.enum(['pass', 'return', 'reject']).default('pass'),
  proposed: z.number().default(1),
  points: z.number().nullable().default(null),
  panel: count.default(0),
  guests: count.default(0),
  note: z.string().default(''),
  /** How the one who decides is bound to the claim, and how one of the panel is. */
  tie: ground.nullable().default(null),
  panel_tie: ground.nullable().default(null),
  decided_before_at: z.array(z.string()).default([]),
})

/** A village of so many households, of which the first so many have awards; awards for some of these and for others wait. */
const quota = z.strictObject({
  households: count,
  awarded: count.default(0),
  again: count.default(0),
  first_time: count.default(0),
})

/** The kinds of worked cases that a book of points can answer; each speaks of the scheme's first book. */
export const pointsCases: SchemeSection['cases'] = {
  mending: { given: mending, run: runMending },
  declaration: {
    given: declaration,
    run: (scheme, given: z.output<typeof declaration>) => answer(() => runDeclaration(scheme, given)),
  },
  declarations: { given: declarations, run: runDeclarations },
  quota: { given: quota, run: runQuota },
  review: {
    given: review,
    run: (scheme, given: z.output<typeof review>) => answer(() => runReview(scheme, given)),
  },
  year: { given: year, run: runYear },
  places: { given: places, run: runPlaces },
  outcomes: { given: outcomes, run: runOutcomes },
  figures: { given: figures, run: runFigures },
  shown_share: {
    given: shownShare,
    run: (_scheme, given: z.output<typeof shownShare>) => ({
      shown: `${percent(given.part, given.whole, given.digits) ?? '—'}%`,
    }),
  },
}

function bookOf(scheme: CaseScheme): PointsBook {
  return (scheme.resolved.plain.points as PointsBook[])[0]!
}

function itemOf(book: PointsBook, key: string) {
  const item = book.items.find((candidate) => candidate.key === key)
  if (!item) throw new Refusal('points.item_unknown', { item: key })
  return item
}

function hundredths(points: number): number {
  return Math.round(points * 100)
}

/** A refusal is an answer of a case: { refused: code }. */
function answer(run: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return { refused: null, ...run() }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code }
    throw error
  }
}

function runMending(scheme: CaseScheme, given: z.output<typeof mending>): Record<string, unknown> {
  const dueOn = rectificationDueOn(given.issued_on, bookOf(scheme).rectify!)
  const dates = { issuedOn: given.issued_on, dueOn, today: '2999-12-31' }
  return answer(() => ({
    due_on: dueOn,
    waived: given.mended_on !== null && decideMending({ ...dates, mendedOn: given.mended_on }) === 'waived',
  }))
}

function runYear(scheme: CaseScheme, given: z.output<typeof year>): Record<string, unknown> {
  const book = bookOf(scheme)
  const [gained, lost] = [hundredths(given.gained), hundredths(given.lost)]
  const sums = { base: book.base, gained, lost, total: book.base + gained - lost }
  const rules = closeRulesOf(book, 'year')
  return {
    total: sums.total / 100,
    weighted: isWeighted(rules, sums),
    counted: countedPoints(rules, sums) / 100,
  }
}

function runQuota(scheme: CaseScheme, given: z.output<typeof quota>): Record<string, unknown> {
  const rule = bookOf(scheme).quota
  if (!rule) throw new Refusal('points.no_quota', {})
  const named = (first: number, length: number) =>
    Array.from({ length }, (_, index) => ({ householdId: String(first + index) }))
  const places = quotaPlaces(rule, given.households)
  const before = new Set(named(0, given.awarded).map(({ householdId }) => householdId))
  const awards = [...named(0, given.again), ...named(given.awarded, given.first_time)]
  const { beyond, taken } = decideQuota(places, before, awards)
  return { places, taken: before.size, added: taken.size - before.size, beyond: beyond.length }
}

function runPlaces(scheme: CaseScheme, given: z.output<typeof places>): Record<string, unknown> {
  const rules = closeRulesOf(bookOf(scheme), given.period)
  const outcome = rules.outcomes.find(({ key }) => key === given.outcome)
  if (outcome?.kind !== 'top') throw new Refusal('points.outcome_unknown', { outcome: given.outcome })
  const sums = { base: 0, gained: 0, lost: 0, total: 0 }
  return {
    places: topPlaces(
      outcome,
      rules,
      Array.from({ length: given.households }, () => sums),
    ),
  }
}

function runOutcomes(scheme: CaseScheme, given: z.output<typeof outcomes>): Record<string, unknown> {
  const book = bookOf(scheme)
  const lines = given.books.map((one) => {
    const categories = Object.fromEntries(
      Object.entries(one.categories).map(([key, { plus, minus }]) => [
        key,
        { plus: hundredths(plus), minus: hundredths(minus) },
      ]),
    )
    const sum = (side: 'plus' | 'minus') =>
      Object.values(categories).reduce((total, category) => total + category[side], 0)
    const base = one.base === undefined ? book.base : hundredths(one.base)
    const [gained, lost] = [hundredths(one.gained) + sum('plus'), hundredths(one.lost) + sum('minus')]
    return { base, gained, lost, total: base + gained - lost, categories }
  })
  const before = (index: number, mark: string) => given.books[index]!.before[mark] ?? 0
  return { marks: decideOutcomes(closeRulesOf(book, given.period), lines, before) }
}

function runDeclaration(scheme: CaseScheme, given: z.output<typeof declaration>): Record<string, unknown> {
  const item = itemOf(bookOf(scheme), given.item)
  const points = decideDeclaration(bookOf(scheme), item, {
    channel: given.channel,
    quantity: hundredths(given.quantity),
    proposed: given.points === null ? null : hundredths(given.points),
    occurredOn: given.on,
    today: scheme.on,
    evidenceCount: given.evidence,
    enrolled: given.enrolled,
    closedCycle: given.cycle_closed ? 'closed' : null,
    named: null,
    used: { cycle: { times: given.used_times, points: hundredths(given.used_points) } },
  })
  return { points: (item.direction === 'minus' ? -points : points) / 100 }
}

/** The facts in which the one who decides ("me") and the first of the panel are bound to the claim as given. */
function tiedFacts({ step, tie, panel_tie: onPanel }: z.output<typeof review>): RecusalFacts {
  const bound = (one: z.output<typeof ground> | null): one is Tie => one === 'member' || one === 'kin'
  return {
    declaredBy: tie === 'declarer' ? 'me' : 'another',
    declaredName: onPanel === 'declarer' ? firstOnPanel : '申报人',
    ownTies: bound(tie) ? [tie] : [],
    namedTies: bound(onPanel) ? [{ name: firstOnPanel, tie: onPanel }] : [],
    recusals: [
      ...(tie === 'stated' ? [{ stepKey: step, accountId: 'me', name: '本人' }] : []),
      ...(onPanel === 'stated' ? [{ stepKey: step, accountId: null, name: firstOnPanel }] : []),
    ],
  }
}

function runReview(scheme: CaseScheme, given: z.output<typeof review>): Record<string, unknown> {
  const book = bookOf(scheme)
  const step = book.review.find((candidate) => candidate.key === given.step)
  const outcome = decideReview(
    book,
    itemOf(book, given.item),
    {
      state: 'in_review',
      stepKey: given.step,
      revision: 1,
      proposed: hundredths(given.proposed),
      ...tiedFacts(given),
      deciders: Object.fromEntries(given.decided_before_at.map((key) => [key, ['me']])),
      noticed: false,
      occurredOn: scheme.on,
      personName: null,
      used: {},
    },
    {
      stepKey: given.step,
      decision: given.decision,
      points: given.points === null ? null : hundredths(given.points),
      panel: Array.from({ length: given.panel + given.guests }, (_, index) => ({
        name: `成员${index + 1}`,
        guest: index >= given.panel,
      })),
      note: given.note,
      accountId: 'me',
      roles: step?.roles ?? [],
      revision: 1,
    },
  )
  return {
    state: outcome.state,
    next: outcome.stepKey,
    points: outcome.points === null ? null : outcome.points / 100,
  }
}
