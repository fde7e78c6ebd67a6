import { z } from 'zod'
import type { Resolved } from '../../engines/scheme/dated.ts'
import { key, words } from '../../engines/scheme/words.ts'

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
          needs: z
            .array(
              z.enum([
                'file',
                'text',
                'publicity',
                'resolution',
                'close',
                'scoring',
                'rectification',
                'payment',
                'plan',
              ]),
            )
            .min(1)
            .describe('办结要留下什么 · The evidence that it leaves'),
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
