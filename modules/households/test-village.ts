import assert from 'node:assert/strict'
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
import type { Operation } from './contract.ts'
import { createHousehold } from './create-household.ts'
import type { Relation } from './decide-relation.ts'
import { getHousehold } from './find-households.ts'
import { householdActions } from './permissions.ts'
import type { RollRow } from './roll-sheet.ts'
import { applyOperation, previewOperation } from './run-operation.ts'
import { previewUndo, undoChange } from './undo-change.ts'

export const tongjie = '330482001213'
export const tangqiao = '330482001204'
/** In another county of the same prefecture. */
export const haiyan = '330424001201'
export const county = '330482'
export const now = new Date('2026-03-05T08:00:00Z')

/** A line of the roll in which no cell is filled but the head's; it needs a number and a name. */
export const blankRollRow: RollRow = {
  number: '',
  name: '',
  relation: 'head',
  sex: undefined,
  birthDate: undefined,
  identity: undefined,
  phone: undefined,
  registration: undefined,
  presence: undefined,
  partyMember: undefined,
  group: undefined,
  address: undefined,
  standing: undefined,
  guardian: undefined,
  tags: undefined,
  place: undefined,
}

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

export type Detail = Awaited<ReturnType<typeof openHousehold>>

export function idOf(household: Detail, name: string): string {
  const found = household.people.find((person) => person.name === name)
  assert.ok(found, `${name} is not in household ${household.number}`)
  return found.id
}

export const rolls = (household: Detail) =>
  household.people.map((person) => `${person.name} ${person.relation}`)

/** A household of four whose names end in its number, so that no test meets another's people. */
export function openFamily(village: TestVillage, number: number): Promise<Detail> {
  const people: TestPerson[] = [
    { name: `张大${number}`, relation: 'head', birthDate: '1960-02-01' },
    { name: `李秀${number}`, relation: 'spouse', birthDate: '1962-03-01' },
    { name: `张强${number}`, relation: 'son', birthDate: '1985-04-01' },
    { name: `陈芳${number}`, relation: 'daughter_in_law', birthDate: '1986-05-01' },
  ]
  return openHousehold(village, people, { number: String(number) })
}

const scopes = { clerk: tongjie, town_officer: '330482001', county_officer: '3304' } as const
type Worker = keyof typeof scopes

/** Previews and applies an operation; the county officer's scope is the prefecture. */
export function carryOut(village: TestVillage, operation: Operation, role: Worker = 'clerk') {
  return village.as(role, scopes[role], async (act) => {
    const preview = await previewOperation(act, village.secrets, county, operation)
    return applyOperation(act, village.secrets, county, { operation, digest: preview.digest })
  })
}

export function undo(village: TestVillage, changeId: string, role: Worker = 'clerk') {
  return village.as(role, scopes[role], async (act) => {
    const { digest } = await previewUndo(act, county, changeId)
    return undoChange(act, county, { changeId, reason: '登记有误', digest })
  })
}

export function read(village: TestVillage, id: string, role: Worker = 'town_officer'): Promise<Detail> {
  return village.as(role, scopes[role], (act) => getHousehold(act, county, id))
}

/** Every person has one open membership, that of her household, and every household one head: asked past all scopes. */
export async function assertOneHouseholdEach(village: TestVillage): Promise<void> {
  const found = await village.database.owner.query(`
    select p.name from household.person p
    left join household.membership m on m.county_code = p.county_code and m.person_id = p.id and m.valid_to is null
    where p.died_on is null and p.left_on is null and p.merged_into is null
    group by p.county_code, p.id, p.name, p.household_id
    having count(m.id) <> 1 or bool_or(m.household_id <> p.household_id)`)
  assert.deepEqual(found.rows, [])
  const heads = await village.database.owner.query(`
    select h.number from household.household h
    left join household.membership m on m.county_code = h.county_code and m.household_id = h.id and m.valid_to is null and m.relation = 'head'
    where h.valid_to is null group by h.county_code, h.id, h.number, h.head_id
    having count(m.id) <> 1 or bool_or(m.person_id <> h.head_id)`)
  assert.deepEqual(heads.rows, [])
}
