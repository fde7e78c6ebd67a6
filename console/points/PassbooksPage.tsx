import { Select } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { getRollFigures } from '../../modules/households/contract.ts'
import { listPassbooks } from '../../modules/points/contract.ts'
import { passbooksList } from '../../modules/points/contract-lists.ts'
import { useAsk } from '../shell/api.ts'
import { showPeriod, showPoints, today } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { useWords } from '../shell/language.ts'
import { useMay, usePlace } from '../shell/session.tsx'
import { BookChooser } from './BookChooser.tsx'
import { useBooks } from './books.ts'
import { pointsLocale } from './locale.ts'
import { SignedPoints } from './SignedPoints.tsx'
import './points.css'

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
        ...(book ? { book: book.bookKey } : {}),
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || 'number') as Sort,
        ...(state.filter('group') ? { group: state.filter('group') } : {}),
      })}
      above={(reply) => (
        <p className="list-sum">
          <BookChooser />{' '}
          <Select
            aria-label={t('year')}
            value={cycle}
            onChange={(value) => setParams((before) => ({ ...Object.fromEntries(before), cycle: value }))}
            options={[...new Set([cycle, ...reply.cycles])].map((value) => ({
              value,
              label: showPeriod(value),
            }))}
          />{' '}
          {t('sumBalance', { sum: showPoints(reply.sumBalance) })}
        </p>
      )}
      list={{
        definition: passbooksList,
        rowKey: (row) => row.bookId,
        defaultSort: 'number',
        searchHint: t('passbooksSearch'),
        shows: {
          name: (row) => <strong>{row.subjectName}</strong>,
          gained: (row) => <SignedPoints value={row.gained} />,
          lost: (row) => <SignedPoints value={-Math.abs(row.lost)} />,
          balance: (row) => <strong>{showPoints(row.balance)}</strong>,
        },
        choices: {
          group: (roll.data?.groups ?? []).flatMap((group) =>
            group.groupId ? [{ value: group.groupId, label: group.name }] : [],
          ),
        },
        open: (row) => void navigate(`/points/books/${row.bookId}`),
        empty: {
          title: t('noPassbooks'),
          text: t('noPassbooksHelp'),
          action: <Link to="/points/enrolments">{t('toEnrolments')}</Link>,
        },
      }}
    />
  )
}
