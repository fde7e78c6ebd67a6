import { percentAsFraction } from '../../engines/fraction/fraction.ts'
import { placesOf } from '../../engines/ranking/top.ts'
import type { PointsBook } from './scheme.ts'

export type QuotaRule = NonNullable<PointsBook['quota']>

/** How many households a village of so many may award in a period: 60 % of 500 is 300 (G-11). */
export function quotaPlaces(rule: Pick<QuotaRule, 'percent' | 'rounding'>, households: number): number {
  return placesOf(households, percentAsFraction(rule.percent), rule.rounding)
}

/**
 * Which awards fit the places, taken one after the other in the order given. A household that is counted already
 * takes no new place; one that would be the first beyond the places is left out, and so are all its awards.
 */
export function decideQuota<Award extends { householdId: string | null }>(
  places: number,
  taken: ReadonlySet<string | null>,
  awards: readonly Award[],
): { fits: Award[]; beyond: Award[]; taken: ReadonlySet<string | null> } {
  const counted = new Set<string | null>(taken)
  const [fits, beyond]: [Award[], Award[]] = [[], []]
  for (const award of awards) {
    const isCounted = counted.has(award.householdId)
    if (!isCounted && counted.size >= places) beyond.push(award)
    else {
      counted.add(award.householdId)
      fits.push(award)
    }
  }
  return { fits, beyond, taken: counted }
}
