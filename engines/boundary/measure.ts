import { convertCoordinates, type Datum } from '../datum/datum.ts'
import { type Edge, eachNearPair, edgesOf, pairsMax, ringsOf, type Shape } from './shape.ts'

/** Ellipsoid of CGCS2000 (GB 22021-2008): half axis in metres, and the square of its eccentricity. */
const axis = 6_378_137
const flattening = 1 / 298.257_222_101
const eccentricity2 = flattening * (2 - flattening)
const eccentricity = Math.sqrt(eccentricity2)
const toRadians = Math.PI / 180

/** Latitude as metres north in Lambert's cylindrical projection, which keeps areas. */
function north(latitude: number): number {
  const sine = Math.sin(latitude * toRadians)
  const along = eccentricity * sine
  const q =
    (1 - eccentricity2) *
    (sine / (1 - along * along) - Math.log((1 - along) / (1 + along)) / (2 * eccentricity))
  return (axis * q) / 2
}

/** Edges of a shape in CGCS2000 as metres from `origin`, so that small shapes keep their digits. */
function flatten(shape: Shape, origin: readonly number[]): Edge[] {
  const [longitude0 = 0, latitude0 = 0] = origin
  const north0 = north(latitude0)
  return ringsOf(shape).flatMap((ring) =>
    edgesOf(
      ring.map(([longitude = 0, latitude = 0]) => [
        axis * (longitude - longitude0) * toRadians,
        north(latitude) - north0,
      ]),
    ),
  )
}

/** A shape in CGCS2000; what is there already stays as it is. */
export function toNational(shape: Shape, datum: Datum): Shape {
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: convertCoordinates(shape.coordinates, datum, 'CGCS2000') }
    : { type: 'MultiPolygon', coordinates: convertCoordinates(shape.coordinates, datum, 'CGCS2000') }
}

/** Square metres inside a shape, holes taken off, on the ellipsoid. */
export function measureArea(shape: Shape, datum: Datum): number {
  const national = toNational(shape, datum)
  const parts = national.type === 'Polygon' ? [national.coordinates] : national.coordinates
  let total = 0
  for (const [outer, ...holes] of parts) {
    total += measureRing(outer!)
    for (const hole of holes) total -= measureRing(hole)
  }
  return total
}

function measureRing(ring: number[][]): number {
  const edges = flatten({ type: 'Polygon', coordinates: [ring] }, ring[0]!)
  return Math.abs(edges.reduce((sum, { x1, y1, x2, y2 }) => sum + (x1 * y2 - x2 * y1), 0)) / 2
}

/**
 * Square metres that two shapes in CGCS2000 have in common. The plane is cut into strips at every corner and
 * crossing; within a strip no edges cross, so the height at its middle times its width is exact. Undefined when
 * the two are too tangled to be compared.
 */
export function measureOverlap(one: Shape, other: Shape): number | undefined {
  const origin = ringsOf(one)[0]![0]!
  const edges = [flatten(one, origin), flatten(other, origin)] as const
  const all = [...edges[0], ...edges[1]]
  const cuts = all.map((edge) => edge.x1)
  const told = eachNearPair(all, (first, second) => {
    if (first < edges[0].length !== second < edges[0].length) {
      const x = crossingOf(all[first]!, all[second]!)
      if (x !== undefined) cuts.push(x)
    }
    return cuts.length > pairsMax
  })
  return told && cuts.length <= pairsMax ? addStrips(all, edges[0].length, cuts) : undefined
}

function addStrips(edges: readonly Edge[], ownCount: number, cuts: number[]): number | undefined {
  cuts.sort((a, b) => a - b)
  const waiting = edges
    .map((edge, index) => ({
      edge,
      own: index < ownCount,
      west: Math.min(edge.x1, edge.x2),
      east: Math.max(edge.x1, edge.x2),
    }))
    .sort((a, b) => b.west - a.west)
  let active: typeof waiting = []
  let total = 0
  let looked = 0
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [west, east] = [cuts[index]!, cuts[index + 1]!]
    if (east <= west) continue
    const middle = (west + east) / 2
    while (waiting.length > 0 && waiting.at(-1)!.west <= middle) active.push(waiting.pop()!)
    active = active.filter((one) => one.east >= middle)
    looked += active.length
    if (looked > pairsMax) return undefined
    const heights = active
      .filter((one) => one.west < one.east)
      .map(({ edge, own }) => ({ own, y: heightAt(edge, middle) }))
    total += commonHeight(heights) * (east - west)
  }
  return total
}

/** How much of a vertical line lies in both shapes: every edge passed goes in or out. */
function commonHeight(heights: { own: boolean; y: number }[]): number {
  heights.sort((a, b) => a.y - b.y)
  let inOne = false
  let inOther = false
  let sum = 0
  for (const [index, { own, y }] of heights.entries()) {
    if (own) inOne = !inOne
    else inOther = !inOther
    if (inOne && inOther && index + 1 < heights.length) sum += heights[index + 1]!.y - y
  }
  return sum
}

function heightAt({ x1, y1, x2, y2 }: Edge, x: number): number {
  return y1 + ((x - x1) / (x2 - x1)) * (y2 - y1)
}

/** Where two edges cross, in metres east; undefined when they do not or run side by side. */
function crossingOf(a: Edge, b: Edge): number | undefined {
  const [ax, ay, bx, by] = [a.x2 - a.x1, a.y2 - a.y1, b.x2 - b.x1, b.y2 - b.y1]
  const cross = ax * by - ay * bx
  if (cross === 0) return undefined
  const alongA = ((b.x1 - a.x1) * by - (b.y1 - a.y1) * bx) / cross
  const alongB = ((b.x1 - a.x1) * ay - (b.y1 - a.y1) * ax) / cross
  return alongA >= 0 && alongA <= 1 && alongB >= 0 && alongB <= 1 ? a.x1 + alongA * ax : undefined
}
