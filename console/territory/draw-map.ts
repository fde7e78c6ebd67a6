import type { GeoJSONSource, Map as MapLibre, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import { LngLatBounds, Marker } from 'maplibre-gl'
import type { Palette } from '../../design/tokens.ts'
import type { Around } from '../../engines/boundary/check-around.ts'
import { ringsOf, type Shape } from '../../engines/boundary/shape.ts'
import { type Draft, middlesOf } from './draft-boundary.ts'
import { boundsOf, openMap } from './open-map.ts'

/** What a hand does on the map. */
export interface Hand {
  add(at: number[]): void
  close(): void
  /** A corner is taken hold of; the moves that follow are one step. */
  grab(): void
  move(index: number, to: number[]): void
  insert(after: number, at: number[]): void
  remove(index: number): void
  select(index: number | null): void
}

export interface DrawMap {
  show(draft: Draft, selected: number | null): void
  /** Moves to where the corners are when none of them is on screen. */
  follow(draft: Draft): void
  end(): void
}

/** How near, in pixels, a click counts as on a corner. */
const reach = 10

type Given = Omit<Parameters<typeof openMap>[0], 'sources' | 'layers' | 'options'> & { around: Around[] }

/** Opens the map that boundaries are drawn on, with those around in the datum of the drawing. */
export function openDrawMap(given: Given, hand: Hand): DrawMap {
  const { around, palette } = given
  const shapes = around.map((one) => one.shape)
  const map = openMap({
    ...given,
    sources: {
      around: {
        type: 'geojson',
        data: collect(around.map((one) => feature(one.shape, { relation: one.relation }))),
      },
      draft: { type: 'geojson', data: collect([]) },
      points: { type: 'geojson', data: collect([]) },
    },
    layers: layersOf(palette),
    options: {
      doubleClickZoom: false,
      ...(shapes.length > 0
        ? { bounds: boundsOf(shapes), fitBoundsOptions: { padding: 40, animate: false } }
        : { center: [104, 35] as [number, number], zoom: 3 }),
    },
  })
  for (const one of around.filter((other) => other.relation === 'beside')) addLabel(map, one)
  let draft: Draft | undefined
  const snaps = shapes.flatMap(ringsOf).flat()
  listen(map, snaps, () => draft, hand)
  let fill = () => {}
  const ready = map.once('load', () => fill())
  void ready
  return {
    show: (next, selected) => {
      draft = next
      fill = () => paint(map, next, selected)
      if (map.getSource('draft')) fill()
    },
    follow: ({ corners }) => {
      const bounds = map.getBounds()
      if (
        corners.length === 0 ||
        corners.some((corner) => bounds.contains(place(corner)) && map.getZoom() > 8)
      )
        return
      const all = corners.reduce((box, corner) => box.extend(place(corner)), new LngLatBounds())
      map.fitBounds(all, { padding: 60, maxZoom: 16, animate: false })
    },
    end: () => map.remove(),
  }
}

const place = (corner: readonly number[]): [number, number] => [corner[0] ?? 0, corner[1] ?? 0]

interface Feature {
  type: 'Feature'
  properties: Record<string, unknown>
  geometry: Shape | { type: 'Point'; coordinates: number[] } | { type: 'LineString'; coordinates: number[][] }
}
const collect = (features: Feature[]) => ({ type: 'FeatureCollection' as const, features })
const feature = (geometry: Feature['geometry'], properties: Record<string, unknown> = {}): Feature => ({
  type: 'Feature',
  properties,
  geometry,
})

function paint(map: MapLibre, draft: Draft, selected: number | null): void {
  const { corners, closed } = draft
  const ring = closed ? [...corners, corners[0]!] : corners
  map
    .getSource<GeoJSONSource>('draft')
    ?.setData(
      collect([
        ...(closed ? [feature({ type: 'Polygon', coordinates: [ring] })] : []),
        ...(ring.length > 1 ? [feature({ type: 'LineString', coordinates: ring })] : []),
      ]),
    )
  const point = (at: number[], properties: object) =>
    feature({ type: 'Point', coordinates: at }, { ...properties })
  map.getSource<GeoJSONSource>('points')?.setData(
    collect([
      ...middlesOf(draft).map(({ after, at }) => point(at, { kind: 'middle', index: after })),
      ...corners.map((at, index) =>
        point(at, {
          kind: index === selected ? 'selected' : index === 0 && !closed ? 'first' : 'corner',
          index,
        }),
      ),
    ]),
  )
}

function layersOf(palette: Palette): Parameters<typeof openMap>[0]['layers'] {
  return [
    {
      id: 'around-fill',
      type: 'fill',
      source: 'around',
      paint: { 'fill-color': ['match', ['get', 'relation'], 'above', palette.surface, palette.greenWash] },
    },
    {
      id: 'around-line',
      type: 'line',
      source: 'around',
      paint: {
        'line-color': palette.lineStrong,
        'line-width': ['match', ['get', 'relation'], 'above', 2.4, 1.2],
      },
    },
    {
      id: 'draft-fill',
      type: 'fill',
      source: 'draft',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': palette.green, 'fill-opacity': 0.22 },
    },
    {
      id: 'draft-line',
      type: 'line',
      source: 'draft',
      paint: { 'line-color': palette.greenDeep, 'line-width': 2.4 },
    },
    {
      id: 'points',
      type: 'circle',
      source: 'points',
      paint: {
        'circle-radius': ['match', ['get', 'kind'], 'middle', 4, 'selected', 8, 'first', 8, 6],
        'circle-color': [
          'match',
          ['get', 'kind'],
          'selected',
          palette.seal,
          'first',
          palette.green,
          palette.surface,
        ],
        'circle-stroke-color': ['match', ['get', 'kind'], 'middle', palette.lineStrong, palette.greenDeep],
        'circle-stroke-width': 2,
      },
    },
  ]
}

function addLabel(map: MapLibre, one: Around): void {
  const label = document.createElement('div')
  label.className = 'map-label'
  label.textContent = one.name
  new Marker({ element: label }).setLngLat(boundsOf([one.shape]).getCenter()).addTo(map)
}

type Touch = MapMouseEvent | MapTouchEvent

/** A corner or the middle of an edge under a pointer. */
function pointAt(map: MapLibre, event: Touch): { kind: string; index: number } | undefined {
  if (!map.getLayer('points')) return undefined
  const { x, y } = event.point
  const found = map.queryRenderedFeatures(
    [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ],
    { layers: ['points'] },
  )
  const best = found.find((one) => one.properties.kind !== 'middle') ?? found[0]
  return best && { kind: String(best.properties.kind), index: Number(best.properties.index) }
}

/** Where a pointer is; a corner of a boundary around takes what comes near, so that neighbours share their line. */
function positionAt(map: MapLibre, snaps: readonly number[][], event: Touch): number[] {
  const { x, y } = event.point
  const near = snaps.find((corner) => {
    const at = map.project(place(corner))
    return Math.hypot(at.x - x, at.y - y) <= reach
  })
  return near ?? [event.lngLat.lng, event.lngLat.lat]
}

function listen(map: MapLibre, snaps: readonly number[][], draft: () => Draft | undefined, hand: Hand): void {
  let held: number | undefined
  let moved = false
  const take = (event: Touch) => {
    const point = pointAt(map, event)
    if (
      !point ||
      ('originalEvent' in event &&
        event.originalEvent instanceof MouseEvent &&
        event.originalEvent.button !== 0)
    )
      return
    event.preventDefault()
    moved = false
    if (point.kind === 'middle') {
      hand.insert(point.index, [event.lngLat.lng, event.lngLat.lat])
      held = point.index + 1
      moved = true
    } else held = point.index
    hand.select(held)
  }
  const drag = (event: Touch) => {
    if (held === undefined) {
      map.getCanvas().style.cursor = pointAt(map, event) ? 'move' : draft()?.closed ? '' : 'crosshair'
      return
    }
    if (!moved) hand.grab()
    moved = true
    hand.move(held, positionAt(map, snaps, event))
  }
  const release = () => {
    held = undefined
  }
  map.on('mousedown', take)
  map.on('touchstart', take)
  map.on('mousemove', drag)
  map.on('touchmove', drag)
  map.on('mouseup', release)
  map.on('touchend', release)
  map.on('click', (event) => {
    const point = pointAt(map, event)
    if (point?.kind === 'first' && (draft()?.corners.length ?? 0) >= 3) return hand.close()
    if (point) return
    hand.select(null)
    hand.add(positionAt(map, snaps, event))
  })
  map.on('dblclick', (event) => {
    event.preventDefault()
    hand.close()
  })
  map.on('contextmenu', (event) => {
    const point = pointAt(map, event)
    if (point && point.kind !== 'middle') hand.remove(point.index)
  })
}
