import type { Words } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'

/** The duties that a scheme may keep apart in one matter. */
export const duties = {
  declare: { zh: '申报', en: 'declare' },
  review: { zh: '评议', en: 'review' },
  approve: { zh: '审批', en: 'approve' },
  publicise: { zh: '公示', en: 'publicise' },
  pay: { zh: '发放', en: 'pay out' },
  supervise: { zh: '监督', en: 'supervise' },
} as const satisfies Record<string, Words>

export type Duty = keyof typeof duties

/** Two duties that one person (or one household) may not hold in the same matter, as a scheme demands. */
export interface DutiesApart {
  duties: readonly [Duty, Duty]
  /** 'household' keeps apart also those who live under one roof. */
  by: 'person' | 'household'
}

/** Who held, or is about to hold, a duty in one matter. */
export interface DutyHolder {
  duty: Duty
  name: string
  accountId: string | null
  personId: string | null
  householdId: string | null
}

/** Details of the refusal account.duties_meet: `name` may not take one duty, as `otherName` holds the other. */
export interface DutyConflict {
  duty: Duty
  dutyZh: string
  dutyEn: string
  name: string
  other: Duty
  otherZh: string
  otherEn: string
  otherName: string
  by: 'person' | 'household'
}

/** The usual demand: who declares does not review, who reviews does not supervise. */
export const usualDutiesApart: readonly DutiesApart[] = [
  { duties: ['declare', 'review'], by: 'person' },
  { duties: ['review', 'supervise'], by: 'person' },
]

/**
 * Every pair of holders in one matter that the rules keep apart, in the order of the rules.
 * Nobody is held to be the same as someone unknown: null never equals null.
 */
export function checkDuties(apart: readonly DutiesApart[], holders: readonly DutyHolder[]): DutyConflict[] {
  return apart.flatMap(({ duties: [first, second], by }) =>
    holders
      .filter((holder) => holder.duty === first)
      .flatMap((held) =>
        holders
          .filter((taking) => taking.duty === second && taking !== held && isSame(held, taking, by))
          .map((taking) => ({
            duty: second,
            dutyZh: duties[second].zh,
            dutyEn: duties[second].en,
            name: taking.name,
            other: first,
            otherZh: duties[first].zh,
            otherEn: duties[first].en,
            otherName: held.name,
            by,
          })),
      ),
  )
}

/** Throws account.duties_meet for the first pair that the rules keep apart. */
export function requireDutiesApart(apart: readonly DutiesApart[], holders: readonly DutyHolder[]): void {
  const [conflict] = checkDuties(apart, holders)
  if (conflict) throw new Refusal('account.duties_meet', { ...conflict })
}

function isSame(one: DutyHolder, other: DutyHolder, by: DutiesApart['by']): boolean {
  if (one.accountId !== null && one.accountId === other.accountId) return true
  if (one.personId !== null && one.personId === other.personId) return true
  return by === 'household' && one.householdId !== null && one.householdId === other.householdId
}
