import { Refusal } from '../../engines/refusal/refusal.ts'

export interface RecordedGood {
  goodId: string
  name: string
  unit: string
  received: number
  out: number
  recorded: number
}

export interface CountedGood {
  goodId: string
  name: string
  unit: string
  recorded: number
  counted: number
  reason: string
}

/**
 * Holds what was counted against what is recorded: whatever moved that day must be counted, and every difference
 * has its reason. What did not move and was not counted is left as it is.
 */
export function decideCounts(
  goods: readonly RecordedGood[],
  counts: readonly { goodId: string; counted: number; reason: string }[],
): CountedGood[] {
  const counted = new Map(counts.map((count) => [count.goodId, count]))
  if (counted.size < counts.length) throw new Refusal('shops.good_twice', {}, 'body.counts')
  for (const [index, { goodId }] of counts.entries())
    if (!goods.some((good) => good.goodId === goodId))
      throw new Refusal('shops.good_unknown', {}, `body.counts.${index}.goodId`)
  return goods.flatMap((good) => {
    const count = counted.get(good.goodId)
    if (!count) {
      if (good.received > 0 || good.out > 0) throw new Refusal('shops.count_missing', { name: good.name })
      return []
    }
    if (count.counted !== good.recorded && count.reason === '')
      throw new Refusal('shops.difference_unexplained', {
        name: good.name,
        recorded: good.recorded,
        counted: count.counted,
      })
    const { goodId, name, unit, recorded } = good
    return [{ goodId, name, unit, recorded, counted: count.counted, reason: count.reason }]
  })
}
