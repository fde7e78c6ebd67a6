import { Button, Skeleton } from 'antd'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import {
  type closeFigures,
  explainCloseLine,
  listCloseLines,
  listCloses,
} from '../../modules/points/contract.ts'
import { closeLinesList, markName, marksOfLine } from '../../modules/points/contract-lists.ts'
import { pathOf, useAsk } from '../shell/api.ts'
import { Fault } from '../shell/Fault.tsx'
import { showDay, showInstant, showPeriod, showPoints } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { Panel } from '../shell/Panel.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { CloseFigures } from './CloseFigures.tsx'
import { pointsLocale } from './locale.ts'
import { SignedPoints } from './SignedPoints.tsx'

type Marks = z.infer<typeof closeFigures>['marks']

export function ClosePage() {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const may = useMay()
  const { closeId = '' } = useParams()
  const closes = useAsk(listCloses, { query: { place: place.code } })
  const close = closes.data?.find((one) => one.closeId === closeId)
  const marks = close?.figures.marks ?? []
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
        definition: closeLinesList(marks),
        rowKey: (row) => row.bookId,
        defaultSort: 'rank',
        searchHint: t('passbooksSearch'),
        shows: {
          gained: (row) => <SignedPoints value={row.gained} />,
          lost: (row) => <SignedPoints value={-Math.abs(row.lost)} />,
          total: (row) => <strong>{showPoints(row.total)}</strong>,
          marks: (row) => (
            <span className="row-of-buttons">
              {marksOfLine(row).map((mark) => (
                <StateTag key={mark} tone={mark === 'weighted' ? 'done' : 'official'}>
                  {say(markName(marks, mark))}
                </StateTag>
              ))}
            </span>
          ),
        },
        panel: (bookId, shut) => <WhyPanel closeId={closeId} bookId={bookId} marks={marks} close={shut} />,
        empty: { title: t('noLines') },
      }}
    />
  )
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
          ? why.line.subjectName
          : t('whyRankOf', { head: why.line.subjectName, rank: why.line.rank })
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
      <Link to={`/points/books/${why.line.bookId}`}>{t('toPassbook')}</Link>
    </Panel>
  )
}
