/** A share as data: `{ numerator: 2, denominator: 3 }`. Whole numbers only, the denominator above zero. */
export type Fraction = { readonly numerator: number; readonly denominator: number }

/** How a share that is not whole becomes whole. `half_up` rounds a half away from zero. */
export type Rounding = 'floor' | 'ceil' | 'half_up'

/** Ten per cent is `percentAsFraction(10)`; 12.5 % is written as a fraction by hand (125/1000). */
export function percentAsFraction(percent: number): Fraction {
  if (!Number.isSafeInteger(percent)) throw new RangeError(`not a whole per cent: ${percent}`)
  return { numerator: percent, denominator: 100 }
}

/**
 * Divides two whole numbers exactly and rounds once. `floor` and `ceil` go down and up on the number
 * line (not toward zero). Throws `RangeError` when the divisor is zero.
 */
export function roundQuotient(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  if (divisor === 0n) throw new RangeError('division by zero')
  const [top, bottom] = divisor < 0n ? [-dividend, -divisor] : [dividend, divisor]
  if (rounding === 'half_up') {
    const size = (2n * (top < 0n ? -top : top) + bottom) / (2n * bottom)
    return top < 0n ? -size : size
  }
  const truncated = top / bottom
  const rest = top % bottom
  if (rounding === 'floor') return rest < 0n ? truncated - 1n : truncated
  return rest > 0n ? truncated + 1n : truncated
}

/**
 * A share of an amount in whole units: 60 % of a dividend in fen, two thirds of a hall.
 * Throws `RangeError` when the fraction's denominator is not above zero.
 */
export function shareOfAmount(amount: bigint, share: Fraction, rounding: Rounding): bigint {
  assertFraction(share)
  return roundQuotient(amount * BigInt(share.numerator), BigInt(share.denominator), rounding)
}

/**
 * Compares `part / whole` with a fraction without dividing: below zero, zero or above zero.
 * An empty whole has no share, so it is refused with `RangeError`.
 */
export function compareShare(part: bigint, whole: bigint, share: Fraction): number {
  assertFraction(share)
  if (whole <= 0n) throw new RangeError('a share needs a whole above zero')
  const left = part * BigInt(share.denominator)
  const right = whole * BigInt(share.numerator)
  return left < right ? -1 : left > right ? 1 : 0
}

function assertFraction(share: Fraction): void {
  if (!Number.isSafeInteger(share.numerator) || !Number.isSafeInteger(share.denominator)) {
    throw new RangeError('a fraction is made of whole numbers')
  }
  if (share.denominator <= 0) throw new RangeError('a fraction needs a denominator above zero')
}
