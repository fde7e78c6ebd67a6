import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../../platform/database/connect.ts'
import { countList, type Page, takePage } from '../../platform/database/take-page.ts'
import { householdCards, personNames } from '../households/index.ts'
import type { Cap, CapKey, Used } from './decide-caps.ts'
import { countyOf } from './store.ts'

/** What a claim or book is called: a person by name, a household by its head; the joins are h and p. */
export function subjectNameOf(table: 'c' | 'b') {
  return sql<string>`case ${sql.ref(`${table}.subject_kind`)} when 'household' then coalesce(h.head_name, '') when 'person' then coalesce(p.name, '') else ${sql.ref(`${table}.subject_name`)} end`.as(
    'subjectName',
  )
}

export type ClaimState =
  | 'in_review'
  | 'returned'
  | 'rejected'
  | 'withdrawn'
  | 'rectifying'
  | 'waived'
  | 'approved'
  | 'publicised'
  | 'disputed'
  | 'posted'

function selectClaims(tx: Tx, countyCode: string) {
  return tx
    .selectFrom('points.claim as c')
    .leftJoin(householdCards(tx, countyCode).as('h'), (join) =>
      join.onRef('h.county_code', '=', 'c.county_code').onRef('h.id', '=', 'c.household_id'),
    )
    .leftJoin(personNames(tx, countyCode).as('p'), (join) =>
      join.onRef('p.county_code', '=', 'c.county_code').onRef('p.id', '=', 'c.subject_id'),
    )
    .where('c.county_code', '=', countyCode)
    .select([
      'c.id',
      'c.place_code as placeCode',
      'c.household_id as householdId',
      sql<string>`coalesce(h.number, '')`.as('householdNumber'),
      sql<string>`coalesce(h.head_name, '')`.as('headName'),
      'c.subject_kind as subjectKind',
      'c.subject_id as subjectId',
      subjectNameOf('c'),
      'c.person_id as personId',
      'c.person_name as personName',
      'c.adoption_id as adoptionId',
      'c.book_key as bookKey',
      'c.item_key as itemKey',
      'c.direction',
      'c.quantity',
      'c.proposed',
      'c.decided',
      'c.occurred_on as occurredOn',
      'c.happened_at as happenedAt',
      'c.reason',
      'c.evidence',
      'c.channel',
      'c.medium',
      'c.declared_by as declaredBy',
      'c.declared_name as declaredName',
      'c.declared_at as declaredAt',
      'c.proxy',
      'c.state',
      'c.step_key as stepKey',
      'c.revision',
      'c.updated_at as updatedAt',
    ])
}

export type ClaimRow = Awaited<ReturnType<ReturnType<typeof selectClaims>['executeTakeFirstOrThrow']>>

export async function findClaim(tx: Tx, countyCode: string, id: string): Promise<ClaimRow | undefined> {
  return selectClaims(tx, countyCode).where('c.id', '=', id).executeTakeFirst()
}

/** Locks claims in the order of their ids, so that two batches never wait for each other in a circle. */
export async function lockClaims(tx: Tx, countyCode: string, ids: readonly string[]): Promise<void> {
  await sql`
    select id from points.claim where county_code = ${countyCode} and id = any(${ids as string[]}::uuid[]) order by id for update`.execute(
    tx,
  )
}

export async function listClaimsByIds(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
): Promise<ClaimRow[]> {
  return selectClaims(tx, countyCode)
    .where('c.id', 'in', ids as string[])
    .execute()
}

export interface ClaimFilter extends Page {
  place?: string | undefined
  household?: string | undefined
  /** Only claims for the passbook of this household, person or group. */
  subject?: string | undefined
  state: string
  step?: string | undefined
  item?: string | undefined
  direction?: 'plus' | 'minus' | undefined
  from?: string | undefined
  to?: string | undefined
  search: string
  declaredBy?: string | undefined
  /** Only claims of this household or declared by this account. */
  concerning?: { accountId: string; householdId: string | null } | undefined
  sort: string
}

const orders: Record<string, [string, 'asc' | 'desc']> = {
  declared: ['c.declared_at', 'asc'],
  '-declared': ['c.declared_at', 'desc'],
  occurred: ['c.occurred_on', 'asc'],
  '-occurred': ['c.occurred_on', 'desc'],
  points: ['c.proposed', 'asc'],
  '-points': ['c.proposed', 'desc'],
}

export async function listClaimRows(
  tx: Tx,
  countyCode: string,
  filter: ClaimFilter,
): Promise<{ rows: ClaimRow[]; total: number }> {
  const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`
  const base = selectClaims(tx, countyCode)
    .$if(filter.place !== undefined, (query) => query.where('c.place_code', '=', filter.place!))
    .$if(filter.household !== undefined, (query) => query.where('c.household_id', '=', filter.household!))
    .$if(filter.subject !== undefined, (query) => query.where('c.subject_id', '=', filter.subject!))
    .$if(filter.state === 'open', (query) =>
      query.where('c.state', 'in', [
        'in_review',
        'returned',
        'rectifying',
        'approved',
        'publicised',
        'disputed',
      ]),
    )
    .$if(filter.state !== 'open' && filter.state !== 'all', (query) =>
      query.where('c.state', '=', filter.state as ClaimState),
    )
    .$if(filter.step !== undefined, (query) => query.where('c.step_key', '=', filter.step!))
    .$if(filter.item !== undefined, (query) => query.where('c.item_key', '=', filter.item!))
    .$if(filter.direction !== undefined, (query) => query.where('c.direction', '=', filter.direction!))
    .$if(filter.from !== undefined, (query) => query.where('c.occurred_on', '>=', filter.from!))
    .$if(filter.to !== undefined, (query) => query.where('c.occurred_on', '<=', filter.to!))
    .$if(filter.declaredBy !== undefined, (query) => query.where('c.declared_by', '=', filter.declaredBy!))
    .$if(filter.concerning !== undefined, (query) =>
      query.where((or) =>
        or.or([
          or('c.declared_by', '=', filter.concerning!.accountId),
          or('c.household_id', '=', filter.concerning!.householdId),
        ]),
      ),
    )
    .$if(filter.search !== '', (query) =>
      query.where(
        sql<SqlBool>`(h.head_name like ${like} or h.number like ${like} or c.reason like ${like} or c.person_name like ${like} or c.subject_name like ${like})`,
      ),
    )
  const [column, direction] = orders[filter.sort] ?? orders['-declared']!
  const ordered = base.orderBy(sql.ref(column), direction).orderBy('c.id', direction)
  const rows = await takePage(tx, ordered, filter)
  const { total } = await countList(filter, () =>
    base.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
  )
  return { rows, total }
}

export interface NewClaim {
  id: string
  placeCode: string
  householdId: string | null
  subjectKind: string
  subjectId: string
  subjectName: string
  personId: string | null
  personName: string | null
  adoptionId: string
  bookKey: string
  itemKey: string
  direction: 'plus' | 'minus'
  quantity: number
  proposed: number
  occurredOn: string
  happenedAt: string
  reason: string
  evidence: readonly string[]
  channel: string
  medium: string
  declaredBy: string
  declaredName: string
  proxy: unknown
  stepKey: string
}

/** Any number of claims in one statement. */
export async function insertClaims(
  tx: Tx,
  placeCode: string,
  claims: readonly NewClaim[],
  at: Date,
): Promise<void> {
  await sql`
    insert into points.claim (county_code, id, place_code, household_id, subject_kind, subject_id, subject_name, person_id, person_name, adoption_id, book_key, item_key, direction, quantity, proposed, occurred_on,
      happened_at, reason, evidence, channel, medium, declared_by, declared_name, declared_at, proxy, state, step_key, updated_at)
    select ${countyOf(placeCode)}, n.id, n."placeCode", n."householdId", n."subjectKind", n."subjectId", n."subjectName", n."personId", n."personName", n."adoptionId", n."bookKey", n."itemKey", n.direction, n.quantity, n.proposed, n."occurredOn",
      n."happenedAt", n.reason, coalesce((select array_agg(e::uuid) from jsonb_array_elements_text(n.evidence) e), '{}'), n.channel, n.medium, n."declaredBy", n."declaredName",
      ${at}::timestamptz, n.proxy, 'in_review', n."stepKey", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as n (id uuid, "placeCode" text, "householdId" uuid, "subjectKind" text, "subjectId" uuid, "subjectName" text, "personId" uuid, "personName" text, "adoptionId" uuid, "bookKey" text, "itemKey" text,
      direction text, quantity bigint, proposed bigint, "occurredOn" date, "happenedAt" text, reason text, evidence jsonb, channel text, medium text, "declaredBy" uuid,
      "declaredName" text, proxy jsonb, "stepKey" text)
    on conflict (county_code, id) do nothing`.execute(tx)
}

export interface ClaimChange {
  id: string
  state: ClaimState
  stepKey: string | null
  decided: number | null
}

/** Moves claims on, any number in one statement; their rows must be locked. */
export async function moveClaims(
  tx: Tx,
  countyCode: string,
  changes: readonly ClaimChange[],
  at: Date,
): Promise<void> {
  await sql`
    update points.claim c set state = n.state, shows_left = case n.state when 'in_review' then null else c.shows_left end, step_key = n."stepKey", decided = n.decided, revision = c.revision + 1, updated_at = ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as n (id uuid, state text, "stepKey" text, decided bigint)
    where c.county_code = ${countyCode} and c.id = n.id`.execute(tx)
}

/** Writes an amended claim back into review. */
export async function amendClaimRow(
  tx: Tx,
  countyCode: string,
  id: string,
  change: {
    householdId: string | null
    subjectKind: 'household' | 'person' | 'group' | 'village'
    subjectId: string
    quantity: number
    proposed: number
    occurredOn: string
    happenedAt: string
    reason: string
    evidence: string[]
    stepKey: string
    at: Date
  },
): Promise<void> {
  await tx
    .updateTable('points.claim')
    .set((row) => ({
      household_id: change.householdId,
      subject_kind: change.subjectKind,
      subject_id: change.subjectId,
      quantity: change.quantity,
      proposed: change.proposed,
      decided: null,
      occurred_on: change.occurredOn,
      happened_at: change.happenedAt,
      reason: change.reason,
      evidence: change.evidence,
      state: 'in_review',
      step_key: change.stepKey,
      revision: row('revision', '+', 1),
      updated_at: change.at,
    }))
    .where('county_code', '=', countyCode)
    .where('id', '=', id)
    .execute()
}

export interface NewReview {
  id: string
  placeCode: string
  householdId: string | null
  claimId: string
  stepKey: string
  decision: 'pass' | 'return' | 'reject'
  points: number | null
  panel: readonly { name: string; guest: boolean }[]
  note: string
}

export async function insertReviews(
  tx: Tx,
  countyCode: string,
  reviews: readonly NewReview[],
  by: { accountId: string; name: string; at: Date },
): Promise<void> {
  await sql`
    insert into points.review (county_code, id, place_code, household_id, claim_id, step_key, decision, points, panel, note, decided_by, decided_name, decided_at)
    select ${countyCode}, n.id, n."placeCode", n."householdId", n."claimId", n."stepKey", n.decision, n.points, n.panel, n.note, ${by.accountId}::uuid, ${by.name}, ${by.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(reviews)}::jsonb) as n (id uuid, "placeCode" text, "householdId" uuid, "claimId" uuid, "stepKey" text, decision text, points bigint, panel jsonb, note text)
    on conflict do nothing`.execute(tx)
}

export async function listReviews(tx: Tx, countyCode: string, claimIds: readonly string[]) {
  return tx
    .selectFrom('points.review')
    .select([
      'claim_id as claimId',
      'step_key as stepKey',
      'decision',
      'points',
      'panel',
      'note',
      'decided_by as decidedBy',
      'decided_name as decidedName',
      'decided_at as decidedAt',
    ])
    .where('county_code', '=', countyCode)
    .where('claim_id', 'in', claimIds as string[])
    .orderBy('decided_at')
    .execute()
}

/** The entry that a claim became, and the one that took it back, in their order. */
export async function listClaimEntries(tx: Tx, countyCode: string, claimId: string) {
  const { rows } = await sql<{ id: string; kind: string; amount: number; note: string; postedAt: Date }>`
    select e.id, e.kind, e.amount, e.note, e.posted_at as "postedAt" from points.entry e
    where e.county_code = ${countyCode} and e.claim_id = ${claimId}::uuid and e.kind in ('award', 'deduction')
    union all
    select r.id, r.kind, r.amount, r.note, r.posted_at from points.entry e join points.entry r on r.county_code = e.county_code and r.reverses_id = e.id
    where e.county_code = ${countyCode} and r.county_code = ${countyCode} and e.claim_id = ${claimId}::uuid and e.kind in ('award', 'deduction')`.execute(
    tx,
  )
  return rows
}

export type ClaimEntryRow = Awaited<ReturnType<typeof listClaimEntries>>[number]

/**
 * What subjects have under way or posted towards caps. A claim whose entry was reversed counts no more;
 * `exceptId` leaves out the claim that is being decided.
 */
export async function findUsed(
  tx: Tx,
  countyCode: string,
  key: {
    subjectIds: readonly string[]
    adoptionId: string
    bookKey: string
    caps: readonly Cap[]
    exceptId?: string
  },
): Promise<Map<string, Used>> {
  const { rows } = await sql<{ subject: string; cap: CapKey; times: number; points: number }>`
    select c.subject_id as subject, w.key as cap, count(*) as times, sum(coalesce(c.decided, c.proposed))::bigint as points
    from points.claim c join jsonb_to_recordset(${JSON.stringify(key.caps)}::jsonb) as w (key text, items jsonb, "firstDay" date, "lastDay" date, named text)
      on w.items @> to_jsonb(c.item_key) and c.occurred_on between w."firstDay" and w."lastDay"
        and (w.named is null or translate(c.person_name, ${spaces}, '') = translate(w.named, ${spaces}, ''))
    where c.county_code = ${countyCode} and c.subject_id = any(${key.subjectIds as string[]}::uuid[]) and c.adoption_id = ${key.adoptionId}::uuid
      and c.book_key = ${key.bookKey} and c.state not in ('rejected', 'withdrawn', 'waived') and c.id is distinct from ${key.exceptId ?? null}::uuid
      and not exists (select from points.entry e join points.entry r on r.county_code = e.county_code and r.reverses_id = e.id
        where e.county_code = ${countyCode} and r.county_code = ${countyCode} and e.claim_id = c.id)
    group by c.subject_id, w.key`.execute(tx)
  const used = new Map<string, Used>()
  for (const { subject, cap, times, points } of rows)
    used.set(subject, { ...used.get(subject), [cap]: { times, points } })
  return used
}

/** Spaces within a name make no other name, the wide one of Chinese typing included. */
const spaces = ' \u3000'

/** How many claims stand where, for the inbox. */
export async function countByState(
  tx: Tx,
  placeCode: string,
): Promise<{ state: ClaimState; stepKey: string | null; count: number }[]> {
  const { rows } = await sql<{ state: ClaimState; stepKey: string | null; count: number }>`
    select state, step_key as "stepKey", count(*) as count from points.claim
    where county_code = ${countyOf(placeCode)} and place_code = ${placeCode} and state in ('in_review', 'rectifying', 'approved', 'publicised', 'disputed')
    group by state, step_key`.execute(tx)
  return rows
}
