import { sql } from 'kysely'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { arrayText } from './array-text.ts'
import type { HouseholdFacts, MemberFacts, Plan } from './decide-plan.ts'
import type { SealedPerson } from './seal-person.ts'

/** Households with their present members, in the order of the ids; locked in id order when they will change. */
export async function listFacts(
  tx: Tx,
  county: string,
  ids: readonly string[],
  lock: 'lock' | 'read',
): Promise<Map<string, HouseholdFacts>> {
  if (lock === 'lock')
    await sql`select 1 from household.household where county_code = ${county} and id = any(${ids})
      order by id for update`.execute(tx)
  const households = await sql<Omit<HouseholdFacts, 'members'>>`
    select id, place_code as "placeCode", number, head_id as "headId", head_name as "headName", group_id as "groupId",
      address, standing, valid_from as "validFrom", valid_to as "validTo", revision
    from household.household where county_code = ${county} and id = any(${ids})`.execute(tx)
  const members = await sql<MemberFacts & { householdId: string }>`
    select m.household_id as "householdId", m.person_id as "personId", m.id as "membershipId", p.name, m.relation,
      p.birth_date as "birthDate", m.valid_from as "from"
    from household.membership m
    join household.person p on p.county_code = ${county} and p.id = m.person_id
    where m.county_code = ${county} and m.household_id = any(${ids}) and m.valid_to is null
    order by (m.relation = 'head') desc, p.birth_date nulls last, p.id`.execute(tx)
  const byHousehold = Map.groupBy(members.rows, (member) => member.householdId)
  return new Map(
    households.rows.map((row) => [
      row.id,
      { ...row, members: (byHousehold.get(row.id) ?? []).map(({ householdId: _, ...member }) => member) },
    ]),
  )
}

/** Where a person is a member now. */
export async function findPresentHousehold(
  tx: Tx,
  county: string,
  personId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('household.membership')
    .select('household_id')
    .where('county_code', '=', county)
    .where('person_id', '=', personId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return row?.household_id
}

export interface NewPersonRow extends SealedPerson {
  id: string
  placeCode: string
  householdId: string
  registration: 'local' | 'elsewhere'
  presence: 'resident' | 'away'
  partyMember: boolean
  guardianId: string | null
}

/** A key that is taken belongs to somebody else's work of the same moment: the whole act is refused. */
async function refuseTaken(written: Promise<unknown>): Promise<void> {
  try {
    await written
  } catch (error) {
    throw (error as { code?: string }).code === '23505' ? new Refusal('request.stale') : error
  }
}

/** Writes any number of persons of one county in one statement. */
export async function insertPersons(tx: Tx, county: string, persons: readonly NewPersonRow[]): Promise<void> {
  if (persons.length === 0) return
  await refuseTaken(
    sql`
    insert into household.person (county_code, id, place_code, household_id, name, pinyin, initials, sex, birth_date,
      identity_hash, identity_cipher, identity_masked, phone_hash, phone_cipher, phone_masked,
      registration, presence, party_member, guardian_id)
    select ${county}, n.* from unnest(
      ${arrayText(persons.map((one) => one.id))}::uuid[], ${arrayText(persons.map((one) => one.placeCode))}::text[],
      ${arrayText(persons.map((one) => one.householdId))}::uuid[], ${arrayText(persons.map((one) => one.name))}::text[],
      ${arrayText(persons.map((one) => one.pinyin))}::text[], ${arrayText(persons.map((one) => one.initials))}::text[],
      ${arrayText(persons.map((one) => one.sex))}::text[], ${arrayText(persons.map((one) => one.birthDate))}::date[],
      ${arrayText(persons.map((one) => one.identityHash))}::text[], ${arrayText(persons.map((one) => one.identityCipher))}::bytea[],
      ${arrayText(persons.map((one) => one.identityMasked))}::text[], ${arrayText(persons.map((one) => one.phoneHash))}::text[],
      ${arrayText(persons.map((one) => one.phoneCipher))}::bytea[], ${arrayText(persons.map((one) => one.phoneMasked))}::text[],
      ${arrayText(persons.map((one) => one.registration))}::text[], ${arrayText(persons.map((one) => one.presence))}::text[],
      ${arrayText(persons.map((one) => one.partyMember))}::boolean[], ${arrayText(persons.map((one) => one.guardianId))}::uuid[]) as n
    returning 1`.execute(tx),
  )
}

export interface NewHouseholdRow {
  id: string
  placeCode: string
  number: string
  headId: string
  headName: string
  groupId: string | null
  address: string
  standing: 'local' | 'resident'
  from: string
  plateCode: string
}

export async function insertHouseholds(
  tx: Tx,
  county: string,
  households: readonly NewHouseholdRow[],
): Promise<void> {
  if (households.length === 0) return
  await refuseTaken(
    sql`
    insert into household.household (county_code, id, place_code, number, head_id, head_name, group_id, address,
      standing, valid_from, plate_code)
    select ${county}, n.* from unnest(
      ${arrayText(households.map((one) => one.id))}::uuid[], ${arrayText(households.map((one) => one.placeCode))}::text[],
      ${arrayText(households.map((one) => one.number))}::text[], ${arrayText(households.map((one) => one.headId))}::uuid[],
      ${arrayText(households.map((one) => one.headName))}::text[], ${arrayText(households.map((one) => one.groupId))}::uuid[],
      ${arrayText(households.map((one) => one.address))}::text[], ${arrayText(households.map((one) => one.standing))}::text[],
      ${arrayText(households.map((one) => one.from))}::date[], ${arrayText(households.map((one) => one.plateCode))}::text[]) as n
    returning 1`.execute(tx),
  )
}

export interface NewMembershipRow {
  id: string
  placeCode: string
  personId: string
  householdId: string
  relation: string
  from: string
  reason: string
}

export async function insertMemberships(
  tx: Tx,
  county: string,
  memberships: readonly NewMembershipRow[],
): Promise<void> {
  if (memberships.length === 0) return
  await refuseTaken(
    sql`
    insert into household.membership (county_code, id, place_code, person_id, household_id, relation, valid_from, reason_in)
    select ${county}, n.* from unnest(
      ${arrayText(memberships.map((one) => one.id))}::uuid[], ${arrayText(memberships.map((one) => one.placeCode))}::text[],
      ${arrayText(memberships.map((one) => one.personId))}::uuid[], ${arrayText(memberships.map((one) => one.householdId))}::uuid[],
      ${arrayText(memberships.map((one) => one.relation))}::text[], ${arrayText(memberships.map((one) => one.from))}::date[],
      ${arrayText(memberships.map((one) => one.reason))}::text[]) as n
    returning 1`.execute(tx),
  )
}

/** A plan with the ids of the memberships it opens and the place of each household it touches. */
export interface WrittenPlan extends Plan {
  memberships: NewMembershipRow[]
}

/** Writes what a plan does to households and persons that exist already; new ones are inserted before and after. */
export async function closeMemberships(tx: Tx, county: string, plan: Plan): Promise<void> {
  if (plan.closed.length === 0) return
  await sql`
    update household.membership m set valid_to = ${plan.on}::date, reason_out = n.reason
    from unnest(${plan.closed.map((one) => one.membershipId)}::uuid[],
      ${plan.closed.map((one) => one.reason)}::text[]) as n (id, reason)
    where m.county_code = ${county} and m.id = n.id and m.valid_to is null`.execute(tx)
}

/** Sets the present household and place of persons, and lets their open tags follow. */
export async function setPresentHouseholds(
  tx: Tx,
  county: string,
  persons: readonly { personId: string; householdId: string; placeCode: string }[],
): Promise<void> {
  if (persons.length === 0) return
  const given = sql`unnest(${persons.map((one) => one.personId)}::uuid[],
    ${persons.map((one) => one.householdId)}::uuid[], ${persons.map((one) => one.placeCode)}::text[])
    as n (person_id, household_id, place_code)`
  await sql`
    update household.person p
    set household_id = n.household_id, place_code = n.place_code, revision = p.revision + 1
    from ${given} where p.county_code = ${county} and p.id = n.person_id`.execute(tx)
  await sql`
    update household.tag t set household_id = n.household_id, place_code = n.place_code
    from ${given} where t.county_code = ${county} and t.person_id = n.person_id and t.valid_to is null`.execute(
    tx,
  )
}

export async function setHeads(
  tx: Tx,
  county: string,
  heads: readonly { householdId: string; headId: string | null; headName: string }[],
): Promise<void> {
  if (heads.length === 0) return
  await sql`
    update household.household h set head_id = n.head_id, head_name = n.head_name
    from unnest(${heads.map((one) => one.householdId)}::uuid[], ${heads.map((one) => one.headId)}::uuid[],
      ${heads.map((one) => one.headName)}::text[]) as n (id, head_id, head_name)
    where h.county_code = ${county} and h.id = n.id`.execute(tx)
}

/** Ends households, or takes their end back when `on` is null; household tags end and come back with them. */
export async function setEnds(
  tx: Tx,
  county: string,
  ends: readonly { householdId: string; endedBy: string | null; successorId: string | null }[],
  on: string | null,
  changeId: string,
): Promise<void> {
  if (ends.length === 0) return
  const ids = ends.map((one) => one.householdId)
  await sql`
    update household.household h
    set valid_to = ${on}::date, ended_by = n.ended_by, successor_id = n.successor_id
    from unnest(${ids}::uuid[], ${ends.map((one) => one.endedBy)}::text[],
      ${ends.map((one) => one.successorId)}::uuid[]) as n (id, ended_by, successor_id)
    where h.county_code = ${county} and h.id = n.id`.execute(tx)
  const mark = `change:${changeId}`
  await (on === null
    ? sql`update household.tag set valid_to = null, ended_because = null
        where county_code = ${county} and household_id = any(${ids}) and ended_because = ${mark}`
    : sql`update household.tag set valid_to = greatest(valid_from, ${on}::date), ended_because = ${mark}
        where county_code = ${county} and household_id = any(${ids}) and person_id is null and valid_to is null`
  ).execute(tx)
}

/** Sets or clears the day of death (`died_on`) or leaving (`left_on`) of persons, and ends their tags. */
export async function setDepartures(
  tx: Tx,
  county: string,
  field: 'died_on' | 'left_on',
  personIds: readonly string[],
  on: string | null,
  changeId: string,
): Promise<void> {
  if (personIds.length === 0) return
  await tx
    .updateTable('household.person')
    .set(field === 'died_on' ? { died_on: on } : { left_on: on })
    .where('county_code', '=', county)
    .where('id', 'in', [...personIds])
    .execute()
  const mark = `change:${changeId}`
  await (on === null
    ? sql`update household.tag set valid_to = null, ended_because = null
        where county_code = ${county} and person_id = any(${personIds}) and ended_because = ${mark}`
    : sql`update household.tag set valid_to = greatest(valid_from, ${on}::date), ended_because = ${mark}
        where county_code = ${county} and person_id = any(${personIds}) and valid_to is null`
  ).execute(tx)
}

/** Gives a household another place, number, group and address; its own tags go along, its grids end. */
export async function setPlace(
  tx: Tx,
  county: string,
  place: {
    householdId: string
    placeCode: string
    number: string
    groupId: string | null
    address: string
  },
  placements: { endOn: string } | { reopenFrom: string },
): Promise<void> {
  await tx
    .updateTable('household.household')
    .set({
      place_code: place.placeCode,
      number: place.number,
      group_id: place.groupId,
      address: place.address,
    })
    .where('county_code', '=', county)
    .where('id', '=', place.householdId)
    .execute()
  await tx
    .updateTable('household.tag')
    .set({ place_code: place.placeCode })
    .where('county_code', '=', county)
    .where('household_id', '=', place.householdId)
    .where('valid_to', 'is', null)
    .execute()
  const ofHousehold = tx
    .updateTable('household.placement')
    .where('county_code', '=', county)
    .where('household_id', '=', place.householdId)
  if ('endOn' in placements)
    await ofHousehold.set({ valid_to: placements.endOn }).where('valid_to', 'is', null).execute()
  else await ofHousehold.set({ valid_to: null }).where('valid_to', '=', placements.reopenFrom).execute()
}

/** Counts a change on each household, so that whoever holds an older page is told. */
export async function bumpRevisions(tx: Tx, county: string, ids: readonly string[]): Promise<void> {
  await sql`update household.household set revision = revision + 1
    where county_code = ${county} and id = any(${ids})`.execute(tx)
}

/** Undoing: memberships that the change closed are open again, those it opened end on their first day. */
export async function reverseMemberships(
  tx: Tx,
  county: string,
  closedIds: readonly string[],
  openedIds: readonly string[],
): Promise<void> {
  await sql`update household.membership set valid_to = valid_from, reason_out = 'undone'
    where county_code = ${county} and id = any(${openedIds})`.execute(tx)
  await sql`update household.membership set valid_to = null, reason_out = null
    where county_code = ${county} and id = any(${closedIds})`.execute(tx)
}
