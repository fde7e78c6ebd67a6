export type AccountState = 'active' | 'locked' | 'closed'

/** A closed account stays closed: what it did keeps its name, and its phone may pass to someone else. */
export function decideAccountState(
  from: AccountState,
  to: AccountState,
): 'change' | 'keep' | 'account.closed_for_good' {
  if (from === to) return 'keep'
  return from === 'closed' ? 'account.closed_for_good' : 'change'
}
