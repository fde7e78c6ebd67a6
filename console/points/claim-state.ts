import type { z } from 'zod'
import type {
  book,
  claimDetail,
  claimRow,
  claimState,
  item,
  passbookEntry,
} from '../../modules/points/contract.ts'
import type { Tone } from '../shell/StateTag.tsx'

export type ClaimRow = z.infer<typeof claimRow>
export type ClaimDetail = z.infer<typeof claimDetail>
export type ClaimState = z.infer<typeof claimState>
export type Book = z.infer<typeof book>
export type Item = z.infer<typeof item>
export type Entry = z.infer<typeof passbookEntry>

export const stateTones: Record<ClaimState, Tone> = {
  in_review: 'waiting',
  returned: 'late',
  rejected: 'quiet',
  withdrawn: 'quiet',
  rectifying: 'late',
  waived: 'done',
  approved: 'waiting',
  publicised: 'waiting',
  disputed: 'official',
  posted: 'done',
}
