import { useState } from 'react'
import type { RouteReply } from '../../engines/contract/route.ts'
import { type findCustomers, listGoods, type listShops } from '../../modules/shops/contract.ts'
import { Field } from '../shell/Field.tsx'
import { Reading } from '../shell/Reading.tsx'
import { sayPoints } from '../shell/say-figures.ts'
import { useTexts } from '../shell/texts.ts'
import { useRead } from '../shell/use-read.ts'

type Good = RouteReply<typeof listGoods>['rows'][number]

export type Customer = RouteReply<typeof findCustomers>[number]

export interface Chosen {
  good: Good
  quantity: number
}

const priceOf = (good: Good) => good.points[0]?.points ?? 0

/** Points of what is chosen, and what is left of the customer's, in hundredths. */
export function sumOf(chosen: readonly Chosen[], customer: Customer): { points: number; rest: number } {
  const points = chosen.reduce((sum, { good, quantity }) => sum + priceOf(good) * quantity, 0)
  return { points, rest: customer.spendable - points }
}

/** Goods with one button for more and one for less: no typing at the counter. */
export function GoodsPicker({
  shop,
  customer,
  chosen,
  change,
}: {
  shop: RouteReply<typeof listShops>[number]
  customer: Customer
  chosen: Chosen[]
  change: (chosen: Chosen[]) => void
}) {
  const { t } = useTexts()
  const [search, setSearch] = useState('')
  const read = useRead(
    listGoods,
    { params: { shopId: shop.id }, query: { search, pageSize: 100 } },
    { holdPrevious: true },
  )
  const quantityOf = (good: Good) => chosen.find((one) => one.good.id === good.id)?.quantity ?? 0
  const set = (good: Good, quantity: number) =>
    change([
      ...chosen.filter((one) => one.good.id !== good.id),
      ...(quantity > 0 ? [{ good, quantity }] : []),
    ])
  const { points, rest } = sumOf(chosen, customer)
  return (
    <div className="stack">
      <Field label={t('counter.search')}>
        <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
      </Field>
      <Reading of={read}>
        {({ rows }) => (
          <ul className="plain-list">
            {rows
              .filter((good) => good.points.length > 0)
              .map((good) => {
                const quantity = quantityOf(good)
                const most = good.stocked ? good.onHand : 99
                return (
                  <li key={good.id} className="counter-good">
                    <span className="row-text">
                      <strong>{good.name}</strong>
                      <span className="faint">
                        {t('exchange.points', { points: sayPoints(priceOf(good)) })}
                        {good.stocked
                          ? ` · ${t('exchange.left', { count: good.onHand, unit: good.unit })}`
                          : ''}
                      </span>
                    </span>
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={t('counter.less', { name: good.name, unit: good.unit })}
                      aria-disabled={quantity === 0}
                      onClick={() => quantity > 0 && set(good, quantity - 1)}
                    >
                      −
                    </button>
                    <output className="counter-quantity">{quantity}</output>
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={t('counter.more', { name: good.name, unit: good.unit })}
                      aria-disabled={quantity >= most}
                      onClick={() => quantity < most && set(good, quantity + 1)}
                    >
                      +
                    </button>
                  </li>
                )
              })}
          </ul>
        )}
      </Reading>
      <p className="counter-total" role="status">
        {rest < 0
          ? t('counter.short', { points: sayPoints(-rest) })
          : t('counter.sum', { points: sayPoints(points), rest: sayPoints(rest) })}
      </p>
    </div>
  )
}
