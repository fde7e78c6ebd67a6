import { byPrice, capByShare, capPart } from '../../engines/allocation/by-price.ts'
import { splitPool } from '../../engines/allocation/split-pool.ts'
import { percentAsFraction } from '../../engines/fraction/fraction.ts'
import type { DividendRules } from './scheme.ts'

export interface HouseholdFacts {
  householdId: string
  /** Hundredths of a share. */
  shares: number
  /** Hundredths of a point that count for the incentive; 0 or more. */
  points: number
  weighted: boolean
}

export interface DividendLine extends HouseholdFacts {
  shareFen: number
  incentiveFen: number
  capped: boolean
}

export interface DividendResult {
  priceFen: number
  lines: DividendLine[]
  shareRemainderFen: number
  incentiveRemainderFen: number
}

/**
 * Who gets what (G-21): the share pool by shares, never touched by points; the incentive part by points times
 * price for weighted households, nobody below zero. Exact to the fen: parts plus remainder are the pool. A
 * negative incentive remainder means that the price asks for more than the pool holds.
 *
 * @param priceFen fen for one point; null asks the scheme: its own price, or the pool divided by the points
 */
export function decideDividend(
  rules: DividendRules,
  pools: { sharePoolFen: number; incentivePoolFen: number; priceFen: number | null },
  households: readonly HouseholdFacts[],
): DividendResult {
  const share = splitPool(
    BigInt(pools.sharePoolFen),
    households.map((household) => BigInt(household.shares)),
    rules.share.rounding,
  )
  const receives = (household: HouseholdFacts) => rules.incentive.recipients === 'all' || household.weighted
  const counted = households.reduce(
    (sum, household) => sum + (receives(household) ? Math.max(0, household.points) : 0),
    0,
  )
  const priceFen = pools.priceFen ?? priceOf(rules, pools.incentivePoolFen, counted)
  const lines = households.map((household, index): DividendLine => {
    const shareFen = share.partsFen[index]!
    const worth = receives(household) ? byPrice(BigInt(household.points), BigInt(priceFen)).amountFen : 0n
    const cap =
      rules.incentive.cap_reading === 'ceiling'
        ? capPart(worth, capByShare(shareFen, percentAsFraction(rules.incentive.cap_percent_of_share)))
        : { partFen: worth, cutFen: 0n }
    return {
      ...household,
      shareFen: Number(shareFen),
      incentiveFen: Number(cap.partFen),
      capped: cap.cutFen > 0n,
    }
  })
  const paid = lines.reduce((sum, line) => sum + line.incentiveFen, 0)
  return {
    priceFen,
    lines,
    shareRemainderFen: Number(share.remainderFen),
    incentiveRemainderFen: pools.incentivePoolFen - paid,
  }
}

/** The price in whole fen: fixed by the scheme, or what the pool allows, rounded down so that it suffices. */
function priceOf(rules: DividendRules, incentivePoolFen: number, countedPoints: number): number {
  if (rules.incentive.price_from === 'fixed') return rules.incentive.price
  return countedPoints === 0 ? 0 : Number((BigInt(incentivePoolFen) * 100n) / BigInt(countedPoints))
}
