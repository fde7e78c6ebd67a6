import { z } from 'zod'
import { dated, day, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const number = z.number()
const count = z.number().int().min(0)

const itemBase = {
  key: key.describe('项目的键，用起来后不再改 · Key of the item, never changed once in use'),
  name: words.describe('项目名称 · Name of the item'),
  category: words.describe('项目类别 · Its category'),
  direction: z.enum(['plus', 'minus']).describe('加分还是减分 · Adds or takes points'),
  from: day.optional().describe('从哪一天起的事可以申报 · Deeds from this day on can be declared'),
  declarers: z
    .array(z.enum(['self', 'behalf', 'neighbour', 'organisation', 'cadre', 'system']))
    .min(1)
    .describe(
      '谁可以申报：本户、代办、邻里、组织、干部、系统 · Who may declare: the household, a proxy, a neighbour, an organisation, a cadre, the system',
    ),
  evidence: z.enum(['required', 'optional']).describe('要不要附依据 · Whether evidence must be attached'),
  basis: z
    .string()
    .min(1)
    .optional()
    .describe('依据的条款；减分项目必须写 · The clause it rests on; a deduction must have one'),
  max_per_cycle: dated(number.positive()).optional(),
  times_per_cycle: dated(count.min(1)).optional(),
}

const item = z.discriminatedUnion('kind', [
  z.strictObject({
    ...itemBase,
    kind: z.literal('fixed').describe('分值固定 · A fixed number of points'),
    points: dated(number.positive()),
  }),
  z.strictObject({
    ...itemBase,
    kind: z
      .literal('range')
      .describe('分值在最少和最多之间，由评议确定 · Between least and most, decided at review'),
    min: dated(number.positive()),
    max: dated(number.positive()),
  }),
  z.strictObject({
    ...itemBase,
    kind: z.literal('per_unit').describe('按数量计分 · By quantity'),
    points: dated(number.positive()),
    unit: words.describe('计量单位，如小时、次 · The unit: hours, times'),
    max_per_claim: dated(number.positive()).optional(),
  }),
])

const reviewStep = z.strictObject({
  key: key.describe('环节的键 · Key of the step'),
  name: words.describe('环节名称 · Name of the step'),
  roles: z
    .array(z.enum(['clerk', 'cadre', 'secretary', 'group_leader', 'reviewer', 'supervisor', 'town_officer']))
    .min(1)
    .describe('由哪些岗位办理 · The roles that decide here'),
  may_be_declarer: z.boolean().describe('申报人自己可否在这里审 · May the one who declared decide here too'),
  apart_from: z
    .array(key)
    .default([])
    .describe('在这些环节审过的人不能再审 · Whoever decided at these steps may not decide here'),
  panel: z
    .strictObject({
      min: dated(count.min(1)),
      max: dated(count.min(1)),
      guests_min: dated(count).optional(),
      guests_max: dated(count).optional(),
    })
    .optional()
    .describe('集体评议时到场的人 · The people present when the step decides'),
})

const publicityPart = z.strictObject({
  days: dated(count),
  fields: z.array(z.string()).min(1).describe('公示哪些字段 · The fields that are published'),
  duty: z.string().min(1).describe('凭什么公示：法规、清单或村规民约 · The duty it rests on'),
})

const book = z.strictObject({
  key: key.describe('积分簿的键 · Key of the book'),
  name: words.describe('积分的名称 · Name of these points'),
  subject: z
    .enum(['household', 'person', 'group', 'village', 'post'])
    .describe('给谁记分 · Whose points they are'),
  unit: words.describe('计分单位 · The unit of points'),
  base: dated(number),
  cycle: z
    .strictObject({
      kind: z.enum(['year', 'life']).describe('一年一个周期，或长期有效 · A cycle is a year, or for life'),
      carry: z.enum(['none', 'keep']).describe('结余是否转入下一周期 · Whether a rest is carried over'),
    })
    .describe('周期 · The cycle'),
  balance: z
    .strictObject({
      floor: z.union([z.literal('none'), dated(number)]),
      ceiling: z.union([z.literal('none'), dated(number)]),
    })
    .describe('余额的上下限，none 为不限 · Borders of the balance; none means no limit'),
  ranking: z
    .strictObject({
      public: z.boolean().describe('是否公开，必须为 false · Public or not; it must be false'),
    })
    .describe('居民排名 · Ranks of residents'),
  items: z.array(item).min(1).describe('加减分项目 · What adds and takes points'),
  review: z.array(reviewStep).min(1).describe('审核环节，按先后 · Review steps in their order'),
  rectify: z
    .strictObject({
      days: dated(count.min(1)),
      counts_start_day: dated(z.boolean()),
      effect: z.literal('waive_deduction').describe('改好的免减 · Mended in time, the deduction is waived'),
    })
    .optional()
    .describe('减分前的整改 · Mending before a deduction'),
  publicity: z
    .strictObject({
      quarter: publicityPart.describe('季度公示 · Publicity each quarter'),
      year: publicityPart.describe('年度公示 · Publicity of the year'),
      posting: z
        .enum(['after_publicity', 'after_review'])
        .describe('何时入账，必须为 after_publicity · When points are posted; it must be after_publicity'),
      hide_names_after_days: dated(count),
    })
    .describe('公示 · Publicity'),
  close: z
    .strictObject({
      weighted: z
        .strictObject({
          condition: z
            .string()
            .min(1)
            .describe(
              'CEL 条件，可用 base、gained、lost、total（百分之一分） · CEL condition over base, gained, lost, total (hundredths of a point)',
            ),
          counts: dated(z.enum(['with_base', 'without_base'])),
        })
        .describe('哪些户算加权户 · Which households are weighted'),
      top_percent: dated(z.number().int().min(1).max(100)),
      top_rounding: z
        .enum(['floor', 'ceil', 'half_up'])
        .describe('户数怎么取整 · How the number of places is rounded'),
      best_count: dated(count),
      ties: dated(z.enum(['include_all', 'exclude_all'])),
    })
    .describe('年终结算 · The close of the year'),
})

/** The `points` chapter: the books of a scheme. */
export const pointsSection = z.array(book).min(1).describe('积分簿 · Books of points')
/** The `participation` chapter: who takes part, and that it is their own choice. */
export const participationSection = z
  .strictObject({
    voluntary: z.boolean().describe('是否自愿，必须为 true · A free choice; it must be true'),
    subjects: z
      .array(z.enum(['local', 'resident']))
      .min(1)
      .describe('哪些户：本村户、常住户 · Which households: of the village, resident'),
    agreed_by: z
      .enum(['head', 'any_adult'])
      .describe('由谁同意：户主、任一成年人 · Who agrees: the head, any adult'),
    source: z.string().min(1).describe('出处 · Source'),
  })
  .describe('谁参加、怎么参加 · Who takes part, and how')

export type PointsBook = Resolved<z.output<typeof book>>
export type PointsItem = PointsBook['items'][number]
export type ReviewStep = PointsBook['review'][number]

export const pointsValues: ValueTable = {
  'points.*.base': { type: 'points', title: { zh: '基本分', en: 'Base points' } },
  'points.*.balance.floor': { type: 'points', title: { zh: '余额下限', en: 'Floor of the balance' } },
  'points.*.balance.ceiling': { type: 'points', title: { zh: '余额上限', en: 'Ceiling of the balance' } },
  'points.*.items.*.points': { type: 'points', title: { zh: '{name}：每次分值', en: '{name}: points each' } },
  'points.*.items.*.min': { type: 'points', title: { zh: '{name}：最少', en: '{name}: least' } },
  'points.*.items.*.max': { type: 'points', title: { zh: '{name}：最多', en: '{name}: most' } },
  'points.*.items.*.max_per_claim': {
    type: 'points',
    title: { zh: '{name}：一次最多', en: '{name}: most per claim' },
  },
  'points.*.items.*.max_per_cycle': {
    type: 'points',
    title: { zh: '{name}：一年最多', en: '{name}: most per cycle' },
  },
  'points.*.items.*.times_per_cycle': {
    type: 'integer',
    title: { zh: '{name}：一年最多次数', en: '{name}: times per cycle' },
  },
  'points.*.review.*.panel.min': {
    type: 'integer',
    title: { zh: '{name}：到场人数不少于', en: '{name}: people present, at least' },
  },
  'points.*.review.*.panel.max': {
    type: 'integer',
    title: { zh: '{name}：到场人数不多于', en: '{name}: people present, at most' },
  },
  'points.*.review.*.panel.guests_min': {
    type: 'integer',
    title: { zh: '{name}：受邀村民不少于', en: '{name}: invited villagers, at least' },
  },
  'points.*.review.*.panel.guests_max': {
    type: 'integer',
    title: { zh: '{name}：受邀村民不多于', en: '{name}: invited villagers, at most' },
  },
  'points.*.rectify.days': { type: 'days', title: { zh: '整改期限', en: 'Days to mend' } },
  'points.*.rectify.counts_start_day': {
    type: 'boolean',
    title: { zh: '发告知书当日计入期限', en: 'The day of the notice counts' },
  },
  'points.*.publicity.quarter.days': {
    type: 'days',
    title: { zh: '季度公示天数', en: 'Days of quarterly publicity' },
  },
  'points.*.publicity.year.days': {
    type: 'days',
    title: { zh: '年度公示天数', en: 'Days of yearly publicity' },
  },
  'points.*.publicity.hide_names_after_days': {
    type: 'days',
    title: { zh: '公示期满后隐去姓名', en: 'Days after which names are hidden' },
  },
  'points.*.close.weighted.counts': {
    type: 'choice',
    title: { zh: '加权总积分的口径', en: 'What weighted points count' },
    choices: [
      { value: 'with_base', title: { zh: '含基本分', en: 'base included' } },
      { value: 'without_base', title: { zh: '不含基本分', en: 'base left out' } },
    ],
  },
  'points.*.close.top_percent': {
    type: 'percent',
    title: { zh: '享受待遇的靠前比例', en: 'Share of the best' },
  },
  'points.*.close.best_count': { type: 'integer', title: { zh: '最前户数', en: 'Number of the very best' } },
  'points.*.close.ties': {
    type: 'choice',
    title: { zh: '末位并列时', en: 'Ties at the border' },
    choices: [
      { value: 'include_all', title: { zh: '并列者都取', en: 'all tied get in' } },
      { value: 'exclude_all', title: { zh: '并列者都不取', en: 'none of the tied gets in' } },
    ],
  },
}

/** Fields that a points list may show; anything else is refused, identity and phone above all. */
export const pointsListFields = [
  'household_number',
  'head_name_masked',
  'group',
  'item',
  'points',
  'occurred_on',
  'base',
  'gained',
  'lost',
  'total',
] as const
