import { pointsForFen } from '../../engines/allocation/exchange-rate.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { decideGood } from './decide-exchange.ts'
import type { ExchangeBook, ExchangeRules, ShelfKey } from './scheme.ts'

/** A line of a redemption: a good, or cash, with points and value of the whole line. */
export interface RedemptionLine {
  goodId: string | null
  name: string
  unit: string
  shelf: ShelfKey | 'cash'
  quantity: number
  points: number
  valueFen: number
}

/** What stands on a shelf, as far as a redemption asks. */
export interface ShelfGood {
  id: string
  name: string
  kind: 'goods' | 'service' | 'voucher'
  classKey: string
  shelf: ShelfKey
  unit: string
  priceFen: number
  /** Hundredths of a point where the shelf says points; otherwise they follow from the price. */
  pricePoints: number | null
  stocked: boolean
  onHand: number
  retiredOn: string | null
}

export interface RedemptionSums {
  lines: RedemptionLine[]
  points: number
  valueFen: number
  /** What the village owes the shop for it: the shop's own goods and cash. Charity goods are the village's. */
  payableFen: number
}

/** Points for one piece of a good. */
export function pointsOfGood(good: Pick<ShelfGood, 'pricePoints' | 'priceFen'>, rateFen: number): number {
  return good.pricePoints ?? pointsForFen(good.priceFen, rateFen)
}

/** Adds up what is chosen: each good allowed, on the shelf and enough of it; cash last. */
export function decideLines(
  rules: ExchangeRules,
  book: ExchangeBook,
  chosen: readonly { goodId: string; quantity: number }[],
  goods: readonly ShelfGood[],
  cashFen: number,
): RedemptionSums {
  if (chosen.length === 0 && cashFen === 0) throw new Refusal('shops.nothing_chosen', {}, 'body.lines')
  if (new Set(chosen.map((line) => line.goodId)).size < chosen.length)
    throw new Refusal('shops.good_twice', {}, 'body.lines')
  const lines = chosen.map(({ goodId, quantity }, index): RedemptionLine => {
    const good = goods.find((candidate) => candidate.id === goodId)
    if (!good) throw new Refusal('shops.good_unknown', {}, `body.lines.${index}.goodId`)
    if (good.retiredOn) throw new Refusal('shops.good_retired', { name: good.name })
    decideGood(rules, book, good)
    if (good.stocked && good.onHand < quantity)
      throw new Refusal(
        'shops.stock_short',
        { name: good.name, left: good.onHand, wanted: quantity, unit: good.unit },
        `body.lines.${index}.quantity`,
      )
    return {
      ...{ goodId, name: good.name, unit: good.unit, shelf: good.shelf, quantity },
      points: pointsOfGood(good, book.rate) * quantity,
      valueFen: good.priceFen * quantity,
    }
  })
  if (cashFen > 0)
    lines.push({
      ...{ goodId: null, name: '现金', unit: '元', shelf: 'cash', quantity: 1 },
      points: pointsForFen(cashFen, book.rate),
      valueFen: cashFen,
    })
  const sum = (of: readonly RedemptionLine[], pick: 'points' | 'valueFen') =>
    of.reduce((total, line) => total + line[pick], 0)
  return {
    lines,
    points: sum(lines, 'points'),
    valueFen: sum(lines, 'valueFen'),
    payableFen: sum(
      lines.filter((line) => line.shelf !== 'charity'),
      'valueFen',
    ),
  }
}
