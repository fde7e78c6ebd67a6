import { Button, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { workbookPath } from '../../engines/contract/list.ts'
import { listFunds, listMonths, listMovements } from '../../modules/funds/contract.ts'
import { movementStates, movementsList } from '../../modules/funds/contract-lists.ts'
import { pathOf, queryText, useAsk } from '../shell/api.ts'
import { ChartCard } from '../shell/ChartCard.tsx'
import { Fault } from '../shell/Fault.tsx'
import { Figures } from '../shell/Figures.tsx'
import { showCount, showDate, showMonth, showYuan, today } from '../shell/figures.ts'
import { List } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { DecideDialog, ReverseDialog } from './DecideDialogs.tsx'
import type { Fund, Movement } from './fund-types.ts'
import { fundsLocale } from './locale.ts'
import { PublishDialog } from './PublishDialog.tsx'
import { RecordDialog } from './RecordDialog.tsx'

const tones = { waiting: 'waiting', approved: 'done', refused: 'late' } as const

/** One fund: what it holds by source, what it went for, the year month by month, and every movement. */
export function FundPage() {
  const t = useWords(fundsLocale)
  const place = usePlace()
  const may = useMay()
  const { fundId = '' } = useParams()
  const [dialog, setDialog] = useState<'record' | 'publish' | { decide: Movement } | { reverse: Movement }>()
  const asked = useAsk(listFunds, { query: { place: place.code } })
  const fund = asked.data?.find((one) => one.id === fundId)
  const close = () => setDialog(undefined)
  return (
    <Page
      title={fund?.name ?? t('title')}
      back={{ to: '/funds', label: t('title') }}
      actions={
        fund && (
          <>
            {may('funds.publish') && <Button onClick={() => setDialog('publish')}>{t('publish')}</Button>}
            {may('funds.record') && (
              <Button type="primary" onClick={() => setDialog('record')}>
                {t('record')}
              </Button>
            )}
          </>
        )
      }
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!fund && !asked.error && <Skeleton active />}
      {fund && (
        <>
          <Summary fund={fund} />
          <Months fundId={fund.id} />
          <List
            route={{ ...listMovements, path: pathOf(listMovements, { fundId }) }}
            query={(state) => ({
              search: state.search,
              page: state.page,
              pageSize: state.pageSize,
              state: (state.filter('state') ?? 'all') as 'all',
              kind: (state.filter('kind') ?? 'all') as 'all',
              from: state.filter('from'),
              to: state.filter('to'),
            })}
            above={undefined}
            list={{
              definition: movementsList,
              rowKey: (row) => row.id,
              searchHint: t('search'),
              shows: {
                state: (row) => <StateTag tone={tones[row.state]}>{say(movementStates[row.state])}</StateTag>,
              },
              act: {
                title: t('act'),
                width: 110,
                show: (row) =>
                  row.mayDecide ? (
                    <Button size="small" type="link" onClick={() => setDialog({ decide: row })}>
                      {t('decide')}
                    </Button>
                  ) : may('funds.record') &&
                    row.state === 'approved' &&
                    !row.reversed &&
                    row.kind !== 'reversal' ? (
                    <Button size="small" type="link" danger onClick={() => setDialog({ reverse: row })}>
                      {t('reverse')}
                    </Button>
                  ) : null,
              },
              empty: { title: t('noMovements'), text: t('noMovementsHelp') },
            }}
          />
          {dialog === 'record' && <RecordDialog fund={fund} close={close} />}
          {dialog === 'publish' && <PublishDialog fund={fund} close={close} />}
          {typeof dialog === 'object' && 'decide' in dialog && (
            <DecideDialog movement={dialog.decide} close={close} />
          )}
          {typeof dialog === 'object' && 'reverse' in dialog && (
            <ReverseDialog fund={fund} movement={dialog.reverse} close={close} />
          )}
        </>
      )}
    </Page>
  )
}

function Summary({ fund }: { fund: Fund }) {
  const t = useWords(fundsLocale)
  return (
    <>
      <Figures
        items={[
          { label: t('money'), value: showYuan(fund.moneyFen) },
          { label: t('goods'), value: showYuan(fund.goodsFen) },
          {
            label: t('waiting'),
            value: showCount(fund.waiting),
            unit: t('movementsUnit'),
            to: `/funds/${fund.id}?state=waiting`,
            ...(fund.waiting > 0 ? { tone: 'late' as const } : {}),
          },
          { label: t('custody'), value: t(`custody_${fund.custody}`) },
          {
            label: t('publishedUntil'),
            value: fund.publishedUntil ? showDate(fund.publishedUntil) : t('notPublished'),
          },
        ]}
      />
      <Section title={t('sources')} flush across={t('sources')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('source')}</th>
              <th scope="col" className="figure-cell">
                {t('received')}
              </th>
              <th scope="col" className="figure-cell">
                {t('money')}
              </th>
              <th scope="col" className="figure-cell">
                {t('goods')}
              </th>
            </tr>
          </thead>
          <tbody>
            {fund.sources.map((source) => (
              <tr key={source.key}>
                <td>
                  {say(source.name)}
                  {source.earmarkedFor && <span className="quiet"> {t('earmarked')}</span>}
                </td>
                <td className="figure-cell">{showYuan(source.receivedFen)}</td>
                <td className="figure-cell">{showYuan(source.moneyFen)}</td>
                <td className="figure-cell">{showYuan(source.goodsFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title={t('uses')} flush>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('use')}</th>
              <th scope="col" className="figure-cell">
                {t('spent')}
              </th>
            </tr>
          </thead>
          <tbody>
            {fund.uses.map((use) => (
              <tr key={use.key}>
                <td>{say(use.name)}</td>
                <td className="figure-cell">{showYuan(use.spentFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  )
}

function Months({ fundId }: { fundId: string }) {
  const t = useWords(fundsLocale)
  const year = today().slice(0, 4)
  const asked = useAsk(listMonths, { params: { fundId }, query: { year } })
  const months = asked.data
  const data = useMemo(
    () => ({
      categories: (months ?? []).map((row) => showMonth(row.month)),
      series: [
        { name: t('income'), kind: 'plus' as const, values: (months ?? []).map((row) => row.incomeFen) },
        { name: t('spending'), kind: 'minus' as const, values: (months ?? []).map((row) => row.spendingFen) },
      ],
      show: showYuan,
    }),
    [months, t],
  )
  if (!months) return null
  return (
    <ChartCard
      title={t('months')}
      label={t('monthsLabel', { year })}
      data={data}
      categoryTitle={t('month')}
      workbook={workbookPath(pathOf(listMonths, { fundId })) + queryText({ year })}
    />
  )
}
