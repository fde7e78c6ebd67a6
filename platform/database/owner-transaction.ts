import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Tx } from './connect.ts'
import { endPool, openPool } from './pool.ts'
import type { DB } from './tables.ts'

/** Settings that values are written and read back under, whatever the server's own are. */
const settings =
  '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c bytea_output=hex -c extra_float_digits=1'

/**
 * One transaction of the owner, past row-level security: for backup, restore and proofs. `client` is the
 * same connection, for what Kysely cannot say.
 */
export async function ownerTransact<T>(
  owner: pg.ClientConfig,
  isolation: 'read committed' | 'repeatable read',
  work: (tx: Tx, client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const pool = openPool({ ...owner, options: settings, max: 1 })
  const connected = new Promise<pg.ClientBase>((resolve) => {
    pool.once('connect', resolve)
  })
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  try {
    return await kysely
      .transaction()
      .setIsolationLevel(isolation)
      .execute(async (tx) => work(tx, await connected))
  } finally {
    await endPool(pool)
  }
}
