import { Refusal } from '../../engines/refusal/refusal.ts'
import { assertPointsWithin, capsOf, type Used, withinClaim } from './decide-caps.ts'
import { inRange } from './decide-declaration.ts'
import { decideRecusal, findRecusedNames, type RecusalFacts } from './decide-recusal.ts'
import type { PointsBook, PointsItem, ReviewStep } from './scheme.ts'

export interface ReviewFacts extends RecusalFacts {
  state: string
  /** Where the claim stands. */
  stepKey: string | null
  revision: number
  proposed: number
  /** Who decided at earlier steps: account by step. */
  deciders: Record<string, readonly string[]>
  /** A notice to mend was given before: after another review the deduction stands, without a second notice. */
  noticed: boolean
  occurredOn: string
  /** Whom the claim names. */
  personName: string | null
  /** What is used of the item's caps beside this claim. */
  used: Used
}

export interface ReviewAttempt {
  stepKey: string
  decision: 'pass' | 'return' | 'reject'
  points: number | null
  panel: readonly { name: string; guest: boolean }[]
  note: string
  accountId: string
  roles: readonly string[]
  revision: number
}

export interface ReviewOutcome {
  state: 'in_review' | 'returned' | 'rejected' | 'approved' | 'rectifying'
  stepKey: string | null
  /** Hundredths, positive; null unless passed. */
  points: number | null
}

/**
 * Decides at a review step. Refuses, in this order: a claim that is not there any more, a stale view, a wrong
 * step, a wrong role, somebody who must step aside, duties that must be apart (reviewer and supervisor), a panel
 * with somebody on it who must step aside, a panel of the wrong size, a note missing on return or reject, points outside the item or beyond its cap.
 * After the last step a deduction of a book with rectification waits for its notice; all else is approved.
 */
export function decideReview(
  book: PointsBook,
  item: PointsItem,
  facts: ReviewFacts,
  attempt: ReviewAttempt,
): ReviewOutcome {
  if (facts.state !== 'in_review') throw new Refusal('points.not_in_review', { state: facts.state })
  if (facts.revision !== attempt.revision) throw new Refusal('request.stale')
  const step = book.review.find((candidate) => candidate.key === attempt.stepKey)
  if (!step || facts.stepKey !== step.key)
    throw new Refusal('points.wrong_step', { step: facts.stepKey ?? '' }, 'body.stepKey')
  assertMayDecide(step, facts, attempt)
  assertPanelApart(step, facts, attempt)
  assertPanel(step, attempt)
  if (attempt.decision !== 'pass') {
    if (attempt.note.trim().length < 2) throw new Refusal('points.note_missing', {}, 'body.note')
    return { state: attempt.decision === 'return' ? 'returned' : 'rejected', stepKey: null, points: null }
  }
  const points = pointsDecided(book, item, facts, attempt)
  const next = book.review[book.review.indexOf(step) + 1]
  if (next) return { state: 'in_review', stepKey: next.key, points }
  return {
    state: item.direction === 'minus' && book.rectify && !facts.noticed ? 'rectifying' : 'approved',
    stepKey: null,
    points,
  }
}

function assertMayDecide(step: ReviewStep, facts: ReviewFacts, attempt: ReviewAttempt): void {
  if (!step.roles.some((role) => attempt.roles.includes(role)))
    throw new Refusal('points.wrong_role', { step: step.name.zh })
  const ground = decideRecusal(step, facts, attempt.accountId)
  if (ground) throw new Refusal(recusalRefusals[ground], { step: step.name.zh })
  for (const other of step.apart_from) {
    if (facts.deciders[other]?.includes(attempt.accountId))
      throw new Refusal('points.duties_apart', { step: step.name.zh, other })
  }
}

const recusalRefusals = {
  declarer: 'points.own_claim',
  member: 'points.own_household',
  kin: 'points.kin_of_household',
  stated: 'points.stepped_aside',
} as const

function assertPanelApart(step: ReviewStep, facts: ReviewFacts, attempt: ReviewAttempt): void {
  const named = findRecusedNames(
    step,
    facts,
    attempt.panel.map((member) => member.name.trim()),
  )
  if (named.length === 0) return
  throw new Refusal('points.panel_recused', { step: step.name.zh, names: named.join('、') }, 'body.panel')
}

function assertPanel(step: ReviewStep, attempt: ReviewAttempt): void {
  if (!step.panel) return
  const names = new Set(attempt.panel.map((member) => member.name.trim()))
  if (names.size !== attempt.panel.length) throw new Refusal('points.panel_twice', {}, 'body.panel')
  const guests = attempt.panel.filter((member) => member.guest).length
  const fixed = attempt.panel.length - guests
  if (fixed < step.panel.min || fixed > step.panel.max) {
    throw new Refusal(
      'points.panel_size',
      { step: step.name.zh, present: fixed, min: step.panel.min, max: step.panel.max },
      'body.panel',
    )
  }
  const guestsMin = step.panel.guests_min ?? 0
  const guestsMax = step.panel.guests_max ?? Number.POSITIVE_INFINITY
  if (guests < guestsMin || guests > guestsMax) {
    throw new Refusal(
      'points.panel_guests',
      { step: step.name.zh, guests, min: guestsMin, max: guestsMax },
      'body.panel',
    )
  }
}

function pointsDecided(
  book: PointsBook,
  item: PointsItem,
  facts: ReviewFacts,
  attempt: ReviewAttempt,
): number {
  if (attempt.points === null || attempt.points === facts.proposed) return facts.proposed
  if (item.kind === 'range') {
    const points = inRange(item, withinClaim(book, item, attempt.points, 'body.points'), 'body.points')
    const caps = capsOf(book, item, { on: facts.occurredOn, named: facts.personName })
    assertPointsWithin(caps, facts.used, points, 'body.points')
    return points
  }
  if (attempt.points <= 0 || attempt.points > facts.proposed) {
    throw new Refusal('points.only_downward', { max: facts.proposed / 100 }, 'body.points')
  }
  return attempt.points
}
