import type { Claim } from './claim.ts'

/** The class for a claim's points: green in, red out, faint when it does not count. */
export function pointsLook(claim: Pick<Claim, 'state' | 'direction'>): '' | 'out' | 'void' {
  if (claim.state === 'withdrawn' || claim.state === 'rejected' || claim.state === 'waived') return 'void'
  return claim.direction === 'minus' ? 'out' : ''
}
