import {
  LngLatBounds,
  Map as MapLibre,
  type MapOptions,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { Palette } from '../../design/tokens.ts'
import { ringsOf, type Shape } from '../../engines/boundary/shape.ts'
import type { Speak } from '../shell/language.ts'
import type { territoryLocale } from './locale.ts'

setWorkerUrl(workerUrl)

type MapWord = Parameters<Speak<NonNullable<(typeof territoryLocale)['keys']>>>[0]
type Style = Exclude<MapOptions['style'], string | undefined>

interface MapGiven {
  container: HTMLElement
  palette: Palette
  /** Names the map to who cannot see it. */
  label: string
  t: Speak<MapWord>
  sources: Style['sources']
  layers: Style['layers']
  options: Partial<MapOptions>
}

/** A map of boundaries on plain ground: no tiles, nothing from outside. Throws where there is no WebGL. */
export function openMap({ container, palette, label, t, sources, layers, options }: MapGiven): MapLibre {
  const map = new MapLibre({
    container,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    locale: {
      'Map.Title': label,
      'Marker.Title': label,
      'NavigationControl.ZoomIn': t('zoomIn'),
      'NavigationControl.ZoomOut': t('zoomOut'),
      'ScaleControl.Meters': t('metres'),
      'ScaleControl.Kilometers': t('kilometres'),
      'CooperativeGesturesHandler.WindowsHelpText': t('zoomWithCtrl'),
      'CooperativeGesturesHandler.MacHelpText': t('zoomWithCommand'),
      'CooperativeGesturesHandler.MobileHelpText': t('moveWithTwo'),
    },
    ...options,
    style: {
      version: 8,
      sources,
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': palette.sunken } },
        ...layers,
      ],
    },
  })
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl(), 'bottom-left')
  return map
}

export function boundsOf(shapes: readonly Shape[]): LngLatBounds {
  const bounds = new LngLatBounds()
  for (const ring of shapes.flatMap(ringsOf))
    for (const [longitude = 0, latitude = 0] of ring) bounds.extend([longitude, latitude])
  return bounds
}
