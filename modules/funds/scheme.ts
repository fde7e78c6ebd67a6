import { z } from 'zod'
import { dated, type Resolved } from '../../engines/scheme/dated.ts'
import type { ValueTable } from '../../engines/scheme/resolve-scheme.ts'
import { key, words } from '../../engines/scheme/words.ts'

const source = z.strictObject({
  key: key.describe('来源的键 · Key of the source'),
  name: words.describe('来源名称 · Name of the source'),
  kind: z
    .enum(['fiscal', 'collective', 'donation', 'company', 'unit', 'industry', 'party_chamber', 'other'])
    .describe(
      '来源类别：财政、集体、捐赠、企业、单位和干部、产业收益、党员商会、其他 · Fiscal, collective, donation, company, unit and cadres, industry income, Party members and chambers, other',
    ),
  earmarked_for: z
    .array(key)
    .min(1)
    .optional()
    .describe('专款专用：只能用于这些用途；不写为不限 · Earmarked: only for these uses; left out: for any'),
})

/** The `funds` chapter: where the money of a scheme comes from, what it is for, who keeps it, how it is shown. */
export const fundsSection = z
  .strictObject({
    custody: dated(z.enum(['village', 'town'])),
    withheld_from_households: z
      .boolean()
      .describe(
        '是否从农户的补贴或集体收益中扣，必须为 false · Whether it is withheld from households’ subsidies or collective income; it must be false',
      ),
    sources: z.array(source).min(1).describe('资金来源 · Sources of the money'),
    uses: z
      .array(
        z.strictObject({
          key: key.describe('用途的键 · Key of the use'),
          name: words.describe('用途名称 · Name of the use'),
        }),
      )
      .min(1)
      .describe('资金用途 · What the money is for'),
    publicity: z
      .strictObject({
        public: z.boolean().describe('是否公开，必须为 true · Published or not; it must be true'),
        every: z
          .enum(['month', 'quarter', 'half', 'year'])
          .describe('多久公开一次 · How often it is published'),
        days: dated(z.number().int().min(0)),
        fields: z.array(z.string()).min(1).describe('公开哪些字段 · The fields that are published'),
        duty: z.string().min(1).describe('凭什么公开 · The duty it rests on'),
      })
      .describe('收支公开 · Publication of income and spending'),
  })
  .describe('资金 · Funds')

export type RawFunds = z.output<typeof fundsSection>
export type FundRules = Resolved<RawFunds>
export type FundSource = FundRules['sources'][number]

export const fundValues: ValueTable = {
  'funds.custody': {
    type: 'choice',
    title: { zh: '账由谁管', en: 'Who keeps the account' },
    choices: [
      { value: 'village', title: { zh: '村里管', en: 'the village' } },
      { value: 'town', title: { zh: '村账乡代管', en: 'the town, for the village' } },
    ],
  },
  'funds.publicity.days': { type: 'days', title: { zh: '收支公开天数', en: 'Days of publication' } },
}

/** Fields that a list of income and spending may show. */
export const fundListFields = [
  'number',
  'occurred_on',
  'kind',
  'words',
  'donor',
  'income',
  'spending',
] as const
