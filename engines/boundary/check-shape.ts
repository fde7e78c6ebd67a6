import type { Words } from '../contract/route.ts'
import { findCrossing } from './find-crossing.ts'
import { ringsOf, type Shape } from './shape.ts'

export interface ShapeProblem {
  reason: Words
  mend: Words
}

/** Corners that one boundary may have; county outlines of surveyors stay below after thinning to ten metres. */
export const positionsMax = 20_000

/** Degrees that hold all of China, for catching swapped axes and metres in place of degrees. */
const extent = { west: 73, east: 135.1, south: 3, north: 54 }

/** The first fault of a boundary in the order that a person would mend them; undefined when it is good. */
export function checkShape(shape: Shape): ShapeProblem | undefined {
  const rings = ringsOf(shape)
  const count = rings.reduce((sum, ring) => sum + ring.length, 0)
  if (count > positionsMax) {
    return {
      reason: {
        zh: `有 ${count} 个拐点，最多 ${positionsMax} 个`,
        en: `it has ${count} corners; the limit is ${positionsMax}`,
      },
      mend: { zh: '请在地图软件中简化图形后再导入', en: 'simplify the shape in the map program first' },
    }
  }
  for (const ring of rings) {
    const problem = checkRing(ring)
    if (problem) return problem
  }
  return undefined
}

function checkRing(ring: readonly (readonly number[])[]): ShapeProblem | undefined {
  for (const [longitude = 0, latitude = 0] of ring) {
    if (inExtent(longitude, latitude)) continue
    if (inExtent(latitude, longitude)) {
      return {
        reason: {
          zh: `坐标 ${longitude}, ${latitude} 的经度和纬度写反了`,
          en: `longitude and latitude are swapped at ${longitude}, ${latitude}`,
        },
        mend: { zh: '请按“经度在前、纬度在后”重新导出', en: 'export again with the longitude first' },
      }
    }
    const metres = Math.abs(longitude) > 1000
    return {
      reason: {
        zh: `坐标 ${longitude}, ${latitude} 不在中国范围内${metres ? '，像是以米为单位的投影坐标' : ''}`,
        en: `${longitude}, ${latitude} lies outside China${metres ? '; it looks like projected metres' : ''}`,
      },
      mend: { zh: '请用经纬度（度）导出', en: 'export in degrees of longitude and latitude' },
    }
  }
  const [first, last] = [ring[0]!, ring.at(-1)!]
  if (first[0] !== last[0] || first[1] !== last[1]) {
    return {
      reason: {
        zh: '边界没有闭合，首尾两点不同',
        en: 'a ring is not closed: its first and last corner differ',
      },
      mend: { zh: '请把最后一点连回起点', en: 'join the last corner to the first' },
    }
  }
  // Three corners cannot cross; on one line they are told by the area.
  const crossing = ring.length > 4 ? checkCrossing(ring) : undefined
  if (crossing || area(ring) > 0) return crossing
  return {
    reason: { zh: '边界围出的面积为零', en: 'a ring encloses no area' },
    mend: { zh: '请重新画一遍', en: 'draw it again' },
  }
}

function checkCrossing(ring: readonly (readonly number[])[]): ShapeProblem | undefined {
  const crossing = findCrossing(ring)
  if (!crossing) return undefined
  if (crossing === 'tangled') {
    return {
      reason: {
        zh: '边界太乱，查不清有没有自相交叉',
        en: 'it is too tangled to tell whether it crosses itself',
      },
      mend: { zh: '请在地图软件中简化图形后再导入', en: 'simplify the shape in the map program first' },
    }
  }
  const { first, second } = crossing
  return {
    reason: {
      zh: `边界自相交叉：第 ${first} 点后面的边碰到第 ${second} 点后面的边`,
      en: `it crosses itself: the edge after corner ${first} meets the edge after corner ${second}`,
    },
    mend: { zh: '请移动或删去这几个点', en: 'move or delete these corners' },
  }
}

function inExtent(longitude: number, latitude: number): boolean {
  return (
    longitude >= extent.west &&
    longitude <= extent.east &&
    latitude >= extent.south &&
    latitude <= extent.north
  )
}

/** Twice the area of a ring in square degrees, by the shoelace sum from its first corner. */
function area(ring: readonly (readonly number[])[]): number {
  const [x0 = 0, y0 = 0] = ring[0]!
  let sum = 0
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [x1 = 0, y1 = 0] = ring[index]!
    const [x2 = 0, y2 = 0] = ring[index + 1]!
    sum += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
  }
  return Math.abs(sum)
}
