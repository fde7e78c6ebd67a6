import { Button } from 'antd'
import { Link } from 'react-router'
import { claimState, listClaims } from '../../modules/points/contract.ts'
import { showDate, showInstant } from '../shell/figures.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { type Speak, say, useWords } from '../shell/language.ts'
import type { Column } from '../shell/list-shape.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { useBooks } from './books.ts'
import { ClaimPanel } from './ClaimPanel.tsx'
import { type ClaimRow, type ClaimState, signedPointsOf, stateTones } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import { SignedPoints } from './SignedPoints.tsx'

type Words = Speak<NonNullable<(typeof pointsLocale)['keys']>>

export function ClaimsPage() {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const may = useMay()
  const { books } = useBooks()
  const items = books.flatMap((book) => book.items)
  return (
    <ListPage
      title={t('claimsTitle')}
      intro={t('claimsIntro')}
      actions={
        may('points.declare_for_others') && (
          <Link to="/points/declare">
            <Button type="primary">{t('declare')}</Button>
          </Link>
        )
      }
      route={listClaims}
      query={(state) => ({
        place: place.code,
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || '-declared') as '-declared',
        state: (state.filter('state') ?? 'all') as ClaimState,
        ...(state.filter('household') ? { household: state.filter('household') } : {}),
        ...(state.filter('item') ? { item: state.filter('item') } : {}),
        ...(state.filter('direction') ? { direction: state.filter('direction') as 'plus' } : {}),
        ...(state.filter('from') ? { from: state.filter('from') } : {}),
        ...(state.filter('to') ? { to: state.filter('to') } : {}),
      })}
      list={{
        key: 'claims',
        rowKey: (row) => row.id,
        defaultSort: '-declared',
        exportPageSize: 500,
        searchHint: t('claimsSearch'),
        columns: claimColumns(t),
        filters: [
          {
            name: 'state',
            label: t('state'),
            fallback: 'all',
            options: [
              { value: 'all', label: t('stateAll') },
              { value: 'open', label: t('stateOpen') },
              ...claimState.options.map((state) => ({ value: state, label: t(`state_${state}`) })),
            ],
          },
          {
            name: 'item',
            label: t('item'),
            searchable: true,
            options: items.map((item) => ({ value: item.key, label: say(item.name) })),
          },
          { name: 'days', label: t('occurredOn'), days: true },
          {
            name: 'direction',
            label: t('direction'),
            options: [
              { value: 'plus', label: t('direction_plus') },
              { value: 'minus', label: t('direction_minus') },
            ],
          },
        ],
        panel: (id, close) => <ClaimPanel claimId={id} close={close} />,
        empty: {
          title: t('noClaims'),
          text: t('noClaimsHelp'),
          action: <Link to="/points/declare">{t('declare')}</Link>,
        },
      }}
    />
  )
}

function claimColumns(t: Words): Column<ClaimRow>[] {
  return [
    { key: 'number', title: t('householdNumber'), text: (row) => row.householdNumber, width: 90 },
    { key: 'head', title: t('head'), text: (row) => row.headName, width: 90 },
    { key: 'item', title: t('item'), text: (row) => say(row.itemName), width: 170 },
    {
      key: 'points',
      title: t('pointsWord'),
      figure: true,
      width: 80,
      text: (row) => signedPointsOf(row) / 100,
      show: (row) => <SignedPoints value={signedPointsOf(row)} />,
      sort: { up: 'points', down: '-points' },
    },
    {
      key: 'occurred',
      title: t('occurredOn'),
      text: (row) => row.occurredOn,
      show: (row) => showDate(row.occurredOn),
      sort: { up: 'occurred', down: '-occurred' },
      width: 130,
    },
    {
      key: 'state',
      title: t('state'),
      text: (row) => t(`state_${row.state}`),
      show: (row) => (
        <StateTag tone={stateTones[row.state]}>
          {row.state === 'in_review' && row.stepName
            ? t('waitsAt', { step: say(row.stepName) })
            : t(`state_${row.state}`)}
        </StateTag>
      ),
      width: 130,
    },
    { key: 'channel', title: t('channel'), text: (row) => t(`channel_${row.channel}`), width: 100 },
    { key: 'declaredBy', title: t('declaredBy'), text: (row) => row.declaredName, width: 100, hidden: true },
    {
      key: 'declared',
      title: t('declaredAt'),
      text: (row) => showInstant(row.declaredAt),
      sort: { up: 'declared', down: '-declared' },
      width: 160,
    },
    { key: 'reason', title: t('reason'), text: (row) => row.reason, width: 260, hidden: true },
  ]
}
