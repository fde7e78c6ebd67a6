import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { SchemeContent } from '../../platform/schemes/read-scheme.ts'

/** A scheme as it stood when it was kept: a pack of the library, or a place's adapted one with what it came from. */
export interface SchemeVersion {
  schemeId: string
  hash: string
  content: SchemeContent
  at: Date
  adapted?: { placeCode: string; sourceId: string | null; sourceVersion: number | null }
}

/** The version number of this content, kept for good; a content that was seen before keeps its number. */
export async function keepVersion(tx: Tx, version: SchemeVersion): Promise<number> {
  const { adapted } = version
  await tx
    .insertInto('scheme.version')
    .columns([
      ...(['scheme_id', 'version', 'hash', 'content', 'origin', 'created_at'] as const),
      ...(['place_code', 'source_id', 'source_version'] as const),
    ])
    .expression((query) =>
      query
        .selectFrom('scheme.version')
        .where('scheme_id', '=', version.schemeId)
        .select([
          sql<string>`${version.schemeId}::text`.as('scheme_id'),
          sql<number>`coalesce(max(version), 0) + 1`.as('version'),
          sql<string>`${version.hash}::text`.as('hash'),
          sql<string>`${JSON.stringify(version.content)}::jsonb`.as('content'),
          sql<'pack' | 'adapted'>`${adapted ? 'adapted' : 'pack'}::text`.as('origin'),
          sql<Date>`${version.at}::timestamptz`.as('created_at'),
          sql<string | null>`${adapted?.placeCode ?? null}::text`.as('place_code'),
          sql<string | null>`${adapted?.sourceId ?? null}::text`.as('source_id'),
          sql<number | null>`${adapted?.sourceVersion ?? null}::int`.as('source_version'),
        ]),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom('scheme.version')
    .select('version')
    .where('scheme_id', '=', version.schemeId)
    .where('hash', '=', version.hash)
    .executeTakeFirstOrThrow()
  return row.version
}

export async function getVersionContent(tx: Tx, schemeId: string, version: number): Promise<SchemeContent> {
  const row = await tx
    .selectFrom('scheme.version')
    .select('content')
    .where('scheme_id', '=', schemeId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return row.content as SchemeContent
}

export interface ReleasedVersion {
  schemeId: string
  version: number
  hash: string
  content: SchemeContent
  placeCode: string
  sourceId: string | null
  sourceVersion: number | null
}

/** The newest version of each adapted scheme of these places; of one scheme alone where it is named. */
export async function listReleased(
  tx: Tx,
  placeCodes: readonly string[],
  schemeId?: string,
): Promise<ReleasedVersion[]> {
  const rows = await tx
    .selectFrom('scheme.version')
    .distinctOn('scheme_id')
    .select([
      ...(['scheme_id as schemeId', 'version', 'hash', 'content', 'place_code as placeCode'] as const),
      ...(['source_id as sourceId', 'source_version as sourceVersion'] as const),
    ])
    .where('place_code', 'in', [...placeCodes])
    .$if(schemeId !== undefined, (query) => query.where('scheme_id', '=', schemeId!))
    .orderBy('scheme_id')
    .orderBy('version', 'desc')
    .limit(500)
    .execute()
  return rows as ReleasedVersion[]
}

/** Every version of a scheme that was kept, newest first. */
export async function listVersions(tx: Tx, schemeId: string) {
  return tx
    .selectFrom('scheme.version')
    .select(['version', 'hash', 'origin', 'created_at as createdAt'])
    .where('scheme_id', '=', schemeId)
    .orderBy('version', 'desc')
    .limit(200)
    .execute()
}

/** The scheme that an adapted version came from in the end; the walk back is short, and never goes round. */
export async function findRootSource(tx: Tx, schemeId: string): Promise<string> {
  const found = await sql<{ id: string }>`
    with recursive line as (
      select ${schemeId}::text as id, 0 as depth
      union all
      select v.source_id, line.depth + 1
      from line cross join lateral (
        select source_id from scheme.version
        where scheme_id = line.id and source_id is not null order by version limit 1
      ) v
      where line.depth < 20
    )
    select id from line order by depth desc limit 1`.execute(tx)
  return found.rows[0]!.id
}
