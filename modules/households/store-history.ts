import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { type Page, takePage } from '../../platform/database/take-page.ts'
import { arrayText } from './array-text.ts'
import type { ChangeKind } from './contract.ts'
import type { WrittenPlan } from './store-changes.ts'

export interface ChangeDetail {
  summary: { zh: string; en: string }
  reason: string
  effects: { key: string; zh: string; en: string }[]
  plan?: WrittenPlan
  /** Persons whom the change made. */
  newPersonIds?: string[]
  /** Of the copy of a row that the other village of a move sees. */
  mirrorOf?: string
  across?: { countyCode: string; householdId: string; placeCode: string }
  /** Places before and after of each household of the plan, for effects to be undone. */
  placeCode?: string
  toPlaceCode?: string
  fields?: string[]
}

export interface ChangeRow {
  id: string
  placeCode: string
  householdId: string
  otherHouseholdId: string | null
  personId: string | null
  kind: ChangeKind
  on: string
  at: Date
  byName: string
  detail: ChangeDetail
  undoesId: string | null
  undoneById: string | null
}

export interface NewChangeRow {
  id: string
  placeCode: string
  householdId: string
  otherHouseholdId: string | null
  personId: string | null
  kind: ChangeKind
  on: string
  detail: ChangeDetail
  undoesId: string | null
}

export async function insertChanges(
  tx: Tx,
  county: string,
  changes: readonly NewChangeRow[],
  by: { at: Date; accountId: string | null; name: string },
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    insert into household.change (county_code, id, place_code, household_id, other_household_id, person_id, kind,
      on_date, at, account_id, by_name, detail, undoes_id)
    select ${county}, n.id, n.place_code, n.household_id, n.other_household_id, n.person_id, n.kind, n.on_date,
      ${by.at}::timestamptz, ${by.accountId}::uuid, ${by.name}, n.detail, n.undoes_id
    from unnest(${arrayText(changes.map((one) => one.id))}::uuid[], ${arrayText(changes.map((one) => one.placeCode))}::text[],
      ${arrayText(changes.map((one) => one.householdId))}::uuid[], ${arrayText(changes.map((one) => one.otherHouseholdId))}::uuid[],
      ${arrayText(changes.map((one) => one.personId))}::uuid[], ${arrayText(changes.map((one) => one.kind))}::text[],
      ${arrayText(changes.map((one) => one.on))}::date[], ${arrayText(changes.map((one) => JSON.stringify(one.detail)))}::jsonb[],
      ${arrayText(changes.map((one) => one.undoesId))}::uuid[])
      as n (id, place_code, household_id, other_household_id, person_id, kind, on_date, detail, undoes_id)
    returning 1`.execute(tx)
}

const columns = sql`c.id, c.place_code as "placeCode", c.household_id as "householdId",
  c.other_household_id as "otherHouseholdId", c.person_id as "personId", c.kind, c.on_date as "on", c.at,
  c.by_name as "byName", c.detail, c.undoes_id as "undoesId"`

/** History of a household, newest first; a move's copy for the other village shows only where the first is hidden. */
export async function listChangeRows(
  tx: Tx,
  county: string,
  householdId: string,
  page: Page,
): Promise<{ rows: ChangeRow[]; total: number }> {
  const ordered = sql<ChangeRow & { total: number }>`
    select ${columns}, (count(*) over ())::int as total,
      (select u.id from household.change u where u.county_code = ${county} and u.undoes_id = c.id) as "undoneById"
    from household.change c
    where c.county_code = ${county} and (c.household_id = ${householdId} or c.other_household_id = ${householdId})
      and not exists (select 1 from household.change m where m.county_code = ${county}
        and m.id = (c.detail->>'mirrorOf')::uuid)
    order by c.at desc, c.id desc`
  const rows = await takePage(tx, ordered, page)
  return { rows, total: rows[0]?.total ?? 0 }
}

export async function findChangeRow(tx: Tx, county: string, id: string): Promise<ChangeRow | undefined> {
  const found = await sql<ChangeRow>`
    select ${columns},
      (select u.id from household.change u where u.county_code = ${county} and u.undoes_id = c.id) as "undoneById"
    from household.change c where c.county_code = ${county} and c.id = ${id}`.execute(tx)
  return found.rows[0]
}

/** The newest change of any of these households after one, that moved people and was not undone. */
export async function findLaterChange(
  tx: Tx,
  county: string,
  after: { id: string; at: Date },
  householdIds: readonly string[],
): Promise<{ kind: string; on: string } | undefined> {
  const found = await sql<{ kind: string; on: string }>`
    select c.kind, c.on_date as "on" from household.change c
    where c.county_code = ${county} and (c.household_id = any(${householdIds}) or c.other_household_id = any(${householdIds}))
      and (c.at, c.id) > (${after.at}::timestamptz, ${after.id}::uuid)
      and c.kind not in ('edited', 'undone') and c.detail->>'mirrorOf' is distinct from ${after.id}
      and not exists (select 1 from household.change u where u.county_code = ${county} and u.undoes_id = c.id)
    order by c.at desc, c.id desc limit 1`.execute(tx)
  return found.rows[0]
}

/** A current household that holds a number, other than one. */
export async function findNumberHolder(
  tx: Tx,
  county: string,
  placeCode: string,
  number: string,
  exceptId: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('household.household')
    .select('id')
    .where('county_code', '=', county)
    .where('place_code', '=', placeCode)
    .where('number', '=', number)
    .where('valid_to', 'is', null)
    .where('id', '!=', exceptId)
    .executeTakeFirst()
  return row !== undefined
}
