import { Refusal } from '../../engines/refusal/refusal.ts'
import type { PointsItem } from './scheme.ts'

export interface DeclarationFacts {
  channel: PointsItem['declarers'][number]
  /** Hundredths of a unit. */
  quantity: number
  /** Hundredths of a point, for a range item. */
  proposed: number | null
  occurredOn: string
  today: string
  evidenceCount: number
  /** The household takes part on the day of the deed. */
  enrolled: boolean
  /** The cycle of the deed where it is closed already. */
  closedCycle: string | null
  /** What the household has under way or posted for this item in the cycle. */
  used: { times: number; points: number }
}

/**
 * What a declared deed counts, in hundredths of a point; always positive, the item's direction gives the sign.
 * Throws the first refusal in this order: participation, time, channel, evidence, amount, caps.
 */
export function decideDeclaration(item: PointsItem, facts: DeclarationFacts): number {
  if (!facts.enrolled) throw new Refusal('points.not_enrolled', {}, 'body.householdId')
  if (facts.occurredOn > facts.today)
    throw new Refusal('points.future_deed', { day: facts.occurredOn, today: facts.today }, 'body.occurredOn')
  if (facts.closedCycle !== null) throw cycleClosed(facts.closedCycle)
  if (item.from && facts.occurredOn < item.from) {
    throw new Refusal('points.item_not_yet', { item: item.name.zh, from: item.from }, 'body.occurredOn')
  }
  if (!item.declarers.includes(facts.channel))
    throw new Refusal('points.channel_not_allowed', { item: item.name.zh }, 'body.channel')
  if (item.evidence === 'required' && facts.evidenceCount === 0) {
    throw new Refusal('points.evidence_missing', { item: item.name.zh }, 'body.evidence')
  }
  const points = amountOf(item, facts)
  if (item.times_per_cycle !== undefined && facts.used.times + 1 > item.times_per_cycle) {
    throw new Refusal('points.over_times', { item: item.name.zh, max: item.times_per_cycle }, 'body.itemKey')
  }
  assertBelowCap(item, facts.used.points, points, 'body.quantity')
  return points
}

/** Refuses points that would take a household beyond the item's cap of the cycle. */
export function assertBelowCap(item: PointsItem, used: number, points: number, at: string): void {
  if (item.max_per_cycle === undefined || used + points <= item.max_per_cycle) return
  const left = Math.max(0, item.max_per_cycle - used)
  throw new Refusal(
    'points.over_cycle_cap',
    { item: item.name.zh, max: item.max_per_cycle / 100, left: left / 100 },
    at,
  )
}

export function cycleClosed(cycle: string): Refusal {
  return new Refusal('points.cycle_closed', { cycle }, 'body.occurredOn')
}

/** Whose claim it is to withdraw or amend: the one who declared it; an award is also its household's. */
export function isOwnClaim(
  claim: { declaredBy: string; householdId: string; direction: 'plus' | 'minus' },
  actor: { accountId: string; householdId: string | null },
): boolean {
  if (claim.declaredBy === actor.accountId) return true
  return claim.direction === 'plus' && claim.householdId === actor.householdId
}

function amountOf(item: PointsItem, facts: DeclarationFacts): number {
  if (item.kind === 'fixed') return item.points
  if (item.kind === 'per_unit') {
    const points = Math.floor((item.points * facts.quantity) / 100)
    if (item.max_per_claim !== undefined && points > item.max_per_claim) {
      throw new Refusal(
        'points.over_per_claim',
        { item: item.name.zh, max: item.max_per_claim / 100 },
        'body.quantity',
      )
    }
    if (points <= 0) {
      throw new Refusal(
        'points.quantity_too_small',
        { quantity: facts.quantity / 100, item: item.name.zh },
        'body.quantity',
      )
    }
    return points
  }
  return inRange(item, facts.proposed ?? item.min, 'body.proposed')
}

/** A range item counts what lies between its borders, both included. */
export function inRange(item: Extract<PointsItem, { kind: 'range' }>, points: number, at: string): number {
  if (points < item.min || points > item.max)
    throw new Refusal('points.out_of_range', { min: item.min / 100, max: item.max / 100 }, at)
  return points
}
