import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { decideManage, type GrantHolder } from './decide-grant.ts'
import { type AccountRow, type GrantRow, listGrants, lockAccount } from './store.ts'

export interface ManagedAccount {
  row: AccountRow
  /** Every grant that it ever had. */
  grants: GrantRow[]
  /** With the grants that hold today or later. */
  holder: GrantHolder
}

/**
 * Locks an account for a change by its administrator. Out of the actor's area it is not found;
 * `county` is that of the account when it is not the actor's own.
 */
export async function lockManaged(
  act: Act,
  accountId: string,
  county: string | undefined,
): Promise<ManagedAccount> {
  const countyCode = county ?? act.actor.countyCode
  const row = await lockAccount(act.tx, countyCode, accountId)
  // The own row is always in sight, but sight is no right to manage.
  if (!row || !act.may('accounts.manage', row)) throw new Refusal('record.not_found')
  const grants = await listGrants(act.tx, [countyCode], [accountId])
  const today = chinaDateOf(act.now)
  return {
    row,
    grants,
    holder: {
      accountId,
      personId: row.personId,
      state: row.state,
      grants: grants.filter((grant) => grant.to === null || grant.to >= today),
    },
  }
}

/** Throws unless the actor could have given every role that the account holds, and it is not her own. */
export function assertManageable(act: Act, { row, holder }: ManagedAccount): void {
  const decision = decideManage(act.actor, holder)
  if (decision === 'own') throw new Refusal('account.own_account')
  if (decision === 'above') throw new Refusal('account.above_you', { name: row.name })
}

/** Records a change of an account under its place and household. */
export function recordChange(act: Act, row: AccountRow, detail: Record<string, unknown>): void {
  act.record({
    placeCode: row.placeCode,
    householdId: row.householdId,
    action: 'accounts.manage',
    subjectKind: 'account',
    subjectId: row.id,
    detail,
  })
}
