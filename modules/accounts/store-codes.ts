import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

/** Counts one try within a window that began at its first; a window that began before `windowStart` is over. */
export async function countAttempt(
  tx: Tx,
  key: string,
  now: Date,
  windowStart: Date,
): Promise<{ count: number; since: Date }> {
  const { rows } = await sql<{ count: number; since: Date }>`
    insert into account.attempt as a (key, count, since) values (${key}, 1, ${now})
    on conflict (key) do update set
      count = case when a.since <= ${windowStart} then 1 else least(a.count + 1, 1000000) end,
      since = case when a.since <= ${windowStart} then excluded.since else a.since end
    returning count, since`.execute(tx)
  return rows[0]!
}

/** Takes back one counted try that did no harm. */
export async function forgiveAttempt(tx: Tx, key: string): Promise<void> {
  await sql`update account.attempt set count = count - 1 where key = ${key} and count > 0`.execute(tx)
}

export async function clearAttempts(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await tx.deleteFrom('account.attempt').where('key', 'in', keys).execute()
}

/** Forgets windows of tries that began, codes that ended and sample messages sent before a moment. */
export async function deleteOldCodes(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('account.attempt').where('since', '<', before).execute()
  await tx.deleteFrom('account.phone_code').where('expires_at', '<', before).execute()
  await tx.deleteFrom('account.message').where('at', '<', before).execute()
}

/** Keeps a new code for a phone; the moment of the last one when that was sent after `notAfter`. */
export async function keepPhoneCode(
  tx: Tx,
  code: { phonePrint: string; codePrint: string; sentAt: Date; expiresAt: Date },
  notAfter: Date,
): Promise<Date | undefined> {
  const kept = await tx
    .insertInto('account.phone_code')
    .values({
      phone_hash: code.phonePrint,
      code_hash: code.codePrint,
      sent_at: code.sentAt,
      expires_at: code.expiresAt,
      attempts: 0,
    })
    .onConflict((conflict) =>
      conflict
        .column('phone_hash')
        .doUpdateSet((set) => ({
          code_hash: set.ref('excluded.code_hash'),
          sent_at: set.ref('excluded.sent_at'),
          expires_at: set.ref('excluded.expires_at'),
          attempts: 0,
        }))
        .where('account.phone_code.sent_at', '<=', notAfter),
    )
    .executeTakeFirst()
  if ((kept.numInsertedOrUpdatedRows ?? 0n) > 0n) return undefined
  const last = await tx
    .selectFrom('account.phone_code')
    .select('sent_at')
    .where('phone_hash', '=', code.phonePrint)
    .executeTakeFirst()
  return last?.sent_at ?? code.sentAt
}

/** Counts a try at the code of a phone that still runs, and gives the code's print and the tries so far. */
export async function tryPhoneCode(
  tx: Tx,
  phonePrint: string,
  now: Date,
): Promise<{ codePrint: string; attempts: number } | undefined> {
  const row = await tx
    .updateTable('account.phone_code')
    .set((set) => ({ attempts: set('attempts', '+', 1) }))
    .where('phone_hash', '=', phonePrint)
    .where('expires_at', '>', now)
    .where('attempts', '<', 1000)
    .returning(['code_hash', 'attempts'])
    .executeTakeFirst()
  return row && { codePrint: row.code_hash, attempts: row.attempts }
}

/** Uses a code up; false when another sign-in was quicker. */
export async function usePhoneCode(tx: Tx, phonePrint: string, codePrint: string): Promise<boolean> {
  const result = await tx
    .updateTable('account.phone_code')
    .set({ attempts: 1000 })
    .where('phone_hash', '=', phonePrint)
    .where('code_hash', '=', codePrint)
    .where('attempts', '<', 1000)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export interface KeptMessage {
  id: string
  at: Date
  channel: string
  recipient: string
  body: string
}

export async function insertMessage(tx: Tx, message: KeptMessage): Promise<void> {
  await tx
    .insertInto('account.message')
    .values({
      id: message.id,
      at: message.at,
      channel: message.channel,
      recipient_masked: message.recipient,
      body: message.body,
    })
    .execute()
}

/** The newest messages first. */
export async function listMessages(tx: Tx, limit: number): Promise<KeptMessage[]> {
  return tx
    .selectFrom('account.message')
    .select(['id', 'at', 'channel', 'recipient_masked as recipient', 'body'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
