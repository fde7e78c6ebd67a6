import { z } from 'zod'
import { dated, day, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const count = z.number().int().min(0)
const whole = z.number().int().min(1)

export const observerKinds = ['congress_deputy', 'consultative_member', 'citizen'] as const
export const resultListFields = [
  'group',
  'leader_masked',
  'households',
  'outcome',
  'grade',
  'held_on',
] as const

const standard = z.strictObject({
  key: key.describe('标准的键 · Key of the standard'),
  name: words.describe('标准名称 · Name of the standard'),
  category: key.describe('属于哪一类 · Its category'),
  of: z
    .enum(['household', 'group'])
    .describe('逐户查，或全组查一次 · Looked at in each household, or once in the group'),
  level: dated(z.enum(['key', 'general'])),
  passes_when: words.describe('怎样算达标 · When it is met'),
  points: dated(z.number().min(0)),
})

const grade = z.strictObject({
  key: key.describe('档次的键 · Key of the grade'),
  name: words.describe('档次名称 · Name of the grade'),
  from: day.describe('从哪一天起有这一档 · First day of the grade'),
  to: day.optional().describe('从哪一天起没有这一档 · First day on which it is gone'),
  least: dated(z.number().min(0)),
})

/** The `collective` chapter: villagers' groups that create together and are accepted or not as a whole (G-4…G-6). */
export const collectiveSection = z
  .strictObject({
    withheld_from_households: z
      .boolean()
      .describe(
        '不达标是否扣农户的补贴或股份分红，必须为 false · Whether failing takes from households’ subsidies or share dividend; it must be false',
      ),
    prerequisites: z
      .strictObject({
        consent: z.boolean().describe('须先有村民同意的记录 · Villagers’ consent must be on record first'),
        team: z.boolean().describe('须先成立自治小组 · A self-governance team must exist first'),
      })
      .describe('申请的前置条件 · What must stand before an application'),
    categories: z
      .array(
        z.strictObject({
          key: key.describe('类别的键 · Key of the category'),
          name: words.describe('类别名称 · Name of the category'),
        }),
      )
      .min(1)
      .describe('标准的类别 · Categories of standards'),
    standards: z.array(standard).min(1).describe('标准 · Standards'),
    household_complies: dated(z.enum(['all', 'key'])),
    household_reading: dated(z.enum(['gate', 'score'])),
    observers: z
      .array(z.enum(observerKinds))
      .describe('实地验收须到场的观察员类别 · Kinds of observers that on-site acceptance needs'),
    grades: z.array(grade).min(1).describe('档次，最高的在前 · Grades, the highest first'),
    whole_village: dated(z.enum(['graded', 'accepted'])),
    violations: z
      .strictObject({
        mend_days: dated(count),
        counts_start_day: dated(z.boolean()),
        town_village: z
          .enum(['clawback', 'bar'])
          .describe('镇、乡所属村逾期未改的后果 · What follows for a village of a town'),
        street_village: z
          .enum(['clawback', 'bar'])
          .describe('街道所属村逾期未改的后果 · What follows for a village of a subdistrict'),
      })
      .describe('复审、抽查、举报查实后的限时整改 · Time to mend what was found afterwards'),
    evaluation: z
      .strictObject({
        most: dated(z.number().min(0)),
        review_departments: dated(whole),
      })
      .describe('月自评、月审核、季评审 · Monthly own score and audit, quarterly review'),
    issues: z
      .strictObject({
        points: dated(z.number().min(0)),
      })
      .optional()
      .describe('其他平台通报的问题，按“应发现未发现”扣分 · Issues of another platform, each one deduction'),
    publicity: z
      .strictObject({
        days: dated(count),
        fields: z.array(z.string()).min(1).describe('公示哪些字段 · The fields that are published'),
        duty: z.string().min(1).describe('凭什么公示 · The duty it rests on'),
      })
      .describe('验收结果公示 · Publicity of the results'),
  })
  .describe('集体创建 · Groups that create together')

export type RawCollective = z.output<typeof collectiveSection>
export type CollectiveRules = Resolved<RawCollective>
export type Standard = CollectiveRules['standards'][number]

export const collectiveValues: ValueTable = {
  'collective.standards.*.level': {
    type: 'choice',
    title: { zh: '{name}：重点还是一般', en: '{name}: key or general' },
    choices: [
      { value: 'key', title: { zh: '重点标准', en: 'key standard' } },
      { value: 'general', title: { zh: '一般标准', en: 'general standard' } },
    ],
  },
  'collective.standards.*.points': { type: 'points', title: { zh: '{name}的分值', en: 'Points of {name}' } },
  'collective.household_complies': {
    type: 'choice',
    title: { zh: '一户怎样算达标', en: 'When a household complies' },
    choices: [
      { value: 'all', title: { zh: '各项标准都达到', en: 'it meets every standard' } },
      { value: 'key', title: { zh: '重点标准都达到', en: 'it meets every key standard' } },
    ],
  },
  'collective.household_reading': {
    type: 'choice',
    title: { zh: '“一户不达标则全组不达标”与评星怎样并用', en: 'One failing household beside the grades' },
    choices: [
      {
        value: 'gate',
        title: { zh: '先过全户门槛，再按得分评档', en: 'all households first, then the grade by score' },
      },
      {
        value: 'score',
        title: { zh: '不设门槛，未达标的项目不得分', en: 'no gate; what is not met scores nothing' },
      },
    ],
  },
  'collective.grades.*.least': {
    type: 'points',
    title: { zh: '{name}的最低得分', en: 'Least score for {name}' },
  },
  'collective.whole_village': {
    type: 'choice',
    title: { zh: '怎样算整建制', en: 'When a village counts as whole' },
    choices: [
      { value: 'graded', title: { zh: '各组都达到最低一档以上', en: 'every group has a grade' } },
      { value: 'accepted', title: { zh: '各组都通过验收', en: 'every group was accepted' } },
    ],
  },
  'collective.violations.mend_days': { type: 'days', title: { zh: '限时整改天数', en: 'Days to mend' } },
  'collective.violations.counts_start_day': {
    type: 'boolean',
    title: { zh: '发现当日是否计入', en: 'Whether the day of the finding counts' },
  },
  'collective.evaluation.most': {
    type: 'points',
    title: { zh: '自评、审核、评审的满分', en: 'Full score of an evaluation' },
  },
  'collective.evaluation.review_departments': {
    type: 'integer',
    title: { zh: '每季须有几个部门评审', en: 'Departments that review each quarter' },
  },
  'collective.issues.points': {
    type: 'points',
    title: { zh: '每个“应发现未发现”问题扣分', en: 'Points off for an issue that should have been found' },
  },
  'collective.publicity.days': {
    type: 'days',
    title: { zh: '验收结果公示天数', en: 'Days of publicity of results' },
  },
}
