import { Skeleton, Tabs } from 'antd'
import { useParams, useSearchParams } from 'react-router'
import { getScheme } from '../../modules/schemes/contract.ts'
import { useAsk } from '../shell/api.ts'
import { DateField } from '../shell/DateField.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate, today } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Page } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { usePlace } from '../shell/session.tsx'
import { CasesTab } from './CasesTab.tsx'
import { ChangesTab } from './ChangesTab.tsx'
import { Chapters } from './Chapters.tsx'
import { Findings } from './Findings.tsx'
import { ItemsTab } from './ItemsTab.tsx'
import { schemesLocale } from './locale.ts'
import { OpenValues } from './OpenValues.tsx'
import { SchemeActs } from './SchemeActs.tsx'
import { SchemeFile } from './SchemeFile.tsx'
import type { SchemeDocument } from './scheme-types.ts'
import { VersionsTab } from './VersionsTab.tsx'
import './schemes.css'

/** A scheme as a document: chapters with their values in place, what is open, what the law says, its worked cases. */
export function SchemePage() {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const { schemeId = '' } = useParams()
  const [params] = useSearchParams()
  const on = params.get('on') ?? today()
  const asked = useAsk(getScheme, { params: { schemeId }, query: { place: place.code, on } }, { keep: false })
  const scheme = asked.data
  return (
    <Page
      title={scheme ? say(scheme.name) : t('title')}
      back={{ to: '/schemes', label: t('title') }}
      intro={scheme && say(scheme.summary)}
      marks={scheme && <AdoptionMark scheme={scheme} />}
      actions={
        scheme && (
          <>
            <SchemeDay on={on} />
            <SchemeActs scheme={scheme} />
          </>
        )
      }
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!scheme && !asked.error && <Skeleton active title={false} paragraph={{ rows: 12 }} />}
      {scheme && <SchemeTabs scheme={scheme} on={on} />}
    </Page>
  )
}

function AdoptionMark({ scheme }: { scheme: SchemeDocument }) {
  const t = useWords(schemesLocale)
  const { adoption } = scheme
  if (!adoption)
    return (
      <StateTag tone={scheme.copy ? 'waiting' : 'quiet'}>
        {scheme.copy ? t('adoption_draft') : t('notHere')}
      </StateTag>
    )
  if (adoption.endsOn)
    return <StateTag tone="quiet">{t('endsFrom', { date: showDate(adoption.endsOn) })}</StateTag>
  if (adoption.state === 'in_force')
    return <StateTag tone="done">{t('inForceSince', { date: showDate(adoption.startsOn ?? '') })}</StateTag>
  return (
    <StateTag tone={adoption.state === 'draft' ? 'waiting' : 'quiet'}>
      {t(`adoption_${adoption.state}`)}
    </StateTag>
  )
}

/** The day on which the scheme is read: values have their days. */
function SchemeDay({ on }: { on: string }) {
  const t = useWords(schemesLocale)
  const [, setParams] = useSearchParams()
  const choose = (day: string) =>
    setParams((before) => ({ ...Object.fromEntries(before), on: day }), { replace: true })
  return (
    <span className="scheme-day">
      <span id="scheme-day">{t('onDay')}</span>{' '}
      <DateField aria-labelledby="scheme-day" value={on} onChange={(day) => day && choose(day)} />
    </span>
  )
}

function SchemeTabs({ scheme, on }: { scheme: SchemeDocument; on: string }) {
  const t = useWords(schemesLocale)
  const [params, setParams] = useSearchParams()
  const set = (changes: Record<string, string>) =>
    setParams((before) => ({ ...Object.fromEntries(before), ...changes }), { replace: true })
  const open = scheme.values.filter((value) => value.open).length
  const findings = scheme.problems.filter((problem) => problem.kind !== 'open').length
  return (
    <Tabs
      activeKey={params.get('tab') ?? 'document'}
      onChange={(tab) => set({ tab })}
      items={[
        { key: 'document', label: t('tabDocument'), children: <Chapters scheme={scheme} on={on} /> },
        ...(scheme.copy
          ? [{ key: 'items', label: t('tabItems'), children: <ItemsTab scheme={scheme} /> }]
          : []),
        { key: 'open', label: t('tabOpen', { count: open }), children: <OpenValues scheme={scheme} /> },
        {
          key: 'findings',
          label: t('tabFindings', { count: findings }),
          children: <Findings scheme={scheme} />,
        },
        { key: 'cases', label: t('tabCases'), children: <CasesTab scheme={scheme} /> },
        {
          key: 'changes',
          label: t('tabChanges'),
          children: <ChangesTab scheme={scheme} />,
        },
        ...(scheme.versions.length > 0
          ? [{ key: 'versions', label: t('tabVersions'), children: <VersionsTab scheme={scheme} /> }]
          : []),
        { key: 'yaml', label: t('tabFile'), children: <SchemeFile scheme={scheme} /> },
      ]}
    />
  )
}
