import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { type Page, takePage } from '../../platform/database/take-page.ts'
import { isCurrent } from './store.ts'

export interface RollTotals {
  households: number
  localHouseholds: number
  persons: number
  residentPersons: number
  awayPersons: number
  partyMembers: number
  under14: number
  from60: number
  voters: number
}

/** Totals of the current roll below a place. Days of birth bound the ages: whoever is born later is younger. */
export async function countRoll(
  tx: Tx,
  county: string,
  place: string,
  born: { fourteen: string; sixty: string; eighteen: string },
): Promise<RollTotals> {
  const households = await sql<{ households: number; localHouseholds: number }>`
    select count(*)::int as households, (count(*) filter (where h.standing = 'local'))::int as "localHouseholds"
    from household.household h
    where h.county_code = ${county} and h.place_code like ${`${place}%`} and h.valid_to is null`.execute(tx)
  const persons = await sql<Omit<RollTotals, 'households' | 'localHouseholds'>>`
    select count(*)::int as persons,
      (count(*) filter (where p.presence = 'resident'))::int as "residentPersons",
      (count(*) filter (where p.presence = 'away'))::int as "awayPersons",
      (count(*) filter (where p.party_member))::int as "partyMembers",
      (count(*) filter (where p.birth_date > ${born.fourteen}::date))::int as "under14",
      (count(*) filter (where p.birth_date <= ${born.sixty}::date))::int as "from60",
      (count(*) filter (where p.birth_date <= ${born.eighteen}::date))::int as voters
    from household.person p
    where p.county_code = ${county} and p.place_code like ${`${place}%`} and ${isCurrent}`.execute(tx)
  return { ...households.rows[0]!, ...persons.rows[0]! }
}

export async function countByGroup(tx: Tx, county: string, place: string) {
  const found = await sql<{ groupId: string | null; households: number; persons: number }>`
    select h.group_id as "groupId", count(distinct h.id)::int as households, count(p.id)::int as persons
    from household.household h
    left join household.person p on p.county_code = ${county} and p.household_id = h.id and ${isCurrent}
    where h.county_code = ${county} and h.place_code like ${`${place}%`} and h.valid_to is null
    group by h.group_id limit 1000`.execute(tx)
  return found.rows
}

export async function countByTag(tx: Tx, county: string, place: string, shown: readonly string[] | null) {
  const found = await sql<{ tag: string; households: number; persons: number }>`
    select t.tag, count(distinct t.household_id)::int as households, count(distinct t.person_id)::int as persons
    from household.tag t
    where t.county_code = ${county} and t.place_code like ${`${place}%`} and t.valid_to is null
      and (${shown === null} or t.tag = any(${shown ?? []}))
    group by t.tag order by households desc, t.tag limit 200`.execute(tx)
  return found.rows
}

/** Present households in an area or group, for territory to ask before it ends one. */
export async function countInArea(tx: Tx, county: string, areaId: string): Promise<number> {
  const found = await sql<{ n: number }>`
    select ((select count(*) from household.household h
        where h.county_code = ${county} and h.group_id = ${areaId} and h.valid_to is null)
      + (select count(*) from household.placement l
        join household.household h on h.county_code = ${county} and h.id = l.household_id and h.valid_to is null
        where l.county_code = ${county} and l.area_id = ${areaId} and l.valid_to is null))::int as n`.execute(
    tx,
  )
  return found.rows[0]!.n
}

export interface DuplicatePair {
  by: 'name_birth' | 'name_phone'
  firstId: string
  secondId: string
}

/** Pairs of current persons who may be one: same name and birth date, or same name and phone. */
export async function listDuplicatePairs(
  tx: Tx,
  county: string,
  place: string,
  page: Page,
): Promise<{ rows: DuplicatePair[]; total: number }> {
  const ordered = sql<DuplicatePair & { total: number }>`
    select case when p.birth_date = q.birth_date then 'name_birth' else 'name_phone' end as by,
      p.id as "firstId", q.id as "secondId", (count(*) over ())::int as total
    from household.person p
    join household.person q on q.county_code = ${county} and q.name = p.name and q.id > p.id
      and q.died_on is null and q.left_on is null and q.merged_into is null
      and (q.birth_date = p.birth_date or q.phone_hash = p.phone_hash)
      and (p.identity_hash is null or q.identity_hash is null)
      and (p.birth_date is null or q.birth_date is null or q.birth_date = p.birth_date)
    where p.county_code = ${county} and p.place_code like ${`${place}%`} and ${isCurrent}
      and q.place_code like ${`${place}%`}
    order by p.name, p.id, q.id`
  const rows = await takePage(tx, ordered, page)
  return { rows, total: rows[0]?.total ?? 0 }
}
