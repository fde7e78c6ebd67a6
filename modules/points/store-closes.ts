import { type RawBuilder, sql } from 'kysely'
import { getPeriod, previousPeriod } from '../../engines/calendar/period.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { plannedAfresh } from '../../platform/database/pipelined-client.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { householdCards, numberOrder, personNames } from '../households/index.ts'
import { type CloseRules, usedCategories } from './decide-close.ts'
import { countyOf } from './store.ts'
import { type BookSubject, booksOfParticipants } from './store-books.ts'
import { subjectNameOf } from './store-claims.ts'
import { conditionSql, marksSql } from './store-close-marks.ts'

export interface ClosePlace {
  closeId: string
  placeCode: string
  adoptionId: string
}

export interface CloseRun {
  countyCode: string
  bookKey: string
  subject?: BookSubject
  periodKind: 'month' | 'quarter' | 'half_year' | 'year'
  period: string
  cycle: string
  firstDay: string
  lastDay: string
  attempt: number
  rules: CloseRules
  correctionReason: string | null
  schemeHash: string
  at: Date
  by: string | null
}

/**
 * Closes a period for any number of villages under the same rules: one statement for the closes, one for all
 * their lines. Sums come from the entries, ranks and marks from window functions within each village.
 */
export async function insertCloses(tx: Tx, run: CloseRun, places: readonly ClosePlace[]): Promise<void> {
  const list = sql`jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p ("closeId" uuid, "placeCode" text, "adoptionId" uuid)`
  await sql`
    insert into points.close (county_code, id, place_code, adoption_id, book_key, period_kind, period, attempt, rules, correction_reason, scheme_hash, closed_by, closed_at)
    select ${run.countyCode}, p."closeId", p."placeCode", p."adoptionId", ${run.bookKey}, ${run.periodKind}, ${run.period}, ${run.attempt}::int, ${JSON.stringify(run.rules)}::jsonb,
      ${run.correctionReason}, ${run.schemeHash}, ${run.by}::uuid, ${run.at}::timestamptz
    from ${list}
    on conflict (county_code, id) do nothing`.execute(tx)
  await sql`${plannedAfresh}insert into points.close_line (county_code, close_id, book_id, place_code, household_id, base, gained, lost, total, rank, weighted, marks)
    ${linesOf(run, list)}
    on conflict (county_code, close_id, book_id) do nothing`.execute(tx)
}

/** Figures of a close without writing it; passbooks that a close would open count with their base. */
export async function previewFigures(
  tx: Tx,
  run: CloseRun,
  place: ClosePlace,
  base: number,
): Promise<FiguresRow> {
  const books = sql`(
    select b.county_code, b.id, b.place_code, b.household_id, b.adoption_id, b.book_key, b.cycle, b.opened_on
    from points.book b where b.county_code = ${run.countyCode} and b.place_code = ${place.placeCode}
    union all
    select n.county_code, n.id, n.place_code, n.household_id, n.adoption_id, n.book_key, n.cycle, n.opened_on
    from (${booksOfParticipants({ ...run, ...place })}) as n (county_code, id, place_code, household_id, kind, subject_id, name, adoption_id, book_key, cycle, opened_on)
    where not exists (select from points.book x where x.county_code = ${run.countyCode} and x.id = n.id))`
  const list = sql`jsonb_to_recordset(${JSON.stringify([place])}::jsonb) as p ("closeId" uuid, "placeCode" text, "adoptionId" uuid)`
  const { rows } = await sql<FiguresRow>`
    with l (county_code, close_id, book_id, place_code, household_id, base, gained, lost, total, rank, weighted, marks) as materialized (${linesOf(run, list, { books, base })})
    select ${figures}, ${markCounts(sql``)} from l`.execute(tx)
  return rows[0]!
}

/** A book without any entry is one that is not open yet: its base is `unopened.base`. */
function linesOf(
  run: CloseRun,
  places: RawBuilder<unknown>,
  unopened: { books: RawBuilder<unknown>; base: number } = { books: sql`points.book`, base: 0 },
): RawBuilder<unknown> {
  const life = run.cycle === 'life'
  // A passbook's base counts in each of its periods, so that who joined in one of them does not lead it; a book
  // for life enters each period with all that came before.
  const opening = life
    ? sql`e.kind in ('base', 'carry') or (e.occurred_on < ${run.firstDay}::date and e.kind in ${scored})`
    : sql`e.kind in ('base', 'carry')`
  const moved = life ? sql` and e.occurred_on >= ${run.firstDay}::date` : sql``
  const within =
    run.period === run.cycle
      ? sql``
      : sql`and (e.kind in ('base', 'carry') or e.occurred_on between ${life ? '0001-01-01' : run.firstDay}::date and ${run.lastDay}::date)`
  const marks = marksSql(run.rules, { ...run, earlier: earlierPeriods(run.period) })
  return sql`
    select ${run.countyCode}, close_id, book_id, place_code, household_id, base, gained, lost, total, rank::int, weighted, ${marks.marks}
    from (
      select windowed.*${marks.lines}
      from (
        select measured.*, rank() over (partition by close_id order by total desc) as rank, count(*) over (partition by close_id) as n${marks.windows}
        from (
          select s.*, ${run.rules.weighted ? conditionSql(run.rules, run.rules.weighted.condition) : sql`false`} as weighted${marks.measures}
          from (
            select summed.*, base + gained - lost as total, household_id = any(${run.rules.frozen ?? []}::uuid[]) as frozen
            from (
              select p."closeId" as close_id, b.id as book_id, b.place_code, b.household_id,
                coalesce(sum(e.amount) filter (where ${opening}), ${unopened.base})::bigint as base,
                ${gainedSql(moved)} as gained, ${lostSql(moved)} as lost${categorySums(run.rules, moved)}
              from ${places}
              join ${unopened.books} b on b.county_code = ${run.countyCode} and b.place_code = p."placeCode" and b.adoption_id = p."adoptionId" and b.book_key = ${run.bookKey} and b.cycle = ${run.cycle} and b.opened_on <= ${run.lastDay}::date
              left join points.entry e on e.county_code = ${run.countyCode} and e.book_id = b.id ${within}
              group by 1, 2, 3, 4
            ) summed
          ) s
        ) measured
      ) windowed
    ) lined`
}

/** The kinds of entry that a close counts; what was spent or given away is none of them. */
const scored = sql`('award', 'deduction', 'adjustment', 'reversal')`

/** What entries added; a reversal takes it out again. */
function gainedSql(only: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce(sum(e.amount) filter (where (e.kind = 'award' or (e.kind = 'adjustment' and e.amount > 0) or (e.kind = 'reversal' and e.amount < 0))${only}), 0)::bigint`
}

/** What entries took, positive; a reversal gives it back. */
function lostSql(only: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce(- sum(e.amount) filter (where (e.kind = 'deduction' or (e.kind = 'adjustment' and e.amount < 0) or (e.kind = 'reversal' and e.amount > 0))${only}), 0)::bigint`
}

function categorySums(rules: CloseRules, moved: RawBuilder<unknown>): RawBuilder<unknown> {
  const sums = usedCategories(rules).flatMap((key) => {
    const only = sql`${moved} and e.item_key = any(${rules.categories[key]!}::text[])`
    return [
      sql`${gainedSql(only)} as ${sql.raw(`plus_${key}`)}`,
      sql`${lostSql(only)} as ${sql.raw(`minus_${key}`)}`,
    ]
  })
  return sums.length === 0 ? sql`` : sql`, ${sql.join(sums)}`
}

/** The periods of the same kind just before, newest first: as many as the longest streak can ask for. */
function earlierPeriods(label: string): string[] {
  const labels: string[] = []
  for (let period = getPeriod(label); labels.length < 9; ) {
    period = previousPeriod(period)
    labels.push(period.label)
  }
  return labels
}

interface FiguresRow {
  households: number
  weightedHouseholds: number
  totalPoints: number
  weightedPoints: number
  weightedPointsWithoutBase: number
  gained: number
  lost: number
  /** Mark → how many bear it. */
  marks: Record<string, number>
}

const figures = sql`count(*) as households, count(*) filter (where weighted) as "weightedHouseholds", coalesce(sum(total), 0)::bigint as "totalPoints",
  coalesce(sum(greatest(total, 0)) filter (where weighted), 0)::bigint as "weightedPoints",
  coalesce(sum(greatest(total - base, 0)) filter (where weighted), 0)::bigint as "weightedPointsWithoutBase",
  coalesce(sum(gained), 0)::bigint as gained, coalesce(sum(lost), 0)::bigint as lost`

/** How many lines of `l` bear which mark. */
function markCounts(where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_object_agg(m.mark, m.count), '{}') from (select mark, count(*) as count from l x, unnest(x.marks) mark ${where} group by mark) m) as marks`
}

export type { FiguresRow }

/** Figures of closes, summed from their lines: they cannot disagree. */
export async function figuresOf(
  tx: Tx,
  countyCode: string,
  closeIds: readonly string[],
): Promise<Map<string, FiguresRow>> {
  if (closeIds.length === 0) return new Map()
  const { rows } = await sql<FiguresRow & { closeId: string }>`
    with l as (select * from points.close_line where county_code = ${countyCode} and close_id = any(${closeIds as string[]}::uuid[]))
    select close_id as "closeId", ${figures}, ${markCounts(sql`where x.close_id = l.close_id`)} from l group by close_id`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.closeId, row]))
}

const closeColumns = [
  'id as closeId',
  'place_code as placeCode',
  'adoption_id as adoptionId',
  'book_key as bookKey',
  'period_kind as periodKind',
  'period',
  'attempt',
  'rules',
  'correction_reason as correctionReason',
  'scheme_hash as schemeHash',
  'closed_at as closedAt',
] as const

function selectCloses(tx: Tx, countyCode: string) {
  return tx.selectFrom('points.close').select(closeColumns).where('county_code', '=', countyCode)
}

export type CloseRow = Awaited<ReturnType<ReturnType<typeof selectCloses>['executeTakeFirstOrThrow']>>

interface CloseKey {
  placeCode: string
  adoptionId: string
  bookKey: string
}

/** The newest close of a period: a correction supersedes what came before. */
export async function findClose(tx: Tx, key: CloseKey & { period: string }): Promise<CloseRow | undefined> {
  return selectCloses(tx, countyOf(key.placeCode))
    .where('place_code', '=', key.placeCode)
    .where('adoption_id', '=', key.adoptionId)
    .where('book_key', '=', key.bookKey)
    .where('period', '=', key.period)
    .orderBy('attempt', 'desc')
    .executeTakeFirst()
}

export async function findCloseById(tx: Tx, countyCode: string, id: string): Promise<CloseRow | undefined> {
  return selectCloses(tx, countyCode).where('id', '=', id).executeTakeFirst()
}

export async function listCloseRows(tx: Tx, placeCode: string): Promise<CloseRow[]> {
  return selectCloses(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('closed_at', 'desc')
    .limit(200)
    .execute()
}

function selectLines(tx: Tx, countyCode: string, closeId: string) {
  return tx
    .selectFrom('points.close_line as l')
    .innerJoin('points.book as b', (join) =>
      join.onRef('b.county_code', '=', 'l.county_code').onRef('b.id', '=', 'l.book_id'),
    )
    .leftJoin(personNames(tx, countyCode).as('p'), (join) =>
      join.onRef('p.county_code', '=', 'b.county_code').onRef('p.id', '=', 'b.subject_id'),
    )
    .leftJoin(householdCards(tx, countyCode).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'l.county_code').onRef('h.id', '=', 'l.household_id'),
    )
    .where('l.county_code', '=', countyCode)
    .where('l.close_id', '=', closeId)
    .select([
      'l.book_id as bookId',
      'l.household_id as householdId',
      sql<string>`coalesce(h.number, '')`.as('householdNumber'),
      sql<string>`coalesce(h.head_name, '')`.as('headName'),
      'b.subject_kind as subjectKind',
      'b.subject_id as subjectId',
      subjectNameOf('b'),
      'l.base',
      'l.gained',
      'l.lost',
      'l.total',
      'l.rank',
      'l.weighted',
      'l.marks',
    ])
}

export type CloseLineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['executeTakeFirstOrThrow']>>

export async function listLineRows(
  tx: Tx,
  countyCode: string,
  closeId: string,
  filter: { search: string; mark?: string | undefined; sort: string } & Page,
): Promise<{ rows: CloseLineRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectLines(tx, countyCode, closeId)
    .$if(filter.search !== '', (query) =>
      query.where(
        sql<boolean>`(h.head_name like ${like} or h.number like ${like} or p.name like ${like} or b.subject_name like ${like})`,
      ),
    )
    .$if(filter.mark === 'weighted', (query) => query.where('l.weighted', '=', true))
    .$if(filter.mark !== undefined && filter.mark !== 'weighted', (query) =>
      query.where(sql<boolean>`${filter.mark} = any (l.marks)`),
    )
  const ordered = base
    .$if(filter.sort !== 'number', (query) =>
      query.orderBy(sql.raw(filter.sort === '-total' ? 'l.total desc' : 'l.rank')),
    )
    .orderBy(numberOrder('h.number'))
    .orderBy('l.book_id')
  const rows = await takePage(tx, ordered, filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

export async function findLineRow(
  tx: Tx,
  countyCode: string,
  closeId: string,
  bookId: string,
): Promise<CloseLineRow | undefined> {
  return selectLines(tx, countyCode, closeId).where('l.book_id', '=', bookId).executeTakeFirst()
}

/** How many stand above a total, and how many share it. */
export async function countAround(
  tx: Tx,
  countyCode: string,
  closeId: string,
  total: number,
): Promise<{ above: number; same: number }> {
  const { rows } = await sql<{ above: number; same: number }>`
    select count(*) filter (where total > ${total}) as above, count(*) filter (where total = ${total}) as same
    from points.close_line where county_code = ${countyCode} and close_id = ${closeId}::uuid`.execute(tx)
  return rows[0]!
}

/** All lines of a close, for the list of totals, by household number. */
export async function listAllLines(tx: Tx, countyCode: string, closeId: string): Promise<CloseLineRow[]> {
  return selectLines(tx, countyCode, closeId).orderBy(numberOrder('h.number')).execute()
}

/** The lines of households alone: dividends, rewards and boards are theirs. */
export async function listHouseholdLines(tx: Tx, countyCode: string, closeId: string) {
  return (await listAllLines(tx, countyCode, closeId)).flatMap((line) =>
    line.subjectKind === 'household' && line.householdId ? [{ ...line, householdId: line.householdId }] : [],
  )
}

/** Claims of a period that still stand open, by state. */
export async function countOpenClaims(
  tx: Tx,
  key: CloseKey & { firstDay: string; lastDay: string },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*) as count from points.claim
    where county_code = ${countyOf(key.placeCode)} and place_code = ${key.placeCode} and adoption_id = ${key.adoptionId}::uuid and book_key = ${key.bookKey}
      and occurred_on between ${key.firstDay}::date and ${key.lastDay}::date and state in ('in_review', 'rectifying', 'approved', 'publicised', 'disputed')
    group by state`.execute(tx)
  return new Map(rows.map((row) => [row.state, row.count]))
}

export async function markBooksClosed(tx: Tx, key: CloseKey & { cycle: string; on: string }): Promise<void> {
  await tx
    .updateTable('points.book')
    .set({ closed_on: key.on })
    .where('county_code', '=', countyOf(key.placeCode))
    .where('place_code', '=', key.placeCode)
    .where('adoption_id', '=', key.adoptionId)
    .where('book_key', '=', key.bookKey)
    .where('cycle', '=', key.cycle)
    .execute()
}
