import { sql } from 'kysely'
import { compileOnce } from '../../platform/database/compile-once.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { householdCards, numberOrder, personNames } from '../households/index.ts'
import { countyOf } from './store.ts'
import { subjectNameOf } from './store-claims.ts'

function selectPassbooks(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('points.book as b')
    .innerJoin('points.balance as x', (join) =>
      join.onRef('x.county_code', '=', 'b.county_code').onRef('x.book_id', '=', 'b.id'),
    )
    .leftJoin(householdCards(tx, countyCode).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'b.county_code').onRef('h.id', '=', 'b.household_id'),
    )
    .leftJoin(personNames(tx, countyCode).as('p'), (join) =>
      join.onRef('p.county_code', '=', 'b.county_code').onRef('p.id', '=', 'b.subject_id'),
    )
    .where('b.county_code', '=', countyCode)
    .select([
      'b.id as bookId',
      'b.place_code as placeCode',
      'b.household_id as householdId',
      sql<string>`coalesce(h.number, '')`.as('householdNumber'),
      sql<string>`coalesce(h.head_name, '')`.as('headName'),
      'b.subject_kind as subjectKind',
      'b.subject_id as subjectId',
      subjectNameOf('b'),
      'h.group_id as groupId',
      'b.adoption_id as adoptionId',
      'b.book_key as bookKey',
      'b.cycle',
      'b.closed_on as closedOn',
      sql<number>`x.cumulative - x.gained + x.lost`.as('base'),
      'x.gained',
      'x.lost',
      'x.redeemable as balance',
      'x.entries',
      'x.last_at as lastAt',
    ])
}

export type PassbookRow = Awaited<ReturnType<ReturnType<typeof selectPassbooks>['executeTakeFirstOrThrow']>>

const orders: Record<string, string> = {
  balance: 'x.redeemable',
  '-balance': 'x.redeemable desc',
  '-gained': 'x.gained desc',
  '-lost': 'x.lost desc',
  '-last': 'x.last_at desc',
}

export async function listPassbookRows(
  tx: Tx,
  filter: {
    place: string
    cycle: string
    book?: string | undefined
    kind?: PassbookRow['subjectKind'] | undefined
    search: string
    group?: string | undefined
    sort: string
  } & Page,
): Promise<{ rows: PassbookRow[]; total: number; sumBalance: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectPassbooks(tx, countyOf(filter.place))
    .where('b.place_code', '=', filter.place)
    .where('b.cycle', '=', filter.cycle)
    .$if(filter.search !== '', (query) =>
      query.where(
        sql<boolean>`(h.head_name like ${like} or h.number like ${like} or p.name like ${like} or b.subject_name like ${like})`,
      ),
    )
    .$if(filter.book !== undefined, (query) => query.where('b.book_key', '=', filter.book!))
    .$if(filter.kind !== undefined, (query) => query.where('b.subject_kind', '=', filter.kind!))
    .$if(filter.group !== undefined, (query) => query.where('h.group_id', '=', filter.group!))
  const ordered = base
    .$if(filter.sort in orders, (query) => query.orderBy(sql.raw(orders[filter.sort]!)))
    .orderBy(numberOrder('h.number'))
    .orderBy('b.id')
  const rows = await takePage(tx, ordered, filter)
  const counts = await countList(filter, () =>
    base
      .clearSelect()
      .select([
        sql<number>`count(*)`.as('total'),
        sql<number>`coalesce(sum(x.redeemable), 0)::bigint`.as('sumBalance'),
      ])
      .executeTakeFirstOrThrow(),
  )
  return { rows, ...counts }
}

export async function listCycles(tx: Tx, placeCode: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('points.book')
    .select('cycle')
    .distinct()
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('cycle', 'desc')
    .execute()
  return rows.map((row) => row.cycle)
}

/** The passbooks of a household and its members, newest cycle first, the household's own before theirs. */
export async function listHouseholdPassbooks(
  tx: Tx,
  countyCode: string,
  householdId: string,
): Promise<PassbookRow[]> {
  return selectPassbooks(tx, countyCode)
    .where('b.household_id', '=', householdId)
    .orderBy('b.cycle', 'desc')
    .orderBy(sql`b.subject_kind <> 'household'`)
    .orderBy('b.book_key')
    .orderBy('b.id')
    .limit(500)
    .execute()
}

/** The passbooks of a group or village, newest cycle first. */
export async function listAreaPassbooks(
  tx: Tx,
  countyCode: string,
  subjectId: string,
): Promise<PassbookRow[]> {
  return selectPassbooks(tx, countyCode)
    .where('b.subject_id', '=', subjectId)
    .orderBy('b.cycle', 'desc')
    .orderBy('b.book_key')
    .limit(500)
    .execute()
}

const readPassbook = compileOnce((tx, countyCode: string, bookId: string) =>
  selectPassbooks(tx, countyCode).where('b.id', '=', bookId),
)

export async function findPassbook(
  tx: Tx,
  countyCode: string,
  bookId: string,
): Promise<PassbookRow | undefined> {
  return (await readPassbook(tx, countyCode, bookId))[0]
}

export type EntryKind =
  | 'base'
  | 'award'
  | 'deduction'
  | 'reversal'
  | 'adjustment'
  | 'carry'
  | 'redemption'
  | 'redemption_return'

export interface EntryRow {
  id: string
  occurredOn: string
  postedAt: Date
  kind: EntryKind
  itemKey: string | null
  note: string
  amount: number
  balanceAfter: number
  claimId: string | null
  reversesId: string | null
  reversed: boolean
}

/**
 * Entries with the balance after each, newest first; the running sum goes over the whole book. Of entries posted
 * together the base is the first, the others follow the days of their deeds.
 */
export async function listEntryRows(
  tx: Tx,
  countyCode: string,
  bookId: string,
  filter: Page & { from?: string; to?: string },
): Promise<{ rows: EntryRow[]; total: number }> {
  const within = filter.from
    ? sql`and occurred_on between ${filter.from}::date and ${filter.to}::date`
    : sql``
  const ordered = sql<EntryRow>`
    select s.*, exists (select from points.entry r where r.county_code = ${countyCode} and r.reverses_id = s.id) as reversed
    from (
      select id, occurred_on as "occurredOn", posted_at as "postedAt", kind, item_key as "itemKey", note, amount,
        sum(amount) over (order by posted_at, kind <> 'base', occurred_on, id)::bigint as "balanceAfter", claim_id as "claimId", reverses_id as "reversesId"
      from points.entry where county_code = ${countyCode} and book_id = ${bookId}::uuid ${within}
    ) s
    order by "postedAt" desc, kind <> 'base' desc, "occurredOn" desc, id desc`
  const rows = await takePage(tx, ordered, filter)
  const { total } = await countList(filter, () =>
    tx
      .selectFrom('points.entry')
      .select(sql<number>`count(*)`.as('total'))
      .where('county_code', '=', countyCode)
      .where('book_id', '=', bookId)
      .executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

/** Closes in which a passbook has a line, newest attempt of each period. */
export async function listBookCloses(tx: Tx, countyCode: string, bookId: string) {
  const { rows } = await sql<{
    closeId: string
    period: string
    total: number
    rank: number
    weighted: boolean
    closedAt: Date
  }>`
    select distinct on (c.period) c.id as "closeId", c.period, l.total, l.rank, l.weighted, c.closed_at as "closedAt"
    from points.close_line l join points.close c on c.county_code = l.county_code and c.id = l.close_id
    where l.county_code = ${countyCode} and c.county_code = ${countyCode} and l.book_id = ${bookId}::uuid
    order by c.period, c.attempt desc`.execute(tx)
  return rows
}

export async function readOverview(tx: Tx, placeCode: string, cycle: string) {
  const county = countyOf(placeCode)
  const books = sql`points.book b where b.county_code = ${county} and b.place_code = ${placeCode} and b.cycle = ${cycle}`
  const sums = await sql<{ households: number; withEntries: number; totalGained: number; totalLost: number }>`
    select count(*) as households, count(*) filter (where x.entries > 1) as "withEntries", coalesce(sum(x.gained), 0)::bigint as "totalGained", coalesce(sum(x.lost), 0)::bigint as "totalLost"
    from points.balance x join points.book b on b.county_code = x.county_code and b.id = x.book_id
    where x.county_code = ${county} and b.county_code = ${county} and b.place_code = ${placeCode} and b.cycle = ${cycle}`.execute(
    tx,
  )
  const byMonth = await sql<{ month: string; gained: number; lost: number; entries: number }>`
    select to_char(e.occurred_on, 'YYYY-MM') as month, coalesce(sum(e.amount) filter (where e.amount > 0), 0)::bigint as gained,
      coalesce(- sum(e.amount) filter (where e.amount < 0), 0)::bigint as lost, count(*) as entries
    from points.entry e where e.county_code = ${county} and e.kind not in ('base', 'redemption', 'redemption_return') and e.book_id in (select b.id from ${books}) group by 1 order by 1`.execute(
    tx,
  )
  const byItem = await sql<{ itemKey: string; claims: number; points: number }>`
    select e.item_key as "itemKey", count(*) as claims, sum(e.amount)::bigint as points
    from points.entry e where e.county_code = ${county} and e.item_key is not null and e.book_id in (select b.id from ${books}) group by 1 order by 2 desc limit 50`.execute(
    tx,
  )
  const byGroup = await tx
    .selectFrom('points.book as b')
    .innerJoin('points.balance as x', (join) =>
      join.onRef('x.county_code', '=', 'b.county_code').onRef('x.book_id', '=', 'b.id'),
    )
    .leftJoin(householdCards(tx, county).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'b.county_code').onRef('h.id', '=', 'b.household_id'),
    )
    .where('b.county_code', '=', county)
    .where('b.place_code', '=', placeCode)
    .where('b.cycle', '=', cycle)
    .groupBy('h.group_id')
    .select([
      'h.group_id as groupId',
      sql<number>`count(*)`.as('households'),
      sql<number>`count(*) filter (where x.entries > 1)`.as('active'),
      sql<number>`sum(x.gained - x.lost)::bigint`.as('points'),
    ])
    .execute()
  return { ...sums.rows[0]!, byMonth: byMonth.rows, byItem: byItem.rows, byGroup }
}
