import { Button, Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import {
  type closeFigures,
  type closeLine,
  explainCloseLine,
  listCloseLines,
  listCloses,
} from '../../modules/points/contract.ts'
import { pathOf, useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showDay, showInstant, showPeriod, showPoints } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { type Speak, say, useWords } from '../shell/language.ts'
import type { Column } from '../shell/list-shape.ts'
import { Panel } from '../shell/Panel.tsx'
import { joinWords } from '../shell/phrases.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { CloseFigures } from './CloseFigures.tsx'
import { pointsLocale } from './locale.ts'
import { SignedPoints } from './SignedPoints.tsx'

type Line = z.infer<typeof closeLine>
type Marks = z.infer<typeof closeFigures>['marks']
type Words = Speak<NonNullable<(typeof pointsLocale)['keys']>>

export function ClosePage() {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const may = useMay()
  const { closeId = '' } = useParams()
  const closes = useAsk(listCloses, { query: { place: place.code } })
  const close = closes.data?.find((one) => one.closeId === closeId)
  const marks = close?.figures.marks ?? []
  const nameOf = (key: string) => {
    const mark = marks.find((one) => one.key === key)
    return mark ? say(mark.name) : t('weighted')
  }
  return (
    <ListPage
      title={close ? t('closeTitle', { period: showPeriod(close.period) }) : t('closesTitle')}
      intro={close && `${showInstant(close.closedAt)} · ${t('attempt', { number: close.attempt })}`}
      back={{ to: '/points/closes', label: t('closesTitle') }}
      actions={
        close &&
        may('dividends.plan') && (
          <Link to={`/dividends/new?close=${closeId}`}>
            <Button type="primary">{t('toDividend')}</Button>
          </Link>
        )
      }
      above={close && <CloseFigures figures={close.figures} closeId={closeId} />}
      route={{ ...listCloseLines, path: pathOf(listCloseLines, { closeId }) }}
      query={(state) => ({
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || 'rank') as 'rank',
        ...(state.filter('mark') ? { mark: state.filter('mark') } : {}),
      })}
      list={{
        key: 'close-lines',
        rowKey: (row) => row.bookId,
        defaultSort: 'rank',
        exportPageSize: 500,
        searchHint: t('passbooksSearch'),
        columns: lineColumns(t, nameOf),
        filters: [
          {
            name: 'mark',
            label: t('marks'),
            options: ['weighted', ...marks.map((mark) => mark.key)].map((mark) => ({
              value: mark,
              label: nameOf(mark),
            })),
          },
        ],
        panel: (bookId, shut) => <WhyPanel closeId={closeId} bookId={bookId} marks={marks} close={shut} />,
        empty: { title: t('noLines') },
      }}
    />
  )
}

function lineColumns(t: Words, nameOf: (mark: string) => string): Column<Line>[] {
  return [
    { key: 'rank', title: t('rank'), figure: true, text: (row) => row.rank, sort: { up: 'rank' }, width: 70 },
    {
      key: 'number',
      title: t('householdNumber'),
      text: (row) => row.householdNumber,
      sort: { up: 'number' },
      width: 100,
    },
    { key: 'head', title: t('head'), text: (row) => row.headName, width: 110 },
    {
      key: 'base',
      title: t('base'),
      figure: true,
      text: (row) => row.base / 100,
      show: (row) => showPoints(row.base),
      width: 90,
    },
    {
      key: 'gained',
      title: t('gained'),
      figure: true,
      text: (row) => row.gained / 100,
      show: (row) => <SignedPoints value={row.gained} />,
      width: 90,
    },
    {
      key: 'lost',
      title: t('lost'),
      figure: true,
      text: (row) => row.lost / 100,
      show: (row) => <SignedPoints value={-Math.abs(row.lost)} />,
      width: 90,
    },
    {
      key: 'total',
      title: t('total'),
      figure: true,
      text: (row) => row.total / 100,
      show: (row) => <strong>{showPoints(row.total)}</strong>,
      sort: { down: '-total' },
      width: 100,
    },
    {
      key: 'marks',
      title: t('marks'),
      text: (row) => joinWords(row.marks.map(nameOf)),
      show: (row) => (
        <span className="row-of-buttons">
          {row.marks.map((mark) => (
            <StateTag key={mark} tone={mark === 'weighted' ? 'done' : 'official'}>
              {nameOf(mark)}
            </StateTag>
          ))}
        </span>
      ),
      width: 220,
    },
  ]
}

/** Why this household is n-th: every entry behind the figure, and the rule that ranks. */
function WhyPanel({
  closeId,
  bookId,
  marks,
  close,
}: {
  closeId: string
  bookId: string
  marks: Marks
  close: () => void
}) {
  const t = useWords(pointsLocale)
  const asked = useAsk(explainCloseLine, { params: { closeId, bookId } }, { keep: false })
  const why = asked.data
  if (!why)
    return (
      <Panel title={t('whyRank')} close={close}>
        <Fault error={asked.error} again={() => void asked.refetch()} />
        <Skeleton active title={false} />
      </Panel>
    )
  return (
    <Panel
      title={
        why.line.rank === null
          ? why.line.headName
          : t('whyRankOf', { head: why.line.headName, rank: why.line.rank })
      }
      close={close}
    >
      {why.above !== null && (
        <p>{t('whyRankText', { total: showPoints(why.line.total), above: why.above })}</p>
      )}
      <p className="soft">{say(why.rule)}</p>
      {marks
        .filter((mark) => why.line.marks.includes(mark.key))
        .map((mark) => (
          <p key={mark.key}>
            <StateTag tone="official">{say(mark.name)}</StateTag>{' '}
            {mark.consequences.map(({ text }) => say(text)).join(t('stop'))}
          </p>
        ))}
      <table className="plain-table">
        <tbody>
          {why.entries.map((entry) => (
            <tr key={entry.id}>
              <td className="quiet">{showDay(entry.occurredOn)}</td>
              <td>
                {entry.claimId ? (
                  <Link to={`/points/claims/${entry.claimId}`}>{say(entry.itemName)}</Link>
                ) : entry.kind === 'base' ? (
                  t('baseEntry')
                ) : (
                  say(entry.itemName)
                )}
              </td>
              <td className="figure-cell">
                <SignedPoints value={entry.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Link to={`/points/passbooks/${why.line.householdId}`}>{t('toPassbook')}</Link>
    </Panel>
  )
}
