import type { z } from 'zod'
import type { run, step } from '../../modules/procedures/contract.ts'

export type Run = z.infer<typeof run>
export type Step = z.infer<typeof step>
