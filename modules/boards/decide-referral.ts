import { Refusal } from '../../engines/refusal/refusal.ts'
import type { BlackBoard } from './scheme.ts'

export interface ReferralFacts {
  /** How often the household or person was listed on this board. */
  listings: number
  /** How often it was taught and did not change. */
  teachings: number
  /** A person states that there is suspicion of an offence, and of which. */
  suspicion: boolean
}

export type Condition = 'listings' | 'teachings' | 'suspicion'

/** The conditions of a referral that do not hold yet; all three must (G-12). */
export function missingFor(referral: NonNullable<BlackBoard['referral']>, facts: ReferralFacts): Condition[] {
  return [
    ...(facts.listings < referral.listings ? ['listings' as const] : []),
    ...(facts.teachings < referral.teachings ? ['teachings' as const] : []),
    ...(facts.suspicion ? [] : ['suspicion' as const]),
  ]
}

/** Refuses a referral unless listed repeatedly, taught repeatedly without change, and suspected of an offence. */
export function assertMayRefer(board: Pick<BlackBoard, 'referral'>, facts: ReferralFacts): void {
  if (!board.referral) throw new Refusal('boards.no_referral')
  const missing = missingFor(board.referral, facts)
  if (missing.length === 0) return
  throw new Refusal('boards.referral_conditions', {
    listings: facts.listings,
    listingsNeeded: board.referral.listings,
    teachings: facts.teachings,
    teachingsNeeded: board.referral.teachings,
    suspicion: facts.suspicion ? '有' : '无',
    suspicionEn: facts.suspicion ? 'stated' : 'none',
    missing,
  })
}
