import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { everywhere } from '../../platform/database/connect.ts'
import { evidenceChecks } from '../../server/app.ts'
import {
  draft,
  insertYear,
  listOf,
  type Pools,
  pay,
  register,
  resolve,
  show,
  vote,
} from '../../tests/dividend-acts.ts'
import { balanceFaults, batch, close, postDeeds, publicise, settle } from '../../tests/points-acts.ts'
import { county, openTestVillage, place, walkSteps } from '../../tests/points-village.ts'
import { answer, object } from '../../tests/publicity-acts.ts'
import { takeStep } from '../procedures/index.ts'
import { listBestLines, type PlanFigures, type PlanRow, sumPayments } from './store.ts'

/** G-20 and G-21: 698 households, 249 of them weighted with 72,033 points together, at 1.30 yuan a point. */
const households = 698
const weighted = 249
const pools: Pools = { sharePoolFen: 46_800_000, incentivePoolFen: 9_364_290, priceFen: null }

const village = await openTestVillage(households)
after(() => village.close())
const code = (error: unknown) => (error as { code?: string }).code ?? String(error)

/** Household n gains 64 + n points and the first one the rest, so that all totals differ and sum to 72,033. */
const gains = Array.from({ length: weighted }, (_, index) => ({
  household: index,
  points: 64 + (weighted - index),
}))
const rest = 72_033 - weighted * 100 - gains.reduce((sum, gain) => sum + gain.points, 0)

let closeId: string
let plan: PlanRow
let runId: string

test('the year closes on 249 of 698 households, 36 %, with 72,033 points; 69 are the best tenth', async () => {
  const posted = batch(village, 'public_affairs', '2019-01-20', [0], 1000)
  await postDeeds(village, [posted], '2019-Q1', '2019-04-01')
  gains[0]!.points += rest - 10
  const losses = [300, 301, 302].map((household, index) => ({ household, points: -60 * (index + 1) }))
  await insertYear(village, [...gains, ...losses])
  assert.deepEqual(await balanceFaults(village), [])
  const closed = await close(village, '2019', '2020-01-05')
  closeId = closed.closeId
  const { marks, ...figures } = closed.figures
  assert.deepEqual(
    marks.map(({ key, count }) => [key, count]),
    [
      ['top', 69],
      ['best', 10],
    ],
  )
  assert.deepEqual(figures, {
    ...{ households, weightedHouseholds: weighted, weightedShare: '36%', weightedPoints: 7_203_300 },
    ...{
      totalPoints: 7_203_300 + 449 * 10_000 - 36_000,
      gained: 7_203_300 - weighted * 10_000,
      lost: 36_000,
    },
  })
})

test('93,642.90 yuan by points beside 468,000 yuan by shares, exact to the fen', async () => {
  await register(
    village,
    village.households.map((_, index) => 100 * ((index % 7) + 1) + (index % 3)),
  )
  plan = await draft(village, closeId, pools, '2020-01-10')
  const figures = plan.figures as PlanFigures
  assert.deepEqual(
    [
      figures.incentivePaidFen,
      figures.incentiveRemainderFen,
      figures.sharePaidFen,
      figures.shareRemainderFen,
      plan.priceFen,
    ],
    [9_364_290, 0, 46_800_000, 0, 130],
  )
  const { rows } = await village.database.owner.query(
    `select count(*) filter (where incentive_fen > 0) as paid, count(*) filter (where incentive_fen = 0) as none, sum(share_fen) as share, sum(incentive_fen) as incentive,
       sum(total_fen) as total, count(*) filter (where incentive_fen <> points * 130 / 100 and weighted) as wrong, min(incentive_fen) as least
     from dividend.line where plan_id = $1`,
    [plan.id],
  )
  assert.deepEqual(Object.fromEntries(Object.entries(rows[0]).map(([key, value]) => [key, Number(value)])), {
    paid: 249,
    none: 449,
    share: 46_800_000,
    incentive: 9_364_290,
    total: 56_164_290,
    wrong: 0,
    least: 0,
  })
})

test('a pool that is short of the price is refused, and says by how much', async () => {
  const rounded = { ...pools, incentivePoolFen: 9_360_000 }
  const error = await draft(village, closeId, rounded, '2020-01-10').then(
    () => null,
    (refusal) => refusal,
  )
  assert.equal(error.code, 'dividends.pool_short')
  assert.deepEqual(error.details, { price: '1.30', needed: '93,642.90', pool: '93,600.00', missing: '42.90' })
  assert.equal(
    await draft(village, closeId, pools, '2020-01-10').then(() => 'drafted', code),
    'dividends.plan_exists',
  )
})

test('the ten best get the credit list', async () => {
  const best = await village.database.transact(everywhere, (tx) =>
    listBestLines(tx, county, plan.id, { count: 10, ties: 'exclude_all' }),
  )
  assert.deepEqual(
    best.map((line) => [line.rank, Number(line.householdNumber)]),
    Array.from({ length: 10 }, (_, index) => [index + 1, index + 1]),
  )
})

test('no resolution before the list has hung its days and its objections are answered', async () => {
  const shownPlan = await show(village, plan, '2020-01-11')
  const list = await listOf(village, plan)
  assert.equal(list.lines.length, households)
  const raised = await object(village, village.villager(5), list, 5, '2020-01-17')
  const passed = await vote(village, '2020-01-18')
  plan = shownPlan
  const attach = (resolutionId: string, on = '2020-01-20') =>
    resolve(village, plan, resolutionId, on).then(() => 'resolved', code)
  assert.equal(await attach(passed), 'dividends.publicity_first')
  assert.deepEqual(await settle(village, list.listId, '2020-01-18'), { settled: 0, held: 1 })
  assert.equal(await attach(passed), 'dividends.publicity_first')
  await answer(village, raised, 'dismissed', '2020-01-19')
  for (const [what, unfit] of [
    ['another body', await vote(village, '2020-01-18', { body: 'villager_representatives' })],
    ['not passed', await vote(village, '2020-01-18', { votesFor: 39 })],
    ['held before the list hung out', await vote(village, '2020-01-10')],
    ['no resolution at all', village.households[0]!],
  ] as const)
    assert.equal(await attach(unfit), 'dividends.resolution_unfit', what)
  assert.equal(
    await resolve(village, { ...plan, revision: 1 }, passed, '2020-01-20').then(() => 'resolved', code),
    'request.stale',
  )
  plan = await resolve(village, plan, passed, '2020-01-20')
  assert.deepEqual([plan.state, plan.resolutionId], ['resolved', passed])
})

test('nothing is paid before the eleventh step is done', async () => {
  assert.equal(await pay(village, plan, '2020-01-21').then(() => 'paid', code), 'procedures.gate')
  const yearList = await publicise(village, '2019', '2020-01-21')
  await settle(village, yearList.listId, '2020-01-28')
  const { rows } = await village.database.owner.query<{ id: string; period: string }>(
    `select id, source ->> 'period' as period from publicity.list where kind = 'points_entries'`,
  )
  runId = await walkSteps(village, '2019', [], '2020-01-28')
  const piece = (kind: string, id: string | null = null) => ({
    kind: kind as 'text',
    id,
    document: null,
    text: '复评无异议',
    link: null,
  })
  const steps: [string, ReturnType<typeof piece>[], part?: string][] = [
    ['scoring', [piece('scoring')]],
    ...rows.map(({ id, period }): [string, ReturnType<typeof piece>[], string] => [
      'quarter_publicity',
      [piece('publicity', id)],
      period,
    ]),
    ...['2019-Q1', '2019-Q2', '2019-Q3', '2019-Q4']
      .filter((quarter) => !rows.some(({ period }) => period === quarter))
      .map((quarter): [string, ReturnType<typeof piece>[], string] => [
        'quarter_publicity',
        [piece('nothing')],
        quarter,
      ]),
    ['rectify', [piece('rectification')]],
    ['rereview', [piece('text')]],
    ['year_publicity', [piece('publicity', yearList.listId)]],
    ['plan_publicity', [piece('plan', plan.id), piece('resolution', plan.resolutionId)]],
  ]
  for (const [stepKey, evidence, part] of steps) await doStep(stepKey, evidence, part)
  assert.equal(await doStep('payout', [piece('payment', plan.id)]).catch(code), 'procedures.evidence_wrong')
  assert.equal(await pay(village, plan, '2020-02-01', '2020-02-02').catch(code), 'dividends.future_payment')
})

function doStep(
  stepKey: string,
  evidence: { kind: 'text'; id: string | null; document: null; text: string; link: null }[],
  part: string | null = null,
) {
  const actor = stepKey === 'rereview' ? village.actors.supervisor : village.actors.clerk
  return village.as(actor, '2020-02-01', (act) =>
    takeStep(act, village.library, evidenceChecks, {
      ...{ runId, countyCode: county, stepKey, part, doneOn: '2020-02-01', evidence, note: '' },
    }),
  )
}

test('32 who pay at once pay once; receipts run without a gap, and their sum is the plan’s', async () => {
  const results = await Promise.all(
    Array.from({ length: 32 }, () => pay(village, plan, '2020-02-02').then(() => 'paid', code)),
  )
  assert.equal(results.filter((result) => result === 'paid').length, 1)
  assert.deepEqual([...new Set(results)].sort(), ['paid', 'request.stale'])
  const { rows } = await village.database.owner.query(
    `select number, amount_fen from dividend.payment where plan_id = $1 order by number`,
    [plan.id],
  )
  assert.deepEqual(
    rows.map((row) => row.number),
    Array.from({ length: households }, (_, index) => `${place}-2019-${String(index + 1).padStart(5, '0')}`),
  )
  const paid = await village.database.transact(everywhere, (tx) => sumPayments(tx, county, [plan.id]))
  assert.deepEqual(paid.get(plan.id), { planId: plan.id, households, fen: 56_164_290 })
  const again = { ...plan, revision: plan.revision + 1 }
  assert.equal(await pay(village, again, '2020-02-03').then(() => 'paid', code), 'dividends.wrong_state')
  await doStep('payout', [{ kind: 'payment' as 'text', id: plan.id, document: null, text: '', link: null }])
  assert.deepEqual(await balanceFaults(village), [])
})
