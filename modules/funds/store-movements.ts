import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { takeNumbers } from '../../platform/database/take-numbers.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { type AccountSum, countyOf } from './store.ts'

function selectMovements(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('fund.movement as m')
    .leftJoin('fund.approval as p', (join) =>
      join.onRef('p.county_code', '=', 'm.county_code').onRef('p.movement_id', '=', 'm.id'),
    )
    .where('m.county_code', '=', countyCode)
    .select([
      'm.id',
      'm.fund_id as fundId',
      'm.place_code as placeCode',
      'm.number',
      'm.kind',
      'm.occurred_on as occurredOn',
      'm.source_key as sourceKey',
      'm.use_key as useKey',
      'm.amount_fen as amountFen',
      'm.words',
      'm.donor',
      'm.donor_hidden as donorHidden',
      'm.vouchers',
      'm.reverses_id as reversesId',
      'm.recorded_by as recordedBy',
      'm.recorded_name as recordedName',
      'm.recorded_at as recordedAt',
      'p.decision',
      'p.note as decisionNote',
      'p.decided_name as decidedName',
      'p.decided_at as decidedAt',
      sumOf(countyCode, 'money').as('moneyFen'),
      sumOf(countyCode, 'goods').as('goodsFen'),
      sql<boolean>`exists (select from fund.movement r join fund.approval q on q.county_code = ${countyCode} and q.movement_id = r.id and q.decision = 'approved'
        where r.county_code = ${countyCode} and r.reverses_id = m.id)`.as('reversed'),
    ])
}

/** What a movement does to the accounts of a class. */
function sumOf(countyCode: string, accountClass: 'money' | 'goods') {
  return sql<number>`(select coalesce(sum(l.amount_fen), 0)::bigint from fund.line l join fund.account a on a.county_code = ${countyCode} and a.id = l.account_id
    where l.county_code = ${countyCode} and l.movement_id = m.id and a.class = ${accountClass})`
}

export type MovementRow = Awaited<ReturnType<ReturnType<typeof selectMovements>['executeTakeFirstOrThrow']>>

export async function findMovement(tx: Tx, countyCode: string, id: string): Promise<MovementRow | undefined> {
  return selectMovements(tx, countyCode).where('m.id', '=', id).executeTakeFirst()
}

/** What became of movements: waiting, approved or refused, and whether reversed since. */
export async function listMovementStates(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
): Promise<Map<string, 'waiting' | 'approved' | 'refused' | 'reversed'>> {
  if (ids.length === 0) return new Map()
  const rows = await selectMovements(tx, countyCode)
    .where('m.id', 'in', ids as string[])
    .execute()
  return new Map(rows.map((row) => [row.id, row.reversed ? 'reversed' : (row.decision ?? 'waiting')]))
}

export interface MovementFilter extends Page {
  state: 'all' | 'waiting' | 'approved' | 'refused'
  kind: 'all' | 'income' | 'spending'
  from?: string | undefined
  to?: string | undefined
  search: string
}

export async function listMovementRows(
  tx: Tx,
  countyCode: string,
  fundId: string,
  filter: MovementFilter,
): Promise<{ rows: MovementRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectMovements(tx, countyCode)
    .where('m.fund_id', '=', fundId)
    .$if(filter.state === 'waiting', (query) => query.where('p.decision', 'is', null))
    .$if(filter.state === 'approved' || filter.state === 'refused', (query) =>
      query.where('p.decision', '=', filter.state as 'approved'),
    )
    .$if(filter.kind === 'income', (query) => query.where('m.kind', 'in', ['opening', 'income', 'in_kind']))
    .$if(filter.kind === 'spending', (query) => query.where('m.kind', 'in', ['spending', 'goods_out']))
    .$if(filter.from !== undefined, (query) => query.where('m.occurred_on', '>=', filter.from!))
    .$if(filter.to !== undefined, (query) => query.where('m.occurred_on', '<=', filter.to!))
    .$if(filter.search !== '', (query) =>
      query.where(sql<boolean>`(m.words like ${like} or m.donor like ${like} or m.number like ${like})`),
    )
  const rows = await takePage(tx, base.orderBy('m.occurred_on', 'desc').orderBy('m.number', 'desc'), filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

export interface NewMovement {
  id: string
  placeCode: string
  fundId: string
  kind: MovementRow['kind']
  occurredOn: string
  sourceKey: string
  useKey: string | null
  amountFen: number
  words: string
  donor: string | null
  donorHidden: boolean
  vouchers: readonly string[]
  reversesId: string | null
  by: string
  byName: string
  at: Date
}

export interface NewLine {
  class: AccountSum['class']
  key: string
  amountFen: number
}

/** Writes a movement with its lines and whatever account of them is new: numbers without gaps in the fund's year. */
export async function insertMovement(
  tx: Tx,
  movement: NewMovement,
  lines: readonly NewLine[],
): Promise<void> {
  const county = countyOf(movement.placeCode)
  const year = movement.occurredOn.slice(0, 4)
  const series = {
    countyCode: county,
    placeCode: movement.placeCode,
    name: `fund ${movement.fundId} ${year}`,
  }
  const number = `${year}-${String(await takeNumbers(tx, series, 1)).padStart(4, '0')}`
  await tx
    .insertInto('fund.movement')
    .values({
      county_code: county,
      id: movement.id,
      place_code: movement.placeCode,
      fund_id: movement.fundId,
      number,
      kind: movement.kind,
      occurred_on: movement.occurredOn,
      source_key: movement.sourceKey,
      use_key: movement.useKey,
      amount_fen: movement.amountFen,
      words: movement.words,
      donor: movement.donor,
      donor_hidden: movement.donorHidden,
      vouchers: movement.vouchers as string[],
      reverses_id: movement.reversesId,
      recorded_by: movement.by,
      recorded_name: movement.byName,
      recorded_at: movement.at,
    })
    .execute()
  const placed = lines.map((line, index) => ({ ...line, position: index + 1 }))
  const list = sql`jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as n (class text, key text, "amountFen" bigint, position int)`
  const accountId = sql`platform.id_of(${`${movement.fundId} `} || n.class || ' ' || n.key)`
  await sql`
    insert into fund.account (county_code, id, place_code, fund_id, class, key)
    select ${county}, ${accountId}, ${movement.placeCode}, ${movement.fundId}::uuid, n.class, n.key from ${list}
    on conflict do nothing`.execute(tx)
  await sql`
    insert into fund.line (county_code, movement_id, position, place_code, fund_id, account_id, amount_fen)
    select ${county}, ${movement.id}::uuid, n.position, ${movement.placeCode}, ${movement.fundId}::uuid, ${accountId}, n."amountFen" from ${list}
    on conflict (county_code, movement_id, position) do nothing`.execute(tx)
}

/** The lines of a movement, as they would be written again. */
export async function listLineRows(tx: Tx, countyCode: string, movementId: string): Promise<NewLine[]> {
  return tx
    .selectFrom('fund.line as l')
    .innerJoin('fund.account as a', (join) =>
      join.onRef('a.county_code', '=', 'l.county_code').onRef('a.id', '=', 'l.account_id'),
    )
    .where('l.county_code', '=', countyCode)
    .where('l.movement_id', '=', movementId)
    .orderBy('l.position')
    .select(['a.class', 'a.key', 'l.amount_fen as amountFen'])
    .execute()
}

export async function insertApproval(
  tx: Tx,
  approval: {
    movement: Pick<MovementRow, 'id' | 'fundId' | 'placeCode'>
    decision: 'approved' | 'refused'
    note: string
    by: string
    byName: string
    at: Date
  },
): Promise<void> {
  const { movement } = approval
  await tx
    .insertInto('fund.approval')
    .values({
      county_code: countyOf(movement.placeCode),
      movement_id: movement.id,
      place_code: movement.placeCode,
      fund_id: movement.fundId,
      decision: approval.decision,
      note: approval.note,
      decided_by: approval.by,
      decided_name: approval.byName,
      decided_at: approval.at,
    })
    .execute()
}

/** Whether an opening balance of a source, or a reversal of a movement, stands or waits already. */
export async function isRecorded(
  tx: Tx,
  countyCode: string,
  fundId: string,
  what: { openingOf: string } | { reversalOf: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('fund.movement as m')
    .leftJoin('fund.approval as p', (join) =>
      join.onRef('p.county_code', '=', 'm.county_code').onRef('p.movement_id', '=', 'm.id'),
    )
    .where('m.county_code', '=', countyCode)
    .where('m.fund_id', '=', fundId)
    .where(sql<boolean>`p.decision is distinct from 'refused'`)
    .$if('openingOf' in what, (query) =>
      query
        .where('m.kind', '=', 'opening')
        .where('m.source_key', '=', 'openingOf' in what ? what.openingOf : ''),
    )
    .$if('reversalOf' in what, (query) =>
      query.where('m.reverses_id', '=', 'reversalOf' in what ? what.reversalOf : ''),
    )
    .select('m.id')
    .executeTakeFirst()
  return row !== undefined
}

export interface MonthRow {
  month: string
  incomeFen: number
  spendingFen: number
  balanceFen: number
}

/** Money of each month of a year with what is left at its end; approved movements only. */
export async function listMonthRows(
  tx: Tx,
  countyCode: string,
  fundId: string,
  year: string,
): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select to_char(months.first, 'YYYY-MM') as month,
      coalesce(sum(m.amount) filter (where m.amount > 0 and m.occurred_on >= months.first), 0)::bigint as "incomeFen",
      coalesce(- sum(m.amount) filter (where m.amount < 0 and m.occurred_on >= months.first), 0)::bigint as "spendingFen",
      coalesce(sum(m.amount), 0)::bigint as "balanceFen"
    from generate_series(${`${year}-01-01`}::timestamp, ${`${year}-12-01`}::timestamp, interval '1 month') as months (first)
    left join (
      select v.occurred_on, sum(l.amount_fen) as amount
      from fund.movement v
      join fund.approval p on p.county_code = v.county_code and p.movement_id = v.id and p.decision = 'approved'
      join fund.line l on l.county_code = v.county_code and l.movement_id = v.id
      join fund.account a on a.county_code = l.county_code and a.id = l.account_id and a.class = 'money'
      where v.county_code = ${countyCode} and v.fund_id = ${fundId}::uuid group by v.id, v.occurred_on
    ) m on m.occurred_on < months.first + interval '1 month'
    group by months.first order by months.first`.execute(tx)
  return rows
}
