import { capPart } from './by-price.ts'

/**
 * How a pool that does not divide evenly is split. `largest_remainder` hands the left fen out one by one, to
 * the largest fractions first; `floor` rounds every part down and leaves the rest in the remainder.
 */
export type SplitPolicy = 'largest_remainder' | 'floor'

/** Whether what a ceiling takes away stays in the remainder or is split again among those below theirs. */
export type OverCap = 'to_remainder' | 'split_again'

export type PoolSplit = {
  /** One part for each weight, in the same order. */
  readonly partsFen: readonly bigint[]
  /** What nobody got. The parts and the remainder always sum to the pool. */
  readonly remainderFen: bigint
}

/**
 * Splits a pool by weights. A weight below zero counts as zero: nobody pays in. When all weights are zero the
 * whole pool is remainder. Equal fractions are served by the larger weight, then by position in the list, so
 * give the list in an order that the village accepts (household number).
 *
 * @param poolFen the pool; below zero throws `RangeError`
 * @param weights points, shares or heads; whole numbers of any unit
 */
export function splitPool(poolFen: bigint, weights: readonly bigint[], policy: SplitPolicy): PoolSplit {
  if (poolFen < 0n) throw new RangeError('a pool is never below zero')
  const shares = weights.map((weight) => (weight > 0n ? weight : 0n))
  const total = shares.reduce((sum, weight) => sum + weight, 0n)
  if (total === 0n) return { partsFen: shares, remainderFen: poolFen }
  const partsFen = shares.map((weight) => (poolFen * weight) / total)
  const left = poolFen - partsFen.reduce((sum, part) => sum + part, 0n)
  if (policy === 'floor') return { partsFen, remainderFen: left }
  const fractionOf = (index: number) => (poolFen * shares[index]!) % total
  const order = shares.map((_, index) => index)
  order.sort(
    (one, other) =>
      sign(fractionOf(other) - fractionOf(one)) || sign(shares[other]! - shares[one]!) || one - other,
  )
  for (const index of order.slice(0, Number(left))) partsFen[index]! += 1n
  return { partsFen, remainderFen: 0n }
}

/**
 * Splits a pool under a ceiling for each part (undefined where there is none).
 * `to_remainder` keeps what the ceilings cut; `split_again` splits it among the others by the same weights
 * until it is spent or all stand at their ceilings.
 */
export function splitPoolUnderCaps(
  poolFen: bigint,
  weights: readonly bigint[],
  capsFen: readonly (bigint | undefined)[],
  rule: { readonly policy: SplitPolicy; readonly overCap: OverCap },
): PoolSplit {
  if (capsFen.length !== weights.length) throw new RangeError('one ceiling or undefined for each weight')
  const open = new Set(weights.keys())
  const partsFen = weights.map(() => 0n)
  let split: PoolSplit
  do {
    const atCap = partsFen.reduce((sum, part, index) => (open.has(index) ? sum : sum + part), 0n)
    split = splitPool(
      poolFen - atCap,
      weights.map((weight, index) => (open.has(index) ? weight : 0n)),
      rule.policy,
    )
  } while (rule.overCap === 'split_again' && closeFull(split, capsFen, open, partsFen))
  for (const index of open) {
    const cap = capsFen[index]
    const part = split.partsFen[index]!
    partsFen[index] = cap === undefined ? part : capPart(part, cap).partFen
  }
  return { partsFen, remainderFen: poolFen - partsFen.reduce((sum, part) => sum + part, 0n) }
}

/** Fixes every part that reached beyond its ceiling at the ceiling; false when there was none. */
function closeFull(
  split: PoolSplit,
  capsFen: readonly (bigint | undefined)[],
  open: Set<number>,
  partsFen: bigint[],
): boolean {
  let closed = false
  for (const index of [...open]) {
    const cap = capsFen[index]
    if (cap === undefined || split.partsFen[index]! <= cap) continue
    partsFen[index] = capPart(split.partsFen[index]!, cap).partFen
    open.delete(index)
    closed = true
  }
  return closed
}

function sign(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
