import { type Edge, eachNearPair, edgesOf } from './shape.ts'

/** Which two edges of a ring meet where they must not; each edge is named by the corner it begins at, from 1. */
export type Crossing = { first: number; second: number } | 'tangled'

/** Positions as whole numbers of 1e-7 degrees (1 cm): turns of edges below some degrees long are then exact. */
const grain = 1e7

/**
 * The first crossing of a closed ring with itself, in the order of its edges; touching itself and going back
 * along an edge count too. Undefined when there is none; 'tangled' when it could not be told.
 */
export function findCrossing(ring: readonly (readonly number[])[]): Crossing | undefined {
  const edges = edgesOf(
    ring.map(([longitude = 0, latitude = 0]) => [
      Math.round(longitude * grain),
      Math.round(latitude * grain),
    ]),
  )
  let [first, second] = [edges.length, edges.length]
  const told = eachNearPair(edges, (one, other) => {
    const earlier = one < first || (one === first && other < second)
    if (earlier && clash(edges, one, other)) [first, second] = [one, other]
    return false
  })
  if (!told) return 'tangled'
  return first < edges.length ? { first: first + 1, second: second + 1 } : undefined
}

function clash(edges: readonly Edge[], one: number, other: number): boolean {
  const [a, b] = [edges[one]!, edges[other]!]
  if (other === one + 1) return goesBack(a, b)
  if (one === 0 && other === edges.length - 1) return goesBack(b, a)
  return meet(a, b)
}

/** Whether the edge that follows turns right back along the one before. */
function goesBack(before: Edge, after: Edge): boolean {
  const ahead =
    (before.x2 - before.x1) * (after.x2 - after.x1) + (before.y2 - before.y1) * (after.y2 - after.y1)
  return turn(before, after.x2, after.y2) === 0 && ahead < 0
}

/** Which side of an edge's line a point lies on: positive left, negative right, 0 on it. */
function turn(edge: Edge, x: number, y: number): number {
  return (edge.x2 - edge.x1) * (y - edge.y1) - (edge.y2 - edge.y1) * (x - edge.x1)
}

/** Whether two edges whose boxes meet have a point in common. */
function meet(a: Edge, b: Edge): boolean {
  const apart = (one: Edge, other: Edge) => {
    const [from, to] = [turn(one, other.x1, other.y1), turn(one, other.x2, other.y2)]
    return (from > 0 && to > 0) || (from < 0 && to < 0)
  }
  return !apart(a, b) && !apart(b, a)
}
