import { addDays, daysInMonth, monthNames, monthOf, type PlainDate, plainDate, yearOf } from './plain-date.ts'

/** The periods by which villages score, close and publish. */
export type PeriodKind = 'month' | 'quarter' | 'half' | 'year'

/** A period with its label (`2019`, `2019-H2`, `2019-Q3`, `2019-07`) and its first and last day. */
export type Period = {
  readonly kind: PeriodKind
  readonly label: string
  readonly firstDay: PlainDate
  readonly lastDay: PlainDate
}

const monthsIn: Record<PeriodKind, number> = { month: 1, quarter: 3, half: 6, year: 12 }

/** The period of a kind in which a day lies. */
export function periodOf(date: PlainDate, kind: PeriodKind): Period {
  return periodAt(kind, yearOf(date), Math.floor((monthOf(date) - 1) / monthsIn[kind]))
}

/** Reads a label; undefined when it is none. */
export function findPeriod(label: string): Period | undefined {
  const match = /^(\d{4})(?:-(?:(H)([12])|(Q)([1-4])|(0[1-9]|1[0-2])))?$/.exec(label)
  if (!match || match[1] === '0000') return undefined
  const year = Number(match[1])
  if (match[2]) return periodAt('half', year, Number(match[3]) - 1)
  if (match[4]) return periodAt('quarter', year, Number(match[5]) - 1)
  return match[6] ? periodAt('month', year, Number(match[6]) - 1) : periodAt('year', year, 0)
}

/** Reads a label; throws `RangeError` when it is none. */
export function getPeriod(label: string): Period {
  const period = findPeriod(label)
  if (!period) throw new RangeError(`not a period: ${label}`)
  return period
}

/** The period of the same kind right after this one. */
export function nextPeriod(period: Period): Period {
  return periodOf(addDays(period.lastDay, 1), period.kind)
}

/** The period of the same kind right before this one. */
export function previousPeriod(period: Period): Period {
  return periodOf(addDays(period.firstDay, -1), period.kind)
}

/** All periods of a kind that touch the days from `first` to `last`, in order. */
export function periodsBetween(first: PlainDate, last: PlainDate, kind: PeriodKind): Period[] {
  const periods: Period[] = []
  for (let period = periodOf(first, kind); period.firstDay <= last; period = nextPeriod(period)) {
    periods.push(period)
  }
  return periods
}

/** Whether a day lies in the period, its first and last day included. */
export function isInPeriod(date: PlainDate, period: Period): boolean {
  return period.firstDay <= date && date <= period.lastDay
}

/** The period in words: `2019年第三季度`, `third quarter of 2019`. */
export function periodName(period: Period): { zh: string; en: string } {
  const year = yearOf(period.firstDay)
  const month = monthOf(period.firstDay)
  const ordinal = Math.floor((month - 1) / monthsIn[period.kind])
  switch (period.kind) {
    case 'year':
      return { zh: `${year}年`, en: `${year}` }
    case 'half':
      return {
        zh: `${year}年${ordinal === 0 ? '上' : '下'}半年`,
        en: `${ordinal === 0 ? 'first' : 'second'} half of ${year}`,
      }
    case 'quarter':
      return {
        zh: `${year}年第${'一二三四'[ordinal]}季度`,
        en: `${['first', 'second', 'third', 'fourth'][ordinal]} quarter of ${year}`,
      }
    case 'month':
      return { zh: `${year}年${month}月`, en: `${monthNames[month - 1]} ${year}` }
  }
}

function periodAt(kind: PeriodKind, year: number, ordinal: number): Period {
  const firstMonth = ordinal * monthsIn[kind] + 1
  const lastMonth = firstMonth + monthsIn[kind] - 1
  const firstDay = plainDate(year, firstMonth, 1)
  const suffix = {
    year: '',
    half: `-H${ordinal + 1}`,
    quarter: `-Q${ordinal + 1}`,
    month: firstDay.slice(4, 7),
  }[kind]
  return {
    kind,
    label: firstDay.slice(0, 4) + suffix,
    firstDay,
    lastDay: plainDate(year, lastMonth, daysInMonth(year, lastMonth)),
  }
}
