import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { batch, declare } from '../../tests/points-acts.ts'
import { addFile, openTestVillage, type TestVillage, walkSteps } from '../../tests/points-village.ts'
import { declareClaim } from './declare-claim.ts'

const dated = (value: number | string) => `{ 2019-01-01: { value: ${value}, source: test } }`

/** The village's scheme with limits that Guyuan and Jinshi have: once for each named, once a month, by category. */
function withLimits(yaml: string): string {
  const limit = (key: string, line: string) => (text: string) => {
    assert.ok(text.includes(`      - key: ${key}\n`), key)
    return text.replace(`      - key: ${key}\n`, `      - key: ${key}\n        ${line}\n`)
  }
  return [
    limit('civilised_family', 'once: named'),
    limit('waste_sorting_good', `times_per: { period: month, times: ${dated(1)} }`),
    limit('public_affairs', `max_per_claim: ${dated(3)}\n        over_claim: ${dated('cut')}`),
    limit('courage', `max_per: { period: quarter, points: ${dated(50)} }`),
  ].reduce((text, change) => change(text), yaml)
}

let village: TestVillage
before(async () => {
  village = await openTestVillage(6, withLimits)
  paper = await addFile(village)
  const steps = ['draft', 'consult', 'town_review', 'scheme_publicity', 'announce']
  await walkSteps(village, '2020', steps, '2020-01-05')
})
after(() => village?.close())

const code = (error: unknown) => (error as { code?: string }).code ?? String(error)
let paper: string
const tell = (item: string, on: string, household: number, change: object = {}) => {
  const { lines: _lines, ...deed } = batch(village, item, on, [])
  const body = { ...deed, householdId: village.households[household]!, quantity: 100, proposed: null }
  return village
    .as(village.actors.cadre, '2020-12-30', (act) =>
      declareClaim(act, village.library, {
        ...body,
        personName: null,
        proxy: null,
        evidence: [paper],
        ...change,
      }),
    )
    .then(() => 'declared', code)
}

test('one student counts once, in whatever year and however the name is spaced; another counts too (D-18)', async () => {
  const named = (on: string, personName: string | null) => tell('civilised_family', on, 0, { personName })
  assert.equal(await named('2019-03-01', '王晓明'), 'declared')
  assert.equal(await named('2019-04-01', '王　晓明'), 'points.named_before')
  assert.equal(await named('2020-04-01', '王晓明'), 'points.named_before')
  assert.equal(await named('2019-04-01', '王晓红'), 'declared')
  assert.equal(await named('2019-04-01', null), 'points.name_missing')
  const other = await tell('civilised_family', '2019-04-01', 1, { personName: '王晓明' })
  assert.equal(other, 'declared', 'a namesake of another household')
})

test('of eight who declare the same student at once, one is taken', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => tell('civilised_family', '2019-05-01', 2, { personName: '李小花' })),
  )
  assert.deepEqual(answers.sort(), ['declared', ...Array(7).fill('points.named_before')])
})

test('a clean house counts once a month: the last of January and the first of February are two (D-18)', async () => {
  const clean = (on: string) => tell('waste_sorting_good', on, 3)
  assert.equal(await clean('2019-01-05'), 'declared')
  assert.equal(await clean('2019-01-31'), 'points.over_period_times')
  assert.equal(await clean('2019-02-01'), 'declared')
})

test('a quarter’s cap counts to its border and begins anew', async () => {
  const brave = (on: string, points: number) => tell('courage', on, 3, { proposed: points * 100 })
  assert.equal(await brave('2019-01-01', 25), 'declared')
  assert.equal(await brave('2019-03-31', 25.01), 'points.over_period_cap')
  assert.equal(await brave('2019-03-31', 25), 'declared')
  assert.equal(await brave('2019-04-01', 50), 'declared')
})

test('4 declared where 3 is the most are kept as 3 (C-24)', async () => {
  const ids = await declare(village, batch(village, 'public_affairs', '2019-06-01', [4, 5], 400))
  const { rows } = await village.database.owner.query(
    'select distinct proposed::int from points.claim where id = any($1)',
    [ids],
  )
  assert.deepEqual(rows, [{ proposed: 300 }])
})
