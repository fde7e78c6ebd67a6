import { roundQuotient } from './fraction.ts'

/**
 * A share as a percentage for display, without the sign: `percent(6525, 6555, 2)` is `'99.54'`.
 * Exact, a half rounds away from zero (249 of 698 shows 36, as G-20 prints it).
 *
 * @param digits digits after the point, 0 to 12
 * @returns undefined when the denominator is zero: nothing to count is not the same as nought per cent
 */
export function percent(
  numerator: bigint | number,
  denominator: bigint | number,
  digits: number,
): string | undefined {
  if (!Number.isInteger(digits) || digits < 0 || digits > 12) {
    throw new RangeError(`digits must be a whole number from 0 to 12, not ${digits}`)
  }
  const whole = BigInt(denominator)
  if (whole === 0n) return undefined
  const scaled = roundQuotient(BigInt(numerator) * 100n * 10n ** BigInt(digits), whole, 'half_up')
  const sign = scaled < 0n ? '-' : ''
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0')
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
