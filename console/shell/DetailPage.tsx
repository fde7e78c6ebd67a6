import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { ApiError } from './api.ts'
import { Fault } from './Fault.tsx'
import { useWords } from './language.ts'
import { shellLocale } from './locale.ts'
import { Page, Section } from './Page.tsx'
import { Timeline, type TimelineEntry } from './Timeline.tsx'
import './detail-page.css'

interface DetailPageProps {
  /** undefined while it is being read. */
  title: string | undefined
  intro?: ReactNode
  back: { to: string; label: string }
  marks?: ReactNode
  actions?: ReactNode
  error?: ApiError | null
  again?: () => void
  summary?: ReactNode
  timeline?: TimelineEntry[]
  /** Beside the content, above the timeline. */
  aside?: ReactNode
  children?: ReactNode
}

/** The one detail pattern: summary at the top, content, one timeline beside it. */
export function DetailPage(props: DetailPageProps) {
  const t = useWords(shellLocale)
  const { title, error, timeline, aside } = props
  return (
    <Page
      title={title ?? t('loading')}
      back={props.back}
      {...(props.intro ? { intro: props.intro } : {})}
      marks={props.marks}
      actions={title ? props.actions : undefined}
    >
      <Fault error={error} {...(props.again ? { again: props.again } : {})} />
      {!title && !error && (
        <Section>
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </Section>
      )}
      {title && (
        <div className={timeline || aside ? 'detail detail-split' : 'detail'}>
          <div className="detail-main">
            {props.summary && <Section>{props.summary}</Section>}
            {props.children}
          </div>
          {(timeline || aside) && (
            <div className="detail-side">
              {aside}
              {timeline && (
                <Section title={t('timeline')}>
                  {timeline.length === 0 ? (
                    <p className="quiet">{t('noEvents')}</p>
                  ) : (
                    <Timeline entries={timeline} />
                  )}
                </Section>
              )}
            </div>
          )}
        </div>
      )}
    </Page>
  )
}
