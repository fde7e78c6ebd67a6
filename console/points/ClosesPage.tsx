import { Button, Skeleton } from 'antd'
import { Link } from 'react-router'
import { listCloses } from '../../modules/points/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showCount, showInstant, showPeriod, showPoints } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { bracketed } from '../shell/phrases.ts'
import { useMay, usePlace } from '../shell/session.tsx'
import { pointsLocale } from './locale.ts'

export function ClosesPage() {
  const t = useWords(pointsLocale)
  const place = usePlace()
  const may = useMay()
  const asked = useAsk(listCloses, { query: { place: place.code } })
  const start = may('points.close') && (
    <Link to="/points/closes/new">
      <Button type="primary">{t('closeStart')}</Button>
    </Link>
  )
  return (
    <Page title={t('closesTitle')} intro={t('closesIntro')} actions={start}>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      <Section flush={Boolean(asked.data?.length)}>
        {!asked.data && !asked.error && <Skeleton active title={false} />}
        {asked.data?.length === 0 && (
          <EmptyState title={t('noCloses')} text={t('noClosesHelp')} action={start} />
        )}
        {asked.data && asked.data.length > 0 && <CloseTable closes={asked.data} />}
      </Section>
    </Page>
  )
}

function CloseTable({
  closes,
}: {
  closes: NonNullable<ReturnType<typeof useAsk<typeof listCloses>>['data']>
}) {
  const t = useWords(pointsLocale)
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('period')}</th>
          <th scope="col" className="figure-cell">
            {t('households')}
          </th>
          <th scope="col" className="figure-cell">
            {t('weighted')}
          </th>
          <th scope="col" className="figure-cell">
            {t('totalPoints')}
          </th>
          <th scope="col" className="figure-cell">
            {t('weightedPoints')}
          </th>
          <th scope="col">{t('closedAt')}</th>
          <th scope="col">{t('correction')}</th>
        </tr>
      </thead>
      <tbody>
        {closes.map((close) => (
          <tr key={close.closeId}>
            <td>
              <Link to={`/points/closes/${close.closeId}`}>{showPeriod(close.period)}</Link>
              {close.attempt > 1 && <span className="quiet"> {t('attempt', { number: close.attempt })}</span>}
            </td>
            <td className="figure-cell">{showCount(close.figures.households)}</td>
            <td className="figure-cell">
              {bracketed(showCount(close.figures.weightedHouseholds), close.figures.weightedShare)}
            </td>
            <td className="figure-cell">{showPoints(close.figures.totalPoints)}</td>
            <td className="figure-cell">{showPoints(close.figures.weightedPoints)}</td>
            <td>{showInstant(close.closedAt)}</td>
            <td>{close.correctionReason ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
