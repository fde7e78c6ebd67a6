import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { listPublicity } from '../../modules/publicity/contract.ts'
import { showDate } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { useWords } from '../shell/language.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { listTones } from './cells.tsx'
import { publicityLocale } from './locale.ts'

export function PublicityPage() {
  const t = useWords(publicityLocale)
  const place = usePlace()
  const may = useMay()
  const navigate = useNavigate()
  const start = may('points.publicise') && (
    <Link to="/publicity/open">
      <Button type="primary">{t('openList')}</Button>
    </Link>
  )
  return (
    <ListPage
      title={t('title')}
      intro={
        <>
          {t('intro')} <Link to={`/village/${place.code}`}>{t('toVillagePage')}</Link>
        </>
      }
      actions={start}
      route={listPublicity}
      query={(state) => ({
        place: place.code,
        page: state.page,
        pageSize: state.pageSize,
        state: (state.filter('state') ?? 'all') as 'all',
      })}
      list={{
        key: 'publicity',
        rowKey: (row) => row.id,
        filters: [
          {
            name: 'state',
            label: t('state'),
            fallback: 'all',
            options: (['all', 'open', 'closed', 'settled'] as const).map((state) => ({
              value: state,
              label: t(`state_${state}`),
            })),
          },
        ],
        columns: [
          {
            key: 'title',
            title: t('listTitle'),
            text: (row) => row.title,
            show: (row) => <strong>{row.title}</strong>,
            width: 300,
          },
          {
            key: 'state',
            title: t('state'),
            text: (row) => t(`state_${row.state}`),
            show: (row) => (
              <StateTag tone={listTones[row.state]}>
                {row.state === 'open' ? t('openFor', { count: row.daysLeft }) : t(`state_${row.state}`)}
              </StateTag>
            ),
            width: 150,
          },
          {
            key: 'opens',
            title: t('opensOn'),
            text: (row) => row.opensOn,
            show: (row) => showDate(row.opensOn),
            width: 140,
          },
          {
            key: 'closes',
            title: t('closesOn'),
            text: (row) => row.closesOn,
            show: (row) => showDate(row.closesOn),
            width: 140,
          },
          { key: 'lines', title: t('lines'), figure: true, text: (row) => row.lines, width: 80 },
          {
            key: 'objections',
            title: t('objections'),
            figure: true,
            text: (row) => row.objections,
            show: (row) =>
              row.objectionsOpen > 0
                ? t('objectionsOpen', { open: row.objectionsOpen, all: row.objections })
                : row.objections,
            width: 120,
          },
          { key: 'spot', title: t('spot'), text: (row) => row.spot, width: 160 },
        ],
        open: (row) => void navigate(`/publicity/${row.id}`),
        empty: { title: t('noLists'), text: t('noListsHelp'), action: start },
      }}
    />
  )
}
