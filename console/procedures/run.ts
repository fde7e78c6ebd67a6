import type { z } from 'zod'
import type { need, run, step, stepPart } from '../../modules/procedures/contract.ts'

export type Run = z.infer<typeof run>
export type Step = z.infer<typeof step>
export type Part = z.infer<typeof stepPart>
export type Need = z.infer<typeof need>
