import { addDays } from '../../engines/calendar/plain-date.ts'
import type { BlackBoard } from './scheme.ts'

/** The days of one listing on a black board; `YYYY-MM-DD`. */
export interface ListingDays {
  listedOn: string
  /** Last day on which it is shown. */
  endsOn: string
  takenDownOn: string | null
  /** Last day of the probation after taking down; null: none. */
  probationUntil: string | null
}

/** Last day of the probation; the day of taking down is not counted (G-12). None where the scheme has none. */
export function probationOf(takenDownOn: string, probationDays: number): string | null {
  return probationDays === 0 ? null : addDays(takenDownOn, probationDays)
}

/**
 * The last frozen day of a listing; null: no end is known yet. Whoever was taken down is frozen through the
 * probation; whoever was not, until then, or until the board's days have passed where the scheme says so.
 */
export function frozenUntil(
  listing: ListingDays,
  until: BlackBoard['freeze']['until'],
  probationDays: number,
): string | null {
  if (listing.takenDownOn !== null) return listing.probationUntil ?? addDays(listing.takenDownOn, -1)
  if (until === 'taken_down') return null
  return probationOf(listing.endsOn, probationDays) ?? listing.endsOn
}

/** Whether a listing freezes on any of the days from one to another, both included. */
export function isFrozen(
  listing: ListingDays,
  rules: Pick<BlackBoard, 'freeze' | 'probation_days'>,
  from: string,
  to: string,
): boolean {
  if (rules.freeze.reach === 'none' || listing.listedOn > to) return false
  const last = frozenUntil(listing, rules.freeze.until, rules.probation_days)
  return last === null || last >= from
}
