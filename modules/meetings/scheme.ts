import { z } from 'zod'
import type { Words } from '../../engines/contract/route.ts'
import type { QuorumRule, Threshold } from '../../engines/quorum/quorum.ts'
import { day } from '../../engines/scheme/dated.ts'
import { words } from '../../engines/scheme/words.ts'

export const bodyKeys = [
  'members_congress',
  'villager_representatives',
  'villager_assembly',
  'members_assembly',
] as const
export type Body = (typeof bodyKeys)[number]

export const bodyNames: Record<Body, Words> = {
  members_congress: { zh: '社员（股东）代表大会', en: 'Congress of members’ representatives' },
  members_assembly: { zh: '成员大会', en: 'Assembly of members' },
  villager_representatives: { zh: '村民代表会议', en: 'Meeting of villagers’ representatives' },
  villager_assembly: { zh: '村民会议', en: 'Assembly of villagers' },
}

const share = z
  .string()
  .regex(/^[1-9][0-9]?\/[1-9][0-9]?$/)
  .optional()

const bar = z
  .strictObject({
    count: z
      .enum(['present', 'for', 'households_present'])
      .describe('数什么：到会人数、赞成票、有代表到会的户数 · What is counted'),
    of: z
      .enum(['eligible', 'present', 'households'])
      .describe('占什么的比例：应到人数、到会人数、总户数 · What it is a share of'),
    at_least: share.describe('达到几分之几即可，如 2/3 · This share is enough'),
    more_than: share.describe('须超过几分之几，如 1/2 · More than this share'),
  })
  .refine((one) => (one.at_least === undefined) !== (one.more_than === undefined), {
    params: {
      zh: 'at_least（达到）和 more_than（超过）写一个，也只写一个。',
      en: 'Give at_least or more_than, one of them.',
    },
  })

const rule = z.strictObject({
  from: day
    .optional()
    .describe('从哪天起；第一条不写，为此前一直 · First day; the first rule has none and reaches back'),
  cite: words.describe('怎么引用 · How it is cited'),
  source: z.string().min(1).describe('摘录条目 · Entry of the digest'),
  valid: z
    .array(bar)
    .min(1)
    .describe('达到其中一条，会议有效；按户计的只在数了户时算 · Any one makes the meeting valid'),
  passes: z.array(bar).min(1).describe('全部达到，决议通过 · All are needed to pass'),
  members_min: z
    .int()
    .min(1)
    .optional()
    .describe('这个机构至少有多少成员 · The body itself needs so many members'),
  note: z.string().optional().describe('待核实之处 · What is still to be verified'),
})

const rulesOf = (body: Body) =>
  z
    .array(rule)
    .min(1)
    .describe(`${bodyNames[body].zh}的规则，按日期先后 · Rules of the ${bodyNames[body].en} by their days`)

/** How each body decides, from when: the national scheme's part that meetings are held to. */
export const meetingsSection = z
  .strictObject({
    members_congress: rulesOf('members_congress'),
    villager_representatives: rulesOf('villager_representatives'),
    villager_assembly: rulesOf('villager_assembly'),
    members_assembly: rulesOf('members_assembly'),
  })
  .describe(
    '各会议怎样才有效、怎样才通过；只写在 schemes/national 里 · How meetings decide; only in schemes/national',
  )

export type MeetingRules = z.output<typeof meetingsSection>
export type MeetingRule = z.output<typeof rule>

/** The rule of a body on a day; the last that has begun. */
export function ruleOn(rules: MeetingRules, body: Body, on: string): MeetingRule {
  return rules[body].findLast((one) => one.from === undefined || one.from <= on)!
}

/** A rule as bars to clear; those of households only where they were counted. */
export function quorumOf(one: MeetingRule, householdsCounted: boolean): QuorumRule {
  const counted = one.valid.filter((each) => householdsCounted || each.of !== 'households')
  return { validAny: counted.map(thresholdOf), passesAll: one.passes.map(thresholdOf) }
}

/** `2/3` of the file as a bar that is cleared by the share itself, or by more than it. */
export function thresholdOf(one: z.output<typeof bar>): Threshold {
  const [numerator, denominator] = (one.more_than ?? one.at_least)!.split('/').map(Number)
  return {
    count: one.count === 'households_present' ? 'householdsPresent' : one.count,
    base: one.of,
    share: { numerator: numerator!, denominator: denominator! },
    strict: one.more_than !== undefined,
  }
}
