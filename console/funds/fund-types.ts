import type { z } from 'zod'
import type { fund, movement } from '../../modules/funds/contract.ts'

export type Fund = z.infer<typeof fund>
export type Movement = z.infer<typeof movement>
