import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export const countyOf = (placeCode: string): string => placeCode.slice(0, 6)

const fundColumns = [
  'id',
  'place_code as placeCode',
  'adoption_id as adoptionId',
  'kind',
  'name',
  'opened_on as openedOn',
] as const

function selectFunds(tx: Tx, countyCode: string) {
  return tx.selectFrom('fund.fund').select(fundColumns).where('county_code', '=', countyCode)
}

export type FundRow = Awaited<ReturnType<ReturnType<typeof selectFunds>['executeTakeFirstOrThrow']>>

export async function findFund(tx: Tx, countyCode: string, id: string): Promise<FundRow | undefined> {
  return selectFunds(tx, countyCode).where('id', '=', id).executeTakeFirst()
}

/** Holds a fund while a movement is recorded or decided, so that balances and numbers are those of one writer. */
export async function lockFund(tx: Tx, countyCode: string, id: string): Promise<FundRow | undefined> {
  return selectFunds(tx, countyCode).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function listFundRows(tx: Tx, placeCode: string): Promise<FundRow[]> {
  return selectFunds(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('opened_on')
    .orderBy('name')
    .limit(100)
    .execute()
}

/** Opens a fund; false when the village has one of that name. */
export async function insertFund(tx: Tx, fund: FundRow & { openedBy: string }): Promise<boolean> {
  const rows = await tx
    .insertInto('fund.fund')
    .values({
      county_code: countyOf(fund.placeCode),
      id: fund.id,
      place_code: fund.placeCode,
      adoption_id: fund.adoptionId,
      kind: fund.kind,
      name: fund.name,
      opened_on: fund.openedOn,
      opened_by: fund.openedBy,
    })
    .onConflict((conflict) => conflict.columns(['county_code', 'place_code', 'name']).doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

export interface AccountSum {
  fundId: string
  class: 'money' | 'goods' | 'source' | 'use' | 'opening'
  key: string
  /** Approved movements only. */
  sumFen: number
  /** What recorded spending that is not decided yet would take, as a number below or equal to zero. */
  heldFen: number
}

/** The sum of each account of the funds, and what waits for approval on it. */
export async function sumAccounts(
  tx: Tx,
  countyCode: string,
  fundIds: readonly string[],
): Promise<AccountSum[]> {
  if (fundIds.length === 0) return []
  const { rows } = await sql<AccountSum>`
    select a.fund_id as "fundId", a.class, a.key,
      coalesce(sum(l.amount_fen) filter (where p.decision = 'approved'), 0)::bigint as "sumFen",
      coalesce(sum(l.amount_fen) filter (where p.decision is null and l.amount_fen < 0), 0)::bigint as "heldFen"
    from fund.account a
    left join fund.line l on l.county_code = a.county_code and l.account_id = a.id and l.fund_id = a.fund_id
    left join fund.approval p on p.county_code = l.county_code and p.movement_id = l.movement_id
    where a.county_code = ${countyCode} and a.fund_id = any(${fundIds as string[]}::uuid[])
    group by a.fund_id, a.class, a.key order by a.class, a.key`.execute(tx)
  return rows
}

export interface FundExtras {
  fundId: string
  waiting: number
  publishedUntil: string | null
}

/** Movements that wait for approval, and the last published day, of each fund. */
export async function listFundExtras(
  tx: Tx,
  countyCode: string,
  fundIds: readonly string[],
): Promise<FundExtras[]> {
  if (fundIds.length === 0) return []
  const { rows } = await sql<FundExtras>`
    select f.id as "fundId",
      (select count(*) from fund.movement m left join fund.approval p on p.county_code = ${countyCode} and p.movement_id = m.id
        where m.county_code = ${countyCode} and m.fund_id = f.id and p.movement_id is null) as waiting,
      (select max(s.last_day) from fund.statement s where s.county_code = ${countyCode} and s.fund_id = f.id) as "publishedUntil"
    from fund.fund f where f.county_code = ${countyCode} and f.id = any(${fundIds as string[]}::uuid[])`.execute(
    tx,
  )
  return rows
}

export async function insertStatement(
  tx: Tx,
  statement: {
    id: string
    placeCode: string
    fundId: string
    period: string
    firstDay: string
    lastDay: string
    figures: unknown
    listId: string
    by: string
    at: Date
  },
): Promise<void> {
  await tx
    .insertInto('fund.statement')
    .values({
      county_code: countyOf(statement.placeCode),
      id: statement.id,
      place_code: statement.placeCode,
      fund_id: statement.fundId,
      period: statement.period,
      first_day: statement.firstDay,
      last_day: statement.lastDay,
      figures: JSON.stringify(statement.figures),
      list_id: statement.listId,
      published_by: statement.by,
      published_at: statement.at,
    })
    .execute()
}
