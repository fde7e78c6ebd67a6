import { once } from 'node:events'
import pg from 'pg'

const open = new WeakMap<pg.Pool, Set<pg.PoolClient>>()

/**
 * A pool whose connections may break at any time, idle or in use, without ending the process: a statement on a
 * broken one fails, and the pool opens another for the next.
 */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config)
  const clients = new Set<pg.PoolClient>()
  open.set(pool, clients)
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    // `pg` listens for itself only while a connection is idle.
    client.on('error', () => undefined)
    client.once('end', () => clients.delete(client))
    clients.add(client)
  })
  return pool
}

/** Ends a pool and waits until its connections are closed, for which `pool.end()` alone does not wait. */
export async function endPool(pool: pg.Pool): Promise<void> {
  await pool.end()
  await Promise.all([...(open.get(pool) ?? [])].map((client) => once(client, 'end')))
}
