import { periodsBetween } from '../../engines/calendar/period.ts'

const kinds = { month: 'month', quarter: 'quarter', half_year: 'half', year: 'year' } as const
export type PeriodKind = keyof typeof kinds

/** Labels of the periods of a kind in some years, newest first, up to the day's own: '2019-Q3'. */
export function listPeriods(kind: PeriodKind, years: readonly string[], today: string): string[] {
  return years
    .toSorted()
    .toReversed()
    .flatMap((year) => periodsBetween(`${year}-01-01`, `${year}-12-31`, kinds[kind]).toReversed())
    .filter((period) => period.firstDay <= today)
    .map((period) => period.label)
}
