import { percentAsFraction } from '../../engines/fraction/fraction.ts'
import { getValue } from '../../engines/problem/problem.ts'
import { placesOf, takeTop } from '../../engines/ranking/top.ts'
import { type CloseRules, type CloseSums, meets } from './decide-close.ts'
import type { CloseOutcome } from './scheme-close.ts'

type Measured = Extract<CloseOutcome, { of: 'total' | 'gained' | 'net' }>
type Line = Extract<CloseOutcome, { kind: 'line' }>

/**
 * The marks of each passbook of a village, in the order given: what the close's statement finds for sets, found
 * one by one. `history` tells in how many of the periods just before a passbook's subject bore a mark, unbroken.
 */
export function decideOutcomes(
  rules: CloseRules,
  lines: readonly CloseSums[],
  history: (index: number, mark: string) => number = () => 0,
): string[][] {
  const marks = lines.map((): string[] => [])
  for (const outcome of rules.outcomes) {
    for (const [index, mark] of decideOne(rules, outcome, lines, marks, history).entries())
      if (mark !== undefined) marks[index]!.push(mark)
  }
  return marks
}

function decideOne(
  rules: CloseRules,
  outcome: CloseOutcome,
  lines: readonly CloseSums[],
  earlier: readonly string[][],
  history: (index: number, mark: string) => number,
): (string | undefined)[] {
  const marked = (chosen: ReadonlySet<number>) =>
    lines.map((_line, index) => (chosen.has(index) ? outcome.key : undefined))
  switch (outcome.kind) {
    case 'condition':
      return lines.map((line) => (meets(rules, outcome.when, line) ? outcome.key : undefined))
    case 'bands': {
      const eligible = eligibleOf(rules, outcome, lines)
      return lines.map((line, index) => {
        const reached = outcome.bands.filter((band) => measureOf(outcome, line) >= band.from).at(-1)
        return reached && eligible.has(index) ? `${outcome.key}:${reached.key}` : undefined
      })
    }
    case 'top':
      return marked(
        takeFrom(outcome, eligibleOf(rules, outcome, lines), lines, topPlaces(outcome, rules, lines), 'high'),
      )
    case 'last':
      return marked(takeFrom(outcome, eligibleOf(rules, outcome, lines), lines, outcome.count, 'low'))
    case 'line':
      return marked(aboveLine(outcome, lines))
    case 'streak':
      return lines.map((_line, index) =>
        earlier[index]!.includes(outcome.of) && history(index, outcome.of) >= outcome.times - 1
          ? outcome.key
          : undefined,
      )
  }
}

/** What an outcome measures of a passbook: the whole, or the categories that it names. */
export function measureOf(outcome: Measured, sums: CloseSums): number {
  if (!outcome.categories) {
    if (outcome.of === 'total') return sums.total
    return outcome.of === 'gained' ? sums.gained : sums.gained - sums.lost
  }
  return outcome.categories.reduce((sum, key) => {
    const of = sums.categories?.[key] ?? { plus: 0, minus: 0 }
    return sum + of.plus - (outcome.of === 'gained' ? 0 : of.minus)
  }, 0)
}

/** How many places a `top` outcome has: 10 % of 698 is 69 (G-22), 20 % of 33 is 6 (G-11). */
export function topPlaces(
  outcome: Extract<CloseOutcome, { kind: 'top' }>,
  rules: CloseRules,
  lines: readonly CloseSums[],
): number {
  if ('count' in outcome.places) return outcome.places.count
  const whole = outcome.places.whole === 'all' ? lines.length : eligibleOf(rules, outcome, lines).size
  return placesOf(whole, percentAsFraction(outcome.places.percent), outcome.places.rounding)
}

function eligibleOf(
  rules: CloseRules,
  outcome: { among?: { cel: string } | undefined },
  lines: readonly CloseSums[],
): ReadonlySet<number> {
  const all = lines.map((_line, index) => index)
  return new Set(outcome.among ? all.filter((index) => meets(rules, outcome.among!, lines[index]!)) : all)
}

function takeFrom(
  outcome: Measured & { ties: 'include_all' | 'exclude_all' },
  eligible: ReadonlySet<number>,
  lines: readonly CloseSums[],
  places: number,
  first: 'high' | 'low',
): ReadonlySet<number> {
  const by = { scoreOf: (index: number) => measureOf(outcome, lines[index]!), first }
  return new Set(getValue(takeTop([...eligible], places, { by, ties: outcome.ties })).taken)
}

/**
 * Who stands above a moving benefit line (G-19). Bands of `width` points begin at `start`. Within each band the
 * best share benefits; or the line stands at the highest band that the share of all households has reached, and
 * whoever is at or above it benefits; or both must hold.
 */
function aboveLine(outcome: Line, lines: readonly CloseSums[]): ReadonlySet<number> {
  const bandOf = (index: number) => Math.floor((lines[index]!.total - outcome.start) / outcome.width)
  const inBands = lines.map((_line, index) => index).filter((index) => bandOf(index) >= 0)
  const reached = (band: number) => inBands.filter((index) => bandOf(index) >= band).length * 100
  const lineBand = Math.max(
    0,
    ...inBands.map(bandOf).filter((band) => reached(band) >= outcome.percent * lines.length),
  )
  const best = [...Map.groupBy(inBands, bandOf).values()].flatMap((members) => {
    const places = placesOf(members.length, percentAsFraction(outcome.percent), outcome.rounding)
    const by = { scoreOf: (index: number) => lines[index]!.total, first: 'high' as const }
    return getValue(takeTop(members, places, { by, ties: outcome.ties })).taken
  })
  const above = inBands.filter((index) => bandOf(index) >= lineBand)
  if (outcome.reading === 'within_band') return new Set(best)
  return new Set(outcome.reading === 'moving_line' ? above : above.filter((index) => best.includes(index)))
}
