import { z } from 'zod'
import type { Resolved } from '../../engines/scheme/dated.ts'
import { key, words } from '../../engines/scheme/words.ts'

const need = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file').describe('一份文件或照片 · A file or photo'),
    document: key.describe('文件的键，同一程序里不重复 · Key of the document, once in a procedure'),
    name: words.describe('是什么文件 · What document it is'),
  }),
  z.strictObject({
    kind: z.literal('publicity').describe('一张公示榜 · A publicity list'),
    list: z
      .enum(['points_entries', 'points_totals', 'dividend_plan'])
      .describe('哪一种：季度积分、年度积分、分配方案 · Which kind: points of a quarter, of a year, a plan'),
  }),
  z.strictObject({
    kind: z.literal('resolution').describe('一项决议 · A resolution'),
    about: z
      .enum(['plan', 'any'])
      .describe('决议什么：当年的分配方案、不限 · What it decided: the plan of the year, anything'),
  }),
  z.strictObject({
    kind: z.literal('close').describe('一次结算 · A close'),
    period: z.enum(['month', 'quarter', 'half', 'year']).describe('结算哪一种周期 · Of which kind of period'),
  }),
  z.strictObject({ kind: z.literal('text').describe('文字说明 · A note') }),
  z.strictObject({ kind: z.literal('scoring').describe('已入账的评分 · Points that were posted') }),
  z.strictObject({
    kind: z.literal('rectification').describe('整改告知书都已办结 · No notice is open'),
  }),
  z.strictObject({ kind: z.literal('plan').describe('表决通过的分配方案 · A plan that was passed') }),
  z.strictObject({ kind: z.literal('payment').describe('已分配到户 · Payments to households') }),
])

/** The `procedure` chapter: steps in a fixed order, none of which can be skipped, and what waits behind them. */
export const procedureSection = z
  .strictObject({
    name: words.describe('程序的名称 · Name of the procedure'),
    source: z.string().min(1).describe('出处 · Source'),
    steps: z
      .array(
        z.strictObject({
          key: key.describe('步骤的键 · Key of the step'),
          name: words.describe('步骤名称 · Name of the step'),
          description: words.optional().describe('怎么做 · How it is done'),
          roles: z
            .array(z.enum(['clerk', 'cadre', 'secretary', 'supervisor', 'town_officer', 'county_officer']))
            .min(1)
            .describe('由哪些岗位办理 · The roles that do it'),
          each: z
            .enum(['month', 'quarter', 'half'])
            .optional()
            .describe(
              '一年里每月、每季或每半年各办一次，每次都留依据，全部办完才到下一步；不写为一年一次 · Done once a month, quarter or half-year, each time with its own evidence; the next step waits for all. Left out: once a year',
            ),
          needs: z.array(need).min(1).describe('办结要留下什么 · The evidence that it leaves'),
        }),
      )
      .min(1)
      .describe('步骤，按先后，一步不能跳 · Steps in their order; none can be skipped'),
    gates: z
      .partialRecord(z.enum(['points.declare', 'points.close_year', 'dividends.pay']), key)
      .default({})
      .describe('哪件事须等哪一步办结：动作 → 步骤 · The act that waits for a step, and the step'),
  })
  .describe('程序 · The procedure')

export type Procedure = Resolved<z.output<typeof procedureSection>>

export type StepNeed = Procedure['steps'][number]['needs'][number]
