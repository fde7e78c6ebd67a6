import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { periodsBetween } from '../../engines/calendar/period.ts'
import { listFunds } from '../../modules/funds/contract.ts'
import { listSettlements, previewSettlement, settleShop } from '../../modules/shops/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct, useAsk } from '../shell/api.ts'
import { EvidenceField } from '../shell/EvidenceField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showInstant, showPeriod, showPoints, showYuan, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { shopsLocale } from './locale.ts'
import { type Shop, useShop } from './use-shop.ts'

const tones = { waiting: 'waiting', approved: 'done', refused: 'late', reversed: 'quiet' } as const

/** What a period comes to, by the scheme's basis, and its payment through a movement of the fund. */
export function SettlementsPage() {
  const t = useWords(shopsLocale)
  const { shopId, shop, error } = useShop()
  const asked = useAsk(listSettlements, { params: { shopId } })
  return (
    <Page
      title={t('settlements')}
      intro={t('settlementIntro')}
      back={{ to: `/shops/${shopId}`, label: shop?.name ?? t('title') }}
    >
      <Fault error={error ?? asked.error} />
      {shop && <PeriodSection shop={shop} />}
      <Section title={t('settlements')} flush={Boolean(asked.data?.length)} across={t('settlements')}>
        {asked.data?.length === 0 && <p className="quiet">{t('noSettlements')}</p>}
        {asked.data && asked.data.length > 0 && (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('period')}</th>
                <th scope="col" className="figure-cell">
                  {t('redeemed')}
                </th>
                <th scope="col" className="figure-cell">
                  {t('payable')}
                </th>
                <th scope="col">{t('state')}</th>
                <th scope="col">{t('settledBy')}</th>
              </tr>
            </thead>
            <tbody>
              {asked.data.map((row) => (
                <tr key={row.id}>
                  <td>{showPeriod(row.period)}</td>
                  <td className="figure-cell">{showPoints(row.redeemed)}</td>
                  <td className="figure-cell">{showYuan(row.payableFen)}</td>
                  <td>
                    <StateTag tone={tones[row.state]}>{t(`state_${row.state}`)}</StateTag>
                  </td>
                  <td>
                    {row.settledName} <span className="quiet">{showInstant(row.settledAt)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </Page>
  )
}

function PeriodSection({ shop }: { shop: Shop }) {
  const t = useWords(shopsLocale)
  const periods = periodsBetween(shop.openedOn, today(), shop.settlesEvery).reverse().slice(0, 24)
  const [period, setPeriod] = useState(periods[0]?.label ?? '')
  const [settling, setSettling] = useState(false)
  const preview = useAsk(
    previewSettlement,
    period ? { params: { shopId: shop.id }, query: { period } } : null,
  )
  const sums = preview.data
  return (
    <Section
      title={t('period')}
      extra={
        <Select
          aria-label={t('period')}
          value={period}
          style={{ minWidth: 160 }}
          onChange={setPeriod}
          options={periods.map((one) => ({ value: one.label, label: showPeriod(one.label) }))}
        />
      }
    >
      <Fault error={preview.error} />
      {sums && (
        <>
          <Figures
            items={[
              { label: t('issued'), value: showPoints(sums.issued), unit: t('points') },
              { label: t('redeemed'), value: showPoints(sums.redeemed), unit: t('points') },
              { label: t('redeemedValue'), value: showYuan(sums.redeemedFen) },
              { label: t('payable'), value: showYuan(sums.payableFen), note: t(`basis_${sums.basis}`) },
            ]}
          />
          {sums.openDays.length > 0 && (
            <p>
              <Link to={`/shops/${shop.id}/days`}>{t('waitDays', { count: sums.openDays.length })}</Link>
            </p>
          )}
          {shop.may.settle && (
            <Button type="primary" disabled={sums.payableFen <= 0} onClick={() => setSettling(true)}>
              {t('settle')}
            </Button>
          )}
        </>
      )}
      {settling && <SettleDialog shop={shop} period={period} close={() => setSettling(false)} />}
    </Section>
  )
}

function SettleDialog({ shop, period, close }: { shop: Shop; period: string; close: () => void }) {
  const t = useWords(shopsLocale)
  const act = useAct(settleShop, close)
  const funds = useAsk(listFunds, { query: { place: shop.placeCode } })
  const [form] = Form.useForm<{ fundId: string; sourceKey: string; useKey: string; vouchers?: string[] }>()
  const fundId = Form.useWatch('fundId', form)
  const fund = funds.data?.find((one) => one.id === fundId)
  return (
    <ActDialog<{ fundId: string; sourceKey: string; useKey: string; vouchers?: string[] }>
      open
      form={form}
      title={`${t('settle')} ${showPeriod(period)}`}
      verb={t('settle')}
      effect={<p>{t('settleEffect')}</p>}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={({ vouchers = [], ...values }) =>
        void act.run({ params: { shopId: shop.id }, body: { period, vouchers, ...values } })
      }
    >
      <Form.Item name="fundId" label={t('fund')} rules={[{ required: true, message: t('fundMissing') }]}>
        <Select
          notFoundContent={t('noFund')}
          options={(funds.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item
        name="sourceKey"
        label={t('source')}
        rules={[{ required: true, message: t('sourceMissing') }]}
      >
        <Select
          options={(fund?.sources ?? []).map((one) => ({
            value: one.key,
            label: `${say(one.name)} ${showYuan(one.moneyFen)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="useKey" label={t('use')} rules={[{ required: true, message: t('useMissing') }]}>
        <Select options={(fund?.uses ?? []).map((one) => ({ value: one.key, label: say(one.name) }))} />
      </Form.Item>
      <Form.Item name="vouchers" label={t('vouchers')}>
        <EvidenceField purpose="document" placeCode={shop.placeCode} />
      </Form.Item>
    </ActDialog>
  )
}
