import { sql } from 'kysely'
import { getPeriod } from '../../engines/calendar/period.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'

export interface ListColumn {
  key: string
  title: { zh: string; en: string }
  type: 'text' | 'points' | 'yuan' | 'number' | 'date'
}

const countyOf = (placeCode: string) => placeCode.slice(0, 6)
const lastDayOfMonth = (month: string) => getPeriod(month).lastDay

const listColumns = [
  'id',
  'place_code as placeCode',
  'kind',
  'title',
  'duty',
  'opens_on as opensOn',
  'closes_on as closesOn',
  'hides_names_on as hidesNamesOn',
  'spot',
  'columns',
  'source',
  'totals',
  'state',
  'public',
  'revision',
] as const

function selectList(tx: Tx, countyCode: string) {
  return tx.selectFrom('publicity.list').select(listColumns).where('county_code', '=', countyCode)
}

/** No list has this id: an empty choice finds nothing. */
const noList = '00000000-0000-0000-0000-000000000000'

export type ListRow = Awaited<ReturnType<ReturnType<typeof selectList>['executeTakeFirstOrThrow']>>

export async function findList(tx: Tx, countyCode: string, id: string): Promise<ListRow | undefined> {
  return selectList(tx, countyCode).where('id', '=', id).executeTakeFirst()
}

/** Holds a list against a second settlement until the transaction ends. */
export async function lockList(tx: Tx, countyCode: string, id: string): Promise<ListRow | undefined> {
  return selectList(tx, countyCode).where('id', '=', id).forUpdate().executeTakeFirst()
}

const orders: Record<string, ['opens_on' | 'closes_on', 'asc' | 'desc']> = {
  opens: ['opens_on', 'asc'],
  '-opens': ['opens_on', 'desc'],
  closes: ['closes_on', 'asc'],
  '-closes': ['closes_on', 'desc'],
}

export async function listLists(
  tx: Tx,
  placeCode: string,
  filter: {
    state: 'open' | 'closed' | 'settled' | 'all'
    kind?: string
    /** `YYYY-MM`: lists that hung in this month. */
    month?: string | undefined
    search?: string
    sort?: string
  } & Page,
): Promise<{ rows: ListRow[]; total: number }> {
  const { search = '', sort = '-opens' } = filter
  const like = `%${search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectList(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .$if(filter.state !== 'all', (query) => query.where('state', '=', filter.state as 'open'))
    .$if(filter.kind !== undefined, (query) => query.where('kind', '=', filter.kind!))
    .$if(filter.month !== undefined, (query) =>
      query
        .where('opens_on', '<=', lastDayOfMonth(filter.month!))
        .where('closes_on', '>=', `${filter.month}-01`),
    )
    .$if(search !== '', (query) => query.where('title', 'like', like))
  const [column, direction] = orders[sort] ?? orders['-opens']!
  const rows = await takePage(tx, base.orderBy(column, direction).orderBy('id', direction), filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

/** How many lists of a kind hang or hung for the same source, such as a book and its quarter. */
export async function countListsOf(
  tx: Tx,
  placeCode: string,
  kind: string,
  source: Record<string, string>,
): Promise<number> {
  const { count } = await tx
    .selectFrom('publicity.list')
    .select(sql<number>`count(*)`.as('count'))
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('kind', '=', kind)
    .where(sql<boolean>`source @> ${JSON.stringify(source)}::jsonb`)
    .executeTakeFirstOrThrow()
  return count
}

/** Lists of the county whose days have passed and that are not settled. */
export async function listDueLists(tx: Tx, today: string): Promise<{ countyCode: string; id: string }[]> {
  return tx
    .selectFrom('publicity.list')
    .select(['county_code as countyCode', 'id'])
    .where('state', '=', 'open')
    .where('closes_on', '<', today)
    .orderBy('county_code')
    .orderBy('closes_on')
    .limit(1000)
    .execute()
}

export interface NewLine {
  id: string
  subjectKind: string
  subjectId: string
  householdId: string | null
  shown: Record<string, string | number>
}

export async function insertList(
  tx: Tx,
  list: Omit<ListRow, 'state' | 'revision' | 'columns' | 'source' | 'totals'> & {
    columns: ListColumn[]
    source: Record<string, unknown>
    totals: unknown[]
    openedBy: string | null
    openedAt: Date
  },
  lines: readonly NewLine[],
): Promise<void> {
  await tx
    .insertInto('publicity.list')
    .values({
      county_code: countyOf(list.placeCode),
      id: list.id,
      place_code: list.placeCode,
      kind: list.kind,
      title: list.title,
      duty: list.duty,
      opens_on: list.opensOn,
      closes_on: list.closesOn,
      hides_names_on: list.hidesNamesOn,
      spot: list.spot,
      columns: JSON.stringify(list.columns),
      source: JSON.stringify(list.source),
      totals: JSON.stringify(list.totals),
      state: 'open',
      public: list.public,
      opened_by: list.openedBy,
      opened_at: list.openedAt,
    })
    .execute()
  await sql`
    insert into publicity.line (county_code, id, list_id, place_code, household_id, position, subject_kind, subject_id, shown, public)
    select ${countyOf(list.placeCode)}, l.id, ${list.id}::uuid, ${list.placeCode}, l.household_id, l.position, l.subject_kind, l.subject_id, l.shown, ${list.public}
    from jsonb_to_recordset(${JSON.stringify(
      lines.map((line, index) => ({
        id: line.id,
        household_id: line.householdId,
        position: index + 1,
        subject_kind: line.subjectKind,
        subject_id: line.subjectId,
        shown: line.shown,
      })),
    )}::jsonb) as l (id uuid, household_id uuid, position int, subject_kind text, subject_id uuid, shown jsonb)
    on conflict do nothing`.execute(tx)
}

export async function setListState(
  tx: Tx,
  list: ListRow,
  state: 'closed' | 'settled',
  at: Date,
): Promise<void> {
  await tx
    .updateTable('publicity.list')
    .set({ state, settled_at: at, revision: list.revision + 1 })
    .where('county_code', '=', countyOf(list.placeCode))
    .where('id', '=', list.id)
    .execute()
}

const lineColumns = [
  'id',
  'position',
  'subject_kind as subjectKind',
  'subject_id as subjectId',
  'household_id as householdId',
  'shown',
  'disputed',
] as const

/** The cell that goes when the duty to publish has ended. */
export const nameCell = 'head_name_masked'

export async function listLines(
  tx: Tx,
  list: ListRow,
  filter: { search: string; namesHidden?: boolean } & Page,
) {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  // Who cannot see a name any more cannot find a line by it either.
  const hidden = filter.namesHidden ? nameCell : ''
  const base = tx
    .selectFrom('publicity.line')
    .where('county_code', '=', countyOf(list.placeCode))
    .where('list_id', '=', list.id)
    .where('taken_down_on', 'is', null)
    .$if(filter.search !== '', (query) =>
      query.where(
        sql<boolean>`exists (select from jsonb_each_text(shown) c where c.key <> ${hidden} and c.value like ${like})`,
      ),
    )
  const rows = await takePage(tx, base.select(lineColumns).orderBy('position').orderBy('id'), filter)
  const { total } = await countList(filter, () =>
    base.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

export async function findLine(tx: Tx, list: ListRow, lineId: string) {
  return tx
    .selectFrom('publicity.line')
    .select(lineColumns)
    .where('county_code', '=', countyOf(list.placeCode))
    .where('list_id', '=', list.id)
    .where('id', '=', lineId)
    .executeTakeFirst()
}

export async function setDisputed(tx: Tx, list: ListRow, lineId: string, disputed: boolean): Promise<void> {
  await tx
    .updateTable('publicity.line')
    .set({ disputed })
    .where('county_code', '=', countyOf(list.placeCode))
    .where('id', '=', lineId)
    .execute()
}

/** The months in which lists of a village began to hang, newest first. */
export async function listMonths(tx: Tx, placeCode: string): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select distinct to_char(opens_on, 'YYYY-MM') as month from publicity.list
    where county_code = ${countyOf(placeCode)} and place_code = ${placeCode} order by 1 desc limit 120`.execute(
    tx,
  )
  return rows.map(({ month }) => month)
}

/**
 * Takes lines down from a village's lists: their cells go, so that nothing of them is left to be read. Chosen by
 * list, by subject or by household; gives how many there were.
 */
export async function takeDownLines(
  tx: Tx,
  placeCode: string,
  which: { listIds?: readonly string[]; subjectIds?: readonly string[]; householdId?: string },
  on: string,
): Promise<number> {
  const result = await tx
    .updateTable('publicity.line')
    .set({ taken_down_on: on, shown: '{}', public: false })
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('taken_down_on', 'is', null)
    .$if(which.listIds !== undefined, (query) => query.where('list_id', 'in', [...which.listIds!, noList]))
    .$if(which.subjectIds !== undefined, (query) =>
      query.where('subject_id', 'in', [...which.subjectIds!, noList]),
    )
    .$if(which.householdId !== undefined, (query) => query.where('household_id', '=', which.householdId!))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Lists of a kind that came from the same source, such as all editions of a board. */
export async function listListsOf(
  tx: Tx,
  placeCode: string,
  kind: string,
  source: Record<string, string>,
): Promise<ListRow[]> {
  return selectList(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .where('kind', '=', kind)
    .where(sql<boolean>`source @> ${JSON.stringify(source)}::jsonb`)
    .orderBy('opens_on', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
}

/** How many lines and objections each list has; one statement for a whole page of lists. */
export async function countOf(
  tx: Tx,
  countyCode: string,
  listIds: readonly string[],
): Promise<
  Map<string, { lines: number; disputed: number; objections: number; open: number; upheld: number }>
> {
  const lines = await tx
    .selectFrom('publicity.line')
    .select([
      'list_id as id',
      sql<number>`count(*)`.as('lines'),
      sql<number>`count(*) filter (where disputed)`.as('disputed'),
    ])
    .where('county_code', '=', countyCode)
    .where('list_id', 'in', [...listIds, noList])
    .where('taken_down_on', 'is', null)
    .groupBy('list_id')
    .execute()
  const objections = await tx
    .selectFrom('publicity.objection')
    .select([
      'list_id as id',
      sql<number>`count(*)`.as('objections'),
      sql<number>`count(*) filter (where state = 'open')`.as('open'),
      sql<number>`count(*) filter (where state = 'upheld')`.as('upheld'),
    ])
    .where('county_code', '=', countyCode)
    .where('list_id', 'in', [...listIds, noList])
    .groupBy('list_id')
    .execute()
  return new Map(
    lines.map((row) => {
      const found = objections.find((candidate) => candidate.id === row.id)
      return [
        row.id,
        {
          lines: row.lines,
          disputed: row.disputed,
          objections: found?.objections ?? 0,
          open: found?.open ?? 0,
          upheld: found?.upheld ?? 0,
        },
      ]
    }),
  )
}

/** Subjects of a list's lines that nobody disputes. */
export async function listSettledSubjects(tx: Tx, list: ListRow): Promise<string[]> {
  const rows = await tx
    .selectFrom('publicity.line')
    .select('subject_id as id')
    .where('county_code', '=', countyOf(list.placeCode))
    .where('list_id', '=', list.id)
    .where('disputed', '=', false)
    .execute()
  return rows.map((row) => row.id)
}
