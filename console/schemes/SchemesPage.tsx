import { Skeleton } from 'antd'
import { Link } from 'react-router'
import { listSchemes } from '../../modules/schemes/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import './schemes.css'

export function SchemesPage() {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const asked = useAsk(listSchemes, { query: { place: place.code } })
  return (
    <Page title={t('title')} intro={t('intro', { place: place.name })}>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!asked.data && !asked.error && <Skeleton active title={false} />}
      {asked.data?.length === 0 && (
        <Section>
          <EmptyState title={t('none')} text={t('noneHelp')} />
        </Section>
      )}
      <ul className="scheme-cards">
        {asked.data?.map((scheme) => (
          <li key={scheme.id}>
            <Link to={`/schemes/${scheme.id}`}>
              <span className="scheme-card-title">
                {say(scheme.name)}
                <StateTag tone={scheme.adoptedHere ? 'done' : 'quiet'}>
                  {scheme.adoptedHere ? t('inForceHere') : t('notHere')}
                </StateTag>
              </span>
              <span className="soft">{scheme.place}</span>
              <span>{say(scheme.summary)}</span>
              {scheme.openCount > 0 && (
                <StateTag tone="late">{t('openCount', { count: scheme.openCount })}</StateTag>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  )
}
