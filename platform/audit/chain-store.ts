import { sql } from 'kysely'
import type { Tx } from '../database/connect.ts'
import type { Head, Link } from './chain.ts'

export interface KeptHead extends Head {
  stamp: string
}

/** Covers every column of an entry; times in microseconds, so that no session setting changes the text. */
const digestText = sql<string>`encode(sha256(convert_to(jsonb_build_array(
  e.county_code, e.id, e.place_code, e.household_id, (extract(epoch from e.at) * 1000000)::bigint, e.account_id,
  e.actor_name, e.on_behalf, e.action, e.subject_kind, e.subject_id, e.channel, e.address, e.detail)::text, 'UTF8')), 'hex')`

/**
 * Counties with entries that no seal covers. Known counties look at their newest entries only; a county
 * without a chain is found among the entries written since `newSince`.
 */
export async function listUnsealedCounties(tx: Tx, newSince: string): Promise<string[]> {
  const { rows } = await sql<{ county_code: string }>`
    select h.county_code from audit.head h
    where exists (select 1 from audit.entry e where e.county_code = h.county_code and e.id >= h.open_from
      and not exists (select 1 from audit.seal s where s.county_code = e.county_code and s.entry_id = e.id))
    union
    select e.county_code from audit.entry e
    where e.id >= ${newSince} and not exists (select 1 from audit.head h where h.county_code = e.county_code)
    order by 1`.execute(tx)
  return rows.map((row) => row.county_code)
}

/** When any chain was last added to; undefined before the first time. */
export async function findLastSealing(tx: Tx): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(sealed_at) as at from audit.head /* all counties: the last sealing anywhere */`.execute(tx)
  return rows[0]?.at ?? undefined
}

/** Counties that have entries, seals or a head: all that a full verification looks at. */
export async function listAuditedCounties(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ county_code: string }>`
    select county_code from audit.entry union select county_code from audit.seal
    union select county_code from audit.head order by 1`.execute(tx)
  return rows.map((row) => row.county_code)
}

export async function insertHead(tx: Tx, head: KeptHead): Promise<void> {
  await tx
    .insertInto('audit.head')
    .values({ ...headRow(head), county_code: head.countyCode })
    .onConflict((conflict) => conflict.column('county_code').doNothing())
    .execute()
}

/** Holds the head of a county until the transaction ends, so that sealers go one after the other. */
export async function lockHead(tx: Tx, countyCode: string): Promise<KeptHead> {
  const row = await selectHead(tx, countyCode).forUpdate().executeTakeFirstOrThrow()
  return headOf(row)
}

export async function findHead(tx: Tx, countyCode: string): Promise<KeptHead | undefined> {
  const row = await selectHead(tx, countyCode).executeTakeFirst()
  return row && headOf(row)
}

export async function updateHead(tx: Tx, head: KeptHead): Promise<void> {
  await tx.updateTable('audit.head').set(headRow(head)).where('county_code', '=', head.countyCode).execute()
}

/** Some heads, those sealed last first. */
export async function listHeads(tx: Tx, limit: number): Promise<KeptHead[]> {
  const { rows } = await sql<Parameters<typeof headOf>[0]>`
    select * from audit.head order by sealed_at desc limit ${limit} /* all counties: one key seals them all */`.execute(
    tx,
  )
  return rows.map(headOf)
}

function selectHead(tx: Tx, countyCode: string) {
  return tx.selectFrom('audit.head').selectAll().where('county_code', '=', countyCode)
}

function headRow(head: KeptHead) {
  const { position, hash, stamp } = head
  return { position, hash, stamp, open_from: head.openFrom, sealed_at: head.sealedAt }
}

function headOf(row: {
  county_code: string
  position: number
  hash: string
  open_from: string
  sealed_at: Date
  stamp: string
}): KeptHead {
  const { position, hash, stamp } = row
  return {
    countyCode: row.county_code,
    position,
    hash,
    openFrom: row.open_from,
    sealedAt: row.sealed_at,
    stamp,
  }
}

/** The next entries to seal, in the order of their ids. */
export async function listUnsealed(
  tx: Tx,
  countyCode: string,
  from: string,
  limit: number,
): Promise<{ id: string; digest: string }[]> {
  const { rows } = await sql<{ id: string; digest: string }>`
    select e.id, ${digestText} as digest from audit.entry e
    where e.county_code = ${countyCode} and e.id >= ${from}
      and not exists (select 1 from audit.seal s where s.county_code = e.county_code and s.entry_id = e.id)
    order by e.id limit ${limit}`.execute(tx)
  return rows
}

/** Entries by their ids, in order: as they stand now (digest null when gone), and whether a seal covers them. */
export async function listWritten(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
): Promise<{ id: string; digest: string | null; sealed: boolean }[]> {
  const { rows } = await sql<{ id: string; digest: string | null; sealed: boolean }>`
    select u.id, case when e.id is not null then ${digestText} end as digest, s.entry_id is not null as sealed
    from unnest(${ids}::uuid[]) as u (id)
    left join audit.entry e on e.county_code = ${countyCode} and e.id = u.id
    left join audit.seal s on s.county_code = ${countyCode} and s.entry_id = u.id
    order by u.id`.execute(tx)
  return rows
}

/** Entries that were found to be gone before they were sealed, as the records of it name them. */
export async function listRemoved(
  tx: Tx,
  countyCode: string,
  subjectKind: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('audit.entry')
    .select('subject_id')
    .where('county_code', '=', countyCode)
    .where('action', '=', 'audit.verify')
    .where('subject_kind', '=', subjectKind)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.subject_id)
}

export async function insertSeals(
  tx: Tx,
  countyCode: string,
  seals: readonly (Link & { hash: string })[],
  sealedAt: Date,
): Promise<void> {
  await sql`
    insert into audit.seal (county_code, position, entry_id, digest, hash, sealed_at)
    select ${countyCode}, u.position, u.entry_id, u.digest, u.hash, ${sealedAt}
    from unnest(${seals.map((seal) => seal.position)}::bigint[], ${seals.map((seal) => seal.entryId)}::uuid[],
      ${seals.map((seal) => seal.digest)}::text[], ${seals.map((seal) => seal.hash)}::text[])
      as u (position, entry_id, digest, hash)
    returning position`.execute(tx)
}

export interface SealedEntry {
  position: number
  entryId: string
  sealedDigest: string
  hash: string
  sealedAt: Date
  /** Digest of the entry as it stands now; null when the entry is gone. */
  digest: string | null
}

/** A page of seals behind a position, with their entries as they stand. */
export async function listSealed(
  tx: Tx,
  countyCode: string,
  after: number,
  upTo: number,
  limit: number,
): Promise<SealedEntry[]> {
  const { rows } = await sql<SealedEntry>`
    select s.position, s.entry_id as "entryId", s.digest as "sealedDigest", s.hash, s.sealed_at as "sealedAt",
      case when e.id is not null then ${digestText} end as digest
    from audit.seal s left join audit.entry e on e.county_code = s.county_code and e.id = s.entry_id
    where s.county_code = ${countyCode} and s.position > ${after} and s.position <= ${upTo}
    order by s.position limit ${limit}`.execute(tx)
  return rows
}

/** Entries of a county that no seal covers: those below the line, by id, and the number of those above it. */
export async function findUnsealed(
  tx: Tx,
  countyCode: string,
  line: string,
  limit: number,
): Promise<{ below: string[]; above: number }> {
  const { rows } = await sql<{ id: string; below: boolean; above: number }>`
    select e.id, e.id < ${line} as below, count(*) filter (where e.id >= ${line}) over () as above
    from audit.entry e
    where e.county_code = ${countyCode}
      and not exists (select 1 from audit.seal s where s.county_code = e.county_code and s.entry_id = e.id)
    order by e.id limit ${limit}`.execute(tx)
  return { below: rows.filter((row) => row.below).map((row) => row.id), above: rows[0]?.above ?? 0 }
}

/** Seals beyond the head as it stands in the same snapshot: none was written by this program. */
export async function listSealsBeyondHead(
  tx: Tx,
  countyCode: string,
  limit: number,
): Promise<{ position: number; entryId: string }[]> {
  const { rows } = await sql<{ position: number; entryId: string }>`
    select s.position, s.entry_id as "entryId" from audit.seal s
    where s.county_code = ${countyCode}
      and s.position > coalesce((select h.position from audit.head h where h.county_code = ${countyCode}), 0)
    order by s.position limit ${limit}`.execute(tx)
  return rows
}

export async function findSealHash(
  tx: Tx,
  countyCode: string,
  position: number,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('audit.seal')
    .select('hash')
    .where('county_code', '=', countyCode)
    .where('position', '=', position)
    .executeTakeFirst()
  return row?.hash
}
