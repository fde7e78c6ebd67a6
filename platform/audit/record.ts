import { sql } from 'kysely'
import { v7 as makeId } from 'uuid'
import { afterCommit, type Tx } from '../database/connect.ts'
import { givenRows } from '../database/given-rows.ts'
import { notAwaited } from '../database/pipelined-driver.ts'
import { remember } from './witness.ts'

/** Someone who speaks for another (代办): who, in what relation, why, and how it was confirmed. */
export interface Proxy {
  name: string
  relation: string
  reason: string
  readBack: boolean
  /** Photo of a signature or fingerprint. */
  signatureFileId: string | null
}

export interface AuditRecord {
  placeCode: string
  householdId?: string | null
  action: string
  subjectKind: string
  subjectId: string
  onBehalf?: Proxy | null
  detail?: Record<string, unknown>
}

export interface AuditOrigin {
  accountId: string | null
  actorName: string
  channel: string
  address: string | null
  at: Date
}

const columns = {
  countyCode: 'text',
  id: 'uuid',
  placeCode: 'text',
  householdId: 'uuid',
  onBehalf: 'jsonb',
  action: 'text',
  subjectKind: 'text',
  subjectId: 'text',
  detail: 'jsonb',
} as const

/**
 * Writes what an act did, in the act's own transaction: one statement for any number of records, which goes out
 * with the commit. A record belongs to the chain of the county it happened in.
 */
export async function appendAudit(
  tx: Tx,
  origin: AuditOrigin,
  records: readonly AuditRecord[],
): Promise<void> {
  if (records.length === 0) return
  const rows = records.map((record) => ({
    ...record,
    id: makeId(),
    countyCode: record.placeCode.slice(0, 6).padEnd(6, '0'),
    householdId: record.householdId ?? null,
    onBehalf: record.onBehalf ?? null,
    detail: record.detail ?? {},
  }))
  await sql`${notAwaited}insert into audit.entry (county_code, id, place_code, household_id, at, account_id, actor_name, on_behalf, action, subject_kind, subject_id, channel, address, detail)
    select r."countyCode", r.id, r."placeCode", r."householdId", ${origin.at}::timestamptz, ${origin.accountId}::uuid, ${origin.actorName}, r."onBehalf", r.action,
      r."subjectKind", r."subjectId", ${origin.channel}, ${origin.address}, r.detail
    from ${givenRows('r', columns, rows)}
    on conflict do nothing`.execute(tx)
  const written = rows.map(({ id, countyCode, placeCode, action, subjectKind, subjectId }) => ({
    id,
    countyCode,
    placeCode,
    action,
    subjectKind,
    subjectId,
  }))
  afterCommit(tx, (pool) => remember(pool, written))
}
