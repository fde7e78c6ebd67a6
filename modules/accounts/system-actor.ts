import { type Actor, type Role, roles } from '../../engines/access/access.ts'

/** No account has this id: records of commands and timers carry it with the name of what ran. */
export const systemAccountId = '00000000-0000-0000-0000-000000000000'

/** Who acts when a command or a timer does: the given roles (all, unless named) in the whole land. */
export function makeSystemActor(name: string, held: readonly Role[] = Object.keys(roles) as Role[]): Actor {
  return {
    accountId: systemAccountId,
    countyCode: '000000',
    placeCode: '000000000000',
    name,
    personId: null,
    householdId: null,
    grants: held.map((role) => ({ role, scope: '' })),
  }
}
