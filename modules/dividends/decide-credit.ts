import { type Fraction, shareOfAmount } from '../../engines/fraction/fraction.ts'
import type { DividendRules } from './scheme.ts'

type CreditRules = NonNullable<DividendRules['credit']>

/** Whether a household is put forward for credit (G-22: the ten best), and whether what it asks for is within bounds. */
export function decideCredit(
  rules: CreditRules,
  household: { rank: number; askedFen: number },
): { listed: boolean; withinCeiling: boolean } {
  return { listed: household.rank <= rules.best_count, withinCeiling: household.askedFen <= rules.ceiling }
}

/**
 * The interest between which a listed household borrows: the ordinary rate less the greatest and the least
 * discount. 20–30 % off leaves 0.7 to 0.8 of it (G-22).
 *
 * @param ordinaryPpm the ordinary rate in millionths (5.65 % is 56,500); both results are rounded half up
 */
export function decideCreditRate(
  rules: CreditRules,
  ordinaryPpm: number,
): { lowestPpm: number; highestPpm: number } {
  const keep = (discountPercent: number): Fraction => ({ numerator: 100 - discountPercent, denominator: 100 })
  const rate = (discountPercent: number) =>
    Number(shareOfAmount(BigInt(ordinaryPpm), keep(discountPercent), 'half_up'))
  return { lowestPpm: rate(rules.discount_max_percent), highestPpm: rate(rules.discount_min_percent) }
}
