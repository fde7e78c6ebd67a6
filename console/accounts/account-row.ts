import type { z } from 'zod'
import type { accountRow } from '../../modules/accounts/contract.ts'
import type { Tone } from '../shell/StateTag.tsx'

export type AccountRow = z.infer<typeof accountRow>

export const accountTones: Record<AccountRow['state'], Tone> = {
  active: 'done',
  locked: 'late',
  closed: 'quiet',
}

/** A role whose last day has passed gives no rights any more; it stays on record. */
export const isOver = (grant: AccountRow['grants'][number], today: string) =>
  grant.to !== null && grant.to < today
