import { z } from 'zod'
import type { Breach, CaseScheme, SchemeSection } from '../../engines/scheme/section.ts'
import { decideDividend } from './decide-dividend.ts'
import { type DividendRules, dividendListFields, dividendSection, dividendValues } from './scheme.ts'

type Raw = z.output<typeof dividendSection>

const part = (content: Record<string, unknown>) => content.dividend as Raw | undefined
const rulesOf = (scheme: CaseScheme) => scheme.resolved.plain.dividend as DividendRules
const fen = (yuan: number) => Math.round(yuan * 100)

/** The dividend chapter with its checks, its law guards and its kinds of worked cases. */
export const dividendSchemeSection: SchemeSection = {
  key: 'dividend',
  schema: dividendSection,
  values: dividendValues,
  check: (content) =>
    (part(content)?.publicity.fields ?? [])
      .filter((field) => !(dividendListFields as readonly string[]).includes(field))
      .map((field) => ({
        severity: 'error' as const,
        kind: 'value' as const,
        path: 'dividend.publicity.fields',
        reason: { zh: `公示字段“${field}”不在允许范围内。`, en: `The field "${field}" may not be published.` },
        mend: { zh: `只用这些字段：${dividendListFields.join('、')}。`, en: `Use only: ${dividendListFields.join(', ')}.` },
        norm: null,
      })),
  guards: {
    share_untouched: (content) =>
      part(content)?.share.depends_on_points
        ? [
            {
              path: 'dividend.share.depends_on_points',
              reason: { zh: '股份分红是依法享有的集体收益，不能随积分增减。', en: 'The share dividend is a lawful right and may not follow points.' },
              mend: { zh: '改为 false；积分只影响单独议定的积分分红。', en: 'Set it to false; points may move the separately decided incentive part only.' },
            },
          ]
        : [],
    nobody_pays_in: (content): Breach[] => {
      const floor = part(content)?.incentive.floor_fen
      return floor !== undefined && floor < 0
        ? [
            {
              path: 'dividend.incentive.floor_fen',
              reason: { zh: '积分分红不能低于 0，负分户不能倒扣。', en: 'The incentive part may not fall below zero; nobody pays in.' },
              mend: { zh: '改为 0。', en: 'Set it to 0.' },
            },
          ]
        : []
    },
  },
  cases: {
    household_dividend: {
      given: z.strictObject({ share_dividend: z.number().default(0), points: z.number(), weighted: z.boolean().default(true) }),
      run: (scheme, given: { share_dividend: number; points: number; weighted: boolean }) => {
        const result = decideDividend(rulesOf(scheme), { sharePoolFen: fen(given.share_dividend), incentivePoolFen: 0, priceFen: null }, [
          { householdId: 'one', shares: 100, points: Math.round(given.points * 100), weighted: given.weighted },
        ])
        const line = result.lines[0]!
        return { share: line.shareFen / 100, incentive: line.incentiveFen / 100, total: (line.shareFen + line.incentiveFen) / 100, capped: line.capped }
      },
    },
    year_dividend: {
      given: z.strictObject({
        share_pool: z.number(),
        incentive_pool: z.number(),
        price: z.number().nullable().default(null),
        households: z.number().int(),
        weighted: z.number().int(),
        points: z.number(),
      }),
      run: (scheme, given: { share_pool: number; incentive_pool: number; price: number | null; households: number; weighted: number; points: number }) => {
        const each = Math.floor(given.points / given.weighted)
        const more = given.points - each * given.weighted
        const households = Array.from({ length: given.households }, (_, index) => ({
          householdId: String(index),
          shares: 100,
          points: index < given.weighted ? (each + (index < more ? 1 : 0)) * 100 : 10_000,
          weighted: index < given.weighted,
        }))
        const pools = { sharePoolFen: fen(given.share_pool), incentivePoolFen: fen(given.incentive_pool), priceFen: given.price === null ? null : fen(given.price) }
        const result = decideDividend(rulesOf(scheme), pools, households)
        const sum = (pick: (line: (typeof result.lines)[number]) => number) => result.lines.reduce((total, line) => total + pick(line), 0)
        return {
          share: sum((line) => line.shareFen) / 100,
          incentive: sum((line) => line.incentiveFen) / 100,
          receiving: result.lines.filter((line) => line.incentiveFen > 0).length,
          without: result.lines.filter((line) => line.incentiveFen === 0).length,
          share_remainder: result.shareRemainderFen / 100,
          incentive_remainder: result.incentiveRemainderFen / 100,
          price: result.priceFen / 100,
        }
      },
    },
    credit: {
      given: z.strictObject({ rank: z.number().int(), asked: z.number() }),
      run: (scheme, given: { rank: number; asked: number }) => {
        const credit = rulesOf(scheme).credit!
        return { listed: given.rank <= credit.best_count, within_ceiling: fen(given.asked) <= credit.ceiling }
      },
    },
  },
  chapters: (resolved) => {
    const rules = resolved.plain.dividend as DividendRules | undefined
    if (!rules) return []
    const at = 'dividend.incentive'
    return [
      {
        key: 'dividend',
        title: { zh: '收益怎么分', en: 'How the income is shared' },
        paragraphs: [
          { text: { zh: '股份分红按股份底册分，不受积分影响。', en: 'The share dividend follows the register and is untouched by points.' }, values: [] },
          {
            text: {
              zh: `积分分红只发给加权户：积分 × 每分 {${at}.price} 元（{${at}.price_from}），任何户不低于 0。占股份分红 {${at}.cap_percent_of_share}% 的提法，{${at}.cap_reading}。`,
              en: `The incentive part goes to weighted households: points times {${at}.price} yuan ({${at}.price_from}), never below zero. The figure of {${at}.cap_percent_of_share}% of the share dividend is {${at}.cap_reading}.`,
            },
            values: [`${at}.price`, `${at}.price_from`, `${at}.cap_percent_of_share`, `${at}.cap_reading`],
          },
          {
            text: { zh: '分配方案公示 {dividend.publicity.days} 天，经会议决议通过后才能分配到户。', en: 'The plan is publicised for {dividend.publicity.days} days and paid only after a resolution.' },
            values: ['dividend.publicity.days'],
          },
          ...(rules.credit
            ? [
                {
                  text: {
                    zh: '积分最高的 {dividend.credit.best_count} 户列入授信推荐名单，额度不超过 {dividend.credit.ceiling} 元，利率优惠 {dividend.credit.discount_min_percent}%–{dividend.credit.discount_max_percent}%。',
                    en: 'The best {dividend.credit.best_count} households are put forward for credit up to {dividend.credit.ceiling} yuan, at {dividend.credit.discount_min_percent}–{dividend.credit.discount_max_percent}% off the interest.',
                  },
                  values: ['dividend.credit.best_count', 'dividend.credit.ceiling', 'dividend.credit.discount_min_percent', 'dividend.credit.discount_max_percent'],
                },
              ]
            : []),
        ],
      },
    ]
  },
}
