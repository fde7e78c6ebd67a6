import { z } from 'zod'
import type { Words } from '../../engines/contract/route.ts'
import { dated, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'
import { close, closeValues } from './scheme-close.ts'
import { category, item, itemValues } from './scheme-items.ts'
import { publicity, publicityValues } from './scheme-publicity.ts'
import { quota, quotaValues } from './scheme-quota.ts'
import { rectify, reviewStep, reviewValues } from './scheme-review.ts'
import { agreedBy, eligible } from './scheme-subjects.ts'

const number = z.number()

const book = z.strictObject({
  key: key.describe('积分簿的键 · Key of the book'),
  name: words.describe('积分的名称 · Name of these points'),
  subject: z
    .enum(['household', 'person', 'group', 'village', 'post'])
    .describe('给谁记分 · Whose points they are'),
  eligible: eligible.optional(),
  unit: words.describe('计分单位 · The unit of points'),
  base: dated(number),
  cycle: z
    .strictObject({
      kind: z
        .enum(['month', 'quarter', 'half_year', 'year', 'life'])
        .describe('多久一个周期，life 为长期有效 · How long a cycle is; life means for good'),
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
  categories: z.array(category).min(1).describe('项目类别 · Categories of items'),
  items: z.array(item).min(1).describe('加减分项目 · What adds and takes points'),
  review: z.array(reviewStep).min(1).describe('审核环节，按先后 · Review steps in their order'),
  rectify: rectify.optional(),
  publicity,
  quota: quota.optional(),
  close,
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
    agreed_by: agreedBy,
    source: z.string().min(1).describe('出处 · Source'),
  })
  .describe('谁参加、怎么参加 · Who takes part, and how')

export type Participation = z.output<typeof participationSection>
export type PointsBook = Resolved<z.output<typeof book>>
export type PointsCategory = PointsBook['categories'][number]
export type PointsItem = PointsBook['items'][number]
export type ReviewStep = PointsBook['review'][number]
export type RecusalGround = ReviewStep['recuse'][number]

/** The name of an item's category. */
export function categoryOf(book: PointsBook, item: PointsItem): Words {
  return book.categories.find((category) => category.key === item.category)!.name
}

/** The dated values of the points chapter. */
export const pointsValues: ValueTable = {
  'points.*.base': { type: 'points', title: { zh: '基本分', en: 'Base points' } },
  'points.*.balance.floor': { type: 'points', title: { zh: '余额下限', en: 'Floor of the balance' } },
  'points.*.balance.ceiling': { type: 'points', title: { zh: '余额上限', en: 'Ceiling of the balance' } },
  ...itemValues,
  ...reviewValues,
  ...publicityValues,
  ...quotaValues,
  ...closeValues,
}
