import { Button } from 'antd'
import { Link } from 'react-router'
import { listClaims } from '../../modules/points/contract.ts'
import { claimStates, claimsList, signedPointsOf, waitsAt } from '../../modules/points/contract-claims.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { useBooks } from './books.ts'
import { ClaimPanel } from './ClaimPanel.tsx'
import { type ClaimState, stateTones } from './claim-state.ts'
import { pointsLocale } from './locale.ts'
import { SignedPoints } from './SignedPoints.tsx'

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
        definition: claimsList,
        rowKey: (row) => row.id,
        defaultSort: '-declared',
        searchHint: t('claimsSearch'),
        shows: {
          points: (row) => <SignedPoints value={signedPointsOf(row)} />,
          state: (row) => (
            <StateTag tone={stateTones[row.state]}>
              {say(
                row.state === 'in_review' && row.stepName ? waitsAt(row.stepName) : claimStates[row.state],
              )}
            </StateTag>
          ),
        },
        choices: { item: items.map((item) => ({ value: item.key, label: say(item.name) })) },
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
