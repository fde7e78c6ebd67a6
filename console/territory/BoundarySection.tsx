import { Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { listAreaShapes, listBoundaries } from '../../modules/territory/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate } from '../shell/figures.ts'
import { useWords } from '../shell/language.ts'
import { Section } from '../shell/Page.tsx'
import { isVillage, useMay } from '../shell/session.tsx'
import { ImportBoundaryDialog } from './ImportBoundaryDialog.tsx'
import { territoryLocale } from './locale.ts'
import type { MapShape } from './PlaceMap.tsx'

const PlaceMap = lazy(() => import('./PlaceMap.tsx'))

interface BoundarySectionProps {
  code: string
  name: string
  choose: (code: string) => void
}

/** Boundaries of a division and of those directly below it; for a village its groups and grids too. */
export function BoundarySection({ code, name, choose }: BoundarySectionProps) {
  const t = useWords(territoryLocale)
  const may = useMay()
  const [importing, setImporting] = useState(false)
  const boundaries = useAsk(listBoundaries, { query: { of: code } })
  const areas = useAsk(listAreaShapes, isVillage(code) ? { query: { placeCode: code } } : null)
  const shapes = useMemo<MapShape[]>(
    () => [
      ...(boundaries.data?.features ?? []).map((feature) => ({
        id: feature.code,
        name: feature.shortName,
        kind: feature.code === code ? ('whole' as const) : ('part' as const),
        shape: feature.shape,
      })),
      ...(areas.data?.features ?? []).map((feature) => ({
        id: feature.id,
        name: feature.name,
        kind: 'part' as const,
        shape: feature.shape,
      })),
    ],
    [boundaries.data, areas.data, code],
  )
  const importButton = may('territory.draw') && (
    <Button onClick={() => setImporting(true)}>{t('importBoundary')}</Button>
  )
  return (
    <Section title={t('map')} extra={importButton}>
      <Fault error={boundaries.error} again={() => void boundaries.refetch()} />
      {boundaries.data && shapes.length === 0 && (
        <EmptyState title={t('noBoundary', { name })} text={t('noBoundaryHelp')} action={importButton} />
      )}
      {shapes.length > 0 && (
        <>
          <Suspense fallback={<div className="place-map" />}>
            <PlaceMap
              shapes={shapes}
              label={t('mapLabel', { name })}
              pick={(id) => id.length === 12 && choose(id)}
            />
          </Suspense>
          <details className="map-table">
            <summary>{t('asTable')}</summary>
            <table className="plain-table">
              <tbody>
                {boundaries.data?.features.map((feature) => (
                  <tr key={feature.code}>
                    <td>{feature.shortName}</td>
                    <td>{t('drawnOn', { date: showDate(feature.drawnOn) })}</td>
                    <td>{feature.source}</td>
                    <td>{feature.storedDatum}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </>
      )}
      <ImportBoundaryDialog open={importing} close={() => setImporting(false)} />
    </Section>
  )
}
