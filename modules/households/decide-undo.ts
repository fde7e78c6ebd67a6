import type { PlanRefusal } from './decide-plan.ts'

export interface UndoFacts {
  kind: string
  /** Already undone by another change. */
  undone: boolean
  hasPlan: boolean
  /** The newest structural change of the same households after this one that was not undone. */
  later: { kind: string; on: string } | undefined
  /** The number that a household would take back is taken by another. */
  numberTaken: string | undefined
  /** Person whose identity number has since been given to another record. */
  identityTaken: string | undefined
  acrossCounties: boolean
}

/** Only the newest change can be undone: later ones stand on it. Returns the first reason why not. */
export function checkUndo(facts: UndoFacts): PlanRefusal | undefined {
  if (facts.undone) return { code: 'household.undone_already', details: {} }
  if (!facts.hasPlan || facts.kind === 'undone') return { code: 'household.undo_kind', details: {} }
  if (facts.acrossCounties) return { code: 'household.undo_across_counties', details: {} }
  if (facts.later)
    return { code: 'household.undo_later', details: { kind: facts.later.kind, on: facts.later.on } }
  if (facts.numberTaken !== undefined)
    return { code: 'household.undo_number_taken', details: { number: facts.numberTaken } }
  if (facts.identityTaken !== undefined)
    return { code: 'household.undo_identity_taken', details: { name: facts.identityTaken } }
  return undefined
}
