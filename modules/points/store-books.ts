import { type RawBuilder, sql } from 'kysely'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { givenRows } from '../../platform/database/given-rows.ts'
import { plannedAfresh } from '../../platform/database/pipelined-client.ts'
import { ages, bornBy, eligiblePersons, type PersonCriteria } from '../households/index.ts'
import { groupAreas } from '../territory/index.ts'
import { cycleDays } from './decide-cycle.ts'
import { countyOf, type RulesMark } from './store.ts'

/** Whose books they are; households' when nothing is said. */
export interface BookSubject {
  kind: 'household' | 'person' | 'group' | 'village'
  /** Which persons have one. */
  criteria: PersonCriteria
  /** Each person takes part for herself, else all persons of a household that does. */
  byPerson: boolean
  /** The day from which groups and the village have one: that of the adoption. */
  since: string
}

export interface BooksToOpen {
  placeCode: string
  adoptionId: string
  bookKey: string
  cycle: string
  /** Hundredths. */
  base: number
  mark: RulesMark
  at: Date
  by: string | null
  subject?: BookSubject
  /** Only books of these households; all that take part when left out. */
  householdIds?: readonly string[]
  /** These books instead, of subjects whose claims were admitted. */
  claimed?: readonly ClaimedBook[]
}

/** A subject that a claim was declared for, with the day of the deed. */
export interface ClaimedBook {
  householdId: string | null
  subjectKind: string
  subjectId: string
  subjectName: string
  occurredOn: string
}

const claimedColumns = {
  householdId: 'uuid',
  subjectKind: 'text',
  subjectId: 'uuid',
  subjectName: 'text',
  occurredOn: 'date',
} as const

/** From so many households on, planning for the amounts at hand costs less than a plan that was made for few. */
const manyHouseholds = 100

/**
 * Opens the passbooks of a cycle that are missing for those who took part in it, each from the first day or from
 * joining, with base entry and balance: three statements for any number of them. Ids follow from the keys, so a
 * repeat or a second writer changes nothing.
 */
export async function openBooks(tx: Tx, open: BooksToOpen): Promise<void> {
  const county = countyOf(open.placeCode)
  const many = (open.householdIds?.length ?? Number.POSITIVE_INFINITY) >= manyHouseholds
  const planned = many ? plannedAfresh : sql``
  await sql`${planned}
    insert into points.book (county_code, id, place_code, household_id, subject_kind, subject_id, subject_name, adoption_id, book_key, cycle, opened_on)
    ${open.claimed ? booksOfClaims(open, open.claimed) : booksOfParticipants(open)}
    on conflict do nothing`.execute(tx)
  const missing = sql`
    from points.book b
    where b.county_code = ${county} and b.place_code = ${open.placeCode} and b.adoption_id = ${open.adoptionId}::uuid
      and b.book_key = ${open.bookKey} and b.cycle = ${open.cycle}
      ${open.householdIds ? sql`and b.household_id = any(${open.householdIds as string[]}::uuid[])` : sql``}
      and not exists (select from points.balance x where x.county_code = ${county} and x.book_id = b.id)`
  await sql`${planned}
    insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, occurred_on, posted_at, posted_by, scheme_id, scheme_version, scheme_hash, note)
    select b.county_code, platform.id_of('base ' || b.id), b.place_code, b.household_id, b.id, 'base', ${open.base}, b.opened_on, ${open.at}::timestamptz, ${open.by}::uuid,
      ${open.mark.schemeId}, ${open.mark.version}::int, ${open.mark.hash}, ''
    ${missing} on conflict do nothing`.execute(tx)
  await sql`${planned}
    insert into points.balance (county_code, book_id, place_code, household_id, redeemable, cumulative, gained, lost, entries, last_at)
    select b.county_code, b.id, b.place_code, b.household_id, ${open.base}, ${open.base}, 0, 0, 1, ${open.at}::timestamptz
    ${missing} on conflict do nothing`.execute(tx)
}

function booksOfClaims(open: BooksToOpen, claimed: readonly ClaimedBook[]): RawBuilder<unknown> {
  const { firstDay } = cycleDays(open.cycle)
  const key = `${countyOf(open.placeCode)} ${open.adoptionId} ${open.bookKey} ${open.cycle} `
  return sql`
    select ${countyOf(open.placeCode)}, platform.id_of(${key} || c."subjectId"), ${open.placeCode}, c."householdId", c."subjectKind", c."subjectId",
      c."subjectName", ${open.adoptionId}::uuid, ${open.bookKey}, ${open.cycle}, greatest(min(c."occurredOn"), ${firstDay}::date)
    from ${givenRows('c', claimedColumns, claimed)}
    group by c."householdId", c."subjectKind", c."subjectId", c."subjectName"`
}

type Wanted = Pick<
  BooksToOpen,
  'placeCode' | 'adoptionId' | 'bookKey' | 'cycle' | 'at' | 'subject' | 'householdIds'
>

/** The passbooks that those who took part in a cycle have or should have, in the columns of their table. */
export function booksOfParticipants(open: Wanted): RawBuilder<unknown> {
  const county = countyOf(open.placeCode)
  const { firstDay, lastDay } = cycleDays(open.cycle)
  const idOf = (subject: RawBuilder<unknown>) =>
    sql`platform.id_of(${`${county} ${open.adoptionId} ${open.bookKey} ${open.cycle} `} || ${subject})`
  const place = sql`${open.placeCode}::text`
  const book = sql`${open.adoptionId}::uuid, ${open.bookKey}::text, ${open.cycle}::text`
  const { kind, since } = open.subject ?? { kind: 'household' }
  if (kind === 'village')
    return sql`
    select ${county}::text, ${idOf(sql`platform.id_of(${place})`)}, ${place}, null::uuid, 'village', platform.id_of(${place}), '', ${book}, greatest(${since}::date, ${firstDay}::date)`
  if (kind === 'group')
    return sql`
    select ${county}::text, ${idOf(sql`a.id`)}, ${place}, null::uuid, 'group', a.id, a.name, ${book}, greatest(a.valid_from, ${since}::date, ${firstDay}::date)
    from (${groupAreas(open.placeCode)}) a where a.valid_from <= ${lastDay}::date and (a.valid_to is null or a.valid_to > ${firstDay}::date)`
  const took = sql`
    e.county_code = ${county} and e.place_code = ${place} and e.adoption_id = ${open.adoptionId}::uuid
      and e.joined_on <= ${lastDay}::date and (e.left_on is null or e.left_on > ${firstDay}::date)
      ${open.householdIds ? sql`and e.household_id = any(${open.householdIds as string[]}::uuid[])` : sql``}`
  if (kind === 'household')
    return sql`
    select ${county}::text, ${idOf(sql`e.household_id`)}, e.place_code, e.household_id, 'household', e.household_id, '', ${book}, greatest(min(e.joined_on), ${firstDay}::date)
    from points.enrolment e where ${took} and e.person_id is null
    group by e.place_code, e.household_id`
  return sql`
    select ${county}::text, ${idOf(sql`s.subject_id`)}, ${place}, s.household_id, s.kind, s.subject_id, '', ${book}, greatest(min(e.joined_on), ${firstDay}::date)
    from points.enrolment e join (${subjectsOfPersons(open)}) s on s.household_id = e.household_id and ${open.subject?.byPerson ? sql`e.person_id = s.person_id` : sql`e.person_id is null`}
    where ${took}
    group by s.household_id, s.kind, s.subject_id`
}

/** Grown-ups have a book of their own; a child's points go to the household (expectations of PIPL 31, Civil Code 17). */
function subjectsOfPersons(open: Wanted): RawBuilder<unknown> {
  const { firstDay, lastDay } = cycleDays(open.cycle)
  const today = chinaDateOf(open.at)
  const from = open.cycle === 'life' ? today : firstDay
  const to = [from, [today, lastDay].sort()[0]!].sort()[1]!
  const persons = eligiblePersons(countyOf(open.placeCode), open.subject!.criteria, { from, to })
  return sql`
    select p.id as person_id, p.household_id, s.kind, s.subject_id
    from (${persons}) p, lateral (
      select 'person' as kind, p.id as subject_id where p.birth_date is null or p.birth_date <= ${bornBy(ages.adultFromYears, to)}::date
      union all
      select 'household', p.household_id where p.birth_date > ${bornBy(ages.adultFromYears, from)}::date
    ) s`
}

/** The id under which a village has its book. */
export async function placeSubjectId(tx: Tx, placeCode: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select platform.id_of(${placeCode}) as id`.execute(tx)
  return rows[0]!.id
}
