import type { Actor } from '../../engines/access/access.ts'
import { type AuditRecord, appendAudit } from '../../platform/audit/record.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { type Act, makeAct, makeSystemAct, type Services, scopesOf } from '../../platform/http/context.ts'
import { createAccountDirectly } from '../accounts/index.ts'
import { type SampleAccount, samplePassword } from './sample-people.ts'

export interface SampleHead {
  householdId: string
  personId: string
  name: string
}

/** Who acts in a village of the sample; acts name them by `as`, people sign in by `login`. */
export interface SampleCast {
  place: string
  accounts: readonly (SampleAccount & { as: string })[]
  /** Heads of these households; 1 is the first. */
  villagers: readonly { as: string; login: string; household: number }[]
}

/** The stage that a village is played on: its accounts, and acts of theirs at any moment. */
export interface SampleScene {
  services: Services
  actors: Record<string, Actor>
  heads: SampleHead[]
  /** One act at ten in the morning of a day, under the same rules and scopes as through the server. */
  as<T>(who: string, day: string, work: (act: Act) => Promise<T>): Promise<T>
  /** What timers would have done on a day. */
  asSystem<T>(day: string, work: (act: Act) => Promise<T>): Promise<T>
}

export async function openScene(
  services: Services,
  cast: SampleCast,
  heads: SampleHead[],
  since: string,
): Promise<SampleScene> {
  const actors = await makeAccounts(services, cast, heads, since)
  const at = (day: string) => new Date(`${day}T10:00:00+08:00`)
  return {
    services,
    actors,
    heads,
    as: (who, day, work) => {
      const actor = actors[who]!
      return services.database.transact(scopesOf(actor), async (tx) => {
        const records: AuditRecord[] = []
        const act = makeAct({
          tx,
          actor,
          now: at(day),
          channel: 'console',
          actions: services.actions,
          records,
        })
        const result = await work(act)
        await appendAudit(
          tx,
          {
            accountId: actor.accountId,
            actorName: actor.name,
            channel: 'console',
            address: null,
            at: at(day),
          },
          records,
        )
        return result
      })
    },
    asSystem: (day, work) =>
      services.database.transact(everywhere, async (tx) => {
        const records: AuditRecord[] = []
        const act = makeSystemAct(
          { tx, now: at(day), channel: 'timer', record: (entry) => records.push(entry) },
          cast.place.slice(0, 6),
        )
        const result = await work(act)
        await appendAudit(
          tx,
          { accountId: null, actorName: act.actor.name, channel: 'timer', address: null, at: at(day) },
          records,
        )
        return result
      }),
  }
}

async function makeAccounts(
  services: Services,
  cast: SampleCast,
  heads: SampleHead[],
  since: string,
): Promise<Record<string, Actor>> {
  const actors: Record<string, Actor> = {}
  await services.database.transact(everywhere, async (tx) => {
    const now = new Date(`${since}T09:00:00+08:00`)
    const records: AuditRecord[] = []
    const act = { tx, now, record: (entry: AuditRecord) => void records.push(entry) }
    for (const account of cast.accounts) {
      const grants = [{ role: account.role, scope: account.scope, from: since, reason: '示例' }]
      const { accountId, countyCode } = await createAccountDirectly(act, services.secrets, {
        ...account,
        password: samplePassword,
        knownPassword: true,
        grants,
      })
      actors[account.as] = {
        accountId,
        countyCode,
        placeCode: account.placeCode,
        name: account.name,
        personId: null,
        householdId: null,
        grants: [{ role: account.role, scope: account.scope }],
      }
    }
    for (const villager of cast.villagers) {
      const person = heads[villager.household - 1]!
      const placeCode = cast.place
      const wish = {
        name: person.name,
        login: villager.login,
        password: samplePassword,
        knownPassword: true,
        placeCode,
        person,
      }
      const { accountId, countyCode } = await createAccountDirectly(act, services.secrets, wish)
      actors[villager.as] = {
        accountId,
        countyCode,
        placeCode,
        name: person.name,
        personId: person.personId,
        householdId: person.householdId,
        grants: [],
      }
    }
    await appendAudit(
      tx,
      { accountId: null, actorName: '示例', channel: 'cli', address: null, at: now },
      records,
    )
  })
  return actors
}
