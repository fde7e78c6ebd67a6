import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../database/connect.ts'
import { notAwaited } from '../database/pipelined-driver.ts'
import type { Timer } from '../jobs/timers.ts'

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
 * Keeps the answer of a write under its key; goes out with the commit. A key that holds an answer already, or
 * gets one from a simultaneous twin, makes the commit fail, and the work with it: it is never done twice.
 */
export async function keepAnswer(
  tx: Tx,
  slot: Slot & { route: string; at: Date },
  answer: unknown,
): Promise<void> {
  await sql`${notAwaited}insert into platform.idempotency (county_code, account_id, key, route, request_hash, reply, at)
    values (${slot.countyCode}, ${slot.accountId}, ${slot.key}, ${slot.route}, ${slot.requestHash}, ${JSON.stringify(answer ?? null)}, ${slot.at})`.execute(
    tx,
  )
}

/** The first answer given under this key; undefined when there is none. Refuses a key that stood for another request. */
export async function findKeptAnswer(tx: Tx, slot: Slot): Promise<{ reply: unknown } | undefined> {
  const kept = await tx
    .selectFrom('platform.idempotency')
    .select(['request_hash', 'reply'])
    .where('county_code', '=', slot.countyCode)
    .where('account_id', '=', slot.accountId)
    .where('key', '=', slot.key)
    .executeTakeFirst()
  if (!kept) return undefined
  if (kept.request_hash !== slot.requestHash) throw new Refusal('request.key_reused')
  return { reply: kept.reply }
}

/**
 * Each day forgets the answers given more than `keptDays` ago. They must outlast the longest time for which a
 * client repeats a write (`replayDaysMax`): a repeat that comes later would be done a second time.
 */
export function forgetAnswersTimer(keptDays: number): Timer {
  return {
    key: 'http.forget_answers',
    everyMinutes: 1440,
    run: ({ now, transact }) =>
      transact(async ({ tx }) => {
        const before = new Date(now.getTime() - keptDays * 86_400_000)
        await sql`delete from platform.idempotency where at < ${before} /* all counties: whatever is old */`.execute(
          tx,
        )
      }),
  }
}
