import { Select } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { z } from 'zod'
import { getRollFigures } from '../../modules/households/contract.ts'
import { listPassbooks, type passbookRow } from '../../modules/points/contract.ts'
import { useAsk } from '../shell/api.ts'
import { showInstant, showPeriod, showPoints, today } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { type Speak, useWords } from '../shell/language.ts'
import type { Column } from '../shell/list-shape.ts'
import { useMay, usePlace } from '../shell/session.tsx'
import { useBooks } from './books.ts'
import { pointsLocale } from './locale.ts'
import { SignedPoints } from './SignedPoints.tsx'
import './points.css'

type Row = z.infer<typeof passbookRow>
type Sort = 'number' | '-balance' | 'balance' | '-gained' | '-lost' | '-last'

export function PassbooksPage() {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const may = useMay()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const { book } = useBooks()
  const cycle = params.get('cycle') ?? book?.cycle ?? today().slice(0, 4)
  const roll = useAsk(getRollFigures, may('households.read') ? { query: { place: place.code } } : null)
  return (
    <ListPage
      title={t('passbooksTitle')}
      intro={t('passbooksIntro')}
      actions={<Link to="/points/enrolments">{t('toEnrolments')}</Link>}
      route={listPassbooks}
      query={(state) => ({
        place: place.code,
        cycle,
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || 'number') as Sort,
        ...(state.filter('group') ? { group: state.filter('group') } : {}),
      })}
      above={(reply) => (
        <p className="list-sum">
          <Select
            aria-label={t('year')}
            value={cycle}
            onChange={(value) => setParams({ cycle: value })}
            options={[...new Set([cycle, ...reply.cycles])].map((value) => ({
              value,
              label: showPeriod(value),
            }))}
          />{' '}
          {t('sumBalance', { sum: showPoints(reply.sumBalance) })}
        </p>
      )}
      list={{
        key: 'passbooks',
        rowKey: (row) => row.bookId,
        defaultSort: 'number',
        exportPageSize: 500,
        searchHint: t('passbooksSearch'),
        columns: passbookColumns(t),
        filters: [
          {
            name: 'group',
            label: t('group'),
            searchable: true,
            options: (roll.data?.groups ?? []).flatMap((group) =>
              group.groupId ? [{ value: group.groupId, label: group.name }] : [],
            ),
          },
        ],
        open: (row) => void navigate(`/points/passbooks/${row.householdId}?cycle=${row.cycle}`),
        empty: {
          title: t('noPassbooks'),
          text: t('noPassbooksHelp'),
          action: <Link to="/points/enrolments">{t('toEnrolments')}</Link>,
        },
      }}
    />
  )
}

function passbookColumns(t: Speak<NonNullable<(typeof pointsLocale)['keys']>>): Column<Row>[] {
  return [
    {
      key: 'number',
      title: t('householdNumber'),
      text: (row) => row.householdNumber,
      width: 100,
      sort: { up: 'number' },
    },
    {
      key: 'head',
      title: t('head'),
      text: (row) => row.headName,
      width: 110,
      show: (row) => <strong>{row.headName}</strong>,
    },
    { key: 'group', title: t('group'), text: (row) => row.groupName ?? '', width: 130 },
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
      sort: { down: '-gained' },
      width: 90,
    },
    {
      key: 'lost',
      title: t('lost'),
      figure: true,
      text: (row) => row.lost / 100,
      show: (row) => <SignedPoints value={-Math.abs(row.lost)} />,
      sort: { down: '-lost' },
      width: 90,
    },
    {
      key: 'balance',
      title: t('balance'),
      figure: true,
      text: (row) => row.balance / 100,
      show: (row) => <strong>{showPoints(row.balance)}</strong>,
      sort: { up: 'balance', down: '-balance' },
      width: 100,
    },
    { key: 'entries', title: t('entriesCount'), figure: true, text: (row) => row.entries, width: 80 },
    {
      key: 'last',
      title: t('lastAt'),
      text: (row) => showInstant(row.lastAt),
      sort: { down: '-last' },
      width: 170,
    },
  ]
}
