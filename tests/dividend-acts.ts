import { v7 as makeId } from 'uuid'
import { draftPlan, insertShares, payPlan, publicisePlan, resolvePlan } from '../modules/dividends/index.ts'
import type { PlanRow } from '../modules/dividends/store.ts'
import { recordResolution } from '../modules/meetings/index.ts'
import { openBooks } from '../modules/points/store-books.ts'
import { everywhere } from '../platform/database/connect.ts'
import { county, place, type TestVillage } from './points-village.ts'
import type { Shown } from './publicity-acts.ts'

/** Writes gains and losses of 2019 straight into the ledger, balances with them: points by household. */
export async function insertYear(
  village: TestVillage,
  moves: readonly { household: number; points: number }[],
): Promise<void> {
  await village.database.transact(everywhere, (tx) =>
    openBooks(tx, {
      placeCode: place,
      adoptionId: village.adoptionId,
      bookKey: 'shanzhi',
      cycle: '2019',
      base: 10_000,
      mark: { schemeId: 'pinghu-tongjie', version: 1, hash: 'x' },
      at: new Date('2019-01-06T00:00:00Z'),
      by: null,
    }),
  )
  const rows = moves.map(({ household, points }) => ({
    id: makeId(),
    household: village.households[household]!,
    amount: Math.round(points * 100),
  }))
  await village.database.owner.query(
    `with moved as (
       select r.id, b.id as book_id, b.household_id, r.amount from jsonb_to_recordset($1::jsonb) as r (id uuid, household uuid, amount bigint)
       join points.book b on b.household_id = r.household and b.cycle = '2019'),
     entered as (
       insert into points.entry (county_code, id, place_code, household_id, book_id, kind, amount, occurred_on, posted_at, scheme_id, scheme_version, scheme_hash, note)
       select $2, id, $3, household_id, book_id, case when amount > 0 then 'award' else 'deduction' end, amount, '2019-06-15', '2019-07-20', 'pinghu-tongjie', 1, 'x', ''
       from moved)
     update points.balance x set redeemable = redeemable + s.amount, cumulative = cumulative + s.amount, gained = gained + s.plus, lost = lost + s.minus, entries = entries + s.n
     from (select book_id, sum(amount) as amount, sum(greatest(amount, 0)) as plus, sum(greatest(- amount, 0)) as minus, count(*) as n from moved group by book_id) s
     where x.book_id = s.book_id`,
    [JSON.stringify(rows), county, place],
  )
}

/** The share register from 2018 on, in hundredths of a share by household. */
export function register(village: TestVillage, shares: readonly number[]): Promise<void> {
  return village.database.transact(everywhere, (tx) =>
    insertShares(
      tx,
      place,
      shares.map((count, index) => ({
        id: makeId(),
        householdId: village.households[index]!,
        shares: count,
        from: '2018-01-01',
        basis: '2018 年章程',
      })),
    ),
  )
}

export interface Pools {
  sharePoolFen: number
  incentivePoolFen: number
  priceFen: number | null
}

export function draft(village: TestVillage, closeId: string, pools: Pools, on: string): Promise<PlanRow> {
  const plan = { placeCode: place, adoptionId: village.adoptionId, closeId, ...pools }
  return village.as(village.actors.clerk, on, (act) => draftPlan(act, village.library, plan))
}

export function show(village: TestVillage, plan: PlanRow, opensOn: string): Promise<PlanRow> {
  const body = { opensOn, spot: '村务公开栏', revision: plan.revision }
  return village.as(village.actors.clerk, opensOn, (act) =>
    publicisePlan(act, village.library, plan.id, body),
  )
}

/** Sixty representatives vote; by default most of them come and agree. */
export async function vote(
  village: TestVillage,
  heldOn: string,
  change: { body?: 'members_congress' | 'villager_representatives'; votesFor?: number } = {},
): Promise<string> {
  const { body = 'members_congress', votesFor = 52 } = change
  const row = await village.as(village.actors.clerk, heldOn, (act) =>
    recordResolution(act, village.library, {
      placeCode: place,
      title: '通过 2019 年度收益分配方案',
      body,
      heldOn,
      eligible: 60,
      present: 56,
      votesFor,
      votesAgainst: 56 - votesFor,
      votesAbstain: 0,
      minutes: [],
    }),
  )
  return row.id
}

export function resolve(
  village: TestVillage,
  plan: PlanRow,
  resolutionId: string,
  on: string,
): Promise<PlanRow> {
  const body = { resolutionId, revision: plan.revision }
  return village.as(village.actors.clerk, on, (act) => resolvePlan(act, village.library, plan.id, body))
}

export function pay(village: TestVillage, plan: PlanRow, on: string, paidOn = on): Promise<PlanRow> {
  const body = { paidOn, method: 'bank' as const, revision: plan.revision }
  return village.as(village.actors.secretary, on, (act) => payPlan(act, village.library, plan.id, body))
}

/** The list of a plan, its lines in their order. */
export async function listOf(village: TestVillage, plan: PlanRow): Promise<Shown> {
  const { rows } = await village.database.owner.query(
    `select l.id, l.closes_on::text as closes_on, array_agg(n.id order by n.position) as lines
     from publicity.list l join publicity.line n on n.county_code = l.county_code and n.list_id = l.id
     where l.source ->> 'planId' = $1 group by l.county_code, l.id`,
    [plan.id],
  )
  const { id, closes_on: closesOn, lines } = rows[0]
  return { period: plan.cycle, listId: id, closesOn, claimIds: [], lines }
}
