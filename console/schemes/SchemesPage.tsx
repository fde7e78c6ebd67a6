import { Button, Input, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { listSchemes } from '../../modules/schemes/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { say, useWords } from '../shell/language.ts'
import { Page, Section } from '../shell/Page.tsx'
import { StateTag } from '../shell/StateTag.tsx'
import { useMay, usePlace } from '../shell/session.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeRow } from './scheme-types.ts'
import './schemes.css'

const kinds = ['all', 'here', 'drafted', 'adapted', 'pack'] as const
type Kind = (typeof kinds)[number]

/** The library: packs, the place's own schemes, and what places above released. */
export function SchemesPage() {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const may = useMay()
  const [importing, setImporting] = useState(false)
  const [params, setParams] = useSearchParams()
  const kind = (params.get('kind') ?? 'all') as Kind
  const search = params.get('search') ?? ''
  const set = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = Object.fromEntries([...before].filter(([key]) => key !== name))
        return value === '' || value === 'all' ? next : { ...next, [name]: value }
      },
      { replace: true },
    )
  const asked = useAsk(listSchemes, { query: { place: place.code } })
  const shown = asked.data?.filter((scheme) => isOf(scheme, kind) && answers(scheme, search))
  return (
    <Page
      title={t('title')}
      intro={t('intro', { place: place.name })}
      actions={
        may('schemes.adapt') && (
          <>
            <Button onClick={() => setImporting(true)}>{t('importFile')}</Button>
            <ImportDialog open={importing} close={() => setImporting(false)} />
          </>
        )
      }
    >
      <div className="scheme-conditions">
        <Input.Search
          aria-label={t('searchHint')}
          placeholder={t('searchHint')}
          allowClear
          defaultValue={search}
          onChange={(event) => set('search', event.target.value)}
        />
        <Select
          aria-label={t('kind')}
          value={kind}
          onChange={(value) => set('kind', value)}
          options={kinds.map((one) => ({ value: one, label: t(`kind_of_${one}`) }))}
        />
      </div>
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {!asked.data && !asked.error && <Skeleton active title={false} />}
      {shown?.length === 0 && (
        <Section>
          {asked.data?.length === 0 ? (
            <EmptyState title={t('none')} text={t('noneHelp')} />
          ) : (
            <EmptyState title={t('noneFound')} text={t('noneFoundHelp')} />
          )}
        </Section>
      )}
      <ul className="scheme-cards">
        {shown?.map((scheme) => (
          <SchemeCard key={scheme.id} scheme={scheme} />
        ))}
      </ul>
    </Page>
  )
}

function SchemeCard({ scheme }: { scheme: SchemeRow }) {
  const t = useWords(schemesLocale)
  const state = scheme.adoptedHere ? 'inForceHere' : scheme.drafted ? 'adoption_draft' : 'notHere'
  return (
    <li>
      <Link to={`/schemes/${scheme.id}`}>
        <span className="scheme-card-title">
          {say(scheme.name)}
          <StateTag tone={scheme.adoptedHere ? 'done' : scheme.drafted ? 'waiting' : 'quiet'}>
            {t(state)}
          </StateTag>
          {scheme.origin === 'adapted' && <StateTag tone="quiet">{t('adapted')}</StateTag>}
        </span>
        <span className="soft">{scheme.place}</span>
        <span>{say(scheme.summary)}</span>
        {scheme.openCount > 0 && (
          <StateTag tone="late">{t('openCount', { count: scheme.openCount })}</StateTag>
        )}
      </Link>
    </li>
  )
}

function isOf(scheme: SchemeRow, kind: Kind): boolean {
  if (kind === 'here') return scheme.adoptedHere
  if (kind === 'drafted') return scheme.drafted
  return kind === 'all' || scheme.origin === kind
}

function answers(scheme: SchemeRow, search: string): boolean {
  const words = [scheme.name.zh, scheme.name.en, scheme.place, scheme.summary.zh, scheme.summary.en]
  return words.some((one) => one.toLowerCase().includes(search.trim().toLowerCase()))
}
