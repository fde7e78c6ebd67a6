import { z } from 'zod'
import type { CaseScheme } from '../../engines/scheme/section.ts'
import type { PointsBook } from './scheme.ts'

const count = z.number().int().min(0)

/** So many households, of which so many take part, and their deeds: item → how many. */
export const figures = z.strictObject({
  households: count,
  joined: count,
  deeds: z.record(z.string(), count),
})

/** Passbooks of those who take part, and deeds: all, and by category in the order of the scheme (I-6). */
export function runFigures(scheme: CaseScheme, given: z.output<typeof figures>): Record<string, unknown> {
  const book = (scheme.resolved.plain.points as PointsBook[])[0]!
  const by = book.categories.map(({ key }) => [
    key,
    book.items
      .filter((item) => item.category === key)
      .reduce((sum, item) => sum + (given.deeds[item.key] ?? 0), 0),
  ])
  return {
    passbooks: Math.min(given.joined, given.households),
    deeds: Object.values(given.deeds).reduce((sum, deeds) => sum + deeds, 0),
    by_category: Object.fromEntries(by),
  }
}
