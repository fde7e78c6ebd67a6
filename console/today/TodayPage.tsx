import { Link } from 'react-router'
import { weekdayOf } from '../../engines/calendar/plain-date.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { showDay, today } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { isVillage, useMe, usePlace } from '../shell/session.tsx'
import { todayLocale } from './locale.ts'
import { PlacesBelow } from './PlacesBelow.tsx'
import { TodayCharts } from './TodayCharts.tsx'
import { WaitingList } from './WaitingList.tsx'
import { useWaiting } from './waiting.ts'
import './today.css'

/** What waits for me, by deadline; under it how the year goes. */
export function TodayPage() {
  const t = useWords(todayLocale)
  const me = useMe()
  const place = usePlace()
  const day = today()
  return (
    <Page
      title={t('greeting', { name: me.name })}
      intro={t('dayAndPlace', {
        day: showDay(day),
        weekday: t(`weekday_${weekdayOf(day) as 1}`),
        place: place.name,
      })}
    >
      {me.grants.length === 0 ? <ToPhone /> : isVillage(place.code) ? <VillageToday /> : <PlacesBelow />}
    </Page>
  )
}

function VillageToday() {
  const t = useWords(todayLocale)
  const { rows, waits } = useWaiting()
  return (
    <>
      <Section title={t('waitingTitle')} flush={rows.length > 0}>
        {rows.length > 0 ? (
          <WaitingList rows={rows} />
        ) : waits ? (
          <div className="waiting-space" role="status" aria-label={t('loading')} />
        ) : (
          <EmptyState
            title={t('nothingWaits')}
            text={t('nothingWaitsHelp')}
            action={<Link to="/points/claims">{t('toClaims')}</Link>}
          />
        )}
      </Section>
      <TodayCharts />
    </>
  )
}

/** A villager without a post has everything on the phone app. */
function ToPhone() {
  const t = useWords(todayLocale)
  return (
    <Section>
      <EmptyState title={t('noPost')} text={t('noPostHelp')} action={<a href="/m/">{t('toPhone')}</a>} />
    </Section>
  )
}
