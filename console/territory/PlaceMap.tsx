import { LngLatBounds, Map as MapLibre, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useRef, useState } from 'react'
import { dark, light } from '../../design/tokens.ts'
import type { Shape } from '../../modules/territory/contract.ts'
import { useWords } from '../shell/language.ts'
import { useDark } from '../shell/theme.ts'
import { territoryLocale } from './locale.ts'

setWorkerUrl(workerUrl)

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
      const map = drawMap(element.current!, shapes, isDark, (id) => latestPick.current(id))
      return () => map.remove()
    } catch {
      // A machine without WebGL still has the table below.
      setFailed(true)
      return undefined
    }
  }, [shapes, isDark])
  return failed ? (
    <p className="soft">{t('noMapHere')}</p>
  ) : (
    <section ref={element} className="place-map" aria-label={label} />
  )
}

function drawMap(
  container: HTMLElement,
  shapes: MapShape[],
  isDark: boolean,
  pick: (id: string) => void,
): MapLibre {
  const palette = isDark ? dark : light
  const map = new MapLibre({
    container,
    attributionControl: false,
    bounds: boundsOf(shapes),
    fitBoundsOptions: { padding: 36, animate: false },
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: true,
    style: {
      version: 8,
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
        { id: 'ground', type: 'background', paint: { 'background-color': palette.sunken } },
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
    },
  })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.on('click', 'fill', (event) => {
    const part = event.features?.find((feature) => feature.properties.kind === 'part') ?? event.features?.[0]
    if (part) pick(String(part.properties.id))
  })
  for (const shape of shapes.filter((one) => one.kind === 'part' || shapes.length === 1)) addLabel(map, shape)
  return map
}

function addLabel(map: MapLibre, shape: MapShape): void {
  const label = document.createElement('div')
  label.className = 'map-label'
  label.textContent = shape.name
  new Marker({ element: label }).setLngLat(boundsOf([shape]).getCenter()).addTo(map)
}

function boundsOf(shapes: MapShape[]): LngLatBounds {
  const bounds = new LngLatBounds()
  for (const { shape } of shapes) {
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
    for (const ring of polygons.flat())
      for (const [longitude = 0, latitude = 0] of ring) bounds.extend([longitude, latitude])
  }
  return bounds
}
