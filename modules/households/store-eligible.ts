import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

/** Whom a scheme keeps a book for; what is left out asks for nothing. */
export interface PersonCriteria {
  partyMember?: boolean | undefined
  /** Any of these posts (岗位), held by the person. */
  posts?: readonly string[] | undefined
  /** Any of these tags, of the person or of the household. */
  tags?: readonly string[] | undefined
  /** Only those who are registered in the village. */
  registered?: boolean | undefined
}

/**
 * Persons of a county who meet the criteria on some day between two, as columns county_code, id, household_id, name,
 * birth_date. Whoever died or left before the first day is none of them.
 */
export function eligiblePersons(
  countyCode: string,
  criteria: PersonCriteria,
  { from, to }: { from: string; to: string },
): RawBuilder<unknown> {
  const tagged = (tags: readonly string[], whose: RawBuilder<unknown>) => sql`
    and exists (select from household.tag t where t.county_code = ${countyCode} and ${whose} and t.tag = any(${tags as string[]}::text[])
      and t.valid_from <= ${to}::date and (t.valid_to is null or t.valid_to > ${from}::date))`
  const { partyMember, posts, tags, registered } = criteria
  return sql`
    select p.county_code, p.id, p.household_id, p.name, p.birth_date from household.person p
    where p.county_code = ${countyCode} and p.merged_into is null
      and (p.died_on is null or p.died_on >= ${from}::date) and (p.left_on is null or p.left_on >= ${from}::date)
      ${partyMember ? sql`and p.party_member` : sql``} ${registered ? sql`and p.registration = 'local'` : sql``}
      ${posts ? tagged(posts, sql`t.person_id = p.id`) : sql``}
      ${tags ? tagged(tags, sql`t.household_id = p.household_id and (t.person_id is null or t.person_id = p.id)`) : sql``}`
}

interface PersonOnRoll {
  id: string
  householdId: string
  placeCode: string
  name: string
  birthDate: string | null
  guardianName: string | null
  /** Meets the criteria on the day. */
  eligible: boolean
}

/** Those of the persons who are on the roll on a day, and whether they meet the criteria. */
export async function listPersonsOnRoll(
  tx: Tx,
  countyCode: string,
  asked: { personIds: readonly string[]; criteria: PersonCriteria; on: string },
): Promise<PersonOnRoll[]> {
  const days = { from: asked.on, to: asked.on }
  const { rows } = await sql<PersonOnRoll>`
    select p.id, p.household_id as "householdId", h.place_code as "placeCode", p.name, p.birth_date as "birthDate", g.name as "guardianName", e.id is not null as eligible
    from household.person p
    join household.household h on h.county_code = p.county_code and h.id = p.household_id
    left join household.person g on g.county_code = p.county_code and g.id = p.guardian_id
    left join (${eligiblePersons(countyCode, asked.criteria, days)}) e on e.county_code = p.county_code and e.id = p.id
    where p.county_code = ${countyCode} and p.id = any(${asked.personIds as string[]}::uuid[]) and p.merged_into is null
      and (p.died_on is null or p.died_on >= ${asked.on}::date) and (p.left_on is null or p.left_on >= ${asked.on}::date)`.execute(
    tx,
  )
  return rows
}
