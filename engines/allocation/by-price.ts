import { type Fraction, type Rounding, roundQuotient, shareOfAmount } from '../fraction/fraction.ts'

/**
 * What points are worth at a price.
 * `uncutHundredths` is the exact worth in hundredths of a fen, of which `amountFen` is the rounded part, so a
 * worksheet can show what rounding did.
 */
export type PricedPoints = { readonly amountFen: bigint; readonly uncutHundredths: bigint }

/**
 * Points times a price, exactly: 72,033 points at 1.30 yuan are 93,642.90 yuan (G-21).
 * Points below zero are worth nothing: nobody is billed for them (C-27, G-25).
 *
 * @param pointsHundredths points in hundredths (7,203,300n for 72,033 points)
 * @param priceFenPerPoint fen for one whole point; below zero throws `RangeError`
 */
export function byPrice(
  pointsHundredths: bigint,
  priceFenPerPoint: bigint,
  rounding: Rounding = 'floor',
): PricedPoints {
  if (priceFenPerPoint < 0n) throw new RangeError('a price is never below zero')
  const uncutHundredths = pointsHundredths > 0n ? pointsHundredths * priceFenPerPoint : 0n
  return { amountFen: roundQuotient(uncutHundredths, 100n, rounding), uncutHundredths }
}

/** A part held under its ceiling: `cutFen` is what the ceiling took away. */
export type CappedPart = { readonly partFen: bigint; readonly cutFen: bigint }

/** Holds an amount under a ceiling. Neither may be below zero. */
export function capPart(amountFen: bigint, capFen: bigint): CappedPart {
  if (amountFen < 0n || capFen < 0n) throw new RangeError('amounts and ceilings are never below zero')
  const partFen = amountFen < capFen ? amountFen : capFen
  return { partFen, cutFen: amountFen - partFen }
}

/** A ceiling that is a share of another amount, rounded down: 60 % of the share dividend (G-21). */
export function capByShare(amountFen: bigint, share: Fraction): bigint {
  const capFen = shareOfAmount(amountFen, share, 'floor')
  if (capFen < 0n) throw new RangeError('a ceiling is never below zero')
  return capFen
}
