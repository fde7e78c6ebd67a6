import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { listPublicity } from '../../modules/publicity/contract.ts'
import { listStates, publicityLists } from '../../modules/publicity/contract-lists.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
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
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || '-opens') as '-opens',
        state: (state.filter('state') ?? 'all') as 'all',
      })}
      list={{
        definition: publicityLists,
        rowKey: (row) => row.id,
        defaultSort: '-opens',
        searchHint: t('searchLists'),
        shows: {
          title: (row) => <strong>{row.title}</strong>,
          state: (row) => (
            <StateTag tone={listTones[row.state]}>
              {row.state === 'open' ? t('openFor', { count: row.daysLeft }) : say(listStates[row.state])}
            </StateTag>
          ),
          objections: (row) =>
            row.objectionsOpen > 0
              ? t('objectionsOpen', { open: row.objectionsOpen, all: row.objections })
              : row.objections,
        },
        open: (row) => void navigate(`/publicity/${row.id}`),
        empty: { title: t('noLists'), text: t('noListsHelp'), action: start },
      }}
    />
  )
}
