import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { Relation } from './decide-relation.ts'

export interface RollHouseholdRow {
  id: string
  placeCode: string
  number: string
  headId: string | null
  headName: string
  groupId: string | null
  address: string
  standing: 'local' | 'resident'
}

/** Current households by village and number. */
export async function listByNumbers(
  tx: Tx,
  county: string,
  keys: readonly { placeCode: string; number: string }[],
): Promise<RollHouseholdRow[]> {
  const found = await sql<RollHouseholdRow>`
    select h.id, h.place_code as "placeCode", h.number, h.head_id as "headId", h.head_name as "headName",
      h.group_id as "groupId", h.address, h.standing
    from unnest(${keys.map((key) => key.placeCode)}::text[], ${keys.map((key) => key.number)}::text[])
      as n (place_code, number)
    join household.household h on h.county_code = ${county} and h.place_code = n.place_code and h.number = n.number
      and h.valid_to is null`.execute(tx)
  return found.rows
}

/** Whether a county has any household yet: a first import has nothing to compare with. */
export async function hasHouseholds(tx: Tx, county: string, place: string): Promise<boolean> {
  const found = await sql`
    select 1 from household.household h
    where h.county_code = ${county} and h.place_code like ${`${place}%`} limit 1`.execute(tx)
  return found.rows.length > 0
}

export interface RollPersonRow {
  id: string
  householdId: string
  membershipId: string
  name: string
  sex: 'male' | 'female' | 'unknown'
  birthDate: string | null
  identityHash: string | null
  phoneHash: string | null
  registration: 'local' | 'elsewhere'
  presence: 'resident' | 'away'
  partyMember: boolean
  guardianId: string | null
  relation: Relation
  tags: string[]
}

/** Present members of some households with their open tags. */
export async function listRollPersons(
  tx: Tx,
  county: string,
  householdIds: readonly string[],
): Promise<RollPersonRow[]> {
  if (householdIds.length === 0) return []
  const found = await sql<RollPersonRow>`
    select p.id, m.household_id as "householdId", m.id as "membershipId", p.name, p.sex, p.birth_date as "birthDate",
      p.identity_hash as "identityHash", p.phone_hash as "phoneHash", p.registration, p.presence,
      p.party_member as "partyMember", p.guardian_id as "guardianId", m.relation,
      coalesce((select array_agg(t.tag) from household.tag t
        where t.county_code = ${county} and t.household_id = m.household_id and t.person_id = p.id and t.valid_to is null), '{}') as tags
    from household.membership m
    join household.person p on p.county_code = ${county} and p.id = m.person_id
    where m.county_code = ${county} and m.household_id = any(${householdIds}) and m.valid_to is null`.execute(
    tx,
  )
  return found.rows
}

/** Changes households by the file: blanks were filled with what stands here before. */
export async function updateRollHouseholds(
  tx: Tx,
  county: string,
  rows: readonly { id: string; groupId: string | null; address: string; standing: string }[],
): Promise<number> {
  if (rows.length === 0) return 0
  const written = await sql`
    update household.household h
    set group_id = n.group_id, address = n.address, standing = n.standing, revision = h.revision + 1
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.groupId)}::uuid[],
      ${rows.map((row) => row.address)}::text[], ${rows.map((row) => row.standing)}::text[])
      as n (id, group_id, address, standing)
    where h.county_code = ${county} and h.id = n.id and h.valid_to is null`.execute(tx)
  return Number(written.numAffectedRows ?? 0n)
}

export interface RollPersonEdit {
  id: string
  membershipId: string
  relation: string
  name: string
  pinyin: string
  initials: string
  sex: string
  birthDate: string | null
  registration: string
  presence: string
  partyMember: boolean
  guardianId: string | null
  /** Null leaves what is there. */
  identityHash: string | null
  identityCipher: Buffer | null
  identityMasked: string | null
  phoneHash: string | null
  phoneCipher: Buffer | null
  phoneMasked: string | null
}

/** Changes persons, and their relations to the head, by the file. */
export async function updateRollPersons(
  tx: Tx,
  county: string,
  rows: readonly RollPersonEdit[],
): Promise<number> {
  if (rows.length === 0) return 0
  const written = await sql`
    update household.person p set name = n.name, pinyin = n.pinyin, initials = n.initials, sex = n.sex,
      birth_date = n.birth_date, registration = n.registration, presence = n.presence, party_member = n.party_member,
      guardian_id = n.guardian_id,
      identity_hash = coalesce(n.identity_hash, p.identity_hash),
      identity_cipher = coalesce(n.identity_cipher, p.identity_cipher),
      identity_masked = coalesce(n.identity_masked, p.identity_masked),
      phone_hash = coalesce(n.phone_hash, p.phone_hash), phone_cipher = coalesce(n.phone_cipher, p.phone_cipher),
      phone_masked = coalesce(n.phone_masked, p.phone_masked), revision = p.revision + 1
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.name)}::text[],
      ${rows.map((row) => row.pinyin)}::text[], ${rows.map((row) => row.initials)}::text[],
      ${rows.map((row) => row.sex)}::text[], ${rows.map((row) => row.birthDate)}::date[],
      ${rows.map((row) => row.registration)}::text[], ${rows.map((row) => row.presence)}::text[],
      ${rows.map((row) => row.partyMember)}::boolean[], ${rows.map((row) => row.guardianId)}::uuid[],
      ${rows.map((row) => row.identityHash)}::text[], ${rows.map((row) => row.identityCipher)}::bytea[],
      ${rows.map((row) => row.identityMasked)}::text[], ${rows.map((row) => row.phoneHash)}::text[],
      ${rows.map((row) => row.phoneCipher)}::bytea[], ${rows.map((row) => row.phoneMasked)}::text[])
      as n (id, name, pinyin, initials, sex, birth_date, registration, presence, party_member, guardian_id,
        identity_hash, identity_cipher, identity_masked, phone_hash, phone_cipher, phone_masked)
    where p.county_code = ${county} and p.id = n.id`.execute(tx)
  await sql`
    update household.membership m set relation = n.relation
    from unnest(${rows.map((row) => row.membershipId)}::uuid[], ${rows.map((row) => row.relation)}::text[]) as n (id, relation)
    where m.county_code = ${county} and m.id = n.id and m.relation <> n.relation`.execute(tx)
  await sql`
    update household.household h set head_name = n.name
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.name)}::text[]) as n (id, name)
    where h.county_code = ${county} and h.head_id = n.id and h.head_name <> n.name
      and h.id in (select q.household_id from household.person q where q.county_code = ${county}
        and q.id = any(${rows.map((row) => row.id)}::uuid[]))`.execute(tx)
  return Number(written.numAffectedRows ?? 0n)
}

export interface NewTagRow {
  id: string
  placeCode: string
  householdId: string
  personId: string
  tag: string
  from: string
  source: string
}

export async function insertTags(tx: Tx, county: string, tags: readonly NewTagRow[]): Promise<void> {
  if (tags.length === 0) return
  await sql`
    insert into household.tag (county_code, id, place_code, household_id, person_id, tag, valid_from, source)
    select ${county}, n.* from unnest(${tags.map((tag) => tag.id)}::uuid[],
      ${tags.map((tag) => tag.placeCode)}::text[], ${tags.map((tag) => tag.householdId)}::uuid[],
      ${tags.map((tag) => tag.personId)}::uuid[], ${tags.map((tag) => tag.tag)}::text[],
      ${tags.map((tag) => tag.from)}::date[], ${tags.map((tag) => tag.source)}::text[]) as n
    on conflict do nothing`.execute(tx)
}

export interface ExportRow {
  placeCode: string
  householdId: string
  number: string
  groupId: string | null
  address: string
  standing: 'local' | 'resident'
  name: string
  relation: Relation
  sex: 'male' | 'female' | 'unknown'
  birthDate: string | null
  identityCipher: Buffer | null
  identityMasked: string | null
  phoneCipher: Buffer | null
  phoneMasked: string | null
  registration: 'local' | 'elsewhere'
  presence: 'resident' | 'away'
  partyMember: boolean
  guardianName: string | null
  tags: string[]
}

/** The people of some households for the export, heads first within each. */
export async function listExportRows(
  tx: Tx,
  county: string,
  householdIds: readonly string[],
): Promise<ExportRow[]> {
  const found = await sql<ExportRow>`
    select h.place_code as "placeCode", h.id as "householdId", h.number, h.group_id as "groupId", h.address, h.standing,
      p.name, m.relation, p.sex, p.birth_date as "birthDate", p.identity_cipher as "identityCipher",
      p.identity_masked as "identityMasked", p.phone_cipher as "phoneCipher", p.phone_masked as "phoneMasked",
      p.registration, p.presence, p.party_member as "partyMember", g.name as "guardianName",
      coalesce((select array_agg(t.tag order by t.tag) from household.tag t
        where t.county_code = ${county} and t.household_id = h.id and t.person_id = p.id and t.valid_to is null), '{}') as tags
    from unnest(${householdIds}::uuid[]) with ordinality as n (id, position)
    join household.household h on h.county_code = ${county} and h.id = n.id
    join household.membership m on m.county_code = ${county} and m.household_id = h.id and m.valid_to is null
    join household.person p on p.county_code = ${county} and p.id = m.person_id
    left join household.person g on g.county_code = ${county} and g.id = p.guardian_id
    order by n.position, (m.relation = 'head') desc, p.birth_date nulls last, p.id`.execute(tx)
  return found.rows
}

/** Has PostgreSQL look at what a roll has filled, so that what comes next is planned for it. */
export async function refreshStatistics(tx: Tx): Promise<void> {
  await sql`select household.refresh_statistics()`.execute(tx)
}
