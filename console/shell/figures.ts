import { chinaClock, chinaDateOf } from '../../engines/calendar/china-time.ts'
import { currentLanguage } from './language.ts'

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** Hundredths as a number: 150 → 1.5, 7203300 → 72,033. */
export function showPoints(hundredths: number): string {
  return (hundredths / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** Points in a ledger carry their sign. */
export function showSigned(hundredths: number): string {
  if (hundredths === 0) return '0'
  return `${hundredths > 0 ? '+' : '−'}${showPoints(Math.abs(hundredths))}`
}

/** Fen as yuan: 9364290 → ¥93,642.90. */
export function showYuan(fen: number): string {
  const text = (Math.abs(fen) / 100).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  return `${fen < 0 ? '−' : ''}¥${text}`
}

export function showCount(count: number): string {
  return count.toLocaleString('en-US')
}

/** '2026-03-05' → 2026年3月5日 or 5 March 2026. */
export function showDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  if (!year || !month || !day) return date
  return currentLanguage() === 'en' ? `${day} ${months[month - 1]} ${year}` : `${year}年${month}月${day}日`
}

/** A date where the year is plain: 3月5日 or 5 Mar. */
export function showDay(date: string): string {
  const [, month, day] = date.split('-').map(Number)
  if (!month || !day) return date
  return currentLanguage() === 'en' ? `${day} ${months[month - 1]?.slice(0, 3)}` : `${month}月${day}日`
}

/** '2019-03' → 3月 or March. */
export function showMonth(month: string): string {
  const number = Number(month.slice(5, 7))
  return currentLanguage() === 'en' ? (months[number - 1]?.slice(0, 3) ?? month) : `${number}月`
}

export function showRange(from: string, to: string): string {
  return currentLanguage() === 'en'
    ? `${showDate(from)} to ${showDate(to)}`
    : `${showDate(from)}至${showDate(to)}`
}

/** An instant as China's clocks show it. */
export function showInstant(instant: string): string {
  const clock = chinaClock(new Date(instant))
  return `${showDate(clock.slice(0, 10))} ${clock.slice(11)}`
}

export function today(): string {
  return chinaDateOf(new Date())
}

/** 0.3567 → 36 %. */
export function showPercent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.round((part / whole) * 100)}%`
}

/** '2019' , '2019-Q3', '2019-07', '2019-H1' as people say them; 'life' is a book that never ends. */
export function showPeriod(period: string): string {
  const [year, part] = [period.slice(0, 4), period.slice(5)]
  const english = currentLanguage() === 'en'
  if (period === 'life') return english ? 'For life' : '长期有效'
  if (!part) return english ? year : `${year}年`
  if (part.startsWith('Q'))
    return english ? `Q${part[1]} ${year}` : `${year}年第${'一二三四'[Number(part[1]) - 1]}季度`
  if (part.startsWith('H'))
    return english ? `H${part[1]} ${year}` : `${year}年${part === 'H1' ? '上' : '下'}半年`
  return english ? `${months[Number(part) - 1]} ${year}` : `${year}年${Number(part)}月`
}

/** Text of a field to hundredths: '1.5' → 150; undefined when it is no number with at most two decimals. */
export function readHundredths(text: string): number | undefined {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(',', '').replace('−', '-'))
  if (!match) return undefined
  const value = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' ? -value : value
}
