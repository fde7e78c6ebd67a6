import { z } from 'zod'
import { dated, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const number = z.number()
const count = number.int().min(0)
const ties = dated(z.enum(['include_all', 'exclude_all']))
const rounding = z
  .enum(['floor', 'ceil', 'half_up'])
  .describe('名额怎么取整 · How the number of places is rounded')
/** A condition as the engine reads it and as people do. */
const condition = z.strictObject({
  cel: z
    .string()
    .min(1)
    .describe(
      'CEL 条件，可用 base、gained、lost、total（百分之一分）、frozen（是否在黑榜冻结期）、plus_类别、minus_类别，以及 values 和 switches 的键 · CEL condition over base, gained, lost, total (hundredths of a point), frozen (stands on the black board), plus_<category>, minus_<category> and the keys of values and switches',
    ),
  said: words.describe(
    '同一条件，用话说，如“得过加分的户” · The same in words: households that gained points',
  ),
})

const consequence = z.strictObject({
  kind: z
    .enum(['honour', 'reward', 'assist', 'rectify', 'warning', 'bar', 'nominate', 'board'])
    .describe(
      '后果的种类：荣誉、奖励、帮扶、整改、警示、限制、提名、上榜 · Kind of consequence: an honour, a reward, help, mending, a warning, a bar, a nomination, a board',
    ),
  text: words.describe('由谁做什么 · Who does what'),
})

const base = {
  key: key.describe('结果的键 · Key of the outcome'),
  name: words.describe('结果的名称 · Its name'),
  periods: z
    .array(z.enum(['month', 'quarter', 'half_year', 'year']))
    .min(1)
    .optional()
    .describe('在哪些周期的结算里评，不写为全部 · In the closes of which periods; all when left out'),
  consequences: z.array(consequence).default([]).describe('评上以后怎样 · What follows from it'),
}
/** What is measured: the total, what was gained, or gained less lost; of some categories alone where named. */
const measure = {
  of: z
    .enum(['total', 'gained', 'net'])
    .default('total')
    .describe('按什么算：总分、加分、加减相抵 · By what: the total, what was gained, gained less lost'),
  categories: z.array(key).min(1).optional().describe('只算这些类别 · Only of these categories'),
}
const among = condition.optional().describe('只在满足这个条件的里面评 · Only among those that meet this')

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('condition').describe('满足条件即评上 · Whoever meets a condition'),
    when: condition.describe('条件 · The condition'),
  }),
  z.strictObject({
    ...base,
    ...measure,
    kind: z.literal('bands').describe('按分线评档、评星 · Bands or stars by thresholds'),
    among,
    bands: z
      .array(
        z.strictObject({
          key: key.describe('档的键 · Key of the band'),
          name: words.describe('档的名称 · Its name'),
          from: dated(number),
        }),
      )
      .min(1)
      .describe(
        '从低到高；到线即入档，取最高一档 · From low to high; at its line one is in, the highest counts',
      ),
  }),
  z.strictObject({
    ...base,
    ...measure,
    kind: z.literal('top').describe('取靠前的若干名或若干比例 · The best so many, or the best share'),
    among,
    places: z
      .union([
        z.strictObject({ count: dated(count) }).describe('名额为定数 · A fixed number of places'),
        z
          .strictObject({
            percent: dated(number.int().min(1).max(100)),
            whole: z
              .enum(['all', 'among'])
              .describe(
                '以全部为基数，还是以符合条件的为基数 · A share of all, or of those that meet the condition',
              ),
            rounding,
          })
          .describe('名额按比例 · A share of places'),
      ])
      .describe('名额 · How many places there are'),
    ties,
  }),
  z.strictObject({
    ...base,
    ...measure,
    kind: z.literal('last').describe('末尾若干名 · The last so many'),
    among,
    count: dated(count),
    ties,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('line').describe('随全村水平移动的优惠线 · A benefit line that moves with the village'),
    start: dated(number),
    width: dated(number.positive()),
    percent: dated(number.int().min(1).max(100)),
    rounding,
    ties,
    reading: dated(z.enum(['within_band', 'moving_line', 'both'])),
  }),
  z.strictObject({
    ...base,
    kind: z
      .literal('streak')
      .describe('连续若干个周期评上另一结果 · Another outcome in several periods running'),
    of: key.describe('哪一结果 · Which outcome'),
    times: dated(number.int().min(2).max(10)),
  }),
])

/** How a period ends: who is weighted, and what else is found of each passbook. */
export const close = z
  .strictObject({
    weighted: z
      .strictObject({
        condition: condition.describe('条件 · The condition'),
        counts: dated(z.enum(['with_base', 'without_base'])),
      })
      .optional()
      .describe('哪些户算加权户 · Which households are weighted'),
    values: z
      .array(
        z.strictObject({
          key: key.describe('公式里用的名 · Its name in formulas'),
          name: words.describe('名称 · Name'),
          points: dated(number),
        }),
      )
      .default([])
      .describe('公式里的分线 · Points that formulas compare with'),
    switches: z
      .array(
        z.strictObject({
          key: key.describe('公式里用的名 · Its name in formulas'),
          name: words.describe('名称 · Name'),
          on: dated(z.boolean()),
        }),
      )
      .default([])
      .describe('公式里的读法，是或否 · Readings that formulas ask for, yes or no'),
    outcomes: z.array(outcome).default([]).describe('评出什么 · What is found'),
  })
  .describe('结算 · The close')

export type CloseChapter = Resolved<z.output<typeof close>>
export type CloseOutcome = CloseChapter['outcomes'][number]

const at = 'points.*.close'
const tieChoices = [
  { value: 'include_all', title: { zh: '并列者都取', en: 'all tied get in' } },
  { value: 'exclude_all', title: { zh: '并列者都不取', en: 'none of the tied gets in' } },
]

/** The dated values of a close. */
export const closeValues: ValueTable = {
  [`${at}.weighted.counts`]: {
    type: 'choice',
    title: { zh: '加权总积分的口径', en: 'What weighted points count' },
    choices: [
      { value: 'with_base', title: { zh: '含基本分', en: 'base included' } },
      { value: 'without_base', title: { zh: '不含基本分', en: 'base left out' } },
    ],
  },
  [`${at}.values.*.points`]: { type: 'points', title: { zh: '分线：{name}', en: 'Line: {name}' } },
  [`${at}.switches.*.on`]: { type: 'boolean', title: { zh: '读法：{name}', en: 'Reading: {name}' } },
  [`${at}.outcomes.*.bands.*.from`]: { type: 'points', title: { zh: '{name}：起分', en: '{name}: from' } },
  [`${at}.outcomes.*.places.count`]: { type: 'integer', title: { zh: '{name}：名额', en: '{name}: places' } },
  [`${at}.outcomes.*.places.percent`]: {
    type: 'percent',
    title: { zh: '{name}：比例', en: '{name}: share' },
  },
  [`${at}.outcomes.*.count`]: { type: 'integer', title: { zh: '{name}：名数', en: '{name}: how many' } },
  [`${at}.outcomes.*.ties`]: {
    type: 'choice',
    title: { zh: '{name}：末位并列时', en: '{name}: ties at the border' },
    choices: tieChoices,
  },
  [`${at}.outcomes.*.start`]: {
    type: 'points',
    title: { zh: '{name}：起始分', en: '{name}: first line' },
  },
  [`${at}.outcomes.*.width`]: {
    type: 'points',
    title: { zh: '{name}：一档的分数', en: '{name}: width of a band' },
  },
  [`${at}.outcomes.*.percent`]: { type: 'percent', title: { zh: '{name}：比例', en: '{name}: share' } },
  [`${at}.outcomes.*.reading`]: {
    type: 'choice',
    title: { zh: '{name}：怎么理解', en: '{name}: how it is read' },
    choices: [
      { value: 'within_band', title: { zh: '每档内取靠前的', en: 'the best within each band' } },
      {
        value: 'moving_line',
        title: { zh: '达到比例后线上移一档', en: 'the line rises once the share is reached' },
      },
      { value: 'both', title: { zh: '两者同时', en: 'both together' } },
    ],
  },
  [`${at}.outcomes.*.times`]: {
    type: 'integer',
    title: { zh: '{name}：连续次数', en: '{name}: times running' },
  },
}
