import { z } from 'zod'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { day } from '../../engines/scheme/dated.ts'
import type { CaseScheme } from '../../engines/scheme/section.ts'
import { type Cap, capsOf, sameName, type Used } from './decide-caps.ts'
import { decideDeclaration } from './decide-declaration.ts'
import type { PointsBook, PointsItem } from './scheme.ts'

/** Deeds that one household declares one after the other, each by the first channel that its item allows. */
export const declarations = z.strictObject({
  deeds: z
    .array(
      z.strictObject({
        item: z.string(),
        on: day,
        points: z.number().nullable().default(null),
        quantity: z.number().default(1),
        named: z.string().min(1).nullable().default(null),
      }),
    )
    .min(1),
})

type Declarations = z.output<typeof declarations>
type Deed = Declarations['deeds'][number]

/** What each deed counts, or the code by which it is refused; and the sum of what counts, deductions taken off. */
export function runDeclarations(scheme: CaseScheme, given: Declarations): Record<string, unknown> {
  const book = (scheme.resolved.plain.points as PointsBook[])[0]!
  const counted: { deed: Deed; points: number }[] = []
  const results = given.deeds.map((deed) => {
    const item = book.items.find((one) => one.key === deed.item)
    if (!item) return 'points.item_unknown'
    const points = declareAfter(book, item, deed, { counted, today: scheme.on })
    if (typeof points === 'string') return points
    counted.push({ deed, points })
    return signed(item, points) / 100
  })
  const sum = results.reduce<number>((total, one) => total + (typeof one === 'number' ? one * 100 : 0), 0)
  return { results, sum: Math.round(sum) / 100 }
}

function declareAfter(
  book: PointsBook,
  item: PointsItem,
  deed: Deed,
  { counted, today }: { counted: readonly { deed: Deed; points: number }[]; today: string },
): number | string {
  const caps = capsOf(book, item, { on: deed.on, named: deed.named })
  try {
    return decideDeclaration(book, item, {
      channel: item.declarers[0]!,
      quantity: Math.round(deed.quantity * 100),
      proposed: deed.points === null ? null : Math.round(deed.points * 100),
      occurredOn: deed.on,
      today,
      evidenceCount: 1,
      enrolled: true,
      closedCycle: null,
      named: deed.named,
      used: Object.fromEntries(caps.map((cap) => [cap.key, usedOf(cap, counted)])) as Used,
    })
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** What counts towards a cap, one by one: the plain way, beside the set-based one of the store. */
function usedOf(cap: Cap, counted: readonly { deed: Deed; points: number }[]) {
  const towards = counted.filter(
    ({ deed }) =>
      cap.items.includes(deed.item) &&
      deed.on >= cap.firstDay &&
      deed.on <= cap.lastDay &&
      (cap.named === null || (deed.named !== null && sameName(deed.named, cap.named))),
  )
  return { times: towards.length, points: towards.reduce((sum, { points }) => sum + points, 0) }
}

const signed = (item: PointsItem, points: number) => (item.direction === 'minus' ? -points : points)
