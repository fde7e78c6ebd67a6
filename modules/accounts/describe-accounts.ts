import type { z } from 'zod'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { accountRow } from './contract.ts'
import { readPlaceNames } from './describe-me.ts'
import { type AccountRow, findAccount, listGrants } from './store.ts'

export type DescribedAccount = z.infer<typeof accountRow>

/** Accounts as the console shows them, with their grants and the names of all places: three reads for any number. */
export async function describeAccounts(tx: Tx, accounts: readonly AccountRow[]): Promise<DescribedAccount[]> {
  const grants = await listGrants(
    tx,
    [...new Set(accounts.map((account) => account.countyCode))],
    accounts.map((account) => account.id),
  )
  const nameOf = await readPlaceNames(tx, [
    ...accounts.map((account) => account.placeCode),
    ...grants.map((grant) => grant.scope),
  ])
  const grantsOf = Map.groupBy(grants, (grant) => grant.accountId)
  return accounts.map((account) => ({
    id: account.id,
    name: account.name,
    login: account.loginName,
    placeCode: account.placeCode,
    placeName: nameOf(account.placeCode),
    householdId: account.householdId,
    phoneMasked: account.phoneMasked,
    state: account.state,
    secondFactor: account.secondFactor,
    revision: account.revision,
    grants: (grantsOf.get(account.id) ?? []).map((grant) => ({
      id: grant.id,
      role: grant.role,
      scope: grant.scope,
      scopeName: nameOf(grant.scope),
      from: grant.from,
      to: grant.to,
      reason: grant.reason,
    })),
  }))
}

/** One account as the console shows it; throws record.not_found out of the transaction's scopes. */
export async function describeAccount(
  tx: Tx,
  account: { countyCode: string; id: string },
): Promise<DescribedAccount> {
  const row = await findAccount(tx, account.countyCode, account.id)
  const [described] = row ? await describeAccounts(tx, [row]) : []
  if (!described) throw new Refusal('record.not_found')
  return described
}
