import { Button } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { measureArea } from '../../engines/boundary/measure.ts'
import { showArea } from '../../engines/boundary/show-area.ts'
import { listAreaShapes, listBoundaries } from '../../modules/territory/contract.ts'
import { useAsk } from '../shell/api.ts'
import { EmptyState } from '../shell/EmptyState.tsx'
import { Fault } from '../shell/Fault.tsx'
import { showDate } from '../shell/figures.ts'
import { say, useWords } from '../shell/language.ts'
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
  const acts = may('territory.draw') && (
    <>
      <Button onClick={() => setImporting(true)}>{t('importBoundary')}</Button>
      <Link to={`/territory/draw?place=${code}`}>
        <Button type="primary">{t('drawBoundary')}</Button>
      </Link>
    </>
  )
  return (
    <Section title={t('map')} extra={acts}>
      <Fault error={boundaries.error} again={() => void boundaries.refetch()} />
      {boundaries.data && shapes.length === 0 && (
        <EmptyState title={t('noBoundary', { name })} text={t('noBoundaryHelp')} action={acts} />
      )}
      {boundaries.data && shapes.length > 0 && (
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
              <thead>
                <tr>
                  <th scope="col">{t('name')}</th>
                  <th scope="col">{t('areaSize')}</th>
                  <th scope="col">{t('drawnOnDay')}</th>
                  <th scope="col">{t('source')}</th>
                  <th scope="col">{t('datum')}</th>
                </tr>
              </thead>
              <tbody>
                {[...boundaries.data.features, ...(areas.data?.features ?? [])].map((feature) => (
                  <tr key={'code' in feature ? feature.code : feature.id}>
                    <td>{'code' in feature ? feature.shortName : feature.name}</td>
                    <td>{say(showArea(measureArea(feature.shape, 'CGCS2000')))}</td>
                    <td>{showDate(feature.drawnOn)}</td>
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
