import type { Act } from '../../platform/http/context.ts'
import { findPlaceOfEvidence } from './store-evidence.ts'

/** The evidence of a household's claims is its own to see, also what was uploaded for many households at once. */
export async function claimHolder(act: Act, fileId: string): Promise<string | undefined> {
  const { countyCode, householdId } = act.actor
  return householdId ? findPlaceOfEvidence(act.tx, countyCode, householdId, fileId) : undefined
}
