import { periodOf } from '../../engines/calendar/period.ts'
import type { Act } from '../../platform/http/context.ts'
import { lockAdoption } from '../schemes/index.ts'
import { decideQuota, type QuotaRule, quotaPlaces } from './decide-quota.ts'
import { rereviewStep } from './find-book.ts'
import type { PointsBook } from './scheme.ts'
import { moveClaims } from './store-claims.ts'
import { countHouseholds, listAwarded } from './store-quota.ts'

interface Award {
  id: string
  householdId: string | null
  occurredOn: string
  direction: 'plus' | 'minus'
}

interface Where {
  placeCode: string
  adoptionId: string
  bookKey: string
}

export interface QuotaState {
  /** The label of the period. */
  period: string
  households: number
  places: number
  taken: number
  /** Households that would take a place now. */
  added: number
  /** Households beyond the places, and their awards. */
  beyond: number
  beyondClaims: string[]
  reaction: QuotaRule['reaction']
}

/**
 * How awards stand to the quota of the periods of their deeds, in the order in which they were declared. With
 * `pending` awards that hang out have their place already. Empty for a book without a quota.
 */
export async function judgeQuota(
  act: Act,
  book: PointsBook,
  where: Where,
  { awards, pending }: { awards: readonly Award[]; pending: boolean },
): Promise<QuotaState[]> {
  const { quota } = book
  if (!quota) return []
  const households = await countHouseholds(act.tx, where.placeCode)
  const places = quotaPlaces(quota, households)
  const kind = quota.period === 'half_year' ? 'half' : quota.period
  const plus = awards.filter((award) => award.direction === 'plus')
  const groups = Map.groupBy(plus, (award) => periodOf(award.occurredOn, kind).label)
  return Promise.all(
    [...groups].map(async ([period, group]) => {
      const { firstDay, lastDay } = periodOf(group[0]!.occurredOn, kind)
      const before = await listAwarded(act.tx, { ...where, firstDay, lastDay, pending })
      const declared = group.toSorted((one, other) => (one.id < other.id ? -1 : 1))
      const { beyond, taken } = decideQuota(places, before, declared)
      return {
        ...{ period, households, places, taken: before.size, added: taken.size - before.size },
        beyond: new Set(beyond.map((award) => award.householdId)).size,
        beyondClaims: beyond.map((award) => award.id),
        reaction: quota.reaction,
      }
    }),
  )
}

/**
 * The awards that the quota keeps back, where it refuses. Whoever asks holds the adoption until the end of the
 * act, so that two acts at once cannot give away the same last place.
 */
export async function keepWithinQuota(
  act: Act,
  book: PointsBook,
  where: Where,
  given: { awards: readonly Award[]; pending: boolean },
): Promise<Set<string>> {
  if (book.quota?.reaction !== 'refuse') return new Set()
  await lockAdoption(act.tx, where.placeCode, where.adoptionId)
  const states = await judgeQuota(act, book, where, given)
  return new Set(states.flatMap((state) => state.beyondClaims))
}

/** Sends awards back to the step that decides anew; each leaves its audit record. Returns how many. */
export async function returnForQuota(
  act: Act,
  book: PointsBook,
  placeCode: string,
  claims: readonly { id: string; householdId: string | null; decided: number | null }[],
): Promise<number> {
  if (claims.length === 0) return 0
  const [state, stepKey] = ['in_review' as const, rereviewStep(book)]
  const moves = claims.map(({ id, decided }) => ({ id, state, stepKey, decided }))
  await moveClaims(act.tx, placeCode.slice(0, 6), moves, act.now)
  for (const { id, householdId } of claims)
    act.record({
      ...{ placeCode, householdId, action: 'points.publicise', subjectKind: 'claim', subjectId: id },
      detail: { beyondQuota: true, returnedTo: stepKey },
    })
  return claims.length
}
