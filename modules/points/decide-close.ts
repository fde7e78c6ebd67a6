import { compileFormula } from '../../engines/formula/formula.ts'
import { percentAsFraction } from '../../engines/fraction/fraction.ts'
import { percent } from '../../engines/fraction/percent.ts'
import { getValue } from '../../engines/problem/problem.ts'
import { placesOf, takeTop } from '../../engines/ranking/top.ts'
import type { PointsBook } from './scheme.ts'

/** What a close condition may ask about: hundredths of a point. */
export const closeFacts = { base: 'int', gained: 'int', lost: 'int', total: 'int' } as const

export interface CloseSums {
  base: number
  gained: number
  /** Positive. */
  lost: number
  total: number
}

/** Whether a passbook counts as weighted (加权户) by the scheme's condition. */
export function isWeighted(book: PointsBook, sums: CloseSums): boolean {
  return compileFormula(book.close.weighted.condition, closeFacts)({ ...sums }) === true
}

/** Points that enter the incentive dividend: with or without the base, never below zero (G-21, G-25). */
export function countedPoints(book: PointsBook, sums: CloseSums): number {
  const counted = book.close.weighted.counts === 'with_base' ? sums.total : sums.total - sums.base
  return Math.max(0, counted)
}

/** How many households the best share is: 10 % of 698 is 69 (G-22). */
export function topPlaces(book: PointsBook, households: number): number {
  return placesOf(households, percentAsFraction(book.close.top_percent), book.close.top_rounding)
}

/** Which of these points are among the best so many; ties at the border go as the scheme says (G-22). */
export function takeBest(book: PointsBook, points: readonly number[], places: number): readonly number[] {
  const by = { scoreOf: (one: number) => one, first: 'high' as const }
  return getValue(takeTop(points, places, { by, ties: book.close.ties })).taken
}

/** 249 of 698 prints as 36 % (G-20). */
export function weightedShare(weighted: number, households: number): string {
  const share = percent(weighted, households, 0)
  return share === undefined ? '—' : `${share}%`
}
