import { Button } from 'antd'
import { Link } from 'react-router'
import type { RouteReply } from '../../engines/contract/route.ts'
import { listListings } from '../../modules/boards/contract.ts'
import { listingStates, listingsList } from '../../modules/boards/contract-lists.ts'
import { ListPage } from '../shell/ListPage.tsx'
import { say, useWords } from '../shell/language.ts'
import { StateTag, type Tone } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { ListingPanel } from './ListingPanel.tsx'
import { boardsLocale } from './locale.ts'

export const listingTones: Record<RouteReply<typeof listListings>['rows'][number]['state'], Tone> = {
  proposed: 'waiting',
  standing: 'official',
  refused: 'quiet',
  taken_down: 'done',
}

/** Who is proposed for, stands on, or was taken from the red and black boards. */
export function ListingsPage() {
  const t = useWords(boardsLocale)
  const place = usePlace()
  const may = useMay()
  const propose = may('boards.propose') && (
    <Link to="/boards/listings/new">
      <Button type="primary">{t('propose')}</Button>
    </Link>
  )
  return (
    <ListPage
      title={t('listings')}
      intro={t('listingsIntro')}
      back={{ to: '/boards', label: t('title') }}
      actions={propose}
      route={listListings}
      query={(state) => ({
        place: place.code,
        search: state.search,
        page: state.page,
        pageSize: state.pageSize,
        sort: (state.sort || '-proposed') as '-proposed',
        side: (state.filter('side') ?? 'all') as 'all',
        state: (state.filter('state') ?? 'all') as 'all',
      })}
      list={{
        definition: listingsList,
        rowKey: (row) => row.id,
        defaultSort: '-proposed',
        searchHint: t('searchListings'),
        shows: {
          state: (row) => <StateTag tone={listingTones[row.state]}>{say(listingStates[row.state])}</StateTag>,
        },
        panel: (id, close) => <ListingPanel id={id} close={close} />,
        empty: { title: t('noListings'), action: propose },
      }}
    />
  )
}
