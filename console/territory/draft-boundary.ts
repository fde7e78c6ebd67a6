import type { Shape } from '../../engines/boundary/shape.ts'

/** A boundary while it is drawn: corners as [longitude, latitude], the way back to the first one left out. */
export interface Draft {
  corners: number[][]
  closed: boolean
  /** What was typed into the list of corners and could not be read. */
  unread: string | null
}

export const emptyDraft: Draft = { corners: [], closed: false, unread: null }

/** A tenth of a metre: finer than a hand can point. */
export const roundCorner = (corner: readonly number[]) =>
  corner.slice(0, 2).map((degrees) => Math.round(degrees * 1e6) / 1e6)

const same = (a: readonly number[] | undefined, b: readonly number[] | undefined) =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]

/** One corner more at the end; a second click in one place counts once. */
export function addCorner(draft: Draft, corner: readonly number[]): Draft {
  const next = roundCorner(corner)
  if (draft.closed || same(draft.corners.at(-1), next)) return draft
  return { corners: [...draft.corners, next], closed: false, unread: null }
}

/** Joins the last corner to the first; it takes three. */
export function closeDraft(draft: Draft): Draft {
  return draft.closed || draft.corners.length < 3 ? draft : { ...draft, closed: true, unread: null }
}

export function moveCorner(draft: Draft, index: number, to: readonly number[]): Draft {
  return { ...draft, corners: draft.corners.with(index, roundCorner(to)), unread: null }
}

/** A corner on the edge that begins at `after`. */
export function insertCorner(draft: Draft, after: number, at: readonly number[]): Draft {
  return { ...draft, corners: draft.corners.toSpliced(after + 1, 0, roundCorner(at)), unread: null }
}

/** One corner less; with two left nothing is closed any more. */
export function removeCorner(draft: Draft, index: number): Draft {
  const corners = draft.corners.toSpliced(index, 1)
  return { corners, closed: draft.closed && corners.length >= 3, unread: null }
}

/** The middle of each edge, for putting a corner there: `after` is the corner the edge begins at. */
export function middlesOf(draft: Draft): { after: number; at: number[] }[] {
  const { corners, closed } = draft
  return corners.slice(0, closed ? undefined : -1).map((corner, after) => {
    const next = corners[(after + 1) % corners.length]!
    return { after, at: [(corner[0]! + next[0]!) / 2, (corner[1]! + next[1]!) / 2] }
  })
}

/** The drawn shape; undefined until it is closed. */
export function shapeOf(draft: Draft): Shape | undefined {
  if (!draft.closed) return undefined
  return { type: 'Polygon', coordinates: [[...draft.corners, draft.corners[0]!]] }
}

/** A kept boundary to draw on from; undefined for one of several parts or with holes, which a hand cannot draw here. */
export function draftOf(shape: Shape): Draft | undefined {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  if (rings.length !== 1) return undefined
  return { corners: rings[0]!.slice(0, -1).map((corner) => corner.slice(0, 2)), closed: true, unread: null }
}
