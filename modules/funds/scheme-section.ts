import { findRepeatedKeys, schemeFault } from '../../engines/scheme/problems.ts'
import type { Breach, SchemeProblem, SchemeSection } from '../../engines/scheme/section.ts'
import { type FundRules, fundListFields, fundsSection, fundValues, type RawFunds } from './scheme.ts'
import { fundCases } from './scheme-cases.ts'

const part = (content: Record<string, unknown>) => content.funds as RawFunds | undefined

/** The funds chapter with its checks, its law guards and its kinds of worked cases. */
export const fundsSchemeSection: SchemeSection = {
  key: 'funds',
  schema: fundsSection,
  values: fundValues,
  check: (content) => checkFunds(part(content)!),
  guards: {
    subsidy_untouched: (content): Breach[] =>
      part(content)?.withheld_from_households
        ? [
            {
              path: 'funds.withheld_from_households',
              reason: {
                zh: '资金不能从农户的政府补贴或集体收益中扣。',
                en: 'No fund may be withheld from households’ subsidies or collective income.',
              },
              mend: {
                zh: '改为 false，资金另找来源。',
                en: 'Set it to false; the fund needs other sources.',
              },
            },
          ]
        : [],
    fund_published: (content): Breach[] => {
      const publicity = part(content)?.publicity
      if (!publicity) return []
      const seldom = publicity.every === 'half' || publicity.every === 'year'
      return [
        ...(publicity.public
          ? []
          : [
              {
                path: 'funds.publicity.public',
                reason: { zh: '资金收支必须公开。', en: 'Income and spending must be published.' },
                mend: { zh: '改为 true。', en: 'Set it to true.' },
              },
            ]),
        ...(seldom
          ? [
              {
                path: 'funds.publicity.every',
                reason: {
                  zh: '资金收支至少每季度公开一次。',
                  en: 'Income and spending are published once a quarter at least.',
                },
                mend: { zh: '改为 quarter 或 month。', en: 'Set it to quarter or month.' },
              },
            ]
          : []),
      ]
    },
  },
  cases: fundCases,
  chapters: (resolved) => {
    const rules = resolved.plain.funds as FundRules | undefined
    if (!rules) return []
    const list = (parts: readonly { name: { zh: string; en: string } }[], language: 'zh' | 'en') =>
      parts.map((one) => one.name[language]).join(language === 'zh' ? '、' : ', ')
    return [
      {
        key: 'funds',
        title: { zh: '钱从哪来、用到哪去', en: 'Where the money comes from and goes' },
        paragraphs: [
          {
            text: {
              zh: `来源：${list(rules.sources, 'zh')}。用途：${list(rules.uses, 'zh')}。账由{funds.custody}。`,
              en: `Sources: ${list(rules.sources, 'en')}. Uses: ${list(rules.uses, 'en')}. The account is kept by {funds.custody}.`,
            },
            values: ['funds.custody'],
          },
          {
            text: {
              zh: '每笔收支有凭证，一人记、另一人审；收支明细公开 {funds.publicity.days} 天。',
              en: 'Each movement has its voucher; one person records it, another approves. They are published for {funds.publicity.days} days.',
            },
            values: ['funds.publicity.days'],
          },
        ],
      },
    ]
  },
}

function checkFunds(rules: RawFunds): SchemeProblem[] {
  const uses = rules.uses.map((use) => use.key)
  const strange = rules.publicity.fields.filter(
    (field) => !(fundListFields as readonly string[]).includes(field),
  )
  return [
    ...findRepeatedKeys('funds.sources', rules.sources, '资金来源', 'source'),
    ...findRepeatedKeys('funds.uses', rules.uses, '用途', 'use'),
    ...rules.sources.flatMap((source) =>
      (source.earmarked_for ?? [])
        .filter((use) => !uses.includes(use))
        .map((use) =>
          schemeFault(
            'reference',
            `funds.sources.${source.key}.earmarked_for`,
            `没有用途“${use}”。`,
            `There is no use "${use}".`,
            `有这些用途：${uses.join('、')}。`,
            `Uses: ${uses.join(', ')}.`,
          ),
        ),
    ),
    ...strange.map((field) =>
      schemeFault(
        'value',
        'funds.publicity.fields',
        `公开字段“${field}”不在允许范围内。`,
        `The field "${field}" may not be published.`,
        `只用这些字段：${fundListFields.join('、')}。`,
        `Use only: ${fundListFields.join(', ')}.`,
      ),
    ),
  ]
}
