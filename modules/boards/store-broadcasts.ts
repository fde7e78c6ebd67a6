import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { countyOf } from './store.ts'

function selectBroadcasts(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('board.broadcast as b')
    .where('b.county_code', '=', countyCode)
    .select([
      'b.id',
      'b.place_code as placeCode',
      'b.list_id as listId',
      'b.title',
      'b.words',
      'b.plays_at as playsAt',
      'b.made_name as madeName',
      'b.made_at as madeAt',
      'b.revision',
      sql<number>`(select count(*) from board.play p where p.county_code = ${countyCode} and p.broadcast_id = b.id)`.as(
        'plays',
      ),
      sql<Date | null>`(select max(p.played_at) from board.play p where p.county_code = ${countyCode} and p.broadcast_id = b.id)`.as(
        'lastPlayedAt',
      ),
    ])
}

export type BroadcastRow = Awaited<ReturnType<ReturnType<typeof selectBroadcasts>['executeTakeFirstOrThrow']>>

export async function findBroadcast(
  tx: Tx,
  countyCode: string,
  id: string,
): Promise<BroadcastRow | undefined> {
  return selectBroadcasts(tx, countyCode).where('b.id', '=', id).executeTakeFirst()
}

export async function listBroadcastRows(
  tx: Tx,
  filter: { place: string; search: string } & Page,
): Promise<{ rows: BroadcastRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectBroadcasts(tx, countyOf(filter.place))
    .where('b.place_code', '=', filter.place)
    .$if(filter.search !== '', (query) =>
      query.where(sql<boolean>`(b.title like ${like} or b.words like ${like})`),
    )
  const rows = await takePage(tx, base.orderBy('b.made_at', 'desc').orderBy('b.id', 'desc'), filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

export async function insertBroadcast(
  tx: Tx,
  broadcast: {
    id: string
    placeCode: string
    listId: string | null
    title: string
    words: string
    playsAt: readonly string[]
    by: string
    byName: string
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('board.broadcast')
    .values({
      county_code: countyOf(broadcast.placeCode),
      id: broadcast.id,
      place_code: broadcast.placeCode,
      list_id: broadcast.listId,
      title: broadcast.title,
      words: broadcast.words,
      plays_at: sql`${JSON.stringify(broadcast.playsAt)}::jsonb`,
      made_by: broadcast.by,
      made_name: broadcast.byName,
      made_at: broadcast.at,
    })
    .execute()
}

/** Changes a text at the revision that was seen; false when someone else did since. */
export async function changeBroadcastRow(
  tx: Tx,
  broadcast: { placeCode: string; id: string; revision: number },
  change: { title: string; words: string; playsAt: readonly string[] },
): Promise<boolean> {
  const result = await tx
    .updateTable('board.broadcast')
    .set({
      title: change.title,
      words: change.words,
      plays_at: sql`${JSON.stringify(change.playsAt)}::jsonb`,
      revision: broadcast.revision + 1,
    })
    .where('county_code', '=', countyOf(broadcast.placeCode))
    .where('id', '=', broadcast.id)
    .where('revision', '=', broadcast.revision)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function insertPlay(
  tx: Tx,
  play: { id: string; broadcast: BroadcastRow; playedAt: Date; spot: string; by: string; byName: string },
): Promise<void> {
  await tx
    .insertInto('board.play')
    .values({
      county_code: countyOf(play.broadcast.placeCode),
      id: play.id,
      place_code: play.broadcast.placeCode,
      broadcast_id: play.broadcast.id,
      words: play.broadcast.words,
      played_at: play.playedAt,
      spot: play.spot,
      played_by: play.by,
      played_name: play.byName,
    })
    .execute()
}

export async function listPlays(tx: Tx, countyCode: string, broadcastId: string) {
  return tx
    .selectFrom('board.play')
    .select(['id', 'played_at as playedAt', 'spot', 'played_name as playedName', 'words'])
    .where('county_code', '=', countyCode)
    .where('broadcast_id', '=', broadcastId)
    .orderBy('played_at', 'desc')
    .limit(200)
    .execute()
}
