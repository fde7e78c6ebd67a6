import { deadline } from '../../engines/calendar/deadline.ts'
import { getValue } from '../../engines/problem/problem.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { PointsBook } from './scheme.ts'

type RectifyRule = NonNullable<PointsBook['rectify']>

/** The last day on which mending still waives the deduction (G-20: within two weeks). */
export function rectificationDueOn(issuedOn: string, rule: RectifyRule): string {
  return getValue(
    deadline(issuedOn, { count: rule.days, unit: 'day', countsStartDay: rule.counts_start_day }),
  ).lastDay
}

/** Mended on or before the due day: the deduction is waived; later: it stands. Before the notice is no mending. */
export function decideMending(facts: {
  issuedOn: string
  dueOn: string
  mendedOn: string
  today: string
}): 'waived' | 'lapsed' {
  if (facts.mendedOn > facts.today)
    throw new Refusal('points.future_deed', { day: facts.mendedOn, today: facts.today }, 'body.mendedOn')
  if (facts.mendedOn < facts.issuedOn)
    throw new Refusal('points.mended_before_notice', { issued: facts.issuedOn }, 'body.mendedOn')
  return facts.mendedOn <= facts.dueOn ? 'waived' : 'lapsed'
}
