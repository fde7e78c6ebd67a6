import { z } from 'zod'
import { dated, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const yuan = z.number().min(0)
const base = {
  key: key.describe('奖补的键 · Key of the ladder'),
  name: words.describe('奖补名称 · Name of the ladder'),
}
const ofBook = {
  book: key.describe('按哪本积分簿 · By which book of points'),
  period: z.enum(['quarter', 'half', 'year']).describe('按哪种周期的结算 · By the close of which period'),
}

const grades = z
  .strictObject({
    ...base,
    kind: z
      .literal('grades')
      .describe('按集体创建的档次，按户计 · By the grade of a group, for each household'),
    rungs: z
      .array(
        z.strictObject({
          key: key.describe('集体创建的档次 · Grade of the collective chapter'),
          name: words.describe('档次名称 · Name of the grade'),
          household: dated(yuan),
          leader: dated(yuan),
          whole_household: dated(yuan),
          whole_leader: dated(yuan),
        }),
      )
      .min(1)
      .describe('各档金额 · Amounts of each grade'),
  })
  .describe('按档次的奖补 · Rewards by grade')

const points = z
  .strictObject({
    ...base,
    kind: z
      .literal('points')
      .describe('按积分分档，分高奖多，可以为 0 · Bands of points: more for more, perhaps nothing'),
    ...ofBook,
    bands: z
      .array(
        z.strictObject({
          key: key.describe('档的键 · Key of the band'),
          name: words.describe('档的名称 · Name of the band'),
          least: dated(z.number()),
          amount: dated(yuan),
        }),
      )
      .min(1)
      .describe('从低到高；到线即入档 · From low to high; at its line one is in'),
  })
  .describe('按积分的奖补 · Rewards by points')

const marks = z
  .strictObject({
    ...base,
    kind: z.literal('marks').describe('按结算评出的星级、荣誉 · By stars and honours of a close'),
    ...ofBook,
    marks: z
      .array(
        z.strictObject({
          key: key.describe('结算结果的键 · Key of the close’s outcome'),
          name: words.describe('名称 · Name'),
          amount: dated(yuan),
        }),
      )
      .min(1)
      .describe('各标记的金额 · Amount of each mark'),
  })
  .describe('按星级的奖补 · Rewards by mark')

const share = z
  .strictObject({
    ...base,
    kind: z
      .literal('share')
      .describe(
        '集体收入的一定比例按积分分，负分不分 · A share of the collective income by points; none for negative points',
      ),
    ...ofBook,
    percent: dated(z.number().int().min(0).max(100)),
    rounding: z
      .enum(['largest_remainder', 'floor'])
      .describe(
        '除不尽的几分钱：按余数大小分完，或留作结余 · Odd fen: to the largest remainders, or left over',
      ),
  })
  .describe('按积分分配集体收入 · Collective income by points')

const ladder = z.discriminatedUnion('kind', [grades, points, marks, share])

/** The `rewards` chapter: amounts by grade, points or mark, who approves, what is taken back (G-5, C-14, G-25). */
export const rewardsSection = z
  .strictObject({
    withheld_from_households: z
      .boolean()
      .describe(
        '是否从农户的补贴、股份分红中扣，必须为 false · Whether it is taken from households’ subsidies or share dividends; it must be false',
      ),
    ladders: z.array(ladder).min(1).describe('奖补阶梯 · Ladders of rewards'),
    approved_by: z
      .enum([
        'authority',
        'members_congress',
        'members_assembly',
        'villager_representatives',
        'villager_assembly',
      ])
      .describe(
        '发放前由谁批准：上级批文，或哪个会议决议 · Who approves a payout: an authority’s paper, or a meeting',
      ),
    clawback: z
      .strictObject({
        leader: dated(z.boolean()),
        when_barred: dated(z.boolean()),
      })
      .optional()
      .describe('逾期未改时扣回奖励 · Taking rewards back when nothing was mended'),
  })
  .describe('奖补 · Rewards')

export type RawRewards = z.output<typeof rewardsSection>
export type RewardRules = Resolved<RawRewards>
export type Ladder = RewardRules['ladders'][number]
export type GradeLadder = Extract<Ladder, { kind: 'grades' }>
export type PointsLadder = Extract<Ladder, { kind: 'points' }>
export type MarkLadder = Extract<Ladder, { kind: 'marks' }>
export type ShareLadder = Extract<Ladder, { kind: 'share' }>

const at = 'rewards.ladders.*'
export const rewardValues: ValueTable = {
  [`${at}.rungs.*.household`]: { type: 'yuan', title: { zh: '{name}：每户', en: '{name}: a household' } },
  [`${at}.rungs.*.leader`]: { type: 'yuan', title: { zh: '{name}：组长', en: '{name}: the leader' } },
  [`${at}.rungs.*.whole_household`]: {
    type: 'yuan',
    title: { zh: '{name}：整建制每户增拨', en: '{name}: more for a household of a whole village' },
  },
  [`${at}.rungs.*.whole_leader`]: {
    type: 'yuan',
    title: { zh: '{name}：整建制组长增发', en: '{name}: more for the leader in a whole village' },
  },
  [`${at}.bands.*.least`]: {
    type: 'points',
    title: { zh: '{name}的最低积分', en: 'Least points of {name}' },
  },
  [`${at}.bands.*.amount`]: { type: 'yuan', title: { zh: '{name}的奖励', en: 'Reward of {name}' } },
  [`${at}.marks.*.amount`]: { type: 'yuan', title: { zh: '{name}的奖励', en: 'Reward of {name}' } },
  [`${at}.percent`]: {
    type: 'percent',
    title: { zh: '{name}占集体收入的比例', en: '{name}: share of the collective income' },
  },
  'rewards.clawback.leader': {
    type: 'boolean',
    title: { zh: '扣回时是否包括组长奖励', en: 'Whether the leader’s reward is taken back too' },
  },
  'rewards.clawback.when_barred': {
    type: 'boolean',
    title: {
      zh: '取消次年资格时是否也扣回当年奖励',
      en: 'Whether a barred group’s reward is taken back too',
    },
  },
}
