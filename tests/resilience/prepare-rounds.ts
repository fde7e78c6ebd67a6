import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { v7 as makeId } from 'uuid'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { createAccountDirectly } from '../../modules/accounts/index.ts'
import { type RollRow, rollSheet } from '../../modules/households/index.ts'
import { everywhere } from '../../platform/database/connect.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { writeWorkbook } from '../../platform/workbooks/index.ts'
import { draft, insertYear, register } from '../dividend-acts.ts'
import { close } from '../points-acts.ts'
import { county, place, type TestVillage, walkSteps } from '../points-village.ts'
import type { Order } from './send-acts.ts'

export const householdsImported = 800
/** The villages of the rolls lie past this code. */
export const rollsAfter = '330482001299'
export const password = '稻田 青蛙 竹椅 三月'

/** A year closed and its dividend drafted, so that plans like it can be paid; and the accounts that act. */
export async function prepareYear(village: TestVillage, secrets: Secrets): Promise<string> {
  const { households } = village
  await insertYear(
    village,
    households.map((_, household) => ({ household, points: 1 + (household % 7) })),
  )
  await register(
    village,
    households.map(() => 100),
  )
  const closed = await close(village, '2019', '2020-01-05')
  const pools = { sharePoolFen: 4_000_000, incentivePoolFen: 90_000_000, priceFen: null }
  const plan = await draft(village, closed.closeId, pools, '2020-01-06')
  await village.database.owner.query(
    `insert into procedure.step (county_code, run_id, step_key, place_code, done_on, evidence, note, done_name, done_at)
     select county_code, id, 'plan_publicity', place_code, '2020-01-20', '[]', '', '', '2020-01-20' from procedure.run where cycle = '2019'`,
  )
  const steps = ['draft', 'consult', 'town_review', 'scheme_publicity', 'announce']
  await walkSteps(village, '2020', steps, '2020-02-05')
  await village.database.transact(everywhere, async (tx) => {
    for (const [login, role, scope] of [
      ['clerk', 'clerk', place.slice(0, 9)],
      ['secretary', 'secretary', place],
    ] as const)
      await createAccountDirectly({ tx, now: new Date(), record: () => undefined }, secrets, {
        ...{ name: login, login, password, placeCode: place },
        grants: [{ role, scope, from: '2020-01-01' }],
      })
  })
  return plan.id
}

/** What a round works on: a list whose days have passed, a plan that was resolved, an empty village and its roll. */
export async function prepareRound(village: TestVillage, planLike: string, round: number): Promise<Order> {
  const { owner } = village.database
  await openList(village, round)
  const planId = makeId()
  await owner.query(
    `insert into dividend.plan (county_code, id, place_code, adoption_id, cycle, attempt, close_id, share_pool_fen, incentive_pool_fen, price_fen, figures, scheme_hash, state, drafted_at)
     select county_code, $2, place_code, adoption_id, cycle, $3, close_id, share_pool_fen, incentive_pool_fen, price_fen, figures, scheme_hash, 'resolved', drafted_at from dividend.plan where id = $1`,
    [planLike, planId, round + 2],
  )
  await owner.query(
    `insert into dividend.line (county_code, plan_id, household_id, place_code, household_number, head_name, shares, share_fen, points, weighted, incentive_fen, capped, total_fen)
     select county_code, $2, household_id, place_code, household_number, head_name, shares, share_fen, points, weighted, incentive_fen, capped, total_fen from dividend.line where plan_id = $1`,
    [planLike, planId],
  )
  const rollPlace = `330482001${String(300 + round)}`
  await owner.query(
    `insert into territory.division (code, parent_code, level, name, short_name, pinyin, initials, valid_from, source)
     values ($1, '330000000000', 'village', $2, $2, 'x', 'x', '2000-01-01', 'test')`,
    [rollPlace, `第 ${round} 村`],
  )
  const output = new PassThrough()
  const [roll] = await Promise.all([buffer(output), writeWorkbook(rollSheet, rollOf(round), output)])
  const keys = { close: makeId(), pay: makeId(), import: makeId() }
  return { round, adoptionId: village.adoptionId, planId, rollPlace, roll, keys }
}

async function openList(village: TestVillage, round: number): Promise<void> {
  const { owner } = village.database
  const listId = makeId()
  await owner.query(
    `insert into publicity.list (county_code, id, place_code, kind, title, duty, opens_on, closes_on, hides_names_on, spot, columns, source, totals, state, public, opened_at)
     values ($1, $2, $3, 'points_entries', $5, '清单', '2021-04-01', '2021-04-07', '2022-04-07', '公开栏', '[]', jsonb_build_object('adoptionId', $4::text, 'bookKey', 'shanzhi', 'period', '2021-Q1'), '[]', 'open', true, '2021-04-01')`,
    [county, listId, place, village.adoptionId, `第 ${round} 轮`],
  )
  await owner.query(
    `with claim as (
       insert into points.claim (county_code, id, place_code, household_id, subject_id, adoption_id, book_key, item_key, direction, quantity, proposed, decided, occurred_on, reason, channel, medium, declared_by, declared_name, declared_at, state, publicised_until, shows_left, updated_at)
       select $1, gen_random_uuid(), $2, h, h, $3, 'shanzhi', 'public_affairs', 'plus', 100, 100, 100, '2021-02-01', 'x', 'cadre', 'console', $4, 'x', '2021-02-02', 'publicised', '2021-04-07', 0, '2021-04-01' from unnest($5::uuid[]) h
       returning id, household_id)
     insert into publicity.line (county_code, id, list_id, place_code, household_id, position, subject_kind, subject_id, shown, public)
     select $1, gen_random_uuid(), $6, $2, household_id, row_number() over (), 'claim', id, '{}', true from claim`,
    [county, place, village.adoptionId, village.actors.clerk.accountId, village.households, listId],
  )
}

/** A made-up roll of two people a household. */
function* rollOf(round: number): Generator<RollRow> {
  for (let index = 0; index < householdsImported; index++) {
    const number = String(index + 1).padStart(5, '0')
    const month = String((index % 12) + 1).padStart(2, '0')
    const day = String((index % 28) + 1).padStart(2, '0')
    const identity = makeIdentityNumber('330482', `${1940 + round}-${month}-${day}`, Math.floor(index / 84))
    const head = { number, name: `户主${number}`, relation: 'head', identity, group: `${(index % 9) + 1}组` }
    yield head as RollRow
    yield { number, name: `家人${number}`, relation: 'son', sex: 'male', birthDate: '1990-05-01' } as RollRow
  }
}
