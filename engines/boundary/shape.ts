/** GeoJSON geometry of a boundary; positions are [longitude, latitude] in degrees. */
export type Shape =
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] }

/** All rings of a shape: each part's outer ring, then its holes. */
export function ringsOf(shape: Shape): number[][][] {
  return shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
}

/** A straight edge from one corner to the next. */
export interface Edge {
  x1: number
  y1: number
  x2: number
  y2: number
}

/** Edges of a ring in order; what has no length is left out. */
export function edgesOf(ring: readonly (readonly number[])[]): Edge[] {
  const edges: Edge[] = []
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [x1 = 0, y1 = 0] = ring[index]!
    const [x2 = 0, y2 = 0] = ring[index + 1]!
    if (x1 !== x2 || y1 !== y2) edges.push({ x1, y1, x2, y2 })
  }
  return edges
}

/** Comparisons of edges that one check may need; an outline of 20,000 corners stays below a twentieth of it. */
export const pairsMax = 20_000_000

/**
 * Shows every pair of edges whose boxes meet, each once, by their places in the list; ends when `visit` says true.
 * Returns false when the edges lie in such a tangle that more than `pairsMax` pairs would have to be compared.
 */
export function eachNearPair(
  edges: readonly Edge[],
  visit: (one: number, other: number) => boolean,
): boolean {
  const order = edges.map((_, index) => index)
  order.sort((a, b) => westOf(edges[a]!) - westOf(edges[b]!))
  let active: number[] = []
  let compared = 0
  for (const index of order) {
    const edge = edges[index]!
    const west = westOf(edge)
    active = active.filter((other) => Math.max(edges[other]!.x1, edges[other]!.x2) >= west)
    compared += active.length
    if (compared > pairsMax) return false
    for (const other of active) {
      if (!meetsNorthSouth(edge, edges[other]!)) continue
      if (visit(Math.min(index, other), Math.max(index, other))) return true
    }
    active.push(index)
  }
  return true
}

const westOf = (edge: Edge) => Math.min(edge.x1, edge.x2)

function meetsNorthSouth(a: Edge, b: Edge): boolean {
  return Math.max(a.y1, a.y2) >= Math.min(b.y1, b.y2) && Math.max(b.y1, b.y2) >= Math.min(a.y1, a.y2)
}
