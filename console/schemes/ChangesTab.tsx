import { Select, Skeleton } from 'antd'
import { useState } from 'react'
import { compareSchemes, listSchemes } from '../../modules/schemes/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { bracketed } from '../shell/phrases.ts'
import { usePlace } from '../shell/session.tsx'
import { schemesLocale } from './locale.ts'
import type { SchemeDifference, SchemeDocument } from './scheme-types.ts'

/** Two schemes, or two versions of one, side by side: each difference with both sources. */
export function ChangesTab({ scheme }: { scheme: SchemeDocument }) {
  const t = useWords(schemesLocale)
  const place = usePlace()
  const [chosen, choose] = useState(scheme.sourceId ? 'source' : '')
  const others = useAsk(listSchemes, { query: { place: place.code } })
  const [kind, other] = chosen.split(' ')
  const asked = useAsk(
    compareSchemes,
    chosen === ''
      ? null
      : {
          params: { schemeId: scheme.id },
          query: {
            place: place.code,
            ...(kind === 'scheme' ? { with: other } : {}),
            ...(kind === 'version' ? { version: Number(other) } : {}),
          },
        },
  )
  const options = [
    ...(scheme.sourceId ? [{ value: 'source', label: t('withSource') }] : []),
    ...scheme.versions.map((one) => ({
      value: `version ${one.version}`,
      label: bracketed(t('withVersion', { version: one.version }), showDate(one.createdAt.slice(0, 10))),
    })),
    ...(others.data ?? [])
      .filter((one) => one.id !== scheme.id)
      .map((one) => ({ value: `scheme ${one.id}`, label: bracketed(say(one.name), one.place) })),
  ]
  const differences = asked.data?.differences
  return (
    <Section
      title={differences && t('differenceCount', { count: differences.length })}
      extra={
        <Select
          aria-label={t('compareWith')}
          className="compare-with"
          placeholder={t('compareWith')}
          value={chosen || null}
          options={options}
          onChange={choose}
          showSearch={{ optionFilterProp: 'label' }}
        />
      }
      flush={Boolean(differences?.length)}
    >
      <Fault error={asked.error} again={() => void asked.refetch()} />
      {chosen === '' && <EmptyState title={t('chooseOther')} text={t('chooseOtherHelp')} />}
      {chosen !== '' && !differences && !asked.error && <Skeleton active title={false} />}
      {differences?.length === 0 && <EmptyState title={t('noDifference')} text={t('noDifferenceHelp')} />}
      {differences && differences.length > 0 && <Differences rows={differences} />}
    </Section>
  )
}

function Differences({ rows }: { rows: readonly SchemeDifference[] }) {
  const t = useWords(schemesLocale)
  return (
    <table className="plain-table differences">
      <thead>
        <tr>
          <th scope="col">{t('differenceOf')}</th>
          <th scope="col">{t('from')}</th>
          <th scope="col">{t('was')}</th>
          <th scope="col">{t('nowIs')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.path} ${row.day ?? ''}`}>
            <th scope="row">{say(row.title)}</th>
            <td>{row.day ? showDate(row.day) : '—'}</td>
            <td>
              <Side side={row.was} />
            </td>
            <td className="difference-now">
              <Side side={row.now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Side({ side }: { side: SchemeDifference['was'] }) {
  const t = useWords(schemesLocale)
  if (side === null) return <span className="quiet">{t('notThere')}</span>
  return (
    <>
      {say(side.text)}
      {side.source && (
        <div className="quiet">{side.note ? bracketed(side.source, side.note) : side.source}</div>
      )}
    </>
  )
}
