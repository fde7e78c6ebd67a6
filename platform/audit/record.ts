import { v7 as makeId } from 'uuid'
import type { Tx } from '../database/connect.ts'

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

/** A statement holds 65,535 parameters; a record takes fourteen. */
const recordsPerStatement = 2000

/** Writes what an act did, in the act's own transaction: one statement for up to 2,000 records. */
export async function appendAudit(
  tx: Tx,
  origin: AuditOrigin,
  records: readonly AuditRecord[],
): Promise<void> {
  for (let first = 0; first < records.length; first += recordsPerStatement) {
    await insertRecords(tx, origin, records.slice(first, first + recordsPerStatement))
  }
}

async function insertRecords(tx: Tx, origin: AuditOrigin, records: readonly AuditRecord[]): Promise<void> {
  await tx
    .insertInto('audit.entry')
    .values(
      records.map((record) => ({
        county_code: countyOf(record.placeCode),
        id: makeId(),
        place_code: record.placeCode,
        household_id: record.householdId ?? null,
        at: origin.at,
        account_id: origin.accountId,
        actor_name: origin.actorName,
        on_behalf: record.onBehalf ? JSON.stringify(record.onBehalf) : null,
        action: record.action,
        subject_kind: record.subjectKind,
        subject_id: record.subjectId,
        channel: origin.channel,
        address: origin.address,
        detail: JSON.stringify(record.detail ?? {}),
      })),
    )
    .execute()
}

/** The chain a record belongs to is that of the county it happened in. */
function countyOf(placeCode: string): string {
  return placeCode.slice(0, 6).padEnd(6, '0')
}
