import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { takeNumbers } from '../../platform/database/take-numbers.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import type { RewardLine } from './decide-rewards.ts'

const countyOf = (placeCode: string) => placeCode.slice(0, 6)

export interface Approval {
  document: string
  approvedOn: string
  files: string[]
  resolutionId: string | null
  byName: string
}

function selectSheets(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('reward.sheet')
    .where('county_code', '=', countyCode)
    .select([
      'id',
      'place_code as placeCode',
      'adoption_id as adoptionId',
      'ladder',
      'period',
      'attempt',
      'whole_village as wholeVillage',
      'close_id as closeId',
      'income_fen as incomeFen',
      'total_fen as totalFen',
      'remainder_fen as remainderFen',
      'state',
      'approval',
      'drafted_by as draftedBy',
      'drafted_at as draftedAt',
      'revision',
    ])
}

export type SheetRow = Awaited<ReturnType<ReturnType<typeof selectSheets>['executeTakeFirstOrThrow']>>

export async function findSheet(tx: Tx, countyCode: string, id: string): Promise<SheetRow | undefined> {
  return selectSheets(tx, countyCode).where('id', '=', id).executeTakeFirst()
}

/** Holds a sheet against a second act at the same time. */
export async function lockSheet(tx: Tx, countyCode: string, id: string): Promise<SheetRow | undefined> {
  return selectSheets(tx, countyCode).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function listSheetRows(tx: Tx, placeCode: string): Promise<SheetRow[]> {
  return selectSheets(tx, countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .orderBy('period', 'desc')
    .orderBy('ladder')
    .orderBy('attempt', 'desc')
    .limit(200)
    .execute()
}

/** Sheets of a ladder and period, the newest attempt first. */
export async function listAttempts(
  tx: Tx,
  of: { placeCode: string; adoptionId: string; ladder: string; period: string },
): Promise<SheetRow[]> {
  return selectSheets(tx, countyOf(of.placeCode))
    .where('adoption_id', '=', of.adoptionId)
    .where('ladder', '=', of.ladder)
    .where('period', '=', of.period)
    .orderBy('attempt', 'desc')
    .execute()
}

export interface NewLine extends RewardLine {
  source: string
  since: string
}

/** Writes a sheet with its lines: two statements for any number of them; false when the attempt is taken. */
export async function insertSheet(
  tx: Tx,
  sheet: Omit<SheetRow, 'state' | 'approval' | 'revision'> & { schemeHash: string },
  lines: readonly NewLine[],
): Promise<boolean> {
  const county = countyOf(sheet.placeCode)
  const written = await tx
    .insertInto('reward.sheet')
    .values({
      county_code: county,
      id: sheet.id,
      place_code: sheet.placeCode,
      adoption_id: sheet.adoptionId,
      ladder: sheet.ladder,
      period: sheet.period,
      attempt: sheet.attempt,
      whole_village: sheet.wholeVillage,
      close_id: sheet.closeId,
      income_fen: sheet.incomeFen,
      total_fen: sheet.totalFen,
      remainder_fen: sheet.remainderFen,
      scheme_hash: sheet.schemeHash,
      state: 'drafted',
      drafted_by: sheet.draftedBy,
      drafted_at: sheet.draftedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  if (written.length === 0) return false
  await sql`
    insert into reward.line (county_code, sheet_id, position, place_code, creation_id, household_id, part, recipient, grade, points, rule, source, since, rate_fen, count, amount_fen)
    select ${county}, ${sheet.id}::uuid, n.position, ${sheet.placeCode}, n."creationId", n."householdId", n.part, n.recipient, n.grade, n.points, n.rule, n.source, n.since,
      n."rateFen", n.count, n."amountFen"
    from jsonb_to_recordset(${JSON.stringify(lines.map((line, index) => ({ ...line, position: index + 1 })))}::jsonb) as n (position int, "creationId" uuid,
      "householdId" uuid, part text, recipient text, grade text, points bigint, rule text, source text, since date, "rateFen" bigint, count int, "amountFen" bigint)
    on conflict do nothing`.execute(tx)
  return true
}

export async function moveSheet(
  tx: Tx,
  row: SheetRow,
  change: { state: SheetRow['state']; approval?: Approval },
): Promise<void> {
  await tx
    .updateTable('reward.sheet')
    .set({
      state: change.state,
      revision: row.revision + 1,
      ...(change.approval ? { approval: JSON.stringify(change.approval) } : {}),
    })
    .where('county_code', '=', countyOf(row.placeCode))
    .where('id', '=', row.id)
    .execute()
}

function selectLines(tx: Tx, countyCode: string, sheetId: string) {
  return tx
    .selectFrom('reward.line')
    .where('county_code', '=', countyCode)
    .where('sheet_id', '=', sheetId)
    .select([
      'position',
      'part',
      'creation_id as creationId',
      'household_id as householdId',
      'recipient',
      'grade',
      'points',
      'rule',
      'source',
      'since',
      'rate_fen as rateFen',
      'count',
      'amount_fen as amountFen',
    ])
}

export type LineRow = Awaited<ReturnType<ReturnType<typeof selectLines>['executeTakeFirstOrThrow']>>

export async function listLineRows(
  tx: Tx,
  countyCode: string,
  sheetId: string,
  filter: { search: string } & Page,
): Promise<{ rows: LineRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectLines(tx, countyCode, sheetId).$if(filter.search !== '', (query) =>
    query.where('recipient', 'like', like),
  )
  const rows = await takePage(tx, base.orderBy('position'), filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

/** All lines of a sheet, to be held against what comes out now. */
export async function listAllSheetLines(tx: Tx, countyCode: string, sheetId: string): Promise<LineRow[]> {
  return selectLines(tx, countyCode, sheetId).orderBy('position').execute()
}

/** Lines of paid sheets that went to groups, by creation. */
export async function listPaidLines(
  tx: Tx,
  countyCode: string,
  creationIds: readonly string[],
): Promise<{ creationId: string; sheetId: string; part: string; amountFen: number }[]> {
  if (creationIds.length === 0) return []
  const { rows } = await sql<{ creationId: string; sheetId: string; part: string; amountFen: number }>`
    select l.creation_id as "creationId", l.sheet_id as "sheetId", l.part, l.amount_fen as "amountFen"
    from reward.line l join reward.sheet s on s.county_code = ${countyCode} and s.id = l.sheet_id
    where l.county_code = ${countyCode} and l.creation_id = any(${creationIds as string[]}::uuid[]) and s.state = 'paid'`.execute(
    tx,
  )
  return rows
}

function selectPayments(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('reward.payment')
    .where('county_code', '=', countyCode)
    .select([
      'sheet_id as sheetId',
      'attempt',
      'number',
      'amount_fen as amountFen',
      'paid_on as paidOn',
      'method',
      'movement_id as movementId',
    ])
}

export type PaymentRow = Awaited<ReturnType<ReturnType<typeof selectPayments>['executeTakeFirstOrThrow']>>

/** The newest payout of each sheet. */
export async function listPayments(
  tx: Tx,
  countyCode: string,
  sheetIds: readonly string[],
): Promise<Map<string, PaymentRow>> {
  if (sheetIds.length === 0) return new Map()
  const rows = await selectPayments(tx, countyCode)
    .where('sheet_id', 'in', [...sheetIds])
    .orderBy('attempt')
    .execute()
  return new Map(rows.map((row) => [row.sheetId, row]))
}

/** Records a payout under a number without gaps. */
export async function insertPayment(
  tx: Tx,
  sheet: SheetRow,
  payment: Pick<PaymentRow, 'attempt' | 'paidOn' | 'method' | 'movementId'> & { by: string; at: Date },
): Promise<void> {
  const county = countyOf(sheet.placeCode)
  const year = payment.paidOn.slice(0, 4)
  const series = { countyCode: county, placeCode: sheet.placeCode, name: `reward ${sheet.placeCode} ${year}` }
  const number = String(await takeNumbers(tx, series, 1)).padStart(4, '0')
  await tx
    .insertInto('reward.payment')
    .values({
      county_code: county,
      sheet_id: sheet.id,
      attempt: payment.attempt,
      place_code: sheet.placeCode,
      number: `${sheet.placeCode}-${year}-R${number}`,
      amount_fen: sheet.totalFen,
      paid_on: payment.paidOn,
      method: payment.method,
      movement_id: payment.movementId,
      paid_by: payment.by,
      paid_at: payment.at,
    })
    .execute()
}

export async function listClawbackRows(tx: Tx, placeCode: string) {
  return tx
    .selectFrom('reward.clawback')
    .where('county_code', '=', countyOf(placeCode))
    .where('place_code', '=', placeCode)
    .select([
      'violation_id as violationId',
      'amount_fen as amountFen',
      'with_leader as withLeader',
      'decided_on as decidedOn',
      'document',
    ])
    .limit(500)
    .execute()
}

/** Records a clawback; false when the violation has one. */
export async function insertClawback(
  tx: Tx,
  row: {
    violationId: string
    placeCode: string
    creationId: string
    amountFen: number
    withLeader: boolean
    decidedOn: string
    document: string
    by: string
    at: Date
  },
): Promise<boolean> {
  const written = await tx
    .insertInto('reward.clawback')
    .values({
      county_code: countyOf(row.placeCode),
      violation_id: row.violationId,
      place_code: row.placeCode,
      creation_id: row.creationId,
      amount_fen: row.amountFen,
      with_leader: row.withLeader,
      decided_on: row.decidedOn,
      document: row.document,
      recorded_by: row.by,
      recorded_at: row.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('violation_id')
    .execute()
  return written.length === 1
}
