import type { z } from 'zod'
import type { closeFigures } from '../../modules/points/contract.ts'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showPoints, showSigned } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { pointsLocale } from './locale.ts'

/** A close in figures; with a close that is kept, each opens its lines. */
export function CloseFigures({
  figures,
  closeId,
}: {
  figures: z.infer<typeof closeFigures>
  closeId?: string
}) {
  const t = useWords(pointsLocale)
  const to = (query: string) => (closeId ? { to: `/points/closes/${closeId}${query}` } : {})
  return (
    <Figures
      items={[
        { label: t('households'), value: showCount(figures.households), unit: t('householdUnit'), ...to('') },
        {
          label: t('weighted'),
          value: showCount(figures.weightedHouseholds),
          unit: t('householdUnit'),
          note: figures.weightedShare,
          ...to('?mark=weighted'),
        },
        { label: t('totalPoints'), value: showPoints(figures.totalPoints), unit: t('pointsUnit') },
        { label: t('weightedPoints'), value: showPoints(figures.weightedPoints), unit: t('pointsUnit') },
        { label: t('gainedSum'), value: showSigned(figures.gained) },
        { label: t('lostSum'), value: showSigned(-Math.abs(figures.lost)) },
        ...figures.marks.map((mark) => ({
          label: say(mark.name),
          value: showCount(mark.count),
          unit: t('householdUnit'),
          ...to(`?mark=${encodeURIComponent(mark.key)}`),
        })),
      ]}
    />
  )
}
