import { z } from 'zod'
import { dated, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const dayOfMonth = z.number().int().min(1).max(31)

const book = z.strictObject({
  key: key.describe('points 里积分簿的键 · Key of the book in the points chapter'),
  rate: dated(z.number().positive()),
  least: dated(z.number().min(0)).optional(),
  kinds: z
    .array(z.enum(['goods', 'service', 'voucher', 'cash']))
    .min(1)
    .describe('可以换什么：物品、服务、券、现金 · What it buys: goods, services, vouchers, cash'),
})

const goodsClass = z.strictObject({
  key: key.describe('类别的键 · Key of the class'),
  name: words.describe('类别名称，如米面油、烟、酒 · Name of the class: rice and oil, tobacco, drink'),
  exchange: z.boolean().describe('这一类可否兑换 · Whether points may buy goods of this class'),
})

const shelf = z.strictObject({
  for_points: z.boolean().describe('可否用积分换 · Whether points may buy them'),
  for_money: z
    .boolean()
    .describe('可否卖钱；爱心物品必须为 false · Whether they may be sold for money; false for charity goods'),
})

/** The `exchange` chapter: what points buy at a shop, when, and who settles it. */
export const exchangeSection = z
  .strictObject({
    books: z.array(book).min(1).describe('哪些积分簿可以兑换 · The books whose points may be spent'),
    classes: z
      .array(goodsClass)
      .min(1)
      .describe('物品类别，可换和不可换 · Classes of goods, exchanged or not'),
    shelves: z
      .strictObject({
        charity: shelf.describe('爱心物品、捐赠物品 · Charity goods, given by donors'),
        business: shelf.describe('经营物品 · The shop’s own goods'),
      })
      .describe('分区摆放 · Shelves that are kept apart'),
    operator_by_resolution: z
      .boolean()
      .describe('经营者是否须经会议决议选定 · Whether a resolution chooses the operator'),
    cash: z
      .strictObject({
        tags: z
          .array(z.string().min(1))
          .min(1)
          .optional()
          .describe(
            '只给有其中一个标签的户；不写为所有户 · Only for households with one of these tags; left out: for all',
          ),
        ceiling: dated(z.number().min(0)),
        ceiling_per: dated(z.enum(['once', 'year'])),
      })
      .optional()
      .describe('兑换现金；不写为不能兑换现金 · Cash for points; left out: no cash'),
    window: z
      .strictObject({
        usual: dated(z.enum(['any_time', 'month', 'quarter', 'year_end'])),
        first_day: dated(dayOfMonth).optional(),
        last_day: dated(dayOfMonth).optional(),
        year_end_month: dated(z.number().int().min(1).max(12)).optional(),
        household_may_choose: z
          .boolean()
          .describe('农户可否自选时间 · Whether a household may choose another time'),
        away_tags: z
          .array(z.string().min(1))
          .min(1)
          .optional()
          .describe(
            '有其中一个标签的户年底一次兑换 · Households with one of these tags redeem once at the year’s end',
          ),
        reaction: dated(z.enum(['warn', 'refuse'])),
      })
      .describe('什么时候可以兑换 · When points may be spent'),
    budget: z
      .strictObject({
        low: dated(z.number().min(0)),
        high: dated(z.number().positive()),
        reading: dated(z.enum(['range', 'ceiling'])),
        reaction: dated(z.enum(['warn', 'refuse'])),
      })
      .optional()
      .describe('每村每年用于兑付的资金 · What a village pays for redemptions in a year'),
    settlement: z
      .strictObject({
        basis: dated(z.enum(['redeemed', 'issued'])),
        every: z
          .enum(['year', 'half', 'quarter', 'month'])
          .describe('多久结算一次 · How often it is settled'),
      })
      .describe('与兑换点结算 · Settlement with the shop'),
  })
  .describe('兑换 · What points buy')

export type RawExchange = z.output<typeof exchangeSection>
export type ExchangeRules = Resolved<RawExchange>
export type ExchangeBook = ExchangeRules['books'][number]
export type ShelfKey = keyof ExchangeRules['shelves']

const reactions = [
  { value: 'warn', title: { zh: '提醒，仍可办理', en: 'told, and done' } },
  { value: 'refuse', title: { zh: '不予办理', en: 'refused' } },
]

export const exchangeValues: ValueTable = {
  'exchange.books.*.rate': { type: 'yuan', title: { zh: '1 分抵多少元', en: 'Yuan for a point' } },
  'exchange.books.*.least': {
    type: 'points',
    title: { zh: '一次至少兑换', en: 'Least points of one redemption' },
  },
  'exchange.cash.ceiling': { type: 'yuan', title: { zh: '现金额度', en: 'Most cash' } },
  'exchange.cash.ceiling_per': {
    type: 'choice',
    title: { zh: '现金额度按', en: 'That most counts for' },
    choices: [
      { value: 'once', title: { zh: '每次', en: 'each time' } },
      { value: 'year', title: { zh: '每户每年', en: 'a household’s year' } },
    ],
  },
  'exchange.window.usual': {
    type: 'choice',
    title: { zh: '兑换时间', en: 'When to redeem' },
    choices: [
      { value: 'any_time', title: { zh: '随时', en: 'at any time' } },
      { value: 'month', title: { zh: '每月集中一次', en: 'once a month' } },
      { value: 'quarter', title: { zh: '每季度一次', en: 'once a quarter' } },
      { value: 'year_end', title: { zh: '年底一次', en: 'once at the year’s end' } },
    ],
  },
  'exchange.window.first_day': {
    type: 'integer',
    title: { zh: '当月从几号起', en: 'First day of the month' },
  },
  'exchange.window.last_day': { type: 'integer', title: { zh: '当月到几号止', en: 'Last day of the month' } },
  'exchange.window.year_end_month': {
    type: 'integer',
    title: { zh: '年底从几月算起', en: 'Month with which the year’s end begins' },
  },
  'exchange.window.reaction': {
    type: 'choice',
    title: { zh: '不在兑换时间的', en: 'At another time' },
    choices: reactions,
  },
  'exchange.budget.low': {
    type: 'yuan',
    title: { zh: '每村每年兑付下限', en: 'Least a village pays in a year' },
  },
  'exchange.budget.high': {
    type: 'yuan',
    title: { zh: '每村每年兑付上限', en: 'Most a village pays in a year' },
  },
  'exchange.budget.reading': {
    type: 'choice',
    title: { zh: '兑付资金的读法', en: 'What these figures are' },
    choices: [
      { value: 'ceiling', title: { zh: '上限', en: 'a ceiling' } },
      { value: 'range', title: { zh: '区间，有下限也有上限', en: 'a range with both ends' } },
    ],
  },
  'exchange.budget.reaction': {
    type: 'choice',
    title: { zh: '超过上限的', en: 'Beyond the ceiling' },
    choices: reactions,
  },
  'exchange.settlement.basis': {
    type: 'choice',
    title: { zh: '与兑换点结算的依据', en: 'The shop is paid by' },
    choices: [
      { value: 'redeemed', title: { zh: '收回的积分', en: 'the points it took in' } },
      { value: 'issued', title: { zh: '发放的积分', en: 'the points that were issued' } },
    ],
  },
}
