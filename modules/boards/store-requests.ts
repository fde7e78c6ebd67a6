import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { householdCards } from '../households/index.ts'
import { countyOf } from './store.ts'

function selectRequests(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('board.request as r')
    .leftJoin(householdCards(tx, countyCode).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'r.county_code').onRef('h.id', '=', 'r.household_id'),
    )
    .where('r.county_code', '=', countyCode)
    .select([
      'r.id',
      'r.place_code as placeCode',
      'r.household_id as householdId',
      'r.kind',
      'r.adoption_id as adoptionId',
      'r.board_key as boardKey',
      'r.listing_id as listingId',
      'r.list_id as listId',
      'r.line_id as lineId',
      'r.asker_account as askerAccount',
      'r.asker_name as askerName',
      'r.medium',
      'r.proxy',
      'r.reason',
      'r.due_on as dueOn',
      'r.state',
      'r.answer',
      'r.answered_name as answeredName',
      'r.answered_at as answeredAt',
      'r.asked_at as askedAt',
      'r.revision',
      sql<string>`coalesce(h.number, '')`.as('householdNumber'),
      sql<string>`coalesce(h.head_name, '')`.as('headName'),
    ])
}

export type RequestRow = Awaited<ReturnType<ReturnType<typeof selectRequests>['executeTakeFirstOrThrow']>>

export async function findRequest(tx: Tx, countyCode: string, id: string): Promise<RequestRow | undefined> {
  return selectRequests(tx, countyCode).where('r.id', '=', id).executeTakeFirst()
}

export async function listRequestRows(
  tx: Tx,
  filter: {
    place: string
    household?: string | undefined
    state: string
    search: string
    sort: string
  } & Page,
): Promise<{ rows: RequestRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectRequests(tx, countyOf(filter.place))
    .where('r.place_code', '=', filter.place)
    .$if(filter.household !== undefined, (query) => query.where('r.household_id', '=', filter.household!))
    .$if(filter.state !== 'all', (query) => query.where('r.state', '=', filter.state as 'open'))
    .$if(filter.search !== '', (query) =>
      query.where(
        sql<boolean>`(r.asker_name like ${like} or r.reason like ${like} or h.number like ${like})`,
      ),
    )
  const ordered =
    filter.sort === 'due'
      ? base.orderBy(sql`r.state = 'open'`, 'desc').orderBy('r.due_on').orderBy('r.id')
      : base.orderBy('r.asked_at', 'desc').orderBy('r.id', 'desc')
  const rows = await takePage(tx, ordered, filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

export async function insertRequest(
  tx: Tx,
  request: {
    id: string
    placeCode: string
    householdId: string
    kind: 'mended' | 'privacy'
    adoptionId: string
    boardKey: string
    listingId: string | null
    listId: string | null
    lineId: string | null
    by: string
    byName: string
    medium: RequestRow['medium']
    proxy: unknown
    reason: string
    dueOn: string
    at: Date
  },
): Promise<boolean> {
  const rows = await sql<{ id: string }>`
    insert into board.request (county_code, id, place_code, household_id, kind, adoption_id, board_key, listing_id, list_id, line_id, asker_account, asker_name, medium, proxy, reason, due_on, state, asked_at)
    values (${countyOf(request.placeCode)}, ${request.id}::uuid, ${request.placeCode}, ${request.householdId}::uuid, ${request.kind}, ${request.adoptionId}::uuid, ${request.boardKey},
      ${request.listingId}::uuid, ${request.listId}::uuid, ${request.lineId}::uuid, ${request.by}::uuid, ${request.byName}, ${request.medium},
      ${request.proxy ? JSON.stringify(request.proxy) : null}::jsonb, ${request.reason}, ${request.dueOn}::date, 'open', ${request.at}::timestamptz)
    on conflict (county_code, household_id, adoption_id, board_key, kind) where state = 'open' do nothing
    returning id`.execute(tx)
  return rows.rows.length === 1
}

/** Answers an open request at the revision that was seen; false when someone else did since. */
export async function answerRequestRow(
  tx: Tx,
  request: Pick<RequestRow, 'placeCode' | 'id'> & { revision: number },
  answer: { state: 'granted' | 'refused'; answer: string; by: string; byName: string; at: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('board.request')
    .set({
      state: answer.state,
      answer: answer.answer,
      answered_by: answer.by,
      answered_name: answer.byName,
      answered_at: answer.at,
      revision: request.revision + 1,
    })
    .where('county_code', '=', countyOf(request.placeCode))
    .where('id', '=', request.id)
    .where('revision', '=', request.revision)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Households that asked not to be shown on a board and were granted it. */
export async function listAsked(
  tx: Tx,
  board: { placeCode: string; adoptionId: string; boardKey: string },
): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('board.request')
    .select('household_id as id')
    .distinct()
    .where('county_code', '=', countyOf(board.placeCode))
    .where('place_code', '=', board.placeCode)
    .where('adoption_id', '=', board.adoptionId)
    .where('board_key', '=', board.boardKey)
    .where('kind', '=', 'privacy')
    .where('state', '=', 'granted')
    .execute()
  return new Set(rows.map((row) => row.id))
}
