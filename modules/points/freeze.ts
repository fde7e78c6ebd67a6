import type { Tx } from '../../platform/database/connect.ts'
import type { RulesInForce } from '../schemes/index.ts'

/** A household, or one person of it, that takes no part in assessment for some days. */
export interface Frozen {
  householdId: string
  /** Null: the whole household; else only deeds of the person of this name. */
  personName: string | null
  /** Last day; null while no end is known. */
  until: string | null
}

/** Tells who of a village is frozen under a scheme on any of the days; `close` counts a period as the scheme reads it. */
export interface Freeze {
  find(
    tx: Tx,
    rules: RulesInForce,
    days: { from: string; to: string; for: 'deed' | 'close' },
  ): Promise<readonly Frozen[]>
}

const freezes: Freeze[] = []

/** Registers a module that freezes households (榜: the black board); at start. */
export function registerFreeze(freeze: Freeze): void {
  freezes.push(freeze)
}

/** Everybody who is frozen under the scheme in its village. */
export async function findFrozen(
  tx: Tx,
  rules: RulesInForce,
  days: Parameters<Freeze['find']>[2],
): Promise<Frozen[]> {
  const found: Frozen[] = []
  for (const freeze of freezes) found.push(...(await freeze.find(tx, rules, days)))
  return found
}
