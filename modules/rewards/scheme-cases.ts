import { z } from 'zod'
import type { CaseScheme, SchemeSection } from '../../engines/scheme/section.ts'
import { type AcceptedGroup, decideByClose, decideByGrade, decideClawback } from './decide-rewards.ts'
import type { GradeLadder, Ladder, RewardRules } from './scheme.ts'

const rulesOf = (scheme: CaseScheme) => scheme.resolved.plain.rewards as RewardRules
const count = z.number().int().min(0)

const group = z.strictObject({ grade: z.string().nullable(), households: count })
const groupRewards = z.strictObject({
  groups: z.array(group).min(1),
  whole_village: z.boolean().default(false),
})
const takenBack = z.strictObject({
  grade: z.string(),
  households: count,
  consequence: z.enum(['clawback', 'bar']).nullable(),
})
const household = z.strictObject({
  ladder: z.string(),
  points: z.number(),
  marks: z.array(z.string()).default([]),
})
const shared = z.strictObject({ ladder: z.string(), income: z.number().min(0), points: z.array(z.number()) })

/** The kinds of worked cases of rewards; amounts in yuan. */
export const rewardCases: SchemeSection['cases'] = {
  group_rewards: { given: groupRewards, run: runGroups },
  reward_taken_back: {
    given: takenBack,
    run: (scheme, given: z.output<typeof takenBack>) => {
      const paid = work(scheme, [{ grade: given.grade, households: given.households }], false).lines
      return { taken_back: decideClawback(rulesOf(scheme), given.consequence, paid).amountFen / 100 }
    },
  },
  household_reward: {
    given: household,
    run: (scheme, given: z.output<typeof household>) => ({
      reward: byClose(scheme, given.ladder, 0, [given]).totalFen / 100,
    }),
  },
  shared_income: {
    given: shared,
    run: (scheme, given: z.output<typeof shared>) => {
      const households = given.points.map((points) => ({ points, marks: [] }))
      const worked = byClose(scheme, given.ladder, given.income, households)
      const amounts = new Map(worked.lines.map((line) => [line.householdId, line.amountFen / 100]))
      return {
        parts: given.points.map((_, index) => amounts.get(String(index)) ?? 0),
        total: worked.totalFen / 100,
        remainder: worked.remainderFen / 100,
      }
    },
  },
}

function gradeLadderOf(scheme: CaseScheme): GradeLadder {
  return rulesOf(scheme).ladders.find((ladder): ladder is GradeLadder => ladder.kind === 'grades')!
}

function work(scheme: CaseScheme, groups: z.output<typeof group>[], whole: boolean) {
  const accepted = groups.flatMap((one, index): AcceptedGroup[] =>
    one.grade === null
      ? []
      : [
          {
            creationId: String(index),
            groupName: `${index + 1} 组`,
            leaderName: `${index + 1} 组组长`,
            grade: one.grade,
            households: one.households,
          },
        ],
  )
  return decideByGrade(gradeLadderOf(scheme), accepted, whole)
}

function runGroups(scheme: CaseScheme, given: z.output<typeof groupRewards>): Record<string, unknown> {
  const { lines, totalFen } = work(scheme, given.groups, given.whole_village)
  const sum = (...parts: string[]) =>
    lines.filter((line) => parts.includes(line.part)).reduce((total, line) => total + line.amountFen, 0) / 100
  return {
    households: sum('household', 'whole_household'),
    leaders: sum('leader', 'whole_leader'),
    total: totalFen / 100,
    groups: given.groups.map(
      (_, index) =>
        lines
          .filter((line) => line.creationId === String(index))
          .reduce((total, line) => total + line.amountFen, 0) / 100,
    ),
  }
}

function byClose(
  scheme: CaseScheme,
  key: string,
  income: number,
  households: readonly { points: number; marks: readonly string[] }[],
) {
  const ladder = rulesOf(scheme).ladders.find(
    (one): one is Exclude<Ladder, GradeLadder> => one.key === key && one.kind !== 'grades',
  )!
  return decideByClose(
    ladder,
    households.map(({ points, marks }, index) => ({
      householdId: String(index),
      householdNumber: String(index + 1),
      headName: '',
      points: Math.round(points * 100),
      marks,
    })),
    Math.round(income * 100),
  )
}
