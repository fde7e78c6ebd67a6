import { DeleteOutlined } from '@ant-design/icons'
import { Button, InputNumber, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { pointsForFen } from '../../engines/allocation/exchange-rate.ts'
import { listGoods } from '../../modules/shops/contract.ts'
import { useAsk } from '../shell/api.ts'
import { showPoints } from '../shell/figures.ts'
import { HundredthsField } from '../shell/HundredthsField.tsx'
import { useWords } from '../shell/language.ts'
import { shopsLocale } from './locale.ts'
import type { Customer, Good, Shop } from './use-shop.ts'

export interface BasketLine {
  good: Good
  quantity: number
}

interface BasketProps {
  shop: Shop
  customer: Customer
  lines: BasketLine[]
  change: (lines: BasketLine[]) => void
  cashFen: number
  changeCash: (fen: number) => void
}

/** What is chosen, with its points; a good is found by typing and added by Enter. */
export function Basket({ shop, customer, lines, change, cashFen, changeCash }: BasketProps) {
  const t = useWords(shopsLocale)
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const asked = useAsk(listGoods, { params: { shopId: shop.id }, query: { search, pageSize: 30 } })
  const priceOf = (good: Good) => good.points[0]?.points ?? 0
  const goods = (asked.data?.rows ?? []).filter((good) => good.points.length > 0)
  const add = (id: string) => {
    const good = goods.find((one) => one.id === id)
    if (!good) return
    const known = lines.some((line) => line.good.id === id)
    change(
      known
        ? lines.map((line) => (line.good.id === id ? { ...line, quantity: line.quantity + 1 } : line))
        : [...lines, { good, quantity: 1 }],
    )
    setText('')
  }
  const points =
    lines.reduce((sum, line) => sum + priceOf(line.good) * line.quantity, 0) +
    (cashFen > 0 ? pointsForFen(cashFen, customer.rateFen) : 0)
  const rest = customer.spendable - points
  return (
    <div className="stack">
      <Select<string>
        autoFocus
        size="large"
        value={null as unknown as string}
        aria-label={t('pickGood')}
        placeholder={t('pickGoodHelp')}
        showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
        onSelect={add}
        notFoundContent={t('noGoods')}
        options={goods.map((good) => ({
          value: good.id,
          disabled: good.stocked && good.onHand === 0,
          label: `${good.name} · ${showPoints(priceOf(good))} ${t('points')}${good.stocked ? ` · ${good.onHand}${good.unit}` : ''}`,
        }))}
      />
      {lines.length === 0 && cashFen === 0 && <p className="quiet">{t('nothingChosen')}</p>}
      {lines.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col" className="figure-cell">
                {t('quantity')}
              </th>
              <th scope="col" className="figure-cell">
                {t('points')}
              </th>
              <th scope="col">{t('act')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.good.id}>
                <td>{line.good.name}</td>
                <td className="figure-cell">
                  <InputNumber
                    aria-label={`${t('quantity')} ${line.good.name}`}
                    min={1}
                    max={line.good.stocked ? line.good.onHand : 1000}
                    value={line.quantity}
                    onChange={(quantity) =>
                      change(
                        lines.map((one) =>
                          one.good.id === line.good.id ? { ...one, quantity: quantity ?? 1 } : one,
                        ),
                      )
                    }
                  />
                </td>
                <td className="figure-cell">{showPoints(priceOf(line.good) * line.quantity)}</td>
                <td>
                  <Button
                    type="text"
                    aria-label={t('remove', { name: line.good.name })}
                    icon={<DeleteOutlined aria-hidden />}
                    onClick={() => change(lines.filter((one) => one.good.id !== line.good.id))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {customer.kinds.includes('cash') && (
        <label className="counter-field" htmlFor="cash">
          {t('cash')}
          <HundredthsField
            id="cash"
            min={0}
            unit={t('yuan')}
            value={cashFen}
            onChange={(fen) => changeCash(fen ?? 0)}
          />
        </label>
      )}
      <p className="counter-sum" aria-live="polite">
        {t('total')} <b>{showPoints(points)}</b> {t('points')} · {t('rest')} <b>{showPoints(rest)}</b>
        {rest < 0 && <span className="counter-short"> {t('notEnough')}</span>}
      </p>
    </div>
  )
}
