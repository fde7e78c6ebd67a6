import { splitPool } from '../../engines/allocation/split-pool.ts'
import type { GradeLadder, Ladder, MarkLadder, PointsLadder, RewardRules, ShareLadder } from './scheme.ts'

export type Part = 'household' | 'leader' | 'whole_household' | 'whole_leader' | 'points' | 'mark' | 'share'

/** One step of a worksheet that anybody can follow: a rule’s value, times a count, is an amount. */
export interface RewardLine {
  part: Part
  creationId: string | null
  householdId: string | null
  recipient: string
  /** Key of grade, band or mark; empty where there is none. */
  grade: string
  /** Hundredths of a point that it rests on. */
  points: number | null
  /** Path of the value in the scheme. */
  rule: string
  rateFen: number
  count: number
  amountFen: number
}

export interface Worked {
  lines: RewardLine[]
  totalFen: number
  /** What is left of a pool; 0 where there is none. */
  remainderFen: number
}

export interface AcceptedGroup {
  creationId: string
  groupName: string
  leaderName: string
  grade: string
  households: number
}

export interface ScoredHousehold {
  householdId: string
  householdNumber: string
  headName: string
  /** Hundredths of a point at the close. */
  points: number
  marks: readonly string[]
}

const worked = (lines: RewardLine[], remainderFen = 0): Worked => ({
  lines,
  totalFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
  remainderFen,
})

/**
 * Rewards of a year’s groups by their grade: for each household and for the leader, and more of both in a whole
 * village (G-5). A grade without a rung, and a group without a grade, get nothing.
 */
export function decideByGrade(ladder: GradeLadder, groups: readonly AcceptedGroup[], whole: boolean): Worked {
  const lines = groups.flatMap((group): RewardLine[] => {
    const rung = ladder.rungs.find((one) => one.key === group.grade)
    if (!rung) return []
    const line = (
      part: Exclude<Part, 'points' | 'mark' | 'share'>,
      recipient: string,
      count: number,
    ): RewardLine => ({
      part,
      creationId: group.creationId,
      householdId: null,
      recipient,
      grade: rung.key,
      points: null,
      rule: `rewards.ladders.${ladder.key}.rungs.${rung.key}.${part}`,
      rateFen: rung[part],
      count,
      amountFen: rung[part] * count,
    })
    const { groupName, leaderName, households } = group
    return [
      line('household', groupName, households),
      line('leader', leaderName, 1),
      ...(whole ? [line('whole_household', groupName, households), line('whole_leader', leaderName, 1)] : []),
    ]
  })
  return worked(lines)
}

const nameOf = (one: ScoredHousehold) => `${one.householdNumber} ${one.headName}`

/** The highest band whose line the points reach; below the lowest nothing (C-14: never less for more points). */
export function decideByPoints(ladder: PointsLadder, households: readonly ScoredHousehold[]): Worked {
  return worked(
    households.flatMap((one): RewardLine[] => {
      const band = ladder.bands.findLast((candidate) => one.points >= candidate.least)
      if (!band) return []
      return [
        {
          part: 'points',
          creationId: null,
          householdId: one.householdId,
          recipient: nameOf(one),
          grade: band.key,
          points: one.points,
          rule: `rewards.ladders.${ladder.key}.bands.${band.key}.amount`,
          rateFen: band.amount,
          count: 1,
          amountFen: band.amount,
        },
      ]
    }),
  )
}

/** A line for each mark that a close gave and the ladder rewards. */
export function decideByMark(ladder: MarkLadder, households: readonly ScoredHousehold[]): Worked {
  return worked(
    households.flatMap((one) =>
      ladder.marks
        .filter((mark) => one.marks.includes(mark.key))
        .map(
          (mark): RewardLine => ({
            part: 'mark',
            creationId: null,
            householdId: one.householdId,
            recipient: nameOf(one),
            grade: mark.key,
            points: one.points,
            rule: `rewards.ladders.${ladder.key}.marks.${mark.key}.amount`,
            rateFen: mark.amount,
            count: 1,
            amountFen: mark.amount,
          }),
        ),
    ),
  )
}

/**
 * A share of the collective income by points, exact to the fen: parts and remainder are the pool. Negative points
 * get nothing and take nothing (G-25). The pool is rounded down to whole fen.
 */
export function decideByShare(
  ladder: ShareLadder,
  households: readonly ScoredHousehold[],
  incomeFen: number,
): Worked {
  const poolFen = (BigInt(incomeFen) * BigInt(ladder.percent)) / 100n
  const split = splitPool(
    poolFen,
    households.map((one) => BigInt(one.points)),
    ladder.rounding,
  )
  const lines = households.flatMap((one, index): RewardLine[] => {
    const amountFen = Number(split.partsFen[index]!)
    if (amountFen === 0) return []
    return [
      {
        part: 'share',
        creationId: null,
        householdId: one.householdId,
        recipient: nameOf(one),
        grade: '',
        points: one.points,
        rule: `rewards.ladders.${ladder.key}.percent`,
        rateFen: Number(poolFen),
        count: 1,
        amountFen,
      },
    ]
  })
  return worked(lines, Number(split.remainderFen))
}

export function decideByClose(
  ladder: Exclude<Ladder, GradeLadder>,
  households: readonly ScoredHousehold[],
  incomeFen: number,
): Worked {
  switch (ladder.kind) {
    case 'points':
      return decideByPoints(ladder, households)
    case 'marks':
      return decideByMark(ladder, households)
    case 'share':
      return decideByShare(ladder, households, incomeFen)
  }
}

/** What is taken back of what was paid for a group: the households’ part, and the leader’s where the scheme says so (G-5). */
export function decideClawback(
  rules: RewardRules,
  consequence: 'clawback' | 'bar' | null,
  paid: readonly { part: string; amountFen: number }[],
): { amountFen: number; withLeader: boolean } {
  const applies =
    consequence === 'clawback' || (consequence === 'bar' && rules.clawback?.when_barred === true)
  if (!rules.clawback || !applies) return { amountFen: 0, withLeader: false }
  const withLeader = rules.clawback.leader
  const amountFen = paid
    .filter((line) => withLeader || (line.part !== 'leader' && line.part !== 'whole_leader'))
    .reduce((sum, line) => sum + line.amountFen, 0)
  return { amountFen, withLeader }
}
