import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { DivisionLevel } from './contract.ts'

/** A division as lists show it. */
export interface DivisionRow {
  code: string
  parentCode: string | null
  level: DivisionLevel
  name: string
  shortName: string
  validFrom: string
  validTo: string | null
  source: string
  childCount: number
  hasBoundary: boolean
}

/** What is written of a division; the arrays of one batch go in as one statement. */
export interface NewDivision {
  code: string
  parentCode: string | null
  level: DivisionLevel
  name: string
  shortName: string
  pinyin: string
  initials: string
}

const columns = sql<DivisionRow>`
  d.code, d.parent_code as "parentCode", d.level, d.name, d.short_name as "shortName",
  d.valid_from as "validFrom", d.valid_to as "validTo", d.source,
  (select count(*)::int from territory.division c where c.parent_code = d.code and c.valid_to is null) as "childCount",
  coalesce((select b.shape is not null from territory.boundary b where b.code = d.code
    order by b.revision desc limit 1), false) as "hasBoundary"`

export async function findDivisionRow(tx: Tx, code: string): Promise<DivisionRow | undefined> {
  const found = await sql<DivisionRow>`
    select ${columns} from territory.division d where d.code = ${code}`.execute(tx)
  return found.rows[0]
}

/** Locks one division against simultaneous changes. */
export async function lockDivision(tx: Tx, code: string): Promise<DivisionRow | undefined> {
  await sql`select 1 from territory.division where code = ${code} for update`.execute(tx)
  return findDivisionRow(tx, code)
}

/** Locks divisions in the order of their codes, so that two who lock several never wait for each other. */
export async function lockDivisions(tx: Tx, codes: readonly string[]): Promise<void> {
  await sql`select 1 from territory.division where code = any(${codes}) order by code for update`.execute(tx)
}

export async function listDivisionRows(tx: Tx, codes: readonly string[]): Promise<DivisionRow[]> {
  const found = await sql<DivisionRow>`
    select ${columns} from territory.division d where d.code = any(${codes}) order by d.code`.execute(tx)
  return found.rows
}

/** Direct children, the provinces for null; a town has some hundred, so 2,000 is a bound and not a page. */
export async function listChildRows(tx: Tx, parent: string | null, ended: boolean): Promise<DivisionRow[]> {
  const found = await sql<DivisionRow>`
    select ${columns} from territory.division d
    where ${parent === null ? sql`d.parent_code is null` : sql`d.parent_code = ${parent}`}
      and (${ended} or d.valid_to is null)
    order by d.code limit 2000`.execute(tx)
  return found.rows
}

export interface DivisionSearch {
  /** As typed. */
  text: string
  /** The letters of it when it is pinyin or initials, else ''. */
  letters: string
  level: DivisionLevel | undefined
  within: string
  limit: number
}

/** Current divisions by name, pinyin, initials or code; whole and leading matches first, then higher levels. */
export async function searchDivisionRows(tx: Tx, search: DivisionSearch): Promise<DivisionRow[]> {
  const { text, letters, level, within, limit } = search
  const prefix = `${escapeLike(text)}%`
  const match = /^\d+$/.test(text)
    ? sql`d.code like ${prefix}`
    : letters !== ''
      ? sql`(d.initials like ${`${letters}%`} or d.pinyin like ${`${letters}%`})`
      : sql`d.name like ${`%${prefix}`}`
  const found = await sql<DivisionRow>`
    select ${columns} from (
      select * from territory.division d
      where ${match} and d.code like ${`${within}%`} and d.valid_to is null
        and (${level ?? null}::text is null or d.level = ${level ?? null})
      order by (d.short_name = ${text} or d.initials = ${letters}) desc, d.name like ${prefix} desc,
        length(rtrim(d.code, '0')), d.code
      limit ${limit}) d
    order by (d.short_name = ${text} or d.initials = ${letters}) desc, d.name like ${prefix} desc,
      length(rtrim(d.code, '0')), d.code`.execute(tx)
  return found.rows
}

export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}

export async function listFormerNames(tx: Tx, code: string) {
  return tx
    .selectFrom('territory.former_name')
    .select(['name', 'short_name as shortName', 'valid_from as from', 'valid_to as to', 'source'])
    .where('code', '=', code)
    .orderBy('valid_from', 'desc')
    .execute()
}

/** Successors of a division, and those it took over from. */
export async function listSuccession(tx: Tx, code: string) {
  return tx
    .selectFrom('territory.succession as s')
    .innerJoin('territory.division as d', (join) =>
      join.on((on) =>
        on.or([
          on.and([on('s.code', '=', code), on('d.code', '=', on.ref('s.successor_code'))]),
          on.and([on('s.successor_code', '=', code), on('d.code', '=', on.ref('s.code'))]),
        ]),
      ),
    )
    .select(['s.code as of', 'd.code', 'd.short_name as shortName', 's.on_date as on'])
    .orderBy('d.code')
    .execute()
}

/** Short names of divisions by code; unknown codes are absent. */
export async function listShortNames(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await tx
    .selectFrom('territory.division')
    .select(['code', 'short_name'])
    .where('code', 'in', [...new Set(codes)])
    .execute()
  return new Map(rows.map((row) => [row.code, row.short_name]))
}

export interface BatchCounts {
  added: number
  renamed: number
  unchanged: number
}

/** Which of a batch are new, have another name here since before `asOf`, or need nothing. */
export async function countBatch(tx: Tx, batch: readonly NewDivision[], asOf: string): Promise<BatchCounts> {
  const counted = await sql<BatchCounts>`
    select (count(*) filter (where d.code is null))::int as added,
      (count(*) filter (where d.name <> n.name and d.valid_from < ${asOf}::date))::int as renamed,
      (count(*) filter (where d.name = n.name or d.valid_from >= ${asOf}::date))::int as unchanged
    from unnest(${batch.map((row) => row.code)}::text[], ${batch.map((row) => row.name)}::text[]) as n (code, name)
    left join territory.division d on d.code = n.code`.execute(tx)
  return counted.rows[0]!
}

/** Writes a batch: new divisions, and new names with the old ones kept. Three statements for any number of rows. */
export async function writeBatch(
  tx: Tx,
  batch: readonly NewDivision[],
  origin: { asOf: string; source: string },
): Promise<void> {
  const given = sql`unnest(${batch.map((row) => row.code)}::text[], ${batch.map((row) => row.parentCode)}::text[],
    ${batch.map((row) => row.level)}::text[], ${batch.map((row) => row.name)}::text[],
    ${batch.map((row) => row.shortName)}::text[], ${batch.map((row) => row.pinyin)}::text[],
    ${batch.map((row) => row.initials)}::text[]) as n (code, parent_code, level, name, short_name, pinyin, initials)`
  await sql`
    insert into territory.former_name (code, name, short_name, valid_from, valid_to, source)
    select d.code, d.name, d.short_name, d.valid_from, ${origin.asOf}::date, d.source
    from ${given} join territory.division d on d.code = n.code
    where d.name <> n.name and d.valid_from < ${origin.asOf}::date
    on conflict (code, valid_from) do nothing`.execute(tx)
  await sql`
    update territory.division d
    set name = n.name, short_name = n.short_name, pinyin = n.pinyin, initials = n.initials,
      valid_from = ${origin.asOf}::date, source = ${origin.source}
    from ${given}
    where d.code = n.code and d.name <> n.name and d.valid_from < ${origin.asOf}::date`.execute(tx)
  await sql`
    insert into territory.division (code, parent_code, level, name, short_name, pinyin, initials, valid_from, source)
    select n.code, n.parent_code, n.level, n.name, n.short_name, n.pinyin, n.initials,
      ${origin.asOf}::date, ${origin.source}
    from ${given}
    on conflict (code) do nothing`.execute(tx)
}

/** Current codes below a scope in pages, to find those that a list lacks. */
export async function pageCurrentCodes(
  tx: Tx,
  scope: string,
  after: string,
): Promise<{ code: string; shortName: string }[]> {
  return tx
    .selectFrom('territory.division')
    .select(['code', 'short_name as shortName'])
    .where('code', 'like', `${scope}%`)
    .where('code', '>', after)
    .where('valid_to', 'is', null)
    .orderBy('code')
    .limit(5000)
    .execute()
}

export async function endDivisionRow(
  tx: Tx,
  end: { code: string; on: string; successorCodes: readonly string[]; source: string },
): Promise<void> {
  await tx.updateTable('territory.division').set({ valid_to: end.on }).where('code', '=', end.code).execute()
  if (end.successorCodes.length === 0) return
  await tx
    .insertInto('territory.succession')
    .values(
      end.successorCodes.map((successor) => ({
        code: end.code,
        successor_code: successor,
        on_date: end.on,
        source: end.source,
      })),
    )
    .execute()
}
