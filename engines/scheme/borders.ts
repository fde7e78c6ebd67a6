import type { Dated } from './dated.ts'

/** A day from which a lower border stands above its upper one. */
export interface CrossedBorders {
  day: string
  least: number
  most: number
}

/** The days from which a lower border is above its upper one; where either is open or not yet given, none. */
export function findCrossedBorders(low: Dated<number>, high: Dated<number>): CrossedBorders[] {
  return [...new Set([...Object.keys(low), ...Object.keys(high)])].sort().flatMap((day) => {
    const [least, most] = [valueOn(low, day), valueOn(high, day)]
    return least !== undefined && most !== undefined && least > most ? [{ day, least, most }] : []
  })
}

function valueOn(values: Dated<number>, day: string): number | undefined {
  const from = Object.keys(values)
    .filter((first) => first <= day)
    .sort()
    .at(-1)
  const entry = from === undefined ? undefined : values[from]
  return entry && 'value' in entry ? entry.value : undefined
}
