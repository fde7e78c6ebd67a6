import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'

/** How a person is bound to a household: a member today, or kin of a member as far as the roll knows. */
interface HouseholdTie {
  householdId: string
  personId: string
  name: string
  tie: 'member' | 'kin'
}

/**
 * Who of a person and of so many names is bound to which of the households. Kin are those who were ever members
 * of one household together with a present member, both related to its head, and guardians with their wards; what
 * the roll does not hold stays unknown.
 */
export async function listTies(
  tx: Tx,
  countyCode: string,
  asked: { householdIds: readonly string[]; personId: string | null; names: readonly string[] },
): Promise<HouseholdTie[]> {
  if (asked.householdIds.length === 0 || (asked.personId === null && asked.names.length === 0)) return []
  const { rows } = await sql<HouseholdTie>`
    with member as (
      select m.household_id, m.id, m.guardian_id from household.person m
      where m.county_code = ${countyCode} and m.household_id = any(${asked.householdIds as string[]}::uuid[])
        and m.merged_into is null and m.left_on is null and m.died_on is null
    ), bound as (
      select household_id, id as person_id, 'member' as tie from member
      union
      select m.household_id, other.person_id, 'kin' from member m
        join household.membership mine on mine.person_id = m.id and mine.relation <> 'unrelated'
        join household.membership other on other.county_code = mine.county_code and other.household_id = mine.household_id
          and other.person_id <> mine.person_id and other.relation <> 'unrelated'
      where mine.county_code = ${countyCode} and other.county_code = ${countyCode}
      union
      select m.household_id, m.guardian_id, 'kin' from member m where m.guardian_id is not null
      union
      select m.household_id, ward.id, 'kin' from member m join household.person ward on ward.guardian_id = m.id
      where ward.county_code = ${countyCode}
    )
    select distinct on (b.household_id, b.person_id) b.household_id as "householdId", b.person_id as "personId", p.name, b.tie
    from bound b join household.person p on p.id = b.person_id
    where p.county_code = ${countyCode} and p.merged_into is null
      and (p.id = ${asked.personId}::uuid or p.name = any(${asked.names as string[]}::text[]))
    order by b.household_id, b.person_id, b.tie desc`.execute(tx)
  return rows
}
