import type { Role } from '../../engines/access/access.ts'
import type { RouteQuery } from '../../engines/contract/route.ts'
import { placePattern } from '../../platform/database/connect.ts'
import type { Page } from '../../platform/database/take-page.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { listAccounts as listRoute } from './contract.ts'
import { type DescribedAccount, describeAccounts } from './describe-accounts.ts'
import { isPhone, phoneLogin } from './login-key.ts'
import { accountsActions } from './permissions.ts'
import { listAccounts as listRows } from './store.ts'
import { findLoginOwner } from './store-sessions.ts'

/**
 * Accounts in the places where the actor may see accounts: row-level security shows what any role of hers
 * reaches, so the list is narrowed to the scopes of the roles that have this right. A whole phone number as
 * the search finds its account.
 */
export async function listAccounts(
  act: Act,
  secrets: Secrets,
  query: RouteQuery<typeof listRoute> & Page,
): Promise<{ rows: DescribedAccount[]; total: number }> {
  const readers: readonly Role[] = accountsActions['accounts.read'].roles
  const scopes = act.actor.grants.filter((grant) => readers.includes(grant.role)).map((grant) => grant.scope)
  const search = query.search.trim()
  const owner = isPhone(search) ? await findLoginOwner(act.tx, phoneLogin(secrets, search)) : undefined
  const { rows, total } = await listRows(act.tx, {
    places: scopes.map(placePattern),
    counties: scopes.every((scope) => scope.length >= 6)
      ? [...new Set(scopes.map((scope) => scope.slice(0, 6)))]
      : null,
    search,
    accountId: owner?.accountId ?? null,
    state: query.state,
    sort: query.sort,
    page: query,
  })
  return { rows: await describeAccounts(act.tx, rows), total }
}
