import { Refusal } from '../../engines/refusal/refusal.ts'
import { assertWithinCaps, capsOf, type Used, withinClaim } from './decide-caps.ts'
import type { PointsBook, PointsItem } from './scheme.ts'

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
  /** Whom the claim names; null for nobody. */
  named: string | null
  /** What is under way or posted towards the caps of `capsOf`. */
  used: Used
  /** The household, or the person of the deed, is frozen: `until` is its last day, null while none is known. */
  frozen?: { until: string | null } | undefined
}

/**
 * What a declared deed counts, in hundredths of a point; always positive, the item's direction gives the sign.
 * Throws the first refusal in this order: participation, time, freeze, channel, evidence, amount, caps.
 */
export function decideDeclaration(
  book: Pick<PointsBook, 'cycle' | 'items' | 'categories'>,
  item: PointsItem,
  facts: DeclarationFacts,
): number {
  if (!facts.enrolled) throw new Refusal('points.not_enrolled', {}, 'body.householdId')
  if (facts.occurredOn > facts.today)
    throw new Refusal('points.future_deed', { day: facts.occurredOn, today: facts.today }, 'body.occurredOn')
  if (facts.closedCycle !== null) throw cycleClosed(facts.closedCycle)
  if (item.from && facts.occurredOn < item.from) {
    throw new Refusal('points.item_not_yet', { item: item.name.zh, from: item.from }, 'body.occurredOn')
  }
  if (facts.frozen && item.direction === 'plus')
    throw new Refusal(
      facts.frozen.until ? 'points.frozen_until' : 'points.frozen',
      { ...facts.frozen },
      'body.householdId',
    )
  if (item.to && facts.occurredOn >= item.to) {
    throw new Refusal('points.item_ended', { item: item.name.zh, to: item.to }, 'body.occurredOn')
  }
  if (!item.declarers.includes(facts.channel))
    throw new Refusal('points.channel_not_allowed', { item: item.name.zh }, 'body.channel')
  if (item.evidence === 'required' && facts.evidenceCount === 0) {
    throw new Refusal('points.evidence_missing', { item: item.name.zh }, 'body.evidence')
  }
  if (item.once === 'named' && facts.named === null)
    throw new Refusal('points.name_missing', { item: item.name.zh }, 'body.personName')
  const points = amountOf(book, item, facts)
  const caps = capsOf(book, item, { on: facts.occurredOn, named: facts.named })
  assertWithinCaps(caps, facts.used, points, 'body.quantity')
  return points
}

export function cycleClosed(cycle: string): Refusal {
  return new Refusal('points.cycle_closed', { cycle }, 'body.occurredOn')
}

/** Whose claim it is to withdraw or amend: the one who declared it; an award is also its household's. */
export function isOwnClaim(
  claim: { declaredBy: string; householdId: string | null; direction: 'plus' | 'minus' },
  actor: { accountId: string; householdId: string | null },
): boolean {
  if (claim.declaredBy === actor.accountId) return true
  return claim.direction === 'plus' && claim.householdId !== null && claim.householdId === actor.householdId
}

function amountOf(book: Pick<PointsBook, 'categories'>, item: PointsItem, facts: DeclarationFacts): number {
  if (item.kind === 'fixed') return withinClaim(book, item, item.points, 'body.itemKey')
  if (item.kind === 'range')
    return inRange(
      item,
      withinClaim(book, item, facts.proposed ?? item.min, 'body.proposed'),
      'body.proposed',
    )
  const points = withinClaim(book, item, Math.floor((item.points * facts.quantity) / 100), 'body.quantity')
  if (points <= 0) {
    throw new Refusal(
      'points.quantity_too_small',
      { quantity: facts.quantity / 100, item: item.name.zh },
      'body.quantity',
    )
  }
  if (item.min_per_claim !== undefined && points < item.min_per_claim) {
    const details = { item: item.name.zh, min: item.min_per_claim / 100, points: points / 100 }
    throw new Refusal('points.below_claim_least', details, 'body.quantity')
  }
  return points
}

/** A range item counts what lies between its borders, both included. */
export function inRange(item: Extract<PointsItem, { kind: 'range' }>, points: number, at: string): number {
  if (points < item.min || points > item.max)
    throw new Refusal('points.out_of_range', { min: item.min / 100, max: item.max / 100 }, at)
  return points
}
