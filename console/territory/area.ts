import type { z } from 'zod'
import type { area } from '../../modules/territory/contract.ts'

export type Area = z.infer<typeof area>
