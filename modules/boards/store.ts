import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { householdCards, personCards } from '../households/index.ts'

export const countyOf = (placeCode: string): string => placeCode.slice(0, 6)

const columns = [
  'l.id',
  'l.place_code as placeCode',
  'l.household_id as householdId',
  'l.person_id as personId',
  'l.adoption_id as adoptionId',
  'l.board_key as boardKey',
  'l.side',
  'l.name',
  'l.ground_key as groundKey',
  'l.reason',
  'l.evidence',
  'l.state',
  'l.proposed_by as proposedBy',
  'l.proposed_name as proposedName',
  'l.proposed_at as proposedAt',
  'l.panel',
  'l.note',
  'l.decided_by as decidedBy',
  'l.decided_name as decidedName',
  'l.decided_at as decidedAt',
  'l.listed_on as listedOn',
  'l.ends_on as endsOn',
  'l.taken_down_on as takenDownOn',
  'l.probation_until as probationUntil',
  'l.assistant',
  'l.plan',
  'l.revision',
] as const

function selectListings(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('board.listing as l')
    .leftJoin(householdCards(tx, countyCode).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'l.county_code').onRef('h.id', '=', 'l.household_id'),
    )
    .where('l.county_code', '=', countyCode)
    .select([...columns, sql<string>`coalesce(h.number, '')`.as('householdNumber')])
}

export type ListingRow = Awaited<ReturnType<ReturnType<typeof selectListings>['executeTakeFirstOrThrow']>>

export async function findListing(tx: Tx, countyCode: string, id: string): Promise<ListingRow | undefined> {
  return selectListings(tx, countyCode).where('l.id', '=', id).executeTakeFirst()
}

/** Holds a listing while it is decided, taken down or referred. */
export async function lockListing(tx: Tx, countyCode: string, id: string): Promise<ListingRow | undefined> {
  const held = await tx
    .selectFrom('board.listing')
    .select('id')
    .where('county_code', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return held && findListing(tx, countyCode, id)
}

export async function listListingRows(
  tx: Tx,
  filter: {
    place: string
    household?: string | undefined
    side: string
    state: string
    search: string
    sort: string
  } & Page,
): Promise<{ rows: ListingRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectListings(tx, countyOf(filter.place))
    .where('l.place_code', '=', filter.place)
    .$if(filter.household !== undefined, (query) => query.where('l.household_id', '=', filter.household!))
    .$if(filter.side !== 'all', (query) => query.where('l.side', '=', filter.side as 'red'))
    .$if(filter.state !== 'all', (query) => query.where('l.state', '=', filter.state as 'standing'))
    .$if(filter.search !== '', (query) =>
      query.where(sql<boolean>`(l.name like ${like} or l.reason like ${like} or h.number like ${like})`),
    )
  const direction = filter.sort === 'proposed' ? 'asc' : 'desc'
  const rows = await takePage(tx, base.orderBy('l.proposed_at', direction).orderBy('l.id', direction), filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

/** Listings of a board that stand and whose days have not passed, by the day they were listed. */
export async function listStanding(
  tx: Tx,
  board: { placeCode: string; adoptionId: string; boardKey: string },
  on: string,
): Promise<ListingRow[]> {
  return selectListings(tx, countyOf(board.placeCode))
    .where('l.place_code', '=', board.placeCode)
    .where('l.adoption_id', '=', board.adoptionId)
    .where('l.board_key', '=', board.boardKey)
    .where('l.state', '=', 'standing')
    .where('l.ends_on', '>=', on)
    .orderBy('l.listed_on')
    .orderBy('l.id')
    .execute()
}

/** Listings on black boards of a scheme in a village that may freeze somebody on a day or later. */
export async function listFreezing(tx: Tx, placeCode: string, adoptionId: string): Promise<ListingRow[]> {
  return selectListings(tx, countyOf(placeCode))
    .where('l.place_code', '=', placeCode)
    .where('l.adoption_id', '=', adoptionId)
    .where('l.side', '=', 'black')
    .where('l.state', 'in', ['standing', 'taken_down'])
    .execute()
}

export interface NewListing {
  id: string
  placeCode: string
  householdId: string
  personId: string | null
  adoptionId: string
  boardKey: string
  side: 'red' | 'black'
  name: string
  groundKey: string
  reason: string
  evidence: string[]
  by: string
  byName: string
  at: Date
  schemeHash: string
}

export async function insertListing(tx: Tx, listing: NewListing): Promise<void> {
  await tx
    .insertInto('board.listing')
    .values({
      county_code: countyOf(listing.placeCode),
      id: listing.id,
      place_code: listing.placeCode,
      household_id: listing.householdId,
      person_id: listing.personId,
      adoption_id: listing.adoptionId,
      board_key: listing.boardKey,
      side: listing.side,
      name: listing.name,
      ground_key: listing.groundKey,
      reason: listing.reason,
      evidence: listing.evidence,
      state: 'proposed',
      proposed_by: listing.by,
      proposed_name: listing.byName,
      proposed_at: listing.at,
      scheme_hash: listing.schemeHash,
    })
    .execute()
}

/** Changes a listing at the revision that was seen; false when someone else did since. */
export async function changeListing(
  tx: Tx,
  listing: Pick<ListingRow, 'placeCode' | 'id' | 'revision'>,
  change: Partial<{
    state: ListingRow['state']
    panel: string[]
    note: string
    decided_by: string
    decided_name: string
    decided_at: Date
    listed_on: string
    ends_on: string
    taken_down_on: string
    probation_until: string | null
    assistant: string
    plan: string
  }>,
): Promise<boolean> {
  const result = await tx
    .updateTable('board.listing')
    .set({ ...change, revision: listing.revision + 1 })
    .where('county_code', '=', countyOf(listing.placeCode))
    .where('id', '=', listing.id)
    .where('revision', '=', listing.revision)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Listings whose days have passed since a day, so that their lines come down; of one county at a time. */
export async function listExpired(
  tx: Tx,
  today: string,
): Promise<{ countyCode: string; placeCode: string; ids: string[] }[]> {
  const { rows } = await sql<{ countyCode: string; placeCode: string; ids: string[] }>`
    select county_code as "countyCode", place_code as "placeCode", array_agg(id) as ids from board.listing
    where side = 'black' and state = 'standing' and ends_on < ${today}::date and ends_on >= ${today}::date - 14
    group by 1, 2`.execute(tx)
  return rows
}

/** The households' heads with their days of birth, where the roll knows them. */
export async function listHeads(
  tx: Tx,
  countyCode: string,
  householdIds: readonly string[],
): Promise<Map<string, { name: string; birthDate: string | null }>> {
  if (householdIds.length === 0) return new Map()
  const rows = await householdCards(tx, countyCode)
    .where('id', 'in', [...householdIds])
    .execute()
  const people = await personCards(tx, countyCode)
    .where('id', 'in', [...rows.map((row) => row.head_id).filter((id) => id !== null), none])
    .execute()
  const births = new Map(people.map((person) => [person.id, person.birth_date]))
  return new Map(
    rows.map((row) => [
      row.id,
      { name: row.head_name, birthDate: row.head_id ? (births.get(row.head_id) ?? null) : null },
    ]),
  )
}

const none = '00000000-0000-0000-0000-000000000000'

/** A person of a household of the village; undefined where the roll has none. */
export async function findMember(tx: Tx, placeCode: string, householdId: string, personId: string) {
  return personCards(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('household_id', '=', householdId)
    .where('id', '=', personId)
    .executeTakeFirst()
}

/** A household of the village that has not ended. */
export async function findHousehold(tx: Tx, placeCode: string, householdId: string) {
  return householdCards(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('id', '=', householdId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
}

/** Whether the village resolved that the ranks of a board are shown; the newest resolution counts. */
export async function findRanking(
  tx: Tx,
  board: { placeCode: string; adoptionId: string; boardKey: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('board.ranking')
    .select('shown')
    .where('county_code', '=', countyOf(board.placeCode))
    .where('place_code', '=', board.placeCode)
    .where('adoption_id', '=', board.adoptionId)
    .where('board_key', '=', board.boardKey)
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.shown ?? false
}

export async function insertRanking(
  tx: Tx,
  ranking: {
    id: string
    placeCode: string
    adoptionId: string
    boardKey: string
    shown: boolean
    resolutionId: string
    by: string
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('board.ranking')
    .values({
      county_code: countyOf(ranking.placeCode),
      id: ranking.id,
      place_code: ranking.placeCode,
      adoption_id: ranking.adoptionId,
      board_key: ranking.boardKey,
      shown: ranking.shown,
      resolution_id: ranking.resolutionId,
      decided_by: ranking.by,
      decided_at: ranking.at,
    })
    .execute()
}

/** Holds a household of the roll, so that two proposals about it at once are made one after the other. */
export async function lockHousehold(tx: Tx, placeCode: string, householdId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`board ${placeCode} ${householdId}`}, 0))`.execute(
    tx,
  )
}

/** Whether a household, or a person of it, is proposed for a board or stands on it on a day. */
export async function isListedNow(
  tx: Tx,
  who: {
    placeCode: string
    adoptionId: string
    boardKey: string
    householdId: string
    personId: string | null
  },
  on: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('board.listing')
    .select('id')
    .where('county_code', '=', countyOf(who.placeCode))
    .where('place_code', '=', who.placeCode)
    .where('adoption_id', '=', who.adoptionId)
    .where('board_key', '=', who.boardKey)
    .where('household_id', '=', who.householdId)
    .where(sql<boolean>`person_id is not distinct from ${who.personId}::uuid`)
    .where((or) =>
      or.or([or('state', '=', 'proposed'), or.and([or('state', '=', 'standing'), or('ends_on', '>=', on)])]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
