import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { v7 as makeId } from 'uuid'
import type { Actor } from '../../engines/access/access.ts'
import { everywhere } from '../../platform/database/connect.ts'
import { evidenceChecks } from '../../server/app.ts'
import { draft, insertYear, listOf, pay, register, resolve, show, vote } from '../../tests/dividend-acts.ts'
import { batch, close, declare, passAll, postDeeds, publicise, settle } from '../../tests/points-acts.ts'
import { addFile, county, openTestVillage, place } from '../../tests/points-village.ts'
import { listDoneSteps, type StepEvidence } from './store.ts'
import { startRun, takeStep } from './take-step.ts'

const village = await openTestVillage(12)
after(() => village.close())
const { clerk, cadre, supervisor, secretary, town_officer: town } = village.actors
const code = (error: unknown) => (error as { code?: string }).code ?? String(error)

const keys = [
  'draft',
  'consult',
  'town_review',
  'scheme_publicity',
  'announce',
  'scoring',
  'quarter_publicity',
  'rectify',
  'rereview',
  'year_publicity',
  'plan_publicity',
  'payout',
]
const piece = (kind: string, id: string | null = null, text = ''): StepEvidence => ({
  ...{ kind, id, text, link: null },
})
/** A file that was uploaded as a document of a step. */
const paper = async (document: string): Promise<StepEvidence> => ({
  ...piece('file', await addFile(village, place, 'procedure')),
  document,
})

function start(cycle: string, on: string, change: { placeCode?: string; actor?: Actor } = {}) {
  const { placeCode = place, actor = clerk } = change
  return village.as(actor, on, (act) =>
    startRun(act, village.library, { placeCode, adoptionId: village.adoptionId, cycle, startedOn: on }),
  )
}

function step(
  runId: string,
  stepKey: string,
  on: string,
  evidence: StepEvidence[],
  actor: Actor = clerk,
  part: string | null = null,
): Promise<string> {
  return village
    .as(actor, on, (act) =>
      takeStep(act, village.library, evidenceChecks, {
        ...{ runId, countyCode: county, stepKey, part, doneOn: on, evidence: evidence as never, note: '' },
      }),
    )
    .then(() => 'done', code)
}

/** The steps done so far, in their order. */
async function done(runId: string): Promise<string[]> {
  const rows = await village.database.transact(everywhere, (tx) => listDoneSteps(tx, place, runId))
  return keys.filter((key) => rows.some((row) => row.stepKey === key))
}

test('a year’s steps are started once, for the own village, in its own name', async () => {
  assert.equal(await start('2019', '2019-02-01').catch(code), 'procedures.started')
  const twice = await Promise.all(
    [1, 2, 3, 4].map(() => start('2021', '2021-01-02').then(() => 'started', code)),
  )
  assert.equal(twice.filter((result) => result === 'started').length, 1)
  assert.deepEqual(
    twice.filter((result) => !['started', 'procedures.started', '23505'].includes(result)),
    [],
  )
  const neighbour: Actor = {
    ...clerk,
    placeCode: '330482001214',
    grants: [{ role: 'clerk', scope: '330482001214' }],
  }
  const foreign = { placeCode: '330482001214', actor: neighbour }
  assert.equal(await start('2022', '2022-01-02', foreign).catch(code), 'record.not_found')
  assert.equal(await start('2022', '2022-01-02', { actor: village.villager(0) }).catch(code), 'access.denied')
})

test('no step can be skipped or taken twice, none goes without its evidence, its role and its day', async () => {
  const { id: runId } = await start('2020', '2020-01-01')
  const given = [await paper('draft'), piece('text', null, '复评无异议')]
  for (const key of keys.slice(1))
    assert.equal(
      await step(runId, key, '2020-01-02', given, clerk, key === 'quarter_publicity' ? '2020-Q1' : null),
      'flow.step_skipped',
      key,
    )
  assert.equal(await step(runId, 'thirteenth', '2020-01-02', given), 'flow.unknown_step')
  assert.equal(
    await step(runId, 'draft', '2020-01-02', [piece('text', null, '口头')]),
    'flow.evidence_missing',
  )
  for (const [what, id] of [
    ['nothing', null],
    ['never uploaded', makeId()],
    ['another village’s', await addFile(village, '330482001214', 'procedure')],
    ['a photo of a claim', await addFile(village)],
  ] as const)
    assert.equal(
      await step(runId, 'draft', '2020-01-02', [{ ...piece('file', id), document: 'draft' }]),
      'procedures.evidence_wrong',
      what,
    )
  for (const wrong of [await paper('consult'), await paper('feast'), piece('file', given[0]!.id)])
    assert.equal(await step(runId, 'draft', '2020-01-02', [wrong]), 'flow.evidence_missing')
  for (const actor of [supervisor, cadre, town])
    assert.equal(await step(runId, 'draft', '2020-01-02', given, actor), 'flow.wrong_actor')
  assert.equal(await step(runId, 'draft', '2020-01-02', given, village.actors.reviewer), 'access.denied')
  assert.equal(await step(runId, 'draft', '2020-01-02', given, village.villager(0)), 'access.denied')
  const tomorrow = village.as(clerk, '2020-01-02', (act) =>
    takeStep(act, village.library, evidenceChecks, {
      ...{
        runId,
        countyCode: county,
        stepKey: 'draft',
        part: null,
        doneOn: '2020-01-03',
        evidence: given as never,
        note: '',
      },
    }),
  )
  await assert.rejects(tomorrow, { code: 'procedures.future' })
  assert.deepEqual(await done(runId), [])
  assert.equal(await step(runId, 'draft', '2020-01-02', given), 'done')
  assert.equal(await step(runId, 'draft', '2020-01-03', given), 'flow.already_done')
  const heard = [await paper('consult')]
  assert.equal(await step(runId, 'consult', '2020-01-01', heard), 'flow.too_early')
  const again = [{ ...given[0]!, document: 'consult' }]
  assert.equal(await step(runId, 'consult', '2020-01-02', again), 'procedures.file_used')
  assert.equal(await step(runId, 'consult', '2020-01-02', heard, secretary), 'done')
  const opinion = [await paper('town_review')]
  assert.equal(await step(runId, 'town_review', '2020-01-05', opinion), 'flow.wrong_actor')
  assert.equal(await step(runId, 'town_review', '2020-01-05', opinion, town), 'done')
  assert.deepEqual(await done(runId), ['draft', 'consult', 'town_review'])
})

test('of several who take one step at the same moment one does, and the others are told', async () => {
  const { rows } = await village.database.owner.query(`select id from procedure.run where cycle = '2020'`)
  const evidence = [await paper('scheme_publicity')]
  const results = await Promise.all(
    [clerk, secretary, clerk, secretary, clerk, secretary].map((actor) =>
      step(rows[0].id, 'scheme_publicity', '2020-02-01', evidence, actor),
    ),
  )
  assert.deepEqual(results.sort(), ['done', ...Array.from({ length: 5 }, () => 'flow.already_done')])
})

test('nothing is declared before the scheme was explained', async () => {
  const deed = (on: string) =>
    declare(village, batch(village, 'public_affairs', on, [0], 100)).then((ids) => ids.length, code)
  assert.equal(await deed('2020-03-01'), 'procedures.gate')
  const { rows } = await village.database.owner.query(`select id from procedure.run where cycle = '2020'`)
  assert.equal(await step(rows[0].id, 'announce', '2020-03-02', [await paper('announce')], cadre), 'done')
  assert.equal(await deed('2020-03-02'), 1)
  assert.equal(await deed('2019-03-02'), 1)
})

test('the steps from scoring to payout, each proven by what the product holds and by nothing else', async () => {
  const { rows } = await village.database.owner.query(`select id from procedure.run where cycle = '2019'`)
  const runId: string = rows[0].id
  assert.deepEqual(await done(runId), keys.slice(0, 5))
  await village.database.owner.query(`update points.claim set state = 'withdrawn' where state = 'in_review'`)
  const refused = (key: string, on: string, evidence: StepEvidence[], actor = clerk) =>
    step(runId, key, on, evidence, actor).then((result) =>
      assert.equal(result, 'procedures.evidence_wrong', key),
    )

  await refused('scoring', '2019-04-01', [piece('scoring')])
  await postDeeds(
    village,
    [batch(village, 'public_affairs', '2019-03-01', [0, 1], 1000)],
    '2019-Q1',
    '2019-04-01',
  )
  assert.equal(await step(runId, 'scoring', '2019-04-10', [piece('scoring')]), 'done')

  await proveQuarters(runId)

  const fault = {
    ...batch(village, 'waste_sorting_bad', '2019-08-01', [2]),
    evidence: [await addFile(village)],
  }
  const [claimId] = await declare(village, fault)
  await passAll(village, [claimId!], '2019-08-02')
  await refused('rectify', '2020-01-03', [piece('rectification')])
  await village.database.owner.query(`update points.rectification set state = 'waived'`)
  await village.database.owner.query(`update points.claim set state = 'waived' where id = $1`, [claimId])
  assert.equal(await step(runId, 'rectify', '2020-01-03', [piece('rectification')]), 'done')

  await refused('rereview', '2020-01-04', [piece('text', null, '  ')], supervisor)
  assert.equal(
    await step(runId, 'rereview', '2020-01-04', [piece('text', null, '复评无异议')]),
    'flow.wrong_actor',
  )
  assert.equal(
    await step(runId, 'rereview', '2020-01-04', [piece('text', null, '复评无异议')], supervisor),
    'done',
  )
  await finishYear(runId, refused)
  assert.deepEqual(await done(runId), keys)
})

const listIds = async (kind: string) =>
  (
    await village.database.owner.query<{ id: string }>(
      'select id from publicity.list where kind = $1 order by opens_on',
      [kind],
    )
  ).rows.map((row) => row.id)

/** The four quarters of 2019: two with their lists, two in which nothing was to be shown. */
async function proveQuarters(runId: string): Promise<void> {
  const take = (part: string | null, on: string, evidence: StepEvidence[]) =>
    step(runId, 'quarter_publicity', on, evidence, clerk, part)
  const [first] = await listIds('points_entries')
  const list = (id: string | null) => [piece('publicity', id)]
  const quiet = [piece('nothing', null, '本季没有申报')]
  assert.equal(await take(null, '2019-07-02', list(first!)), 'procedures.part_missing')
  assert.equal(await take('2018-Q4', '2019-07-02', list(first!)), 'procedures.part_missing')
  const running = await openSecondQuarter()
  for (const id of [null, makeId(), running.listId])
    assert.equal(await take('2019-Q2', '2019-07-02', list(id)), 'procedures.evidence_wrong')
  assert.equal(
    await take('2019-Q2', '2019-07-02', list(first!)),
    'procedures.evidence_wrong',
    'another quarter’s',
  )
  assert.equal(await take('2019-Q2', '2019-07-02', quiet), 'procedures.evidence_wrong', 'a list still hangs')
  assert.equal(await take('2019-Q1', '2019-03-31', list(first!)), 'flow.too_early')
  assert.equal(await take('2019-Q1', '2019-07-02', list(first!)), 'done')
  assert.equal(await take('2019-Q1', '2019-07-03', list(first!)), 'flow.already_done')
  await settle(village, running.listId, '2019-07-08')
  assert.equal(await take('2019-Q2', '2019-07-08', list(running.listId)), 'done')
  assert.equal(await take('2019-Q3', '2019-10-08', [piece('nothing')]), 'procedures.evidence_wrong')
  assert.equal(await take('2019-Q3', '2019-10-08', quiet), 'done')
  assert.equal(await step(runId, 'rectify', '2019-12-20', [piece('rectification')]), 'flow.step_skipped')
  assert.equal(await take('2019-Q4', '2020-01-02', quiet), 'done')
}

async function openSecondQuarter(): Promise<{ listId: string }> {
  const claims = await declare(village, batch(village, 'public_affairs', '2019-05-01', [3], 1000))
  await passAll(village, claims, '2019-06-01')
  return publicise(village, '2019-Q2', '2019-07-01')
}

async function finishYear(
  runId: string,
  refused: (key: string, on: string, evidence: StepEvidence[]) => Promise<void>,
): Promise<void> {
  await insertYear(village, [{ household: 4, points: 20 }])
  await register(
    village,
    village.households.map(() => 100),
  )
  const closed = await close(village, '2019', '2020-01-05')
  const yearList = await publicise(village, '2019', '2020-01-06')
  await refused('year_publicity', '2020-01-10', [piece('publicity', yearList.listId)])
  for (const id of await listIds('points_entries'))
    assert.equal(
      await step(runId, 'year_publicity', '2020-01-13', [piece('publicity', id)]),
      'flow.evidence_missing',
      'a quarter’s list is not the year’s',
    )
  assert.equal(
    await step(runId, 'year_publicity', '2020-01-13', [piece('nothing', null, '没有')]),
    'procedures.evidence_wrong',
  )
  await settle(village, yearList.listId, '2020-01-13')
  assert.equal(
    await step(runId, 'year_publicity', '2020-01-13', [piece('publicity', yearList.listId)]),
    'done',
  )

  const pools = { sharePoolFen: 120_000, incentivePoolFen: 1_000_000, priceFen: null }
  const shown = await show(village, await draft(village, closed.closeId, pools, '2020-01-14'), '2020-01-14')
  const passed = await vote(village, '2020-01-22')
  const failed = await vote(village, '2020-01-22', { votesFor: 39 })
  const both = (resolutionId: string) => [piece('plan', shown.id), piece('resolution', resolutionId)]
  await refused('plan_publicity', '2020-01-22', both(passed))
  await settle(village, (await listOf(village, shown)).listId, '2020-01-22')
  const plan = await resolve(village, shown, passed, '2020-01-22')
  await refused('plan_publicity', '2020-01-22', both(failed))
  const other = await vote(village, '2020-01-22')
  assert.equal(
    await step(runId, 'plan_publicity', '2020-01-22', both(other)),
    'flow.evidence_missing',
    'a resolution about something else',
  )
  assert.equal(
    await step(runId, 'plan_publicity', '2020-01-22', [piece('plan', shown.id)]),
    'flow.evidence_missing',
  )
  assert.equal(await pay(village, plan, '2020-01-23').catch(code), 'procedures.gate')
  assert.equal(await step(runId, 'payout', '2020-01-23', [piece('payment', plan.id)]), 'flow.step_skipped')
  assert.equal(await step(runId, 'plan_publicity', '2020-01-23', both(passed)), 'done')
  await refused('payout', '2020-01-23', [piece('payment', plan.id)])
  assert.equal((await pay(village, plan, '2020-01-24')).state, 'paid')
  assert.equal(await step(runId, 'payout', '2020-01-24', [piece('payment', plan.id)]), 'done')
}

test('a list of another year proves no step of this one', async () => {
  const { rows } = await village.database.owner.query(
    `select id, cycle from procedure.run where cycle in ('2019', '2020') order by cycle`,
  )
  const list = (
    await village.database.owner.query(
      `select id from publicity.list where kind = 'points_entries' order by opens_on limit 1`,
    )
  ).rows[0].id
  await village.database.owner.query(
    `insert into procedure.step (county_code, run_id, step_key, place_code, done_on, evidence, note, done_name, done_at) values ($1, $2, 'scoring', $3, '2020-04-01', '[]', '', '', '2020-04-01')`,
    [county, rows[1].id, place],
  )
  assert.equal(
    await step(rows[1].id, 'quarter_publicity', '2020-05-01', [piece('publicity', list)], clerk, '2020-Q1'),
    'procedures.evidence_wrong',
  )
})

test('a step that is done stays as it is', async () => {
  await assert.rejects(
    village.database.transact(everywhere, (tx) =>
      tx.updateTable('procedure.step').set({ note: 'x' }).where('county_code', '=', county).execute(),
    ),
    /permission denied/,
  )
})
