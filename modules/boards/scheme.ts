import { z } from 'zod'
import { dated, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const count = z.number().int().min(0)
const times = z.number().int().min(1)

const board = {
  key: key.describe('榜的键 · Key of the board'),
  name: words.describe('榜的名称 · Its name'),
  where: words.describe('张贴在哪里 · Where it hangs'),
  duty: z.string().min(1).describe('凭什么公布 · The duty it rests on'),
  fields: z.array(z.string()).min(1).describe('公布哪些字段 · The fields that are shown'),
  mask: dated(z.enum(['middle', 'surname'])),
  days: dated(times),
  hide_names_after_days: dated(count),
  answer_days: dated(times),
}
const period = z
  .enum(['month', 'quarter', 'half_year', 'year'])
  .describe('按哪一种周期的结算 · The close of which period it is made from')
const book = key.describe('哪一本积分簿 · Which book of the points chapter')
const outcomes = z.array(key).min(1).describe('结算评出的哪些结果 · Which outcomes of the close')

const ground = z.strictObject({
  key: key.describe('情形的键 · Key of the ground'),
  name: words.describe('情形的名称 · Its name'),
  basis: z
    .string()
    .min(1)
    .optional()
    .describe('依据的村规民约条款或规定；黑榜必写 · Clause or rule it rests on; a black board needs it'),
})
const listed = {
  unit: dated(z.enum(['household', 'person'])),
  grounds: z.array(ground).min(1).describe('上榜情形 · Grounds for being listed'),
  panel_min: dated(times),
}

const anyBoard = z.discriminatedUnion('kind', [
  z.strictObject({
    ...board,
    ...{ period, book, outcomes },
    kind: z
      .literal('deeds')
      .describe('善行义举榜：每一类靠前的若干名 · Good deeds: the first of each category'),
  }),
  z.strictObject({
    ...board,
    ...{ period, book, outcomes },
    kind: z.literal('stars').describe('星级榜：评上星级、档次的 · Stars and bands of a close'),
  }),
  z.strictObject({
    ...board,
    ...{ period, book },
    kind: z.literal('flags').describe('红旗、黑旗榜 · Red and black flags'),
    red: z.array(z.string().min(1)).min(1).describe('哪些标记挂红旗 · Marks that get a red flag'),
    black: z.array(z.string().min(1)).min(1).describe('哪些标记挂黑旗 · Marks that get a black flag'),
  }),
  z.strictObject({
    ...board,
    ...{ period, book },
    kind: z
      .literal('ranks')
      .describe('积分排行：默认不公开，村里表决后才可以 · Ranks: off until the village resolves otherwise'),
    public: z.boolean().describe('默认是否公开，必须为 false · Public by default; it must be false'),
    places: dated(times),
  }),
  z.strictObject({ ...board, ...listed, kind: z.literal('red').describe('红榜 · Red board') }),
  z.strictObject({
    ...board,
    ...listed,
    kind: z.literal('black').describe('黑榜 · Black board'),
    freeze: z
      .strictObject({
        reach: dated(z.enum(['household', 'person', 'none'])),
        until: dated(z.enum(['taken_down', 'expiry'])),
        counts: dated(z.enum(['last_day', 'any_day'])),
      })
      .describe('上榜期间不得参评 · Who stands on it takes no part in assessment'),
    probation_days: dated(count),
    referral: z
      .strictObject({
        automatic: z
          .boolean()
          .describe('是否自动移送，必须为 false · Referred by the program; it must be false'),
        listings: dated(times),
        teachings: dated(times),
        to: words.describe('可以移送给谁 · To whom it may be referred'),
      })
      .optional()
      .describe('三个条件都具备才可以移送 · Referral, when all three conditions hold'),
  }),
])

/** The `boards` chapter: what hangs on the village's boards, by which duty, for how long, and what follows. */
export const boardsSection = z.array(anyBoard).min(1).describe('榜 · Boards')

export type RawBoards = z.output<typeof boardsSection>
export type Board = Resolved<RawBoards>[number]
export type BoardKind = Board['kind']
export type MadeBoard = Extract<Board, { book: string }>
export type ListedBoard = Extract<Board, { grounds: unknown }>
export type BlackBoard = Extract<Board, { kind: 'black' }>

export const isMade = (board: Board): board is MadeBoard => 'book' in board
export const isListed = (board: Board): board is ListedBoard => 'grounds' in board

/** Fields that a board may show; a household's number would name it when the names are gone. */
export const boardFields = {
  made: ['household_number', 'head_name_masked', 'mark', 'total', 'rank'],
  listed: ['head_name_masked', 'ground', 'listed_on'],
} as const

export const fieldsOf = (kind: BoardKind): readonly string[] =>
  kind === 'red' || kind === 'black' ? boardFields.listed : boardFields.made

const at = 'boards.*'
const daysOf = (zh: string, en: string) => ({ type: 'days' as const, title: { zh, en } })
const timesOf = (zh: string, en: string) => ({ type: 'integer' as const, title: { zh, en } })

/** The dated values of boards. */
export const boardValues: ValueTable = {
  [`${at}.mask`]: {
    type: 'choice',
    title: { zh: '{name}：姓名怎么遮', en: '{name}: how names are masked' },
    choices: [
      { value: 'middle', title: { zh: '遮中间的字', en: 'the middle is hidden' } },
      { value: 'surname', title: { zh: '只留姓', en: 'the surname stays' } },
    ],
  },
  [`${at}.days`]: daysOf('{name}：张贴天数', '{name}: days on show'),
  [`${at}.hide_names_after_days`]: daysOf(
    '{name}：期满后几天隐去姓名',
    '{name}: days until names are hidden',
  ),
  [`${at}.answer_days`]: daysOf('{name}：撤下申请几天内答复', '{name}: days to answer a request'),
  [`${at}.places`]: timesOf('{name}：公布前几名', '{name}: how many places'),
  [`${at}.unit`]: {
    type: 'choice',
    title: { zh: '{name}：以户还是以人上榜', en: '{name}: households or persons' },
    choices: [
      { value: 'household', title: { zh: '户', en: 'households' } },
      { value: 'person', title: { zh: '人', en: 'persons' } },
    ],
  },
  [`${at}.panel_min`]: timesOf('{name}：至少几人评议', '{name}: least members of the council'),
  [`${at}.freeze.reach`]: {
    type: 'choice',
    title: { zh: '{name}：谁不得参评', en: '{name}: who is frozen' },
    choices: [
      { value: 'household', title: { zh: '全户', en: 'the household' } },
      { value: 'person', title: { zh: '只限本人', en: 'the person alone' } },
      { value: 'none', title: { zh: '不冻结', en: 'nobody' } },
    ],
  },
  [`${at}.freeze.until`]: {
    type: 'choice',
    title: { zh: '{name}：冻结到什么时候', en: '{name}: how long the freeze lasts' },
    choices: [
      { value: 'taken_down', title: { zh: '撤榜为止', en: 'until it is taken down' } },
      {
        value: 'expiry',
        title: { zh: '撤榜或张贴期满为止', en: 'until taken down or its days have passed' },
      },
    ],
  },
  [`${at}.freeze.counts`]: {
    type: 'choice',
    title: { zh: '{name}：结算时怎么看', en: '{name}: what counts for a close' },
    choices: [
      { value: 'last_day', title: { zh: '看周期最后一天', en: 'the last day of the period' } },
      { value: 'any_day', title: { zh: '周期内任一天', en: 'any day of the period' } },
    ],
  },
  [`${at}.probation_days`]: daysOf('{name}：撤榜后观察几天', '{name}: days of probation'),
  [`${at}.referral.listings`]: timesOf('{name}：上榜几次算屡上', '{name}: listings that count as repeated'),
  [`${at}.referral.teachings`]: timesOf('{name}：几次教育不改', '{name}: teachings without change'),
}
