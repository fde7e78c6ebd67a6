import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import type { EndReason } from './decide-plan.ts'
import type { Relation } from './decide-relation.ts'
import { numberOrder } from './number-order.ts'

export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}

/** A person who lives, is registered here and stands for herself. */
export const isCurrent = sql`p.died_on is null and p.left_on is null and p.merged_into is null`

export interface HouseholdFilters {
  county: string
  /** Prefix of place codes, at least the county. */
  place: string
  search: SearchTerms
  groupId?: string | undefined
  areaId?: string | undefined
  tag?: string | undefined
  /** Tags that this account may filter and see; null is all. */
  tagsShown: readonly string[] | null
  presence?: 'resident' | 'away' | undefined
  standing?: 'local' | 'resident' | undefined
  state: 'current' | 'ended' | 'all'
}

/** What a search box holds, taken apart. */
export interface SearchTerms {
  text: string
  /** Letters when it is pinyin or initials, else ''. */
  letters: string
  /** Fingerprint when it is a whole phone or identity number. */
  print: string | null
  /** The four digits when it is the end of a phone. */
  phoneEnd: string | null
}

export type HouseholdSort = 'number' | 'headName' | 'group' | 'members' | 'validFrom'

export interface HouseholdListRow {
  id: string
  placeCode: string
  number: string
  headId: string | null
  headName: string
  groupId: string | null
  address: string
  standing: 'local' | 'resident'
  validFrom: string
  validTo: string | null
  endedBy: EndReason | null
  successorId: string | null
  revision: number
  plateCode: string
}

const householdColumns = sql`h.id, h.place_code as "placeCode", h.number, h.head_id as "headId", h.head_name as "headName",
  h.group_id as "groupId", h.address, h.standing, h.valid_from as "validFrom", h.valid_to as "validTo",
  h.ended_by as "endedBy", h.successor_id as "successorId", h.revision, h.plate_code as "plateCode"`

function householdCondition(filters: HouseholdFilters): RawBuilder<unknown> {
  const { county, search } = filters
  const all = [sql`h.county_code = ${county}`, sql`h.place_code like ${`${filters.place}%`}`]
  if (filters.state !== 'all')
    all.push(filters.state === 'current' ? sql`h.valid_to is null` : sql`h.valid_to is not null`)
  if (filters.groupId) all.push(sql`h.group_id = ${filters.groupId}`)
  if (filters.standing) all.push(sql`h.standing = ${filters.standing}`)
  if (filters.areaId)
    all.push(sql`exists (select 1 from household.placement l where l.county_code = ${county}
      and l.household_id = h.id and l.area_id = ${filters.areaId} and l.valid_to is null)`)
  if (filters.tag)
    all.push(sql`exists (select 1 from household.tag t where t.county_code = ${county}
      and t.household_id = h.id and t.tag = ${filters.tag} and t.valid_to is null ${shownTags(filters.tagsShown)})`)
  if (filters.presence) {
    const atHome = sql`exists (select 1 from household.person p where p.county_code = ${county}
      and p.household_id = h.id and ${isCurrent} and p.presence = 'resident')`
    all.push(filters.presence === 'resident' ? atHome : sql`not ${atHome}`)
  }
  if (search.text !== '') {
    const plain = `%${escapeLike(search.text)}%`
    all.push(sql`(h.number = ${search.text} or h.address like ${plain} or exists (
      select 1 from household.person p where p.county_code = ${county} and p.household_id = h.id
        and p.merged_into is null and ${personMatch(search)}))`)
  }
  return sql.join(all, sql` and `)
}

function personMatch(search: SearchTerms): RawBuilder<unknown> {
  if (search.print !== null) return sql`(p.phone_hash = ${search.print} or p.identity_hash = ${search.print})`
  if (search.phoneEnd !== null) return sql`p.phone_masked like ${`%${search.phoneEnd}`}`
  if (search.letters !== '')
    return sql`(p.initials like ${`${search.letters}%`} or p.pinyin like ${`${search.letters}%`})`
  return sql`p.name like ${`%${escapeLike(search.text)}%`}`
}

function shownTags(shown: readonly string[] | null): RawBuilder<unknown> {
  return shown === null ? sql`` : sql`and t.tag = any(${shown})`
}

/** One page of households and the number of all that match. Groups sort in the order of `groupOrder`. */
export async function listHouseholdRows(
  tx: Tx,
  filters: HouseholdFilters,
  order: {
    sort: HouseholdSort
    descending: boolean
    groupOrder: readonly string[]
    page: Page
  },
): Promise<{ rows: HouseholdListRow[]; total: number }> {
  const direction = order.descending ? sql`desc` : sql`asc`
  const keys: Record<HouseholdSort, RawBuilder<unknown>> = {
    number: sql`${numberOrder('h.number')} ${direction}`,
    headName: sql`h.head_name ${direction}`,
    group: sql`array_position(${order.groupOrder}::uuid[], h.group_id) ${direction} nulls last, ${numberOrder('h.number')}`,
    members: sql`(select count(*) from household.person p where p.county_code = ${filters.county}
      and p.household_id = h.id and ${isCurrent}) ${direction}, ${numberOrder('h.number')}`,
    validFrom: sql`h.valid_from ${direction}`,
  }
  const condition = householdCondition(filters)
  const counted = await countList(order.page, () =>
    sql<{ total: number }>`
    select count(*)::int as total from household.household h where ${condition}`.execute(tx),
  )
  const ordered = sql<HouseholdListRow>`
    select ${householdColumns} from household.household h where ${condition}
    order by ${keys[order.sort]}, h.place_code, h.id`
  return { rows: await takePage(tx, ordered, order.page), total: counted.rows[0]!.total }
}

export interface HouseholdFigures {
  householdId: string
  members: number
  away: number
  partyMembers: number
  phoneMasked: string | null
  tags: string[]
}

/** Counts, head's phone and tags of some households, by id. */
export async function listFigures(
  tx: Tx,
  county: string,
  ids: readonly string[],
  tagsShown: readonly string[] | null,
): Promise<Map<string, HouseholdFigures>> {
  const found = await sql<HouseholdFigures>`
    select h.id as "householdId",
      count(p.id)::int as members,
      (count(p.id) filter (where p.presence = 'away'))::int as away,
      (count(p.id) filter (where p.party_member))::int as "partyMembers",
      max(p.phone_masked) filter (where p.id = h.head_id) as "phoneMasked",
      coalesce((select array_agg(distinct t.tag order by t.tag) from household.tag t
        where t.county_code = ${county} and t.household_id = h.id and t.valid_to is null ${shownTags(tagsShown)}), '{}') as tags
    from household.household h
    left join household.person p on p.county_code = ${county} and p.household_id = h.id and ${isCurrent}
    where h.county_code = ${county} and h.id = any(${ids})
    group by h.id, h.head_id`.execute(tx)
  return new Map(found.rows.map((row) => [row.householdId, row]))
}

export async function findHouseholdRow(
  tx: Tx,
  county: string,
  id: string,
): Promise<HouseholdListRow | undefined> {
  const found = await sql<HouseholdListRow>`
    select ${householdColumns} from household.household h
    where h.county_code = ${county} and h.id = ${id}`.execute(tx)
  return found.rows[0]
}

/** The current household with a number in a village. */
export async function findByNumber(
  tx: Tx,
  county: string,
  placeCode: string,
  number: string,
): Promise<{ id: string; headName: string } | undefined> {
  const row = await tx
    .selectFrom('household.household')
    .select(['id', 'head_name'])
    .where('county_code', '=', county)
    .where('place_code', '=', placeCode)
    .where('number', '=', number)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  return row && { id: row.id, headName: row.head_name }
}

/** The largest number in use or once used in a village, and its width, for the next one. */
export async function findLastNumber(
  tx: Tx,
  county: string,
  placeCode: string,
): Promise<{ number: number; width: number }> {
  const found = await sql<{ number: number; width: number }>`
    select coalesce(max(h.number::bigint), 0) as number, coalesce(max(length(h.number)), 3)::int as width
    from household.household h
    where h.county_code = ${county} and h.place_code = ${placeCode} and h.number ~ '^[0-9]{1,9}$'`.execute(tx)
  return found.rows[0]!
}

export interface PersonRecord {
  id: string
  placeCode: string
  householdId: string
  householdNumber: string
  name: string
  sex: 'male' | 'female' | 'unknown'
  birthDate: string | null
  identityHash: string | null
  identityMasked: string | null
  phoneHash: string | null
  phoneMasked: string | null
  registration: 'local' | 'elsewhere'
  presence: 'resident' | 'away'
  partyMember: boolean
  guardianId: string | null
  guardianName: string | null
  diedOn: string | null
  leftOn: string | null
  mergedInto: string | null
  relation: Relation | null
  revision: number
}

const personColumns = sql`p.id, p.place_code as "placeCode", p.household_id as "householdId", h.number as "householdNumber",
  p.name, p.sex, p.birth_date as "birthDate", p.identity_hash as "identityHash", p.identity_masked as "identityMasked",
  p.phone_hash as "phoneHash", p.phone_masked as "phoneMasked", p.registration, p.presence, p.party_member as "partyMember",
  p.guardian_id as "guardianId", g.name as "guardianName", p.died_on as "diedOn", p.left_on as "leftOn",
  p.merged_into as "mergedInto", p.revision`

const personJoins = (county: string) => sql`
  join household.household h on h.county_code = ${county} and h.id = p.household_id
  left join household.person g on g.county_code = ${county} and g.id = p.guardian_id
  left join household.membership m on m.county_code = ${county} and m.person_id = p.id and m.valid_to is null`

export async function listPersonRecords(
  tx: Tx,
  filters: { county: string; place: string; search: SearchTerms; page: Page },
): Promise<{ rows: PersonRecord[]; total: number }> {
  const { county, search } = filters
  const condition = sql`p.county_code = ${county} and p.place_code like ${`${filters.place}%`} and ${isCurrent}
    ${search.text === '' ? sql`` : sql`and ${personMatch(search)}`}`
  const counted = await countList(filters.page, () =>
    sql<{ total: number }>`
    select count(*)::int as total from household.person p where ${condition}`.execute(tx),
  )
  const ordered = sql<PersonRecord>`
    select ${personColumns}, m.relation from household.person p ${personJoins(county)}
    where ${condition} order by p.initials, p.name, p.id`
  return { rows: await takePage(tx, ordered, filters.page), total: counted.rows[0]!.total }
}

export async function listPersonRecordsByIds(
  tx: Tx,
  county: string,
  ids: readonly string[],
): Promise<PersonRecord[]> {
  const found = await sql<PersonRecord>`
    select ${personColumns}, m.relation from household.person p ${personJoins(county)}
    where p.county_code = ${county} and p.id = any(${ids})`.execute(tx)
  return found.rows
}

export async function findPersonRecord(
  tx: Tx,
  county: string,
  id: string,
  lock: 'lock' | 'read' = 'read',
): Promise<PersonRecord | undefined> {
  if (lock === 'lock')
    await sql`select 1 from household.person where county_code = ${county} and id = ${id} for update`.execute(
      tx,
    )
  const found = await sql<PersonRecord>`
    select ${personColumns}, m.relation from household.person p ${personJoins(county)}
    where p.county_code = ${county} and p.id = ${id}`.execute(tx)
  return found.rows[0]
}

/** Living persons with a phone, in all counties that the transaction sees: before sign-in no county is known. */
export async function listPeopleByPhone(tx: Tx, phoneHash: string) {
  const found = await sql<{
    personId: string
    householdId: string
    placeCode: string
    name: string
    birthDate: string | null
    isHead: boolean
  }>`
    select p.id as "personId", p.household_id as "householdId", p.place_code as "placeCode", p.name,
      p.birth_date as "birthDate", coalesce(h.head_id = p.id, false) as "isHead"
    from household.person p
    join household.household h on h.county_code = p.county_code and h.id = p.household_id
    where p.phone_hash = ${phoneHash} and ${isCurrent}
    order by p.id limit 50`.execute(tx)
  return found.rows
}

export interface MembershipRecord extends PersonRecord {
  membershipId: string
  from: string
  to: string | null
  reasonIn: string
  reasonOut: string | null
}

/** Present members (`present`) or former ones of a household, heads first. */
export async function listMemberRecords(
  tx: Tx,
  county: string,
  householdId: string,
  present: boolean,
): Promise<MembershipRecord[]> {
  const found = await sql<MembershipRecord>`
    select ${personColumns}, m.relation, m.id as "membershipId", m.valid_from as "from", m.valid_to as "to",
      m.reason_in as "reasonIn", m.reason_out as "reasonOut"
    from household.membership m
    join household.person p on p.county_code = ${county} and p.id = m.person_id
    join household.household h on h.county_code = ${county} and h.id = p.household_id
    left join household.person g on g.county_code = ${county} and g.id = p.guardian_id
    where m.county_code = ${county} and m.household_id = ${householdId}
      and ${present ? sql`m.valid_to is null` : sql`m.valid_to is not null and m.reason_out <> 'undone'`}
    order by (m.relation = 'head') desc, ${present ? sql`p.birth_date nulls last` : sql`m.valid_to desc`}, p.id
    limit 200`.execute(tx)
  return found.rows
}

export interface TagRecord {
  id: string
  householdId: string
  personId: string | null
  placeCode: string
  tag: string
  from: string
  to: string | null
  source: string
}

export async function listTagRecords(tx: Tx, county: string, householdId: string): Promise<TagRecord[]> {
  const rows = await tx
    .selectFrom('household.tag')
    .select(['id', 'household_id', 'person_id', 'place_code', 'tag', 'valid_from', 'valid_to', 'source'])
    .where('county_code', '=', county)
    .where('household_id', '=', householdId)
    .orderBy('valid_to', (order) => order.desc().nullsFirst())
    .orderBy('valid_from', 'desc')
    .limit(300)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    householdId: row.household_id,
    personId: row.person_id,
    placeCode: row.place_code,
    tag: row.tag,
    from: row.valid_from,
    to: row.valid_to,
    source: row.source,
  }))
}

/** The village that a plate hangs in and the household behind it; past row-level security, by its whole code. */
export async function findPlate(
  tx: Tx,
  county: string,
  plateCode: string,
): Promise<{ householdId: string; placeCode: string } | undefined> {
  const found = await sql<{ householdId: string; placeCode: string }>`
    select household_id as "householdId", place_code as "placeCode"
    from household.find_plate(${county}, ${plateCode})`.execute(tx)
  return found.rows[0]
}
