import { roundQuotient } from '../fraction/fraction.ts'

/**
 * The points that an amount of money costs: 50 yuan at 10 yuan a point are 5 points (G-16). A rest of less than a
 * hundredth of a point is rounded up, so that the points always cover the price.
 *
 * @param priceFen fen, 0 or more
 * @param rateFen fen for one point
 * @returns hundredths of a point
 */
export function pointsForFen(priceFen: number, rateFen: number): number {
  return Number(roundQuotient(BigInt(priceFen) * 100n, BigInt(rateFen), 'ceil'))
}

/** What points are worth in fen, a half rounded up. */
export function fenForPoints(points: number, rateFen: number): number {
  return Number(roundQuotient(BigInt(points) * BigInt(rateFen), 100n, 'half_up'))
}
