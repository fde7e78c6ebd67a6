import { addDays } from '../../engines/calendar/plain-date.ts'
import { draftPlan, payPlan, publicisePlan, resolvePlan } from '../dividends/index.ts'
import { recordResolution } from '../meetings/index.ts'
import { closePeriod, openPublicity } from '../points/index.ts'
import { findRun } from '../procedures/index.ts'
import { listLists } from '../publicity/index.ts'
import { settle } from './live-year.ts'
import { sampleVillage } from './sample-people.ts'
import type { SampleScene } from './sample-scene.ts'
import { doStep } from './walk-steps.ts'

const { place } = sampleVillage

/** Steps six to twelve of the reported year: totals, plan, vote, and 93,642.90 yuan beside 468,000 paid out. */
export async function endReportedYear(scene: SampleScene, adoptionId: string): Promise<void> {
  const { schemes } = scene.services
  const { id: run } = (await scene.as('clerk', '2020-01-25', (act) =>
    findRun(act.tx, place, adoptionId, '2019'),
  ))!
  const lists = await scene.as('clerk', '2020-01-25', (act) =>
    listLists(act.tx, place, { state: 'all', page: 1, pageSize: 20 }),
  )
  await doStep(scene, run, 'scoring', 'clerk', '2020-01-25', [
    { kind: 'scoring', id: null, text: '全年评分已入账', link: null },
  ])
  for (const list of lists.rows) {
    const { period } = list.source as { period: string }
    await doStep(
      ...([scene, run, 'quarter_publicity', 'clerk', '2020-01-25'] as const),
      [{ kind: 'publicity', id: list.id, text: list.title, link: null }],
      period,
    )
  }
  await doStep(scene, run, 'rectify', 'clerk', '2020-01-25', [
    { kind: 'rectification', id: null, text: '告知书全部办结', link: null },
  ])
  await doStep(scene, run, 'rereview', 'supervisor', '2020-01-25', [
    { kind: 'text', id: null, text: '抽查 30 户，与台账一致', link: null },
  ])
  const close = await scene.as('clerk', '2020-01-25', (act) =>
    closePeriod(act, schemes, {
      placeCode: place,
      adoptionId,
      bookKey: 'shanzhi',
      period: '2019',
      correctionReason: null,
    }),
  )
  const year = await scene.as('clerk', '2020-01-26', (act) =>
    openPublicity(act, schemes, {
      placeCode: place,
      adoptionId,
      bookKey: 'shanzhi',
      list: 'totals',
      period: '2019',
      opensOn: '2020-01-26',
      spot: '村务公开栏（村委会门口）',
    }),
  )
  await settle(scene, year.listId, addDays(year.closesOn, 1))
  await doStep(scene, run, 'year_publicity', 'clerk', '2020-02-02', [
    { kind: 'publicity', id: year.listId, text: '年度积分公示', link: null },
  ])
  await payOut(scene, { adoptionId, run, closeId: close.closeId })
}

/** Plan, publicity, vote and payment. */
async function payOut(
  scene: SampleScene,
  { adoptionId, run, closeId }: { adoptionId: string; run: string; closeId: string },
): Promise<void> {
  const { schemes } = scene.services
  const drafted = await scene.as('clerk', '2020-02-02', (act) =>
    draftPlan(act, schemes, {
      placeCode: place,
      adoptionId,
      closeId,
      sharePoolFen: 46_800_000,
      incentivePoolFen: 9_364_290,
      priceFen: null,
    }),
  )
  const shown = await scene.as('clerk', '2020-02-02', (act) =>
    publicisePlan(act, schemes, drafted.id, {
      opensOn: '2020-02-02',
      spot: '村务公开栏（村委会门口）',
      revision: drafted.revision,
    }),
  )
  const planLists = await scene.as('clerk', '2020-02-09', (act) =>
    listLists(act.tx, place, { state: 'open', page: 1, pageSize: 5 }),
  )
  await settle(scene, planLists.rows[0]!.id, '2020-02-09')
  const vote = await scene.as('clerk', '2020-02-10', (act) =>
    recordResolution(act, schemes, {
      placeCode: place,
      title: '通过 2019 年度收益分配方案',
      body: 'members_congress',
      heldOn: '2020-02-10',
      eligible: 62,
      present: 57,
      votesFor: 54,
      votesAgainst: 1,
      votesAbstain: 2,
      minutes: [],
    }),
  )
  const resolved = await scene.as('clerk', '2020-02-10', (act) =>
    resolvePlan(act, schemes, shown.id, { resolutionId: vote.id, revision: shown.revision }),
  )
  await doStep(scene, run, 'plan_publicity', 'clerk', '2020-02-10', [
    { kind: 'plan', id: resolved.id, text: '2019 年度分配方案', link: null },
    { kind: 'resolution', id: vote.id, text: vote.title, link: null },
  ])
  await scene.as('clerk', '2020-02-12', (act) =>
    payPlan(act, schemes, resolved.id, { paidOn: '2020-02-12', method: 'bank', revision: resolved.revision }),
  )
  await doStep(scene, run, 'payout', 'clerk', '2020-02-12', [
    { kind: 'payment', id: resolved.id, text: '银行代发回单', link: null },
  ])
}
