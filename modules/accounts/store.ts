import { sql } from 'kysely'
import type { Grant, Role } from '../../engines/access/access.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import type { AccountState } from './decide-account-state.ts'

export interface AccountRow {
  id: string
  countyCode: string
  placeCode: string
  name: string
  loginName: string | null
  personId: string | null
  householdId: string | null
  phoneMasked: string | null
  state: AccountState
  secondFactor: boolean
  revision: number
}

export interface GrantRow extends Grant {
  id: string
  accountId: string
  from: string
  to: string | null
  reason: string
}

export async function insertAccount(
  tx: Tx,
  account: {
    countyCode: string
    id: string
    placeCode: string
    name: string
    loginName: string | null
    personId: string | null
    householdId: string | null
    phoneMasked: string | null
    passwordHash: string | null
    createdAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('account.account')
    .values({
      county_code: account.countyCode,
      id: account.id,
      place_code: account.placeCode,
      name: account.name,
      login_name: account.loginName,
      person_id: account.personId,
      household_id: account.householdId,
      phone_masked: account.phoneMasked,
      password_hash: account.passwordHash,
      state: 'active',
      created_at: account.createdAt,
    })
    .execute()
}

export interface AccountChange {
  name?: string
  phone_masked?: string | null
  person_id?: string | null
  household_id?: string | null
  state?: AccountState
  password_hash?: string | null
  totp_cipher?: Buffer | null
  totp_step?: number | null
  recovery_prints?: string[]
  locale?: string
  elder_mode?: boolean
}

export async function updateAccount(
  tx: Tx,
  countyCode: string,
  accountId: string,
  change: AccountChange,
): Promise<void> {
  await tx
    .updateTable('account.account')
    .set((set) => ({ ...change, revision: set('revision', '+', 1) }))
    .where('county_code', '=', countyCode)
    .where('id', '=', accountId)
    .execute()
}

/** Locks an account that the transaction's scopes show. */
export async function lockAccount(
  tx: Tx,
  countyCode: string,
  accountId: string,
): Promise<AccountRow | undefined> {
  const row = await selectAccounts(tx)
    .where('county_code', '=', countyCode)
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return row && accountOf(row)
}

export async function findAccount(
  tx: Tx,
  countyCode: string,
  accountId: string,
): Promise<AccountRow | undefined> {
  const row = await selectAccounts(tx)
    .where('county_code', '=', countyCode)
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row && accountOf(row)
}

/** Language and elder mode of an account. */
export async function findPreferences(
  tx: Tx,
  countyCode: string,
  accountId: string,
): Promise<{ locale: 'zh-CN' | 'en'; elderMode: boolean } | undefined> {
  const row = await tx
    .selectFrom('account.account')
    .select(['locale', 'elder_mode'])
    .where('county_code', '=', countyCode)
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row && { locale: row.locale === 'en' ? 'en' : 'zh-CN', elderMode: row.elder_mode }
}

/** The open account of a person, past the own scopes' reach only where they show it. */
export async function findAccountOfPerson(
  tx: Tx,
  countyCode: string,
  personId: string,
): Promise<AccountRow | undefined> {
  const row = await selectAccounts(tx)
    .where('county_code', '=', countyCode)
    .where('person_id', '=', personId)
    .where('state', '<>', 'closed')
    .executeTakeFirst()
  return row && accountOf(row)
}

export interface AccountFilter {
  /** LIKE patterns of places. */
  places: readonly string[]
  /** Prunes to the shards of these counties; null for scopes above the county. */
  counties: readonly string[] | null
  /** Part of a name or login. */
  search: string
  /** The account that has the searched phone. */
  accountId: string | null
  state: 'active' | 'locked' | 'closed' | 'all'
  sort: keyof typeof accountOrders
  page: Page
}

const accountOrders = {
  place: ['place_code', 'asc'],
  '-place': ['place_code', 'desc'],
  name: ['name', 'asc'],
  '-name': ['name', 'desc'],
  login: ['login_name', 'asc'],
  '-login': ['login_name', 'desc'],
} as const

/** Accounts of some places, in the order asked for and then by name. */
export async function listAccounts(
  tx: Tx,
  filter: AccountFilter,
): Promise<{ rows: AccountRow[]; total: number }> {
  const matching = matches(filter)
  const [column, direction] = accountOrders[filter.sort]
  const ordered = selectAccounts(tx)
    .where(matching)
    .orderBy(column, direction)
    .orderBy('name', direction)
    .orderBy('id', direction)
  const rows = await takePage(tx, ordered, filter.page)
  const counted = await countList(filter.page, () =>
    tx
      .selectFrom('account.account')
      .select((select) => select.fn.countAll<number>().as('total'))
      .where(matching)
      .executeTakeFirstOrThrow(),
  )
  return { rows: rows.map(accountOf), total: Number(counted.total) }
}

function matches(filter: AccountFilter) {
  const conditions = [sql<boolean>`place_code like any(${filter.places}::text[])`]
  if (filter.counties) conditions.push(sql`county_code = any(${filter.counties}::text[])`)
  if (filter.state !== 'all') conditions.push(sql`state = ${filter.state}`)
  if (filter.search !== '') {
    const pattern = `%${filter.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    conditions.push(
      sql`(name ilike ${pattern} or login_name ilike ${pattern} or id = ${filter.accountId}::uuid)`,
    )
  }
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/** All grants of some accounts of some counties, the earliest first. */
export async function listGrants(
  tx: Tx,
  countyCodes: readonly string[],
  accountIds: readonly string[],
): Promise<GrantRow[]> {
  if (accountIds.length === 0) return []
  const rows = await tx
    .selectFrom('account.grant')
    .select(['id', 'account_id', 'role', 'scope', 'valid_from', 'valid_to', 'reason'])
    .where('county_code', 'in', countyCodes)
    .where('account_id', 'in', accountIds)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    role: row.role as Role,
    scope: row.scope,
    from: row.valid_from,
    to: row.valid_to,
    reason: row.reason,
  }))
}

export interface NewGrant extends Grant {
  from: string
  to: string | null
  reason: string
}

export async function insertGrants(
  tx: Tx,
  account: { countyCode: string; id: string; placeCode: string },
  grantedBy: string | null,
  grants: readonly (NewGrant & { id: string })[],
): Promise<void> {
  if (grants.length === 0) return
  await tx
    .insertInto('account.grant')
    .values(
      grants.map((grant) => ({
        county_code: account.countyCode,
        id: grant.id,
        account_id: account.id,
        place_code: account.placeCode,
        role: grant.role,
        scope: grant.scope,
        valid_from: grant.from,
        valid_to: grant.to,
        granted_by: grantedBy,
        reason: grant.reason,
      })),
    )
    .execute()
}

export async function endGrant(tx: Tx, countyCode: string, grantId: string, lastDay: string): Promise<void> {
  await tx
    .updateTable('account.grant')
    .set({ valid_to: lastDay })
    .where('county_code', '=', countyCode)
    .where('id', '=', grantId)
    .execute()
}

function selectAccounts(tx: Tx) {
  return tx
    .selectFrom('account.account')
    .select((select) => [
      'id',
      'county_code',
      'place_code',
      'name',
      'login_name',
      'person_id',
      'household_id',
      'phone_masked',
      'state',
      'revision',
      select('totp_cipher', 'is not', null).as('second_factor'),
    ])
}

type AccountRecord = Awaited<ReturnType<ReturnType<typeof selectAccounts>['executeTakeFirstOrThrow']>>

function accountOf(row: AccountRecord): AccountRow {
  return {
    id: row.id,
    countyCode: row.county_code,
    placeCode: row.place_code,
    name: row.name,
    loginName: row.login_name,
    personId: row.person_id,
    householdId: row.household_id,
    phoneMasked: row.phone_masked,
    state: row.state,
    secondFactor: Boolean(row.second_factor),
    revision: row.revision,
  }
}
