import { sql } from 'kysely'
import { v7 as makeId } from 'uuid'
import type { Tx } from '../../platform/database/connect.ts'

interface There {
  county: string
  placeCode: string
  householdId: string
}

/** Copies persons to another county under new ids; guardians within the household follow. Returns how many. */
export async function copyPersons(
  tx: Tx,
  county: string,
  there: There,
  ids: ReadonlyMap<string, string>,
): Promise<number> {
  const written = await sql`
    insert into household.person (county_code, id, place_code, household_id, name, pinyin, initials, sex, birth_date,
      identity_hash, identity_cipher, identity_masked, phone_hash, phone_cipher, phone_masked,
      registration, presence, party_member, guardian_id)
    select ${there.county}, n.new_id, ${there.placeCode}, ${there.householdId}::uuid, p.name, p.pinyin, p.initials,
      p.sex, p.birth_date, p.identity_hash, p.identity_cipher, p.identity_masked, p.phone_hash, p.phone_cipher,
      p.phone_masked, p.registration, p.presence, p.party_member, g.new_id
    from unnest(${[...ids.keys()]}::uuid[], ${[...ids.values()]}::uuid[]) as n (id, new_id)
    join household.person p on p.county_code = ${county} and p.id = n.id
    left join unnest(${[...ids.keys()]}::uuid[], ${[...ids.values()]}::uuid[]) as g (id, new_id) on g.id = p.guardian_id
    on conflict do nothing`.execute(tx)
  return Number(written.numAffectedRows ?? 0n)
}

/** Copies tags that were in force until the move: those of the household, and those of its people. */
export async function copyTags(
  tx: Tx,
  county: string,
  there: There,
  householdId: string,
  ids: ReadonlyMap<string, string>,
  on: string,
): Promise<void> {
  const rows = await tx
    .selectFrom('household.tag')
    .select(['person_id', 'tag', 'source'])
    .where('county_code', '=', county)
    .where('household_id', '=', householdId)
    .where('valid_to', '=', on)
    .where('ended_because', 'like', 'change:%')
    .execute()
  if (rows.length === 0) return
  await tx
    .insertInto('household.tag')
    .values(
      rows.map((row) => ({
        county_code: there.county,
        id: makeId(),
        place_code: there.placeCode,
        household_id: there.householdId,
        person_id: row.person_id === null ? null : (ids.get(row.person_id) ?? null),
        tag: row.tag,
        valid_from: on,
        source: row.source,
      })),
    )
    .execute()
}
