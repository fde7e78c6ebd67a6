import { formatYuan } from '../../engines/allocation/yuan.ts'
import { chinaClock } from '../../engines/calendar/china-time.ts'
import { sayText } from './texts.ts'

/** Points for people: 10350 is `103.5`, 100 is `1`. Below zero with a true minus sign. */
export function sayPoints(hundredths: number): string {
  const size = Math.abs(hundredths)
  const rest = size % 100
  const whole = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  const decimals = rest === 0 ? '' : `.${String(rest).padStart(2, '0').replace(/0$/, '')}`
  return `${hundredths < 0 ? '−' : ''}${whole}${decimals}`
}

/** Points as a ledger shows them, with their sign: `+5`, `−2.5`, `0`. */
export function saySigned(hundredths: number): string {
  return hundredths > 0 ? `+${sayPoints(hundredths)}` : sayPoints(hundredths)
}

export function sayYuan(fen: number): string {
  return `¥${formatYuan(BigInt(fen))}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day in words: `2026年3月5日`, `5 Mar 2026`. */
export function sayDate(date: string): string {
  const [year, month, day] = parts(date)
  return sayText('date.full', { year, month, day, monthName: months[month - 1]! })
}

/** A day of a year that is plain from its surroundings: `3月5日`, `5 Mar`. */
export function sayDay(date: string): string {
  const [, month, day] = parts(date)
  return sayText('date.day', { month, day, monthName: months[month - 1]! })
}

/** An instant by China's clocks: `3月5日 18:05`. */
export function sayInstant(instant: string): string {
  const [date, clock] = chinaClock(new Date(instant)).split(' ')
  return `${sayDate(date!)} ${clock}`
}

function parts(date: string): [number, number, number] {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number)
  return [year!, month!, day!]
}
