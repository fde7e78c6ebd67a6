import { findPeriod, type PeriodKind, periodsBetween } from '../../engines/calendar/period.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { CollectiveRules } from './scheme.ts'

export type EvaluationKind = 'self' | 'audit' | 'review'

const periodKinds: Record<EvaluationKind, PeriodKind> = { self: 'month', audit: 'month', review: 'quarter' }

/** Whether a score may be recorded now: its period has begun, the town's audit follows the village's own score (G-6). */
export function decideEvaluation(
  rules: CollectiveRules,
  given: { kind: EvaluationKind; period: string; score: number; department: string },
  facts: { hasSelf: boolean; today: string },
): void {
  const period = findPeriod(given.period)
  if (period?.kind !== periodKinds[given.kind])
    throw new Refusal('collectives.period_unfit', { period: given.period }, 'body.period')
  if (period.firstDay > facts.today)
    throw new Refusal('collectives.period_ahead', { period: given.period }, 'body.period')
  if (given.score > rules.evaluation.most)
    throw new Refusal('collectives.score_above', { most: rules.evaluation.most / 100 }, 'body.score')
  if (given.kind === 'review' && given.department === '')
    throw new Refusal('collectives.department_missing', {}, 'body.department')
  if (given.kind === 'audit' && !facts.hasSelf)
    throw new Refusal('collectives.self_score_first', { period: given.period }, 'body.period')
}

export interface Missing {
  kind: EvaluationKind
  period: string
}

/**
 * What is missing of a group in periods that are over, from its first day to a day: months without own score or
 * audit, quarters with fewer reviews than the scheme asks for.
 */
export function findMissing(
  rules: CollectiveRules,
  held: readonly { kind: EvaluationKind; period: string }[],
  between: { from: string; today: string },
): Missing[] {
  if (between.from > between.today) return []
  return (['self', 'audit', 'review'] as const).flatMap((kind) =>
    periodsBetween(between.from, between.today, periodKinds[kind])
      .filter((period) => period.lastDay < between.today)
      .filter((period) => {
        const count = held.filter((one) => one.kind === kind && one.period === period.label).length
        return count < (kind === 'review' ? rules.evaluation.review_departments : 1)
      })
      .map((period) => ({ kind, period: period.label })),
  )
}
