import type { Actor } from '../../engines/access/access.ts'
import { type AuditRecord, appendAudit } from '../../platform/audit/record.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { type Act, makeAct, makeSystemAct, type Services, scopesOf } from '../../platform/http/context.ts'
import { createAccountDirectly } from '../accounts/index.ts'
import { sampleAccounts, samplePassword, sampleVillage, sampleVillagers } from './sample-people.ts'

export interface SampleHead {
  householdId: string
  personId: string
  name: string
}

/** The stage that the sample is played on: its accounts, and acts of theirs at any moment. */
export interface SampleScene {
  services: Services
  actors: Record<string, Actor>
  heads: SampleHead[]
  /** One act at ten in the morning of a day, under the same rules and scopes as through the server. */
  as<T>(login: string, day: string, work: (act: Act) => Promise<T>): Promise<T>
  /** What timers would have done on a day. */
  asSystem<T>(day: string, work: (act: Act) => Promise<T>): Promise<T>
}

export async function openScene(
  services: Services,
  heads: SampleHead[],
  since: string,
): Promise<SampleScene> {
  const actors = await makeAccounts(services, heads, since)
  const at = (day: string) => new Date(`${day}T10:00:00+08:00`)
  return {
    services,
    actors,
    heads,
    as: (login, day, work) => {
      const actor = actors[login]!
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
          sampleVillage.county,
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
  heads: SampleHead[],
  since: string,
): Promise<Record<string, Actor>> {
  const actors: Record<string, Actor> = {}
  await services.database.transact(everywhere, async (tx) => {
    const now = new Date(`${since}T09:00:00+08:00`)
    const records: AuditRecord[] = []
    const act = { tx, now, record: (entry: AuditRecord) => void records.push(entry) }
    for (const account of sampleAccounts) {
      const grants = [{ role: account.role, scope: account.scope, from: since, reason: '示例' }]
      const { accountId, countyCode } = await createAccountDirectly(act, services.secrets, {
        ...account,
        password: samplePassword,
        knownPassword: true,
        grants,
      })
      actors[account.login] = {
        accountId,
        countyCode,
        placeCode: account.placeCode,
        name: account.name,
        personId: null,
        householdId: null,
        grants: [{ role: account.role, scope: account.scope }],
      }
    }
    for (const villager of sampleVillagers) {
      const person = heads[villager.household - 1]!
      const placeCode = sampleVillage.place
      const wish = {
        name: person.name,
        login: villager.login,
        password: samplePassword,
        knownPassword: true,
        placeCode,
        person,
      }
      const { accountId, countyCode } = await createAccountDirectly(act, services.secrets, wish)
      actors[villager.login] = {
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
