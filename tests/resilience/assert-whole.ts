import assert from 'node:assert/strict'
import { verifyCounty } from '../../platform/audit/verify.ts'
import { everywhere } from '../../platform/database/connect.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { balanceFaults } from '../points-acts.ts'
import { county, type TestVillage } from '../points-village.ts'
import { householdsImported, rollsAfter } from './prepare-rounds.ts'
import { type Order, reasonOf, type Work } from './send-acts.ts'

/** Looks behind the servers, past row-level security. */
export function lookInto(village: TestVillage) {
  const query = async (text: string, values: unknown[] = []) =>
    (await village.database.owner.query(text, values)).rows
  const count = async (text: string, values: unknown[] = []) =>
    Number((await query(`select count(*) as n from ${text}`, values))[0].n)
  return { query, count }
}

/**
 * Every act of every round is there whole or not at all, each with its record; balances are the sums of their
 * entries, and the audit chain verifies. Tells what of an order is there.
 */
export async function assertWhole(
  village: TestVillage,
  secrets: Secrets,
  order: Order,
): Promise<Record<Work, boolean>> {
  const { count } = lookInto(village)
  await assertLists(village)
  await assertCloses(village)
  await assertPayments(village)
  await assertRolls(village)
  await assertRecorded(village)
  assert.deepEqual(await balanceFaults(village), [])
  const report = await village.database.transact(everywhere, (tx) => verifyCounty(tx, secrets, county))
  assert.deepEqual(report.findings, [])
  return {
    close: (await count('points.close where correction_reason = $1', [reasonOf(order)])) === 1,
    pay: (await count(`dividend.plan where id = $1 and state = 'paid'`, [order.planId])) === 1,
    import: (await count('household.household where place_code = $1', [order.rollPlace])) > 0,
  }
}

async function assertLists(village: TestVillage): Promise<void> {
  const all = village.households.length
  const lists = await lookInto(village).query(
    `select l.state, count(*) as lines, count(*) filter (where c.state = 'posted') as posted, count(e.id) as entries
     from publicity.list l join publicity.line n on n.list_id = l.id join points.claim c on c.id = n.subject_id left join points.entry e on e.claim_id = c.id
     where l.title like '第 % 轮' group by l.id, l.state`,
  )
  for (const list of lists) {
    const wanted = list.state === 'settled' ? all : 0
    assert.deepEqual([Number(list.lines), Number(list.posted), Number(list.entries)], [all, wanted, wanted])
  }
}

async function assertCloses(village: TestVillage): Promise<void> {
  const closes = await lookInto(village).query(
    `select c.attempt, count(l.book_id) as lines from points.close c left join points.close_line l on l.close_id = c.id where c.period = '2020' group by c.id, c.attempt order by c.attempt`,
  )
  assert.deepEqual(
    closes.map((row) => [row.attempt, Number(row.lines)]),
    closes.map((_, index) => [index + 1, village.households.length]),
  )
}

async function assertPayments(village: TestVillage): Promise<void> {
  const { query } = lookInto(village)
  const plans = await query(
    `select d.state, d.figures ->> 'totalPaidFen' as total, count(p.id) as payments, coalesce(sum(p.amount_fen), 0) as paid from dividend.plan d left join dividend.payment p on p.plan_id = d.id group by d.id, d.state, d.figures`,
  )
  for (const plan of plans) {
    const wanted = plan.state === 'paid' ? [village.households.length, Number(plan.total)] : [0, 0]
    assert.deepEqual([Number(plan.payments), Number(plan.paid)], wanted)
  }
  const numbers = await query(`select right(number, 5)::int as n from dividend.payment order by number`)
  assert.deepEqual(
    numbers.map((row) => row.n),
    numbers.map((_, index) => index + 1),
  )
}

/** A roll is there with everybody exactly when its run has ended as done; an unfinished run wrote nothing. */
async function assertRolls(village: TestVillage): Promise<void> {
  const { query } = lookInto(village)
  const rolls = await query(
    `select place_code,
       (select count(*) from household.household h where h.place_code = p.place_code) as households,
       (select count(*) from household.person n where n.place_code = p.place_code) as persons,
       (select count(*) from household.membership m where m.place_code = p.place_code) as members,
       (select count(*) from territory.area a where a.place_code = p.place_code) as groups,
       (select count(*) from job.run r where r.place_code = p.place_code and r.state = 'done') as runs
     from (select code as place_code from territory.division where code > $1 and level = 'village') p`,
    [rollsAfter],
  )
  for (const roll of rolls) {
    const { households, persons, members, groups, runs } = roll
    const found = [households, persons, members, groups].map(Number)
    const whole = [householdsImported, householdsImported * 2, householdsImported * 2, 9]
    assert.deepEqual(found, Number(runs) === 1 ? whole : [0, 0, 0, 0], `${roll.place_code}, ${runs} runs`)
  }
}

/** Each act and its record in the audit log are one. */
async function assertRecorded(village: TestVillage): Promise<void> {
  const { count } = lookInto(village)
  const records = (action: string) => count('audit.entry where action = $1', [action])
  assert.equal(await records('points.close'), await count('points.close'))
  assert.equal(await records('dividends.pay'), await count(`dividend.plan where state = 'paid'`))
  assert.equal(await records('publicity.settle'), await count(`publicity.list where state = 'settled'`))
  const done = `job.run where kind = 'households.import' and state = 'done'`
  assert.equal(await records('households.import'), await count(done))
}
