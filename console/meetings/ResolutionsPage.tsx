import { Button, Skeleton } from 'antd'
import { Link } from 'react-router'
import type { z } from 'zod'
import { listResolutions, type resolution } from '../../modules/meetings/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { Findings } from './Findings.tsx'
import { meetingsLocale } from './locale.ts'

type Resolution = z.infer<typeof resolution>

export function ResolutionsPage() {
  const t = useWords(meetingsLocale)
  const place = usePlace()
  const may = useMay()
  const asked = useAsk(listResolutions, { query: { place: place.code } })
  const record = may('meetings.record') && (
    <Link to="/meetings/new">
      <Button type="primary">{t('record')}</Button>
    </Link>
  )
  return (
    <Page title={t('title')} intro={t('intro')} actions={record}>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!asked.data && !asked.error && <Skeleton active title={false} />}
      {asked.data?.length === 0 && (
        <Section>
          <EmptyState title={t('none')} text={t('noneHelp')} action={record} />
        </Section>
      )}
      {asked.data?.map((one) => (
        <ResolutionCard key={one.id} resolution={one} />
      ))}
    </Page>
  )
}

function ResolutionCard({ resolution: one }: { resolution: Resolution }) {
  const t = useWords(meetingsLocale)
  return (
    <Section
      title={one.title}
      extra={
        <StateTag tone={one.passed ? 'official' : 'quiet'}>
          {one.passed ? t('passed') : t('notPassed')}
        </StateTag>
      }
    >
      <p>
        {say(one.bodyName)} · {showDate(one.heldOn)}
      </p>
      <p className="figure-text resolution-counts">
        {t('counts', {
          eligible: one.eligible,
          present: one.present,
          votesFor: one.votesFor,
          votesAgainst: one.votesAgainst,
          votesAbstain: one.votesAbstain,
        })}
      </p>
      {one.households !== null && one.householdsPresent !== null && (
        <p className="figure-text resolution-counts">
          {t('householdCounts', { households: one.households, present: one.householdsPresent })}
        </p>
      )}
      <Findings findings={one.findings} />
    </Section>
  )
}
