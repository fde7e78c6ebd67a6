import { Skeleton } from 'antd'
import { listChildren } from '../../modules/territory/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showCount } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { usePlace, useSetPlace } from '../shell/session.tsx'
import { todayLocale } from './locale.ts'

/** Town and county first choose where to look. */
export function PlacesBelow() {
  const t = useWords(todayLocale)
  const place = usePlace()
  const setPlace = useSetPlace()
  const asked = useAsk(listChildren, { query: { parent: place.code } })
  return (
    <Section title={t('choosePlace')}>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!asked.data && !asked.error && <Skeleton active title={false} />}
      {asked.data?.rows.length === 0 && <EmptyState title={t('noPlaces')} text={t('noPlacesHelp')} />}
      <ul className="places">
        {asked.data?.rows.map((row) => (
          <li key={row.code}>
            <button type="button" onClick={() => setPlace({ code: row.code, name: row.shortName })}>
              <strong>{row.shortName}</strong>
              <span className="quiet">
                {row.childCount > 0
                  ? t('placesInside', { count: row.childCount, shown: showCount(row.childCount) })
                  : row.code}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
