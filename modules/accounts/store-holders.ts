import type { Role } from '../../engines/access/access.ts'
import type { Tx } from '../../platform/database/connect.ts'

/** Accounts that hold a role in just this village on a day: whom another module may name for it. */
export async function listHolders(
  tx: Tx,
  placeCode: string,
  role: Role,
  on: string,
): Promise<{ accountId: string; name: string }[]> {
  return tx
    .selectFrom('account.grant as g')
    .innerJoin('account.account as a', (join) =>
      join.onRef('a.county_code', '=', 'g.county_code').onRef('a.id', '=', 'g.account_id'),
    )
    .where('g.county_code', '=', placeCode.slice(0, 6))
    .where('g.role', '=', role)
    .where('g.scope', '=', placeCode)
    .where('g.valid_from', '<=', on)
    .where((where) => where.or([where('g.valid_to', 'is', null), where('g.valid_to', '>=', on)]))
    .where('a.state', '=', 'active')
    .orderBy('a.name')
    .select(['a.id as accountId', 'a.name'])
    .distinct()
    .limit(200)
    .execute()
}
