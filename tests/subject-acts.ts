import { v7 as makeId } from 'uuid'
import { batch } from './points-acts.ts'
import { county, place, type TestVillage } from './points-village.ts'

/** A person on the roll, in the household of an index. */
export async function addPerson(
  village: TestVillage,
  household: number,
  person: { name: string; born: string; party?: boolean; guardianId?: string; registration?: string },
): Promise<string> {
  const id = makeId()
  await village.database.owner.query(
    `insert into household.person (county_code, id, place_code, household_id, name, pinyin, initials, sex, birth_date, registration, presence, party_member, guardian_id)
     values ($1, $2, $3, $4, $5, '', '', 'unknown', $6, $7, 'resident', $8, $9)`,
    [
      ...[county, id, place, village.households[household], person.name, person.born],
      ...[person.registration ?? 'local', person.party ?? false, person.guardianId ?? null],
    ],
  )
  return id
}

/** A villagers' group of the village. */
export async function addGroup(village: TestVillage, name: string, placeCode = place): Promise<string> {
  const id = makeId()
  await village.database.owner.query(
    `insert into territory.area (county_code, id, place_code, kind, system, name, number, former_names, valid_from)
     values ($1, $2::uuid, $3, 'group', 'groups', $4, $2::text, '[]', '2000-01-01')`,
    [placeCode.slice(0, 6), id, placeCode, name],
  )
  return id
}

/** The body of a batch for persons or groups: one deed each. */
export function batchFor(
  village: TestVillage,
  itemKey: string,
  on: string,
  lines: readonly { personId?: string; groupId?: string }[],
  proposed: number | null = null,
) {
  const named = lines.map((line) => ({ householdId: null, quantity: 100, proposed, ...line }))
  return { ...batch(village, itemKey, on, []), lines: named } as unknown as ReturnType<typeof batch>
}

/** Passbooks as the database has them: whose, for which cycle, what may be spent. */
export async function bookRows(village: TestVillage) {
  const { rows } = await village.database.owner.query(
    `select b.subject_kind, b.subject_id, b.household_id, b.subject_name, b.cycle, x.redeemable::int, x.gained::int
     from points.book b join points.balance x on x.book_id = b.id order by b.cycle, b.subject_kind, x.redeemable`,
  )
  return rows
}
