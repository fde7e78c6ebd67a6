import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../database/connect.ts'
import { notAwaited } from '../database/pipelined-pool.ts'

interface Slot {
  countyCode: string
  accountId: string
  key: string
  requestHash: string
}

export function hashRequest(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('base64url')
}

/**
 * Takes a key for this request. Its answer is not awaited: a key that was taken before makes the next statement
 * throw, and `isKeyTaken` knows that error. Waits inside PostgreSQL for a simultaneous holder to finish.
 */
export async function takeKey(tx: Tx, slot: Slot & { route: string; at: Date }): Promise<void> {
  await sql`${notAwaited}insert into platform.idempotency (county_code, account_id, key, route, request_hash, at)
    values (${slot.countyCode}, ${slot.accountId}, ${slot.key}, ${slot.route}, ${slot.requestHash}, ${slot.at})`.execute(
    tx,
  )
}

export function isKeyTaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'idempotency_pkey'
}

/** The first answer given under this key; refuses when the key stood for another request. */
export async function findKeptAnswer(tx: Tx, slot: Slot): Promise<unknown> {
  const kept = await tx
    .selectFrom('platform.idempotency')
    .select(['request_hash', 'reply'])
    .where('county_code', '=', slot.countyCode)
    .where('account_id', '=', slot.accountId)
    .where('key', '=', slot.key)
    .executeTakeFirst()
  if (!kept) throw new Refusal('server.busy')
  if (kept.request_hash !== slot.requestHash) throw new Refusal('request.key_reused')
  return kept.reply
}

/** Keeps the answer beside its key; goes out with the commit. */
export async function keepAnswer(tx: Tx, slot: Slot, answer: unknown): Promise<void> {
  await sql`${notAwaited}update platform.idempotency set status = 200, reply = ${JSON.stringify(answer ?? null)}::jsonb
    where county_code = ${slot.countyCode} and account_id = ${slot.accountId}::uuid and key = ${slot.key}`.execute(
    tx,
  )
}
