import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { listShares, setShares, type shareRow } from '../../modules/dividends/contract.ts'
import { sharesList } from '../../modules/dividends/contract-lists.ts'
import { ActDialog } from '../shell/ActDialog.tsx'
import { useAct } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showPoints, today } from '../shell/figures.ts'
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
          sort: (state.sort || 'number') as 'number',
        })}
        list={{
          definition: sharesList,
          rowKey: (row) => row.householdId,
          defaultSort: 'number',
          searchHint: t('searchLines'),
          shows: {
            head: (row) => <Link to={`/households/${row.householdId}`}>{row.headName}</Link>,
          },
          ...(may('dividends.shares')
            ? {
                act: {
                  title: t('change'),
                  show: (row: Row) => (
                    <Button size="small" type="link" onClick={() => setChanging(row)}>
                      {t('change')}
                    </Button>
                  ),
                  width: 90,
                },
              }
            : {}),
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
