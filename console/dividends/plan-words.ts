import type { z } from 'zod'
import type { plan, planFigures, planLine } from '../../modules/dividends/contract.ts'
import type { Tone } from '../shell/StateTag.tsx'

export type Plan = z.infer<typeof plan>
export type PlanLine = z.infer<typeof planLine>
export type PlanFigures = z.infer<typeof planFigures>

export const planTones: Record<Plan['state'], Tone> = {
  drafted: 'waiting',
  publicised: 'waiting',
  resolved: 'official',
  paid: 'done',
  dropped: 'quiet',
}

/** A plan goes through these in turn. */
export const planStates = ['drafted', 'publicised', 'resolved', 'paid'] as const
