import type { z } from 'zod'
import type { claimDetail, claimRow } from '../../modules/points/contract.ts'

export type ClaimRow = z.output<typeof claimRow>
export type Claim = z.output<typeof claimDetail>
