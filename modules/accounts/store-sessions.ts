import { sql } from 'kysely'
import type { Actor, Grant } from '../../engines/access/access.ts'
import type { Database, Tx } from '../../platform/database/connect.ts'
import { joinLocalRows } from '../../platform/database/join-local-rows.ts'
import type { AccountState } from './decide-account-state.ts'

export interface Session {
  kind: 'cookie' | 'bearer'
  expiresAt: Date
  locale: 'zh-CN' | 'en'
  elderMode: boolean
  actor: Actor
}

/** What sign-in must know of an account before anyone is signed in. */
export interface SignInAccount {
  id: string
  countyCode: string
  placeCode: string
  name: string
  personId: string | null
  householdId: string | null
  passwordHash: string | null
  totpCipher: Buffer | null
  /** Prints of the recovery codes that are left. */
  recoveryPrints: string[]
  state: AccountState
  /** Holds a role now or later: sessions of office are shorter. */
  holdsRole: boolean
  /** The login is a phone that holds only while the roll says so. */
  fromRoll: boolean
}

export type LoginKind = 'name' | 'phone' | 'oidc'

export interface LoginRow {
  /** As made by login-key.ts. */
  login: string
  kind: LoginKind
  fromRoll: boolean
}

/** The open session of a token hash with its account and the roles of today; one indexed look-up, no transaction. */
export async function findSession(
  database: Database,
  countyCode: string,
  tokenHash: string,
  now: Date,
): Promise<Session | undefined> {
  const { rows } = await database.pool.query<{
    account_id: string
    kind: 'cookie' | 'bearer'
    expires_at: Date
    place_code: string
    name: string
    person_id: string | null
    household_id: string | null
    locale: 'zh-CN' | 'en'
    elder_mode: boolean
    grants: Grant[]
  }>({
    name: 'account-find-session',
    text: 'select * from account.find_session($1, $2, $3)',
    values: [countyCode, tokenHash, now],
  })
  const row = rows[0]
  if (!row) return undefined
  return {
    kind: row.kind,
    expiresAt: row.expires_at,
    locale: row.locale,
    elderMode: row.elder_mode,
    actor: {
      accountId: row.account_id,
      countyCode,
      placeCode: row.place_code,
      name: row.name,
      personId: row.person_id,
      householdId: row.household_id,
      grants: row.grants,
    },
  }
}

export async function findByLogin(tx: Tx, login: string, now: Date): Promise<SignInAccount | undefined> {
  const key = await tx
    .selectFrom('account.login')
    .select(['county_code', 'account_id', 'from_roll'])
    .where('login', '=', login)
    .executeTakeFirst()
  if (!key) return undefined
  const found = await findForSignIn(tx, key.county_code, key.account_id, now)
  return found && { ...found, fromRoll: key.from_roll }
}

/** Reads an account past row-level security: only for sign-in, and for the own account. */
export async function findForSignIn(
  tx: Tx,
  countyCode: string,
  accountId: string,
  now: Date,
): Promise<SignInAccount | undefined> {
  const { rows } = await sql<{
    id: string
    place_code: string
    name: string
    person_id: string | null
    household_id: string | null
    password_hash: string | null
    totp_cipher: Buffer | null
    recovery_prints: string[]
    state: AccountState
    holds_role: boolean
  }>`select * from account.find_for_sign_in(${countyCode}, ${accountId}, ${now})`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  return {
    id: row.id,
    countyCode,
    placeCode: row.place_code,
    name: row.name,
    personId: row.person_id,
    householdId: row.household_id,
    passwordHash: row.password_hash,
    totpCipher: row.totp_cipher,
    recoveryPrints: row.recovery_prints,
    state: row.state,
    holdsRole: row.holds_role,
    fromRoll: false,
  }
}

/**
 * Holds the account still while a session is made: false when it was locked, or its password changed,
 * since it was judged.
 */
export async function lockForSession(tx: Tx, account: SignInAccount): Promise<boolean> {
  const row = await tx
    .selectFrom('account.account')
    .select(['state', 'password_hash'])
    .where('county_code', '=', account.countyCode)
    .where('id', '=', account.id)
    .forShare()
    .executeTakeFirst()
  return row?.state === 'active' && row.password_hash === account.passwordHash
}

export async function insertSession(
  tx: Tx,
  session: {
    countyCode: string
    tokenHash: string
    accountId: string
    kind: 'cookie' | 'bearer'
    createdAt: Date
    expiresAt: Date
    address: string
    device: string | null
  },
): Promise<void> {
  await tx
    .insertInto('account.session')
    .values({
      county_code: session.countyCode,
      token_hash: session.tokenHash,
      account_id: session.accountId,
      kind: session.kind,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
      address: session.address,
      device: session.device,
    })
    .execute()
}

export async function endSession(tx: Tx, countyCode: string, tokenHash: string, at: Date): Promise<void> {
  await tx
    .updateTable('account.session')
    .set({ ended_at: at })
    .where('county_code', '=', countyCode)
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends every session of an account but the one of the given hash. */
export async function endSessions(
  tx: Tx,
  countyCode: string,
  accountId: string,
  at: Date,
  exceptTokenHash = '',
): Promise<void> {
  await sql`select account.end_sessions(${countyCode}, ${accountId}, ${at}, ${exceptTokenHash})`.execute(tx)
}

/** Forgets the sessions of all accounts that ended, or ran out, before a moment. */
export async function deleteOldSessions(tx: Tx, before: Date): Promise<void> {
  await sql`
    delete from account.session where expires_at < ${before} or ended_at < ${before} /* all counties: whatever is old */`.execute(
    tx,
  )
}

/** Keeps the step of a second-factor code; false when that step, or a later one, was used before. */
export async function takeCodeStep(
  tx: Tx,
  countyCode: string,
  accountId: string,
  step: number,
): Promise<boolean> {
  const result = await tx
    .updateTable('account.account')
    .set({ totp_step: step })
    .where('county_code', '=', countyCode)
    .where('id', '=', accountId)
    .where((where) => where.or([where('totp_step', 'is', null), where('totp_step', '<', step)]))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Uses a recovery code up; false when it was used before, or is none of this account. */
export async function takeRecoveryCode(
  tx: Tx,
  countyCode: string,
  accountId: string,
  print: string,
): Promise<boolean> {
  const result = await tx
    .updateTable('account.account')
    .set({ recovery_prints: sql<string[]>`array_remove(recovery_prints, ${print})` })
    .where('county_code', '=', countyCode)
    .where('id', '=', accountId)
    .where(sql<boolean>`${print} = any (recovery_prints)`)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Takes logins for an account and says which of them another account has. */
export async function insertLogins(
  tx: Tx,
  account: { countyCode: string; id: string },
  logins: readonly LoginRow[],
): Promise<LoginKind[]> {
  if (logins.length === 0) return []
  await joinLocalRows(tx)
  const taken = await tx
    .insertInto('account.login')
    .values(
      logins.map(({ login, kind, fromRoll }) => ({
        login,
        kind,
        county_code: account.countyCode,
        account_id: account.id,
        from_roll: fromRoll,
      })),
    )
    .onConflict((conflict) => conflict.column('login').doNothing())
    .returning('kind')
    .execute()
  return logins.map(({ kind }) => kind).filter((kind) => !taken.some((row) => row.kind === kind))
}

/** The number of a phone that came from the roll has passed on: it opens its former account no more. */
export async function dropRollPhone(tx: Tx, login: string): Promise<void> {
  const dropped = await tx
    .deleteFrom('account.login')
    .where('login', '=', login)
    .where('from_roll', '=', true)
    .returning(['county_code', 'account_id'])
    .executeTakeFirst()
  if (!dropped) return
  await tx
    .updateTable('account.account')
    .set({ phone_masked: null })
    .where('county_code', '=', dropped.county_code)
    .where('id', '=', dropped.account_id)
    .execute()
}

/** Frees logins of an account: nobody signs in by them until someone takes them again. */
export async function deleteLogins(tx: Tx, accountId: string, kinds: readonly LoginKind[]): Promise<void> {
  await joinLocalRows(tx)
  await tx
    .deleteFrom('account.login')
    .where('account_id', '=', accountId)
    .where('kind', 'in', kinds)
    .execute()
}

export async function hasLogin(tx: Tx, accountId: string, kind: LoginKind): Promise<boolean> {
  const row = await tx
    .selectFrom('account.login')
    .select('login')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row !== undefined
}

/** The account that a login belongs to, without a look at the account; undefined when nobody has it. */
export async function findLoginOwner(
  tx: Tx,
  login: string,
): Promise<{ countyCode: string; accountId: string } | undefined> {
  const row = await tx
    .selectFrom('account.login')
    .select(['county_code', 'account_id'])
    .where('login', '=', login)
    .executeTakeFirst()
  return row && { countyCode: row.county_code, accountId: row.account_id }
}
