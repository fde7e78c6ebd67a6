import type { Words } from '../contract/route.ts'
import { measureArea, measureOverlap } from './measure.ts'
import { ringsOf, type Shape } from './shape.ts'
import { isSeen, showArea } from './show-area.ts'

/** A boundary that a new one is held against, in CGCS2000. */
export interface Around {
  name: string
  /** 'above' holds the new one, 'beside' is another of the same kind. */
  relation: 'above' | 'beside'
  shape: Shape
}

/** A fault keeps a boundary from being kept; a warning is for the eyes of whoever draws. */
export interface Finding {
  level: 'fault' | 'warning'
  reason: Words
  mend: Words
}

/** What is to be said of a good shape in CGCS2000 beside those around it, faults first. */
export function checkAround(shape: Shape, around: readonly Around[]): Finding[] {
  const box = boxOf(shape)
  const findings = around.flatMap((other) => {
    const otherBox = boxOf(other.shape)
    const gap = metresApart(box, otherBox)
    return other.relation === 'above'
      ? (checkAbove(shape, other, gap, sizeOf(otherBox)) ?? [])
      : gap === 0
        ? (checkBeside(shape, other) ?? [])
        : []
  })
  return findings.sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
}

/** Farther off than the one above is wide, a boundary is a slip of the pen; nearer, it may be an exclave. */
function checkAbove(shape: Shape, above: Around, gap: number, size: number): Finding | undefined {
  const { name } = above
  if (gap > size) {
    const kilometres = (gap / 1000).toFixed(1)
    return {
      level: 'fault',
      reason: {
        zh: `离上级“${name}”的边界有 ${kilometres} 公里`,
        en: `it lies ${kilometres} km from the boundary of ${name} above`,
      },
      mend: {
        zh: '请核对坐标有没有写错，坐标系选得对不对',
        en: 'check the figures and the datum',
      },
    }
  }
  const inside = gap > 0 ? 0 : measureOverlap(shape, above.shape)
  if (inside === undefined) return undefined
  const outside = measureArea(shape, 'CGCS2000') - inside
  if (!isSeen(outside)) return undefined
  const area = showArea(outside)
  return {
    level: 'warning',
    reason: {
      zh: `有 ${area.zh} 在上级“${name}”的边界之外`,
      en: `${area.en} of it lie outside ${name} above`,
    },
    mend: { zh: '不是飞地的话，请把出界的点移回来', en: 'unless it is an exclave, move those corners back' },
  }
}

function checkBeside(shape: Shape, beside: Around): Finding | undefined {
  const common = measureOverlap(shape, beside.shape)
  if (common === undefined || !isSeen(common)) return undefined
  const area = showArea(common)
  return {
    level: 'warning',
    reason: { zh: `与“${beside.name}”重叠 ${area.zh}`, en: `it overlaps ${beside.name} by ${area.en}` },
    mend: { zh: '请核对两边的界线', en: 'check the line between the two' },
  }
}

interface Box {
  west: number
  east: number
  south: number
  north: number
}

function boxOf(shape: Shape): Box {
  const box: Box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity }
  for (const ring of ringsOf(shape)) {
    for (const [longitude = 0, latitude = 0] of ring) {
      box.west = Math.min(box.west, longitude)
      box.east = Math.max(box.east, longitude)
      box.south = Math.min(box.south, latitude)
      box.north = Math.max(box.north, latitude)
    }
  }
  return box
}

const metresPerDegree = 111_320

function sizeOf(box: Box): number {
  const scale = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180)
  return metresPerDegree * Math.hypot((box.east - box.west) * scale, box.north - box.south)
}

/** Metres between two boxes; 0 when they meet. */
function metresApart(a: Box, b: Box): number {
  const east = Math.max(0, a.west - b.east, b.west - a.east)
  const north = Math.max(0, a.south - b.north, b.south - a.north)
  const scale = Math.cos((((a.south + b.north) / 2) * Math.PI) / 180)
  return metresPerDegree * Math.hypot(east * scale, north)
}
