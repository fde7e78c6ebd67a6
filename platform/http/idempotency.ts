import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../database/connect.ts'

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

/** Takes a key for this request; false when it was taken before. Waits for a simultaneous holder to finish. */
export async function takeKey(tx: Tx, slot: Slot & { route: string; at: Date }): Promise<boolean> {
  const result = await tx
    .insertInto('platform.idempotency')
    .values({
      county_code: slot.countyCode,
      account_id: slot.accountId,
      key: slot.key,
      route: slot.route,
      request_hash: slot.requestHash,
      at: slot.at,
    })
    .onConflict((conflict) => conflict.columns(['county_code', 'account_id', 'key']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
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

export async function keepAnswer(tx: Tx, slot: Slot, answer: unknown): Promise<void> {
  await tx
    .updateTable('platform.idempotency')
    .set({ status: 200, reply: JSON.stringify(answer ?? null) })
    .where('county_code', '=', slot.countyCode)
    .where('account_id', '=', slot.accountId)
    .where('key', '=', slot.key)
    .execute()
}
