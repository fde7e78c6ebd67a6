import type { RecusalGround, ReviewStep } from './scheme.ts'

export interface RecusalFacts {
  declaredBy: string
  declaredName: string
  /** How the one who decides is bound to the household concerned, as far as the roll knows. */
  ownTies: readonly Tie[]
  /** Names on the panel that the roll knows as bound to the household concerned. */
  namedTies: readonly { name: string; tie: Tie }[]
  /** Who stepped aside in writing, at any step: an account, or a name of the panel. */
  recusals: readonly { stepKey: string; accountId: string | null; name: string }[]
}

export type Tie = Exclude<RecusalGround, 'declarer'>

/**
 * Why an account may not decide at a step, or null: what the scheme names for the step (`recuse`), then what the
 * account itself put in writing. A recusal in writing counts at its own step, whatever the scheme says.
 */
export function decideRecusal(
  step: ReviewStep,
  facts: RecusalFacts,
  accountId: string,
): RecusalGround | 'stated' | null {
  if (step.recuse.includes('declarer') && facts.declaredBy === accountId) return 'declarer'
  const tie = (['member', 'kin'] as const).find(
    (one) => step.recuse.includes(one) && facts.ownTies.includes(one),
  )
  if (tie) return tie
  const stated = facts.recusals.some(
    (recusal) => recusal.stepKey === step.key && recusal.accountId === accountId,
  )
  return stated ? 'stated' : null
}

/** The names of a panel, members and guests, that must not be there when the step decides. */
export function findRecusedNames(step: ReviewStep, facts: RecusalFacts, names: readonly string[]): string[] {
  const apart = new Set([
    ...facts.namedTies.filter(({ tie }) => step.recuse.includes(tie)).map(({ name }) => name),
    ...(step.recuse.includes('declarer') ? [facts.declaredName] : []),
    ...facts.recusals.filter(({ stepKey }) => stepKey === step.key).map(({ name }) => name),
  ])
  return [...new Set(names)].filter((name) => apart.has(name))
}
