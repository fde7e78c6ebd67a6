import { sql } from 'kysely'
import type { Tx } from './connect.ts'

/**
 * To be called in a transaction that writes rows of people and rows of a local table: under Citus the empty
 * delete makes both commit together. On plain PostgreSQL it does nothing.
 */
export async function joinLocalRows(tx: Tx): Promise<void> {
  await sql`delete from platform.two_phase where one = 2`.execute(tx)
}
