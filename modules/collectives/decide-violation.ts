import { deadline } from '../../engines/calendar/deadline.ts'
import { townClassOf } from '../../engines/division-code/division-code.ts'
import { getValue } from '../../engines/problem/problem.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { CollectiveRules } from './scheme.ts'

export type Consequence = 'clawback' | 'bar'

/** The last day on which mending leaves everything as it was (G-5). */
export function mendDueOn(rules: CollectiveRules, foundOn: string): string {
  const { mend_days: count, counts_start_day: countsStartDay } = rules.violations
  return getValue(deadline(foundOn, { count, unit: 'day', countsStartDay })).lastDay
}

/** Mended on the due day or before; later is refused, since the consequence follows then. */
export function decideMended(facts: {
  foundOn: string
  dueOn: string
  mendedOn: string
  today: string
}): void {
  if (facts.mendedOn > facts.today)
    throw new Refusal('collectives.future_day', { day: facts.mendedOn }, 'body.mendedOn')
  if (facts.mendedOn < facts.foundOn)
    throw new Refusal('collectives.mended_before', { found: facts.foundOn }, 'body.mendedOn')
  if (facts.mendedOn > facts.dueOn)
    throw new Refusal('collectives.mended_late', { due: facts.dueOn }, 'body.mendedOn')
}

/**
 * What follows when nothing was mended in time, by the kind of place: the digits of the town tell a subdistrict
 * (街道) from a town. A bar is for the year after the finding.
 */
export function decideLapse(
  rules: CollectiveRules,
  facts: { placeCode: string; foundOn: string; dueOn: string; today: string },
): { consequence: Consequence; barredYear: string | null } {
  if (facts.today <= facts.dueOn) throw new Refusal('collectives.mending_runs', { due: facts.dueOn })
  const isStreet = townClassOf(facts.placeCode.slice(6, 9)) === 'subdistrict'
  const consequence = isStreet ? rules.violations.street_village : rules.violations.town_village
  const barredYear = consequence === 'bar' ? String(Number(facts.foundOn.slice(0, 4)) + 1) : null
  return { consequence, barredYear }
}
