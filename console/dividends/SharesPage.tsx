import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { listShares, setShares, type shareRow } from '../../modules/dividends/contract.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showDate, showPoints, today } from '../shell/figures.ts'
import { HundredthsField } from '../shell/HundredthsField.tsx'
import { ListPage } from '../shell/ListPage.tsx'
import { useWords } from '../shell/language.ts'
import { useMay, usePlace } from '../shell/session.tsx'
import { dividendsLocale } from './locale.ts'

type Row = z.infer<typeof shareRow>

/** The share register: static, changed only on a written basis, never by points. */
export function SharesPage() {
  const t = useWords(dividendsLocale)
  const place = usePlace()
  const may = useMay()
  const [changing, setChanging] = useState<Row>()
  return (
    <>
      <ListPage
        title={t('sharesTitle')}
        intro={t('sharesIntro')}
        above={(reply) => (
          <Figures
            items={[
              { label: t('households'), value: showCount(reply.total), unit: t('householdUnit') },
              { label: t('sharesSum'), value: showPoints(reply.shares), unit: t('shareUnit') },
            ]}
          />
        )}
        route={listShares}
        query={(state) => ({
          place: place.code,
          search: state.search,
          page: state.page,
          pageSize: state.pageSize,
        })}
        list={{
          key: 'shares',
          rowKey: (row) => row.householdId,
          exportPageSize: 1000,
          searchHint: t('searchLines'),
          columns: [
            { key: 'number', title: t('householdNumber'), text: (row) => row.householdNumber, width: 100 },
            {
              key: 'head',
              title: t('head'),
              text: (row) => row.headName,
              show: (row) => <Link to={`/households/${row.householdId}`}>{row.headName}</Link>,
              width: 120,
            },
            {
              key: 'shares',
              title: t('shares'),
              figure: true,
              text: (row) => row.shares / 100,
              show: (row) => showPoints(row.shares),
              width: 100,
            },
            {
              key: 'from',
              title: t('since'),
              text: (row) => row.from,
              show: (row) => showDate(row.from),
              width: 150,
            },
            { key: 'basis', title: t('basis'), text: (row) => row.basis, width: 320 },
            {
              key: 'act',
              title: t('change'),
              text: () => '',
              show: (row) =>
                may('dividends.shares') && (
                  <Button size="small" type="link" onClick={() => setChanging(row)}>
                    {t('change')}
                  </Button>
                ),
              width: 90,
            },
          ],
          empty: { title: t('noShares'), text: t('noSharesHelp') },
        }}
      />
      {changing && <ChangeShares row={changing} close={() => setChanging(undefined)} />}
    </>
  )
}

function ChangeShares({ row, close }: { row: Row; close: () => void }) {
  const t = useWords(dividendsLocale)
  const place = usePlace()
  const act = useAct(setShares, close)
  return (
    <ActDialog<{ shares: number; from: string; basis: string }>
      open
      title={t('changeTitle', { head: row.headName })}
      verb={t('change')}
      effect={<p>{t('changeEffect', { shares: showPoints(row.shares) })}</p>}
      initial={{ shares: row.shares, from: today() }}
      busy={act.busy}
      error={act.error}
      close={close}
      onSubmit={(values) =>
        act.run({ params: { householdId: row.householdId }, body: { placeCode: place.code, ...values } })
      }
    >
      <Form.Item
        name="shares"
        label={t('newShares')}
        rules={[{ required: true, message: t('amountMissing') }]}
      >
        <HundredthsField min={0} unit={t('shareUnit')} />
      </Form.Item>
      <Form.Item name="from" label={t('since')} rules={[{ required: true }]}>
        <DateField />
      </Form.Item>
      <Form.Item
        name="basis"
        label={t('basis')}
        extra={t('basisHelp')}
        rules={[{ required: true, min: 4, message: t('reasonMissing') }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </ActDialog>
  )
}
