import type { z } from 'zod'
import { findCrossedBorders } from '../../engines/scheme/borders.ts'
import type { Breach, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { type DividendRules, dividendListFields, dividendSection, dividendValues } from './scheme.ts'
import { dividendCases } from './scheme-cases.ts'

type Raw = z.output<typeof dividendSection>

const part = (content: Record<string, unknown>) => content.dividend as Raw | undefined

/** The dividend chapter with its checks, its law guards and its kinds of worked cases. */
export const dividendSchemeSection: SchemeSection = {
  key: 'dividend',
  schema: dividendSection,
  values: dividendValues,
  check: (content) => checkDividend(content.dividend as Raw),
  guards: {
    share_untouched: (content) =>
      part(content)?.share.depends_on_points
        ? [
            {
              path: 'dividend.share.depends_on_points',
              reason: {
                zh: '股份分红是依法享有的集体收益，不能随积分增减。',
                en: 'The share dividend is a lawful right and may not follow points.',
              },
              mend: {
                zh: '改为 false；积分只影响单独议定的积分分红。',
                en: 'Set it to false; points may move the separately decided incentive part only.',
              },
            },
          ]
        : [],
    nobody_pays_in: (content): Breach[] => {
      const floor = part(content)?.incentive.floor_fen
      return floor !== undefined && floor < 0
        ? [
            {
              path: 'dividend.incentive.floor_fen',
              reason: {
                zh: '积分分红不能低于 0，负分户不能倒扣。',
                en: 'The incentive part may not fall below zero; nobody pays in.',
              },
              mend: { zh: '改为 0。', en: 'Set it to 0.' },
            },
          ]
        : []
    },
  },
  cases: dividendCases,
  chapters: (resolved) => {
    const rules = resolved.plain.dividend as DividendRules | undefined
    if (!rules) return []
    const at = 'dividend.incentive'
    return [
      {
        key: 'dividend',
        title: { zh: '收益怎么分', en: 'How the income is shared' },
        paragraphs: [
          {
            text: {
              zh: '股份分红按股份底册分，不受积分影响。',
              en: 'The share dividend follows the register and is untouched by points.',
            },
            values: [],
          },
          {
            text: {
              zh: `积分分红只发给加权户：积分 × 每分 {${at}.price} 元（{${at}.price_from}），任何户不低于 0。占股份分红 {${at}.cap_percent_of_share}% 的提法，{${at}.cap_reading}。`,
              en: `The incentive part goes to weighted households: points times {${at}.price} yuan ({${at}.price_from}), never below zero. The figure of {${at}.cap_percent_of_share}% of the share dividend is {${at}.cap_reading}.`,
            },
            values: [`${at}.price`, `${at}.price_from`, `${at}.cap_percent_of_share`, `${at}.cap_reading`],
          },
          {
            text: {
              zh: '分配方案公示 {dividend.publicity.days} 天，经会议决议通过后才能分配到户。',
              en: 'The plan is publicised for {dividend.publicity.days} days and paid only after a resolution.',
            },
            values: ['dividend.publicity.days'],
          },
          ...(rules.credit
            ? [
                {
                  text: {
                    zh: '积分最高的 {dividend.credit.best_count} 户列入授信推荐名单，额度不超过 {dividend.credit.ceiling} 元，利率优惠 {dividend.credit.discount_min_percent}%–{dividend.credit.discount_max_percent}%。',
                    en: 'The best {dividend.credit.best_count} households are put forward for credit up to {dividend.credit.ceiling} yuan, at {dividend.credit.discount_min_percent}–{dividend.credit.discount_max_percent}% off the interest.',
                  },
                  values: [
                    'dividend.credit.best_count',
                    'dividend.credit.ceiling',
                    'dividend.credit.discount_min_percent',
                    'dividend.credit.discount_max_percent',
                  ],
                },
              ]
            : []),
        ],
      },
    ]
  },
}

function checkDividend(rules: Raw): SchemeProblem[] {
  const strange = rules.publicity.fields.filter(
    (field) => !(dividendListFields as readonly string[]).includes(field),
  )
  return [
    ...strange.map((field) =>
      fault(
        'dividend.publicity.fields',
        `公示字段“${field}”不在允许范围内。`,
        `The field "${field}" may not be published.`,
        `只用这些字段：${dividendListFields.join('、')}。`,
        `Use only: ${dividendListFields.join(', ')}.`,
      ),
    ),
    ...(rules.incentive.floor_fen > 0
      ? [
          fault(
            'dividend.incentive.floor_fen',
            '每户保底的积分分红还不能算。',
            'A least incentive part for every household cannot be reckoned.',
            '写 0；要人人有份，把 recipients 写成 all。',
            'Write 0; to give everyone a part, set recipients to all.',
          ),
        ]
      : []),
    ...(rules.credit ? checkDiscounts(rules.credit) : []),
  ]
}

function checkDiscounts(credit: NonNullable<Raw['credit']>): SchemeProblem[] {
  return findCrossedBorders(credit.discount_min_percent, credit.discount_max_percent).map(
    ({ day, least, most }) =>
      fault(
        'dividend.credit',
        `从 ${day} 起，利率优惠下限 ${least}% 大于上限 ${most}%。`,
        `From ${day} on, the least discount (${least}%) is more than the greatest (${most}%).`,
        '改小前者，或改大后者。',
        'Lower the first or raise the second.',
      ),
  )
}

function fault(path: string, zh: string, en: string, mendZh: string, mendEn: string): SchemeProblem {
  return {
    severity: 'error',
    kind: 'value',
    path,
    reason: { zh, en },
    mend: { zh: mendZh, en: mendEn },
    norm: null,
  }
}
