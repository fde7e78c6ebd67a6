import { randomBytes } from 'node:crypto'
import type { Actor, Role } from '../../engines/access/access.ts'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { type AuditRecord, appendAudit } from '../../platform/audit/record.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/database/test-database.ts'
import { type Act, makeAct, scopesOf } from '../../platform/http/context.ts'
import { openSecrets, type Secrets } from '../../platform/secrets/secrets.ts'
import { importDivisions, officialDivisions, territoryActions } from '../territory/index.ts'
import { createHousehold } from './create-household.ts'
import type { Relation } from './decide-relation.ts'
import { householdActions } from './permissions.ts'

export const tongjie = '330482001213'
export const tangqiao = '330482001204'
/** In another county of the same prefecture. */
export const haiyan = '330424001201'
export const county = '330482'
export const now = new Date('2026-03-05T08:00:00Z')

export interface TestVillage {
  database: TestDatabase
  secrets: Secrets
  /** Runs work as an actor with a role in a scope, in one transaction with its audit. */
  as<T>(role: Role, scope: string, work: (act: Act) => Promise<T>, more?: Partial<Actor>): Promise<T>
}

/** A test database with the villages of one town, and one village of another county. */
export async function openTestVillage(): Promise<TestVillage> {
  const database = await openTestDatabase()
  for (const scope of ['330482001', '330424001'])
    await database.transact(everywhere, (tx) =>
      importDivisions(tx, officialDivisions(scope), { scope, apply: true }),
    )
  return {
    database,
    secrets: openSecrets(randomBytes(32)),
    as: (role, scope, work, more) => {
      const actor: Actor = {
        accountId: '0197a000-0000-7000-8000-00000000000a',
        countyCode: scope.slice(0, 6).padEnd(6, '0'),
        placeCode: scope.padEnd(12, '0'),
        name: `测试${role}`,
        personId: null,
        householdId: null,
        grants: [{ role, scope }],
        ...more,
      }
      return database.transact(scopesOf(actor), async (tx) => {
        const records: AuditRecord[] = []
        const actions = { ...householdActions, ...territoryActions }
        const result = await work(makeAct({ tx, actor, now, channel: 'test', actions, records }))
        const origin = { accountId: actor.accountId, actorName: actor.name, channel: 'test' }
        await appendAudit(tx, { ...origin, address: null, at: now }, records)
        return result
      })
    },
  }
}

export interface TestPerson {
  name: string
  relation: Relation
  birthDate?: string | null
  /** Sequence of the identity number; left out: none. */
  sequence?: number
  phone?: string
  presence?: 'resident' | 'away'
}

/** What a request says of a person. */
export function personOf({ name, birthDate = '1980-05-01', sequence, phone, presence }: TestPerson) {
  return {
    name,
    sex: 'unknown' as const,
    birthDate,
    identityNumber:
      sequence === undefined || birthDate === null ? null : makeIdentityNumber('330482', birthDate, sequence),
    phone: phone ?? null,
    registration: 'local' as const,
    presence: presence ?? ('resident' as const),
    partyMember: false,
  }
}

/** Opens a household as the clerk; the first person is the head. */
export function openHousehold(
  village: TestVillage,
  people: readonly TestPerson[],
  options: { number?: string | null; placeCode?: string; on?: string; groupId?: string | null } = {},
) {
  const { number = null, placeCode = tongjie, on = '2019-01-01', groupId = null } = options
  const [head, ...members] = people
  return village.as('clerk', placeCode, (act) =>
    createHousehold(act, village.secrets, {
      placeCode,
      number,
      groupId,
      address: '',
      standing: 'local',
      on,
      head: personOf(head!),
      members: members.map((one) => ({
        ...personOf(one),
        relation: one.relation as Exclude<Relation, 'head'>,
      })),
    }),
  )
}

/** The code that some work is refused with; 'done' when it is not. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
