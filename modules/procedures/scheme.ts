import { z } from 'zod'
import type { Resolved } from '../../engines/scheme/dated.ts'

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const key = z.string().regex(/^[a-z][a-z0-9_]*$/)

/** The `procedure` chapter: steps in a fixed order, none of which can be skipped, and what waits behind them. */
export const procedureSection = z.strictObject({
  name: words,
  source: z.string().min(1),
  steps: z
    .array(
      z.strictObject({
        key,
        name: words,
        description: words.optional(),
        roles: z.array(z.enum(['clerk', 'cadre', 'secretary', 'supervisor', 'town_officer', 'county_officer'])).min(1),
        needs: z.array(z.enum(['file', 'text', 'publicity', 'resolution', 'close', 'scoring', 'rectification', 'payment', 'plan'])).min(1),
      }),
    )
    .min(1),
  /** An act of the product that is refused until a step is done: action → step. */
  gates: z.partialRecord(z.enum(['points.declare', 'points.close_year', 'dividends.pay']), key).default({}),
})

export type Procedure = Resolved<z.output<typeof procedureSection>>
