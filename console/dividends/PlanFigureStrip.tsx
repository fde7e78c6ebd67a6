import { Figures } from '../shell/Figures.tsx'
import { showCount, showPercent, showPoints, showYuan } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { dividendsLocale } from './locale.ts'
import type { PlanFigures } from './plan-words.ts'

/** A plan in figures; with a kept plan, each opens its lines. */
export function PlanFigureStrip({ figures, planId }: { figures: PlanFigures; planId?: string }) {
  const t = useWords(dividendsLocale)
  const to = (query: string) => (planId ? { to: `/dividends/plans/${planId}${query}` } : {})
  const short = figures.incentiveRemainderFen < 0
  return (
    <Figures
      items={[
        { label: t('households'), value: showCount(figures.households), unit: t('householdUnit'), ...to('') },
        {
          label: t('weighted'),
          value: showCount(figures.weightedHouseholds),
          unit: t('householdUnit'),
          note: showPercent(figures.weightedHouseholds, figures.households),
          ...to('?weighted=yes'),
        },
        { label: t('weightedPoints'), value: showPoints(figures.points), unit: t('pointsUnit') },
        {
          label: t('sharePart'),
          value: showYuan(figures.sharePaidFen),
          note: t('sharesAndRest', {
            shares: showPoints(figures.shares),
            rest: showYuan(figures.shareRemainderFen),
          }),
        },
        {
          label: t('incentivePart'),
          value: showYuan(figures.incentivePaidFen),
          note: short
            ? t('poolShort', { short: showYuan(-figures.incentiveRemainderFen) })
            : t('restIs', { rest: showYuan(figures.incentiveRemainderFen) }),
          ...(short ? { tone: 'late' as const } : {}),
        },
        {
          label: t('totalPaid'),
          value: showYuan(figures.totalPaidFen),
          note: t('averageIs', { average: showYuan(figures.averageFen) }),
        },
        { label: t('capped'), value: showCount(figures.cappedHouseholds), unit: t('householdUnit') },
      ]}
    />
  )
}
