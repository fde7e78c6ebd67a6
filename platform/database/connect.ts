import { CompiledQuery, Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { PipelinedClient } from './pipelined-client.ts'
import { notAwaited, pipelinedDialect } from './pipelined-driver.ts'
import { endPool, openPool } from './pool.ts'
import type { DB } from './tables.ts'

/** A transaction whose scopes are set. A function that locks or writes takes this, never the database. */
export type Tx = Transaction<DB>

/** What a transaction may see: LIKE patterns over division codes ('330482%'), own households, own account. */
export interface Scopes {
  places: readonly string[]
  households: readonly string[]
  accountId: string | null
}

/** The whole land: for timers and commands, never for a request. */
export const everywhere: Scopes = { places: ['%'], households: [], accountId: null }
/** A visitor without an account sees only what row-level security shows to anyone. */
export const nowhere: Scopes = { places: [], households: [], accountId: null }

const afterwards = new WeakMap<Tx, ((pool: pg.Pool) => void)[]>()

/** Has something done once the transaction has committed, and not when it has rolled back; it must not throw. */
export function afterCommit(tx: Tx, work: (pool: pg.Pool) => void): void {
  const works = afterwards.get(tx)
  if (works) works.push(work)
  else afterwards.set(tx, [work])
}

export interface Database {
  /** Runs work in one transaction with its scopes set; commits when it resolves, rolls back when it throws. */
  transact<T>(scopes: Scopes, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same for work that only reads: PostgreSQL refuses a write, and nobody waits for the end. */
  read<T>(scopes: Scopes, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The same with everything as it stood at the first statement, however long the reading takes. */
  readSnapshot<T>(scopes: Scopes, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Pool of the application role, for what brings its own transactions (job queue, bulk reads). */
  pool: pg.Pool
  close(): Promise<void>
}

/** int8 arrives as a number; hundredths and fen stay far below 2^53, and a larger one is a defect. */
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} is beyond what a number holds`)
  return value
})
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/**
 * Opens the pool of the application role. `options` are those of pg; `role` is set on each connection. Prepared
 * statements keep one plan: planning anew under row-level security costs several times their work, and they are
 * all keyed by county and id. What goes over large sets says `plannedAfresh`.
 */
export function connectDatabase(options: pg.PoolConfig & { role?: string }): Database {
  const { role, ...config } = options
  const pool = openPool({
    max: 20,
    Client: PipelinedClient,
    ...config,
    options: [...(role ? [`-c role=${role}`] : []), '-c plan_cache_mode=force_generic_plan'].join(' '),
  })
  const kysely = new Kysely<DB>({ dialect: pipelinedDialect(pool) })
  return {
    pool,
    transact: async (scopes, work) => {
      const { tx, result } = await kysely.transaction().execute(async (tx) => {
        await setScopes(tx, scopes)
        return { tx, result: await work(tx) }
      })
      for (const done of afterwards.get(tx) ?? []) done(pool)
      return result
    },
    read: (scopes, work) =>
      kysely
        .transaction()
        .setAccessMode('read only')
        .execute(async (tx) => {
          await setScopes(tx, scopes)
          return work(tx)
        }),
    readSnapshot: (scopes, work) =>
      kysely
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (tx) => {
          await setScopes(tx, scopes)
          return work(tx)
        }),
    close: () => endPool(pool),
  }
}

/** Sets what the rest of the transaction may see. */
export async function setScopes(tx: Tx, scopes: Scopes): Promise<void> {
  await sql`${notAwaited}select platform.set_scopes(${scopes.places.join(',')}, ${scopes.households.join(',')}, ${scopes.accountId ?? ''})`.execute(
    tx,
  )
}

/** The scope pattern of a division code: its significant digits and everything below. Throws for anything but digits. */
export function placePattern(scope: string): string {
  if (!/^[0-9]*$/.test(scope)) throw new Error(`A scope is made of digits, not “${scope}”`)
  return `${scope}%`
}

/** Adapter for libraries that speak text and values, so that their writes join our transaction. */
export function rawExecutor(tx: Tx) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => {
      const result = await tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))
      return { rows: result.rows }
    },
  }
}
