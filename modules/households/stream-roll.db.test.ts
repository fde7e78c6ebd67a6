import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeIdentityNumber } from '../../engines/identity-number/identity-number.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { importRoll, type RollResult } from './import-roll.ts'
import { planRoll, type RollPlan, rollRowsOf } from './plan-roll.ts'
import type { RollRow } from './roll-sheet.ts'
import { importRollRows } from './stream-roll.ts'
import { blankRollRow, now, openTestVillage, refusalOf, type TestVillage, tongjie } from './test-village.ts'

let village: TestVillage
before(async () => {
  village = await openTestVillage()
})
after(() => village.database.close())

/** Households of two with numbers of their own; `from` keeps the identity numbers of files apart. */
function rowsOf(prefix: string, households: number, from: number): RollRow[] {
  return Array.from({ length: households * 2 }, (_, index) => ({
    ...blankRollRow,
    number: `${prefix}${Math.floor(index / 2)}`,
    name: `${prefix}人${index}`,
    relation: index % 2 === 0 ? ('head' as const) : ('spouse' as const),
    identity: makeIdentityNumber(
      '330482',
      `19${50 + ((from + index) % 50)}-01-01`,
      Math.floor((from + index) / 50),
    ),
    group: `${1 + (Math.floor(index / 200) % 5)}组`,
    tags: index % 100 === 0 ? '低保' : undefined,
  }))
}

const request = (rows: readonly RollRow[]) => ({
  place: tongjie,
  rows: rollRowsOf(rows),
  createGroups: true,
  today: '2026-03-05',
})
const options = (mode: 'good_households' | 'all_or_nothing') => ({
  mode,
  from: '2026-03-05',
  source: '名册.xlsx',
  by: { at: now, accountId: null, name: '测试' },
})
const stream = (rows: readonly RollRow[], mode: 'good_households' | 'all_or_nothing' = 'all_or_nothing') =>
  village.database.transact(everywhere, (tx) =>
    importRollRows(tx, village.secrets, request(rows), options(mode)),
  )

/** What planning first and writing after would have done, taken back again. */
async function inTwoSteps(rows: readonly RollRow[], mode: 'good_households' | 'all_or_nothing') {
  let done: { plan: RollPlan; result: RollResult } | undefined
  const undone = village.database.transact(everywhere, async (tx) => {
    const plan = await planRoll(tx, village.secrets, request(rows))
    done = { plan, result: await importRoll(tx, village.secrets, plan, options(mode)) }
    throw new Error('taken back')
  })
  await assert.rejects(undone, /taken back/)
  return done!
}

async function countPeople(prefix: string): Promise<number> {
  const found = await village.database.owner.query(
    `select count(*)::int as n from household.person p join household.membership m on m.county_code = p.county_code and m.person_id = p.id where p.name like $1`,
    [`${prefix}人%`],
  )
  return found.rows[0].n
}

test('a clean file of several batches is written while it is read, as in two steps', async () => {
  const rows = rowsOf('甲', 4000, 0)
  const expected = await inTwoSteps(rows, 'all_or_nothing')
  const { plan, result } = await stream(rows)
  assert.deepEqual(result, expected.result)
  assert.equal(plan.digest, expected.plan.digest)
  assert.equal(await countPeople('甲'), 8000)
  const again = await stream(rows)
  assert.deepEqual(again.result.households, { new: 0, changed: 0, unchanged: 4000, leftOut: 0 })
})

test('a fault far down takes back what was written ahead, and the good households go in', async () => {
  const rows = rowsOf('乙', 2000, 8000)
  rows[3999] = { ...rows[3999]!, relation: 'head' }
  const expected = await inTwoSteps(rows, 'good_households')
  const { plan, result } = await stream(rows, 'good_households')
  assert.deepEqual(result, expected.result)
  assert.equal(plan.digest, expected.plan.digest)
  assert.deepEqual(result.households, { new: 1999, changed: 0, unchanged: 0, leftOut: 1 })
  assert.equal(await countPeople('乙'), 3998)
})

test('a fault far down leaves nothing when all or nothing was asked', async () => {
  const rows = rowsOf('丙', 2000, 12_000)
  rows[3999] = { ...rows[3999]!, identity: rows[0]!.identity }
  assert.equal(await refusalOf(stream(rows)), 'household.roll_has_faults')
  assert.equal(await countPeople('丙'), 0)
})

test('a household that turns up again far down still becomes one household', async () => {
  const rows = rowsOf('丁', 2000, 16_000)
  rows.push({ ...blankRollRow, number: '丁0', name: '丁人末', relation: 'son' })
  const { plan, result } = await stream(rows)
  assert.deepEqual([plan.faultsTotal, result.households.new, result.persons.new], [0, 2000, 4001])
  const found = await village.database.owner.query(
    `select count(*)::int as n from household.household h join household.membership m on m.county_code = h.county_code and m.household_id = h.id where h.number = '丁0'`,
  )
  assert.equal(found.rows[0].n, 3)
})

test('a file in no order is read all the same', async () => {
  const rows = rowsOf('戊', 50, 20_000)
  const mixed = [...rows.filter((_, index) => index % 2 === 0), ...rows.filter((_, index) => index % 2 === 1)]
  const { result } = await stream(mixed)
  assert.deepEqual([result.households.new, result.persons.new], [50, 100])
})

test('work given up far down leaves nothing behind, also of what was being written', async () => {
  const rows = rowsOf('己', 4000, 21_000)
  const onProgress = (read: number) => {
    if (read === 7000) throw new Error('given up')
  }
  const given = village.database.transact(everywhere, (tx) =>
    importRollRows(tx, village.secrets, { ...request(rows), onProgress }, options('all_or_nothing')),
  )
  await assert.rejects(given, /given up/)
  assert.equal(await countPeople('己'), 0)
})
