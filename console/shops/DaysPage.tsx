import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { getDay, listDays, reconcileDay } from '../../modules/shops/contract.ts'
import { useAct, useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate, showInstant, showPoints, showYuan, today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { shopsLocale } from './locale.ts'
import { useShop } from './use-shop.ts'
import './counter.css'

type Counts = Record<string, { counted: number | null; reason: string }>

/** The day's reconciliation: counted against recorded, differences explained; then the day is shut. */
export function DaysPage() {
  const t = useWords(shopsLocale)
  const { shopId, shop, error } = useShop()
  const [on, setOn] = useState(today())
  const days = useAsk(listDays, { params: { shopId } })
  return (
    <Page
      title={t('days')}
      intro={t('daysIntro')}
      back={{ to: `/shops/${shopId}`, label: shop?.name ?? t('title') }}
    >
      <Fault error={error ?? days.error} />
      <Section title={t('openDays')}>
        {days.data?.open.length === 0 && <p className="quiet">{t('allReconciled')}</p>}
        {days.data?.open.map((day) => (
          <Button key={day} type={day === on ? 'primary' : 'default'} onClick={() => setOn(day)}>
            {showDate(day)}
          </Button>
        ))}
        <DateField aria-label={t('day')} max={today()} value={on} onChange={(day) => setOn(day ?? today())} />
      </Section>
      <DayTable key={on} shopId={shopId} on={on} mayReconcile={shop?.may.reconcile ?? false} />
      <Section title={t('reconciledDays')} flush={Boolean(days.data?.rows.length)}>
        {days.data?.rows.length === 0 && <p className="quiet">{t('noDays')}</p>}
        <table className="plain-table">
          <tbody>
            {days.data?.rows.map((row) => {
              const different = row.counts.filter((count) => count.counted !== count.recorded).length
              return (
                <tr key={row.on}>
                  <td>{showDate(row.on)}</td>
                  <td>
                    {t('dayFigures', {
                      count: row.figures.redemptions,
                      points: showPoints(row.figures.points),
                      value: showYuan(row.figures.valueFen),
                      cancelled: row.figures.cancelled,
                    })}
                  </td>
                  <td>
                    <StateTag tone={different > 0 ? 'late' : 'done'}>
                      {different > 0 ? t('differences', { count: different }) : t('noDifferences')}
                    </StateTag>
                  </td>
                  <td className="quiet">
                    {t('closedBy', { name: row.closedName, at: showInstant(row.closedAt) })}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Section>
    </Page>
  )
}

function DayTable({ shopId, on, mayReconcile }: { shopId: string; on: string; mayReconcile: boolean }) {
  const t = useWords(shopsLocale)
  const asked = useAsk(getDay, { params: { shopId, on } }, { keep: false })
  const act = useAct(reconcileDay)
  const [counts, setCounts] = useState<Counts>({})
  const [note, setNote] = useState('')
  const day = asked.data
  if (!day) return <Fault error={asked.error} />
  const of = (goodId: string) => counts[goodId] ?? { counted: null, reason: '' }
  const set = (goodId: string, change: Partial<Counts[string]>) =>
    setCounts({ ...counts, [goodId]: { ...of(goodId), ...change } })
  const asRecorded = () =>
    setCounts(
      Object.fromEntries(day.goods.map((good) => [good.goodId, { counted: good.recorded, reason: '' }])),
    )
  const submit = () =>
    void act.run({
      params: { shopId },
      body: {
        on,
        note,
        counts: day.goods.flatMap((good) => {
          const { counted, reason } = of(good.goodId)
          return counted === null ? [] : [{ goodId: good.goodId, counted, reason }]
        }),
      },
    })
  const open = day.closed === null && mayReconcile
  return (
    <Section
      title={showDate(on)}
      across={showDate(on)}
      extra={open && day.goods.length > 0 && <Button onClick={asRecorded}>{t('asRecorded')}</Button>}
    >
      <p>
        {t('dayFigures', {
          count: day.figures.redemptions,
          points: showPoints(day.figures.points),
          value: showYuan(day.figures.valueFen),
          cancelled: day.figures.cancelled,
        })}
        {day.figures.cashFen > 0 && ` · ${t('cashPaid', { cash: showYuan(day.figures.cashFen) })}`}
      </p>
      {day.goods.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              {(['opening', 'received', 'out', 'recorded', 'counted'] as const).map((column) => (
                <th key={column} scope="col" className="figure-cell">
                  {t(column)}
                </th>
              ))}
              <th scope="col">{t('difference')}</th>
            </tr>
          </thead>
          <tbody>
            {day.goods.map((good) => {
              const kept = day.closed?.counts.find((count) => count.goodId === good.goodId)
              const { counted, reason } = kept ?? of(good.goodId)
              return (
                <tr key={good.goodId}>
                  <td>{good.name}</td>
                  <td className="figure-cell">{good.opening}</td>
                  <td className="figure-cell">{good.received}</td>
                  <td className="figure-cell">{good.out}</td>
                  <td className="figure-cell">
                    {kept?.recorded ?? good.recorded} {good.unit}
                  </td>
                  <td className="figure-cell">
                    {open ? (
                      <InputNumber
                        aria-label={`${t('counted')} ${good.name}`}
                        min={0}
                        precision={0}
                        value={counted}
                        onChange={(value) => set(good.goodId, { counted: value })}
                      />
                    ) : (
                      counted
                    )}
                  </td>
                  <td>
                    {open && counted !== null && counted !== good.recorded ? (
                      <Input
                        className="counter-reason"
                        aria-label={`${t('difference')} ${good.name}`}
                        maxLength={200}
                        value={reason}
                        onChange={(event) => set(good.goodId, { reason: event.target.value })}
                      />
                    ) : (
                      reason
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <Fault error={act.error} />
      {open && (
        <div className="stack">
          <label className="counter-field" htmlFor="day-note">
            {t('dayNote')}
            <Input
              id="day-note"
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
          <div>
            <Button type="primary" loading={act.busy} onClick={submit}>
              {t('reconcile', { date: showDate(on) })}
            </Button>
          </div>
        </div>
      )}
    </Section>
  )
}
