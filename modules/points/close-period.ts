import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { getPeriod } from '../../engines/calendar/period.ts'
import type { RouteBody, Words } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { requireGate } from '../procedures/index.ts'
import { getRules, lockAdoption } from '../schemes/index.ts'
import { carryOver } from './carry-over.ts'
import type { closePeriod as closeRoute } from './contract.ts'
import { asksFrozen, type CloseRules, closeRulesOf, marksOf, weightedShare } from './decide-close.ts'
import { cycleOf, kindNames } from './decide-cycle.ts'
import { getBook } from './find-book.ts'
import { subjectOf } from './find-subjects.ts'
import { findFrozen } from './freeze.ts'
import { countyOf } from './store.ts'
import { openBooks } from './store-books.ts'
import {
  type CloseRow,
  type CloseRun,
  countOpenClaims,
  type FiguresRow,
  figuresOf,
  findClose,
  insertCloses,
  markBooksClosed,
  previewFigures,
} from './store-closes.ts'

export interface CloseRequest {
  placeCode: string
  adoptionId: string
  bookKey: string
  period: string
}

/** What hinders a close, in the order in which it is told. */
const blockerTexts: Record<string, Words> = {
  in_review: { zh: '条申报还在审核', en: 'claims are still under review' },
  rectifying: { zh: '条减分还在整改期内', en: 'deductions are still within their time to mend' },
  approved: { zh: '条已审定，还没有公示', en: 'decided claims have not been publicised' },
  publicised: { zh: '条正在公示', en: 'claims are in publicity' },
  disputed: { zh: '条有异议没有办结', en: 'claims are disputed' },
}

export interface Blocker {
  code: string
  text: Words
  count: number
}

/** What a close would give, and what still stands in its way. Nothing is written. */
export async function previewClose(act: Act, library: SchemeLibrary, request: CloseRequest) {
  act.authorise('points.close', { placeCode: request.placeCode })
  const plan = await planClose(act, library, request, null)
  const { run } = plan
  const figures = await previewFigures(act.tx, run, plan.place, plan.book.base)
  const earlier = await findClose(act.tx, request)
  return {
    figures: describeFigures(figures, run.rules),
    blockers: await listBlockers(act, request),
    earlier: earlier
      ? { closeId: earlier.closeId, attempt: earlier.attempt, closedAt: earlier.closedAt.toISOString() }
      : null,
  }
}

/**
 * Closes a period in one transaction: opens the passbooks of those who take part but have none yet, writes
 * the close and its lines; the close of a whole cycle shuts the books and carries their rest on where the scheme keeps it. A further close needs the reason for its correction.
 */
export async function closePeriod(act: Act, library: SchemeLibrary, body: RouteBody<typeof closeRoute>) {
  act.authorise('points.close', { placeCode: body.placeCode })
  const plan = await planClose(act, library, body, body.correctionReason)
  const { run, place, rules } = plan
  const ends = run.period === run.cycle
  if (ends) await requireGate(act.tx, rules, 'points.close_year', run.cycle)
  if (chinaDateOf(act.now) <= run.lastDay)
    throw new Refusal('points.close_early', { period: run.period, last: run.lastDay })
  await lockAdoption(act.tx, body.placeCode, body.adoptionId)
  const earlier = await findClose(act.tx, body)
  if (earlier && !body.correctionReason)
    throw new Refusal('points.close_again', { period: body.period }, 'body.correctionReason')
  const blockers = await listBlockers(act, body)
  if (blockers.length > 0) {
    throw new Refusal('points.close_blocked', {
      count: blockers.reduce((sum, blocker) => sum + blocker.count, 0),
      blockers,
    })
  }
  await openBooks(act.tx, {
    ...place,
    bookKey: plan.book.key,
    cycle: run.cycle,
    base: plan.book.base,
    subject: run.subject,
    mark: rules.mark,
    at: act.now,
    by: act.actor.accountId,
  })
  await insertCloses(act.tx, { ...run, attempt: (earlier?.attempt ?? 0) + 1 }, [place])
  if (ends) {
    await markBooksClosed(act.tx, { ...body, cycle: run.cycle, on: chinaDateOf(act.now) })
    if (plan.book.cycle.carry === 'keep') await carryOver(act, plan)
  }
  const figures = (await figuresOf(act.tx, run.countyCode, [place.closeId])).get(place.closeId)
  if (!figures) throw new Refusal('points.nothing_to_publicise', { period: body.period })
  act.record({
    placeCode: body.placeCode,
    action: 'points.close',
    subjectKind: 'close',
    subjectId: place.closeId,
    detail: {
      period: body.period,
      attempt: (earlier?.attempt ?? 0) + 1,
      reason: body.correctionReason,
      ...figures,
    },
  })
  return {
    closeId: place.closeId,
    attempt: (earlier?.attempt ?? 0) + 1,
    figures: describeFigures(figures, run.rules),
  }
}

async function planClose(
  act: Act,
  library: SchemeLibrary,
  request: CloseRequest,
  correctionReason: string | null,
) {
  const period = getPeriod(request.period)
  const county = countyOf(request.placeCode)
  const rules = await getRules(act.tx, library, {
    countyCode: county,
    adoptionId: request.adoptionId,
    on: period.lastDay,
  })
  const book = getBook(rules, request.bookKey)
  const closeRules = closeRulesOf(book, kindNames[period.kind])
  if (asksFrozen(closeRules)) {
    const days = { from: period.firstDay, to: period.lastDay, for: 'close' as const }
    const frozen = (await findFrozen(act.tx, rules, days)).filter(({ personName }) => personName === null)
    closeRules.frozen = [...new Set(frozen.map(({ householdId }) => householdId))].sort()
  }
  const run: CloseRun = {
    countyCode: county,
    bookKey: book.key,
    subject: subjectOf(rules, book),
    periodKind: kindNames[period.kind],
    period: period.label,
    cycle: cycleOf(book, period.lastDay),
    firstDay: period.firstDay,
    lastDay: period.lastDay,
    attempt: 1,
    rules: closeRules,
    correctionReason,
    schemeHash: rules.mark.hash,
    at: act.now,
    by: act.actor.accountId,
  }
  return {
    run,
    rules,
    book,
    place: { closeId: makeId(), placeCode: request.placeCode, adoptionId: request.adoptionId },
  }
}

async function listBlockers(act: Act, request: CloseRequest): Promise<Blocker[]> {
  const { firstDay, lastDay } = getPeriod(request.period)
  const open = await countOpenClaims(act.tx, { ...request, firstDay, lastDay })
  return Object.entries(blockerTexts).flatMap(([code, text]) => {
    const count = open.get(code) ?? 0
    return count === 0 ? [] : [{ code, text, count }]
  })
}

/** Weighted points count with or without the base, as the scheme reads it; what falls below zero counts nothing. */
export function describeFigures(row: FiguresRow, rules: CloseRules) {
  return {
    households: row.households,
    weightedHouseholds: row.weightedHouseholds,
    weightedShare: weightedShare(row.weightedHouseholds, row.households),
    totalPoints: row.totalPoints,
    weightedPoints:
      rules.weighted?.counts === 'without_base' ? row.weightedPointsWithoutBase : row.weightedPoints,
    gained: row.gained,
    lost: row.lost,
    marks: marksOf(rules.outcomes).map((mark) => ({ ...mark, count: row.marks[mark.key] ?? 0 })),
  }
}

export async function describeCloses(act: Act, rows: readonly CloseRow[]) {
  if (rows.length === 0) return []
  const figures = await figuresOf(
    act.tx,
    countyOf(rows[0]!.placeCode),
    rows.map((row) => row.closeId),
  )
  return rows.flatMap((row) => {
    const found = figures.get(row.closeId)
    return found
      ? [
          {
            ...row,
            figures: describeFigures(found, row.rules as CloseRules),
            closedAt: row.closedAt.toISOString(),
          },
        ]
      : []
  })
}
