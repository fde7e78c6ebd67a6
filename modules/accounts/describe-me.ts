import { type ActionTable, type Actor, canAnywhere } from '../../engines/access/access.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { listShortNames } from '../territory/index.ts'
import type { Me } from './contract.ts'

/** The signed-in account as the apps show it: names of its places, and every action it may do somewhere. */
export async function describeMe(
  tx: Tx,
  actions: ActionTable,
  actor: Actor,
  settings: { locale: Me['locale']; elderMode: boolean },
): Promise<Me> {
  const nameOf = await readPlaceNames(tx, [actor.placeCode, ...actor.grants.map((grant) => grant.scope)])
  return {
    accountId: actor.accountId,
    name: actor.name,
    placeCode: actor.placeCode,
    placeName: nameOf(actor.placeCode),
    householdId: actor.householdId,
    personId: actor.personId,
    grants: actor.grants.map((grant) => ({ ...grant, scopeName: nameOf(grant.scope) })),
    actions: Object.keys(actions).filter((action) => canAnywhere(actions, actor, action)),
    locale: settings.locale,
    elderMode: settings.elderMode,
  }
}

/** Names of places and scopes: the whole land for the empty scope, the code itself where none is known. */
export async function readPlaceNames(tx: Tx, codes: readonly string[]): Promise<(code: string) => string> {
  const names = await listShortNames(tx, codes.map(placeOf))
  return (code) => names.get(placeOf(code)) ?? (/^0*$/.test(code) ? '全国' : code)
}

/** A scope is the beginning of a code; its place has twelve digits. */
function placeOf(scope: string): string {
  return scope.padEnd(12, '0')
}
