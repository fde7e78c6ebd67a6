import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { takeNumbers } from '../../platform/database/take-numbers.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { numberOrder } from '../households/index.ts'

const countyOf = (placeCode: string) => placeCode.slice(0, 6)

export interface PlanFigures {
  households: number
  shares: number
  weightedHouseholds: number
  points: number
  sharePaidFen: number
  shareRemainderFen: number
  incentivePaidFen: number
  incentiveRemainderFen: number
  cappedHouseholds: number
  totalPaidFen: number
  averageFen: number
}

const planColumns = [
  'id',
  'place_code as placeCode',
  'adoption_id as adoptionId',
  'cycle',
  'attempt',
  'close_id as closeId',
  'share_pool_fen as sharePoolFen',
  'incentive_pool_fen as incentivePoolFen',
  'price_fen as priceFen',
  'figures',
  'state',
  'resolution_id as resolutionId',
  'drafted_at as draftedAt',
  'revision',
] as const

function selectPlans(tx: Tx, countyCode: string) {
  return tx.selectFrom('dividend.plan').select(planColumns).where('county_code', '=', countyCode)
}

export type PlanRow = Awaited<ReturnType<ReturnType<typeof selectPlans>['executeTakeFirstOrThrow']>>

export async function findPlan(tx: Tx, countyCode: string, id: string): Promise<PlanRow | undefined> {
  return selectPlans(tx, countyCode).where('id', '=', id).executeTakeFirst()
}

/** The plan of a year that a resolution passed. */
export async function findPlanPassedBy(
  tx: Tx,
  where: { placeCode: string; adoptionId: string; cycle: string },
  resolutionId: string,
): Promise<PlanRow | undefined> {
  return selectPlans(tx, countyOf(where.placeCode))
    .where('adoption_id', '=', where.adoptionId)
    .where('cycle', '=', where.cycle)
    .where('resolution_id', '=', resolutionId)
    .executeTakeFirst()
}

/** Holds a plan against a second act at the same time. */
export async function lockPlan(tx: Tx, countyCode: string, id: string): Promise<PlanRow | undefined> {
  return selectPlans(tx, countyCode).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function listPlanRows(tx: Tx, placeCode: string): Promise<PlanRow[]> {
  return selectPlans(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('cycle', 'desc')
    .orderBy('attempt', 'desc')
    .limit(100)
    .execute()
}

export interface NewLine {
  householdId: string
  householdNumber: string
  headName: string
  shares: number
  shareFen: number
  points: number
  weighted: boolean
  incentiveFen: number
  capped: boolean
}

/** Writes a plan with its lines: two statements for any number of households. */
export async function insertPlan(
  tx: Tx,
  plan: Omit<PlanRow, 'figures' | 'state' | 'resolutionId' | 'revision'> & {
    figures: PlanFigures
    schemeHash: string
    draftedBy: string | null
  },
  lines: readonly NewLine[],
): Promise<void> {
  await tx
    .insertInto('dividend.plan')
    .values({
      county_code: countyOf(plan.placeCode),
      id: plan.id,
      place_code: plan.placeCode,
      adoption_id: plan.adoptionId,
      cycle: plan.cycle,
      attempt: plan.attempt,
      close_id: plan.closeId,
      share_pool_fen: plan.sharePoolFen,
      incentive_pool_fen: plan.incentivePoolFen,
      price_fen: plan.priceFen,
      figures: JSON.stringify(plan.figures),
      scheme_hash: plan.schemeHash,
      state: 'drafted',
      drafted_by: plan.draftedBy,
      drafted_at: plan.draftedAt,
    })
    .execute()
  await sql`
    insert into dividend.line (county_code, plan_id, household_id, place_code, household_number, head_name, shares, share_fen, points, weighted, incentive_fen, capped, total_fen)
    select ${countyOf(plan.placeCode)}, ${plan.id}::uuid, n."householdId", ${plan.placeCode}, n."householdNumber", n."headName", n.shares, n."shareFen", n.points, n.weighted,
      n."incentiveFen", n.capped, n."shareFen" + n."incentiveFen"
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as n ("householdId" uuid, "householdNumber" text, "headName" text, shares bigint, "shareFen" bigint, points bigint,
      weighted boolean, "incentiveFen" bigint, capped boolean)
    on conflict do nothing`.execute(tx)
}

export async function movePlan(
  tx: Tx,
  plan: PlanRow,
  change: { state: PlanRow['state']; resolutionId?: string },
): Promise<void> {
  await tx
    .updateTable('dividend.plan')
    .set({
      state: change.state,
      revision: plan.revision + 1,
      ...(change.resolutionId ? { resolution_id: change.resolutionId } : {}),
    })
    .where('county_code', '=', countyOf(plan.placeCode))
    .where('id', '=', plan.id)
    .execute()
}

function selectLines(tx: Tx, countyCode: string, planId: string) {
  return tx
    .selectFrom('dividend.line as l')
    .leftJoin('dividend.payment as p', (join) =>
      join
        .onRef('p.county_code', '=', 'l.county_code')
        .onRef('p.plan_id', '=', 'l.plan_id')
        .onRef('p.household_id', '=', 'l.household_id')
        .on('p.reverses_id', 'is', null),
    )
    .where('l.county_code', '=', countyCode)
    .where('l.plan_id', '=', planId)
    .select([
      'l.household_id as householdId',
      'l.household_number as householdNumber',
      'l.head_name as headName',
      'l.shares',
      'l.share_fen as shareFen',
      'l.points',
      'l.weighted',
      'l.incentive_fen as incentiveFen',
      'l.capped',
      'l.total_fen as totalFen',
      'p.number as paidNumber',
      'p.paid_on as paidOn',
      'p.method as paidMethod',
    ])
}

export type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['executeTakeFirstOrThrow']>>

const orders: Record<string, string> = {
  '-total': 'l.total_fen desc',
  '-points': 'l.points desc',
}

export async function listLineRows(
  tx: Tx,
  countyCode: string,
  planId: string,
  filter: {
    search: string
    weighted: 'yes' | 'no' | 'all'
    paid: 'yes' | 'no' | 'all'
    sort: string
  } & Page,
): Promise<{ rows: LineRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectLines(tx, countyCode, planId)
    .$if(filter.search !== '', (query) =>
      query.where(sql<boolean>`(l.head_name like ${like} or l.household_number like ${like})`),
    )
    .$if(filter.weighted !== 'all', (query) => query.where('l.weighted', '=', filter.weighted === 'yes'))
    .$if(filter.paid === 'yes', (query) => query.where('p.number', 'is not', null))
    .$if(filter.paid === 'no', (query) => query.where('p.number', 'is', null))
  const ordered = base
    .$if(filter.sort in orders, (query) => query.orderBy(sql.raw(orders[filter.sort]!)))
    .orderBy(numberOrder('l.household_number'))
    .orderBy('l.household_id')
  const rows = await takePage(tx, ordered, filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

/** The best weighted lines by points; what happens at a tie of the last place, the close's rule says. */
export async function listBestLines(
  tx: Tx,
  countyCode: string,
  planId: string,
  best: { count: number; ties: 'include_all' | 'exclude_all' },
): Promise<(LineRow & { rank: number })[]> {
  const ranked = selectLines(tx, countyCode, planId)
    .where('l.weighted', '=', true)
    .select([
      sql<number>`rank() over (order by l.points desc)`.as('rank'),
      sql<number>`count(*) over (partition by l.points)`.as('equals'),
    ])
  const lastPlace = best.ties === 'include_all' ? sql`r.rank` : sql`r.rank + r.equals - 1`
  return tx
    .selectFrom(ranked.as('r'))
    .selectAll()
    .where(sql<boolean>`${lastPlace} <= ${best.count}`)
    .orderBy('r.rank')
    .orderBy(numberOrder('r.householdNumber'))
    .execute()
}

/** Lines of one household over all plans that were publicised. */
export async function listHouseholdLines(tx: Tx, countyCode: string, householdId: string) {
  return tx
    .selectFrom('dividend.line as l')
    .innerJoin('dividend.plan as d', (join) =>
      join.onRef('d.county_code', '=', 'l.county_code').onRef('d.id', '=', 'l.plan_id'),
    )
    .leftJoin('dividend.payment as p', (join) =>
      join
        .onRef('p.county_code', '=', 'l.county_code')
        .onRef('p.plan_id', '=', 'l.plan_id')
        .onRef('p.household_id', '=', 'l.household_id')
        .on('p.reverses_id', 'is', null),
    )
    .where('l.county_code', '=', countyCode)
    .where('l.household_id', '=', householdId)
    .where('d.state', 'in', ['publicised', 'resolved', 'paid'])
    .orderBy('d.cycle', 'desc')
    .select([
      'l.household_id as householdId',
      'l.household_number as householdNumber',
      'l.head_name as headName',
      'l.place_code as placeCode',
      'l.shares',
      'l.share_fen as shareFen',
      'l.points',
      'l.weighted',
      'l.incentive_fen as incentiveFen',
      'l.capped',
      'l.total_fen as totalFen',
      'p.number as paidNumber',
      'p.paid_on as paidOn',
      'p.method as paidMethod',
      'd.id as planId',
      'd.cycle',
      'd.price_fen as priceFen',
      'd.state',
    ])
    .execute()
}

/**
 * Pays every household of a plan that has something coming: one statement, receipts numbered without gaps from
 * the counter's row. A second attempt finds the unique key taken and writes nothing.
 */
export async function insertPayments(
  tx: Tx,
  plan: PlanRow,
  payment: { paidOn: string; method: 'bank' | 'cash'; by: string; at: Date },
): Promise<number> {
  const county = countyOf(plan.placeCode)
  const { count } = await tx
    .selectFrom('dividend.line')
    .select(sql<number>`count(*)`.as('count'))
    .where('county_code', '=', county)
    .where('plan_id', '=', plan.id)
    .where('total_fen', '>', 0)
    .executeTakeFirstOrThrow()
  if (count === 0) return 0
  const series = {
    countyCode: county,
    placeCode: plan.placeCode,
    name: `payment ${plan.placeCode} ${plan.cycle}`,
  }
  const before = (await takeNumbers(tx, series, count)) - 1
  await sql`
    insert into dividend.payment (county_code, id, place_code, household_id, plan_id, number, amount_fen, paid_on, method, paid_by, paid_at)
    select l.county_code, platform.id_of('payment ' || l.plan_id || l.household_id), l.place_code, l.household_id, l.plan_id,
      ${`${plan.placeCode}-${plan.cycle}-`} || lpad((${before}::bigint + row_number() over (order by ${numberOrder('l.household_number')}))::text, 5, '0'),
      l.total_fen, ${payment.paidOn}::date, ${payment.method}, ${payment.by}::uuid, ${payment.at}::timestamptz
    from dividend.line l where l.county_code = ${county} and l.plan_id = ${plan.id}::uuid and l.total_fen > 0
    on conflict do nothing`.execute(tx)
  return count
}

export async function sumPayments(
  tx: Tx,
  countyCode: string,
  planIds: readonly string[],
): Promise<Map<string, { households: number; fen: number }>> {
  if (planIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('dividend.payment')
    .select([
      'plan_id as planId',
      sql<number>`count(*) filter (where reverses_id is null)`.as('households'),
      sql<number>`sum(amount_fen)::bigint`.as('fen'),
    ])
    .where('county_code', '=', countyCode)
    .where('plan_id', 'in', planIds as string[])
    .groupBy('plan_id')
    .execute()
  return new Map(rows.map((row) => [row.planId, row]))
}
