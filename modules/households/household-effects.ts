import type { Act } from '../../platform/http/context.ts'
import type { ChangeKind } from './contract.ts'

/** What happened, or is about to, to households and persons: what points, shares and open items need to know. */
export interface HouseholdChange {
  /** Of the change row; a preview has one that is never written. */
  id: string
  kind: ChangeKind
  on: string
  countyCode: string
  placeCode: string
  /** Of a move between villages; else the same. */
  toPlaceCode: string
  householdId: string
  otherHouseholdId: string | null
  /** Households that this change makes, and those that it ends with their successors. */
  opened: readonly { householdId: string; fromHouseholdId: string | null }[]
  ended: readonly { householdId: string; endedBy: string; successorId: string | null }[]
  /** Persons and where they are members before and after; null is in no household of the county. */
  persons: readonly { personId: string; fromHouseholdId: string | null; toHouseholdId: string | null }[]
  /** A duplicate record and the one it now stands for. */
  replaced: { dropId: string; keepId: string } | null
  /** Set for a move to another county: the household there. */
  across: { countyCode: string; householdId: string; placeCode: string } | null
}

export interface EffectLine {
  zh: string
  en: string
  /** Must be settled before the change may happen. */
  blocks?: boolean
}

/**
 * What a change of households means to another module, by that module's own stated rule. `preview` only reads and
 * tells; `apply` writes in the act's transaction and tells what it did; `undo` takes back what `apply` did for the
 * change of that id (left out: nothing to take back).
 */
export interface HouseholdEffect {
  key: string
  preview(act: Act, change: HouseholdChange): Promise<readonly EffectLine[]>
  apply(act: Act, change: HouseholdChange): Promise<readonly EffectLine[]>
  previewUndo?(act: Act, change: HouseholdChange): Promise<readonly EffectLine[]>
  undo?(act: Act, change: HouseholdChange): Promise<readonly EffectLine[]>
}

const effects = new Map<string, HouseholdEffect>()

/** Registers what another module does on changes of households; once per key, at start. */
export function registerHouseholdEffect(effect: HouseholdEffect): void {
  effects.set(effect.key, effect)
}

export type KeyedLine = EffectLine & { key: string }

/** What all modules say of a change, or did for it, in the order of registration. */
export async function runEffects(
  act: Act,
  change: HouseholdChange,
  phase: 'preview' | 'apply' | 'previewUndo' | 'undo',
): Promise<KeyedLine[]> {
  const lines: KeyedLine[] = []
  for (const effect of effects.values()) {
    const told = (await effect[phase]?.(act, change)) ?? []
    lines.push(...told.map((line) => ({ ...line, key: effect.key })))
  }
  return lines
}
