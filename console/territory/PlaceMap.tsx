import { type Map as MapLibre, Marker } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { dark, light } from '../../design/tokens.ts'
import type { Shape } from '../../modules/territory/contract.ts'
import { useWords } from '../shell/language.ts'
import { useDark } from '../shell/theme.ts'
import { territoryLocale } from './locale.ts'
import { boundsOf, openMap } from './open-map.ts'

export interface MapShape {
  id: string
  name: string
  kind: 'whole' | 'part'
  shape: Shape
}

interface PlaceMapProps {
  shapes: MapShape[]
  label: string
  pick: (id: string) => void
}

/** Boundaries alone on plain ground: no tiles, nothing from outside. */
export default function PlaceMap({ shapes, label, pick }: PlaceMapProps) {
  const t = useWords(territoryLocale)
  const element = useRef<HTMLDivElement>(null)
  const latestPick = useRef(pick)
  const isDark = useDark()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    latestPick.current = pick
  }, [pick])
  useEffect(() => {
    try {
      const map = drawMap(
        { container: element.current!, palette: isDark ? dark : light, label, t },
        shapes,
        (id) => latestPick.current(id),
      )
      return () => map.remove()
    } catch {
      // A machine without WebGL still has the table below.
      setFailed(true)
      return undefined
    }
  }, [shapes, isDark, label, t])
  return failed ? (
    <p className="soft">{t('noMapHere')}</p>
  ) : (
    <section ref={element} className="place-map" aria-label={label} />
  )
}

function drawMap(
  given: Pick<Parameters<typeof openMap>[0], 'container' | 'palette' | 'label' | 't'>,
  shapes: MapShape[],
  pick: (id: string) => void,
): MapLibre {
  const { palette } = given
  const map = openMap({
    ...given,
    options: {
      bounds: boundsOf(shapes.map((one) => one.shape)),
      fitBoundsOptions: { padding: 36, animate: false },
      cooperativeGestures: true,
    },
    sources: {
      shapes: {
        type: 'geojson',
        data: {
          type: 'FeatureCollection',
          features: shapes.map(({ id, name, kind, shape }) => ({
            type: 'Feature' as const,
            properties: { id, name, kind },
            geometry: shape,
          })),
        },
      },
    },
    layers: [
      {
        id: 'fill',
        type: 'fill',
        source: 'shapes',
        paint: {
          'fill-color': ['match', ['get', 'kind'], 'whole', palette.surface, palette.greenWash],
          'fill-opacity': 0.92,
        },
      },
      {
        id: 'line',
        type: 'line',
        source: 'shapes',
        paint: {
          'line-color': palette.green,
          'line-width': ['match', ['get', 'kind'], 'whole', 2.4, 1.2],
        },
      },
    ],
  })
  map.on('click', 'fill', (event) => {
    const part = event.features?.find((feature) => feature.properties.kind === 'part') ?? event.features?.[0]
    if (part) pick(String(part.properties.id))
  })
  for (const shape of shapes.filter((one) => one.kind === 'part' || shapes.length === 1)) addLabel(map, shape)
  return map
}

function addLabel(map: MapLibre, { name, shape }: MapShape): void {
  const label = document.createElement('div')
  label.className = 'map-label'
  label.textContent = name
  new Marker({ element: label }).setLngLat(boundsOf([shape]).getCenter()).addTo(map)
}
