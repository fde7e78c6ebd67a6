import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { householdCards } from '../households/index.ts'
import type { RedemptionLine } from './decide-redemption.ts'
import { countyOf } from './store.ts'

function selectRedemptions(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('shop.redemption as r')
    .leftJoin(householdCards(tx, countyCode).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'r.county_code').onRef('h.id', '=', 'r.household_id'),
    )
    .where('r.county_code', '=', countyCode)
    .select([
      'r.id',
      'r.place_code as placeCode',
      'r.shop_id as shopId',
      'r.household_id as householdId',
      sql<string>`coalesce(h.number, '')`.as('householdNumber'),
      sql<string>`coalesce(h.head_name, '')`.as('headName'),
      'r.book_id as bookId',
      'r.book_key as bookKey',
      'r.points',
      'r.value_fen as valueFen',
      'r.payable_fen as payableFen',
      'r.cash_fen as cashFen',
      'r.rest',
      'r.time_mode as timeMode',
      'r.medium',
      'r.confirmation',
      'r.warnings',
      'r.redeemed_on as redeemedOn',
      'r.reverses_id as reversesId',
      'r.reason',
      'r.recorded_by as recordedBy',
      'r.recorded_name as recordedName',
      'r.recorded_at as recordedAt',
      sql<boolean>`exists (select from shop.redemption x where x.county_code = ${countyCode} and x.reverses_id = r.id)`.as(
        'cancelled',
      ),
      sql<
        RedemptionLine[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('goodId', l.good_id, 'name', l.name, 'unit', l.unit, 'shelf', l.shelf, 'quantity', l.quantity, 'points', l.points, 'valueFen', l.value_fen) order by l.position), '[]')
        from shop.redemption_line l where l.county_code = ${countyCode} and l.redemption_id = r.id)`.as(
        'lines',
      ),
    ])
}

export type RedemptionRow = Awaited<
  ReturnType<ReturnType<typeof selectRedemptions>['executeTakeFirstOrThrow']>
>

export async function findRedemption(
  tx: Tx,
  countyCode: string,
  id: string,
): Promise<RedemptionRow | undefined> {
  return selectRedemptions(tx, countyCode).where('r.id', '=', id).executeTakeFirst()
}

export async function listRedemptionRows(
  tx: Tx,
  countyCode: string,
  filter: {
    shopId?: string
    householdId?: string
    from?: string | undefined
    to?: string | undefined
  } & Page,
): Promise<{ rows: RedemptionRow[]; total: number }> {
  const base = selectRedemptions(tx, countyCode)
    .$if(filter.shopId !== undefined, (query) => query.where('r.shop_id', '=', filter.shopId!))
    .$if(filter.householdId !== undefined, (query) => query.where('r.household_id', '=', filter.householdId!))
    .$if(filter.from !== undefined, (query) => query.where('r.redeemed_on', '>=', filter.from!))
    .$if(filter.to !== undefined, (query) => query.where('r.redeemed_on', '<=', filter.to!))
  const rows = await takePage(tx, base.orderBy('r.recorded_at', 'desc').orderBy('r.id', 'desc'), filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

export type NewRedemption = Omit<
  RedemptionRow,
  'householdNumber' | 'headName' | 'cancelled' | 'lines' | 'confirmation'
> & { confirmation: unknown; lines: readonly RedemptionLine[] }

/** A redemption with its lines in one statement. A second reversal of one hits the unique key. */
export async function insertRedemption(tx: Tx, row: NewRedemption): Promise<void> {
  const county = countyOf(row.placeCode)
  const placed = row.lines.map((line, index) => ({ ...line, position: index + 1 }))
  await sql`
    with redemption as (
      insert into shop.redemption (county_code, id, place_code, shop_id, household_id, book_id, book_key, points, value_fen, payable_fen, cash_fen, rest, time_mode, medium, confirmation, warnings,
        redeemed_on, reverses_id, reason, recorded_by, recorded_name, recorded_at)
      values (${county}, ${row.id}::uuid, ${row.placeCode}, ${row.shopId}::uuid, ${row.householdId}::uuid, ${row.bookId}::uuid, ${row.bookKey}, ${row.points}, ${row.valueFen}, ${row.payableFen}, ${row.cashFen},
        ${row.rest}, ${row.timeMode}, ${row.medium}, ${row.confirmation === null ? null : JSON.stringify(row.confirmation)}::jsonb, ${row.warnings}::text[],
        ${row.redeemedOn}::date, ${row.reversesId}::uuid, ${row.reason}, ${row.recordedBy}::uuid, ${row.recordedName}, ${row.recordedAt}::timestamptz)
    )
    insert into shop.redemption_line (county_code, redemption_id, position, place_code, household_id, good_id, name, unit, shelf, quantity, points, value_fen)
    select ${county}, ${row.id}::uuid, n.position, ${row.placeCode}, ${row.householdId}::uuid, n."goodId", n.name, n.unit, n.shelf, n.quantity, n.points, n."valueFen"
    from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as n (position int, "goodId" uuid, name text, unit text, shelf text, quantity bigint, points bigint, "valueFen" bigint)
    on conflict (county_code, redemption_id, position) do nothing`.execute(tx)
}

/** The days on which a household redeemed since a day, and the cash it had; what was cancelled counts no more. */
export async function readHistory(
  tx: Tx,
  placeCode: string,
  householdId: string,
  since: string,
): Promise<{ redeemedOn: string[]; cashFen: number }> {
  const county = countyOf(placeCode)
  const rows = await tx
    .selectFrom('shop.redemption as r')
    .where('r.county_code', '=', county)
    .where('r.household_id', '=', householdId)
    .where('r.redeemed_on', '>=', since)
    .where('r.reverses_id', 'is', null)
    .where(
      sql<boolean>`not exists (select from shop.redemption x where x.county_code = ${county} and x.reverses_id = r.id)`,
    )
    .select(['r.redeemed_on as on', 'r.cash_fen as cashFen'])
    .execute()
  return {
    redeemedOn: rows.map((row) => row.on),
    cashFen: rows.reduce((sum, row) => sum + row.cashFen, 0),
  }
}
