import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

export interface FundFault {
  countyCode: string
  fundId: string
  movementId: string | null
  fault: 'unbalanced' | 'same_person' | 'no_voucher' | 'below_zero' | 'reversal_unlike'
  amountFen: number
}

/** What in a county's funds does not add up; empty is proof. */
export async function listFundFaults(tx: Tx, countyCode: string): Promise<FundFault[]> {
  const { rows } = await sql<FundFault>`
    select ${countyCode} as "countyCode", m.fund_id as "fundId", m.id as "movementId", 'unbalanced' as fault, coalesce(sum(l.amount_fen), 0)::bigint as "amountFen"
    from fund.movement m left join fund.line l on l.county_code = m.county_code and l.movement_id = m.id
    where m.county_code = ${countyCode} group by m.fund_id, m.id having coalesce(sum(l.amount_fen), 0) <> 0 or count(l.position) < 2
    union all
    select ${countyCode}, m.fund_id, m.id, 'same_person', m.amount_fen
    from fund.movement m join fund.approval p on p.county_code = m.county_code and p.movement_id = m.id
    where m.county_code = ${countyCode} and p.decided_by = m.recorded_by
    union all
    select ${countyCode}, m.fund_id, m.id, 'no_voucher', m.amount_fen
    from fund.movement m where m.county_code = ${countyCode} and m.kind <> 'opening' and cardinality(m.vouchers) = 0
    union all
    select ${countyCode}, a.fund_id, null, 'below_zero', sum(l.amount_fen)::bigint
    from fund.account a
    join fund.line l on l.county_code = a.county_code and l.account_id = a.id
    join fund.approval p on p.county_code = l.county_code and p.movement_id = l.movement_id and p.decision = 'approved'
    where a.county_code = ${countyCode} and a.class in ('money', 'goods') group by a.fund_id, a.id having sum(l.amount_fen) < 0
    union all
    select ${countyCode}, r.fund_id, r.id, 'reversal_unlike', r.amount_fen
    from fund.movement r join fund.movement o on o.county_code = r.county_code and o.id = r.reverses_id
    where r.county_code = ${countyCode} and o.county_code = ${countyCode} and (o.fund_id <> r.fund_id or exists (
      select from fund.line l where l.county_code = ${countyCode} and l.movement_id in (r.id, o.id) group by l.account_id having sum(l.amount_fen) <> 0))`.execute(
    tx,
  )
  return rows
}

export async function listFundCounties(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('fund.fund')
    .select('county_code')
    .distinct()
    .orderBy('county_code')
    .execute()
  return rows.map((row) => row.county_code)
}
