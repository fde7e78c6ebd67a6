import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import type { MergedPersons } from './decide-plan.ts'
import type { SealedPerson } from './seal-person.ts'

export interface IdentityHolder {
  identityHash: string
  personId: string
  householdId: string
  placeCode: string
  householdNumber: string
  died: boolean
}

/** Who in the county has one of these identity numbers, villages out of sight included. */
export async function listIdentityHolders(
  tx: Tx,
  county: string,
  hashes: readonly string[],
): Promise<IdentityHolder[]> {
  if (hashes.length === 0) return []
  const found = await sql<IdentityHolder>`
    select identity_hash as "identityHash", person_id as "personId", household_id as "householdId",
      place_code as "placeCode", household_number as "householdNumber", died
    from household.find_identities(${county}, ${hashes})`.execute(tx)
  return found.rows
}

/** Names and identity fingerprints of those among some persons who have one. */
export async function listPrints(
  tx: Tx,
  county: string,
  personIds: readonly string[],
): Promise<{ id: string; name: string; identityHash: string }[]> {
  if (personIds.length === 0) return []
  const rows = await tx
    .selectFrom('household.person')
    .select(['id', 'name', 'identity_hash'])
    .where('county_code', '=', county)
    .where('id', 'in', [...personIds])
    .where('identity_hash', 'is not', null)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, identityHash: row.identity_hash! }))
}

export interface PersonEdit {
  name: string
  pinyin: string
  initials: string
  sex: 'male' | 'female' | 'unknown'
  birthDate: string | null
  registration: 'local' | 'elsewhere'
  presence: 'resident' | 'away'
  partyMember: boolean
  guardianId: string | null
  identity: Pick<SealedPerson, 'identityHash' | 'identityCipher' | 'identityMasked'> | undefined
  phone: Pick<SealedPerson, 'phoneHash' | 'phoneCipher' | 'phoneMasked'> | undefined
}

/** Changes a person whose revision is still the one that was read; false when it is not. */
export async function updatePerson(
  tx: Tx,
  county: string,
  id: string,
  revision: number,
  edit: PersonEdit,
): Promise<boolean> {
  const { identity, phone } = edit
  const written = await tx
    .updateTable('household.person')
    .set({
      name: edit.name,
      pinyin: edit.pinyin,
      initials: edit.initials,
      sex: edit.sex,
      birth_date: edit.birthDate,
      registration: edit.registration,
      presence: edit.presence,
      party_member: edit.partyMember,
      guardian_id: edit.guardianId,
      revision: revision + 1,
      ...(identity
        ? {
            identity_hash: identity.identityHash,
            identity_cipher: identity.identityCipher,
            identity_masked: identity.identityMasked,
          }
        : {}),
      ...(phone
        ? {
            phone_hash: phone.phoneHash,
            phone_cipher: phone.phoneCipher,
            phone_masked: phone.phoneMasked,
          }
        : {}),
    })
    .where('county_code', '=', county)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return written.numUpdatedRows > 0n
}

/** The name of a head stands with the household too. */
export async function renameHead(
  tx: Tx,
  county: string,
  personId: string,
  householdId: string,
  name: string,
) {
  await tx
    .updateTable('household.household')
    .set({ head_name: name })
    .where('county_code', '=', county)
    .where('id', '=', householdId)
    .where('head_id', '=', personId)
    .execute()
}

/** The sealed identity number or phone of a person. */
export async function findSealed(
  tx: Tx,
  county: string,
  personId: string,
): Promise<{ identity: Buffer | null; phone: Buffer | null } | undefined> {
  const row = await tx
    .selectFrom('household.person')
    .select(['identity_cipher', 'phone_cipher'])
    .where('county_code', '=', county)
    .where('id', '=', personId)
    .executeTakeFirst()
  return row && { identity: row.identity_cipher, phone: row.phone_cipher }
}

/** Open tags of a person and the persons whose guardian she is: what a merge re-points. */
export async function listDependants(
  tx: Tx,
  county: string,
  personId: string,
): Promise<{ tagIds: string[]; wardIds: string[] }> {
  const tags = await tx
    .selectFrom('household.tag')
    .select('id')
    .where('county_code', '=', county)
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute()
  const wards = await tx
    .selectFrom('household.person')
    .select('id')
    .where('county_code', '=', county)
    .where('guardian_id', '=', personId)
    .orderBy('id')
    .execute()
  return { tagIds: tags.map((row) => row.id), wardIds: wards.map((row) => row.id) }
}

/** Lets one record stand for another: the dropped one first lets go of its number, then the kept one takes it. */
export async function mergeRecords(
  tx: Tx,
  county: string,
  merged: MergedPersons,
  placeCode: string,
): Promise<void> {
  const { keepId, dropId } = merged
  await tx
    .updateTable('household.person')
    .set({ merged_into: keepId })
    .where('county_code', '=', county)
    .where('id', '=', dropId)
    .execute()
  const has = (field: string) => merged.filled.some((filled) => filled === field)
  await sql`
    update household.person k set
      identity_hash = case when ${has('identity')} then d.identity_hash else k.identity_hash end,
      identity_cipher = case when ${has('identity')} then d.identity_cipher else k.identity_cipher end,
      identity_masked = case when ${has('identity')} then d.identity_masked else k.identity_masked end,
      phone_hash = case when ${has('phone')} then d.phone_hash else k.phone_hash end,
      phone_cipher = case when ${has('phone')} then d.phone_cipher else k.phone_cipher end,
      phone_masked = case when ${has('phone')} then d.phone_masked else k.phone_masked end,
      birth_date = case when ${has('birth_date')} then d.birth_date else k.birth_date end,
      revision = k.revision + 1
    from household.person d
    where k.county_code = ${county} and k.id = ${keepId} and d.county_code = ${county} and d.id = ${dropId}`.execute(
    tx,
  )
  await pointTags(tx, county, merged.tagIds, keepId, {
    householdId: merged.keepHouseholdId,
    placeCode,
  })
  await pointWards(tx, county, merged.wardIds, keepId)
}

/** The reverse of `mergeRecords`. */
export async function unmergeRecords(
  tx: Tx,
  county: string,
  merged: MergedPersons,
  placeCode: string,
): Promise<void> {
  const { keepId, dropId } = merged
  const took = (field: string, column: string) =>
    sql`${merged.filled.some((filled) => filled === field)} and k.${sql.ref(column)} = d.${sql.ref(column)}`
  // What was corrected on the kept record since the merge is hers and stays.
  await sql`
    update household.person k set
      identity_cipher = case when ${took('identity', 'identity_hash')} then null else k.identity_cipher end,
      identity_masked = case when ${took('identity', 'identity_hash')} then null else k.identity_masked end,
      identity_hash = case when ${took('identity', 'identity_hash')} then null else k.identity_hash end,
      phone_cipher = case when ${took('phone', 'phone_hash')} then null else k.phone_cipher end,
      phone_masked = case when ${took('phone', 'phone_hash')} then null else k.phone_masked end,
      phone_hash = case when ${took('phone', 'phone_hash')} then null else k.phone_hash end,
      birth_date = case when ${took('birth_date', 'birth_date')} then null else k.birth_date end,
      revision = k.revision + 1
    from household.person d
    where k.county_code = ${county} and k.id = ${keepId} and d.county_code = ${county} and d.id = ${dropId}`.execute(
    tx,
  )
  await tx
    .updateTable('household.person')
    .set({ merged_into: null })
    .where('county_code', '=', county)
    .where('id', '=', dropId)
    .execute()
  await pointTags(tx, county, merged.tagIds, dropId, {
    householdId: merged.dropHouseholdId,
    placeCode,
  })
  await pointWards(tx, county, merged.wardIds, dropId)
}

async function pointTags(
  tx: Tx,
  county: string,
  tagIds: readonly string[],
  personId: string,
  at: { householdId: string; placeCode: string },
): Promise<void> {
  if (tagIds.length === 0) return
  await tx
    .updateTable('household.tag')
    .set({ person_id: personId, household_id: at.householdId, place_code: at.placeCode })
    .where('county_code', '=', county)
    .where('id', 'in', [...tagIds])
    .execute()
}

async function pointWards(
  tx: Tx,
  county: string,
  wardIds: readonly string[],
  guardianId: string,
): Promise<void> {
  if (wardIds.length === 0) return
  await tx
    .updateTable('household.person')
    .set({ guardian_id: guardianId })
    .where('county_code', '=', county)
    .where('id', 'in', [...wardIds])
    .execute()
}
