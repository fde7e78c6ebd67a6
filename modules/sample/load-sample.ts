import { v7 as makeId } from 'uuid'
import { addDays } from '../../engines/calendar/plain-date.ts'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { everywhere } from '../../platform/database/connect.ts'
import type { Services } from '../../platform/http/context.ts'
import { draftPlan, insertShares, payPlan, publicisePlan, resolvePlan } from '../dividends/index.ts'
import { insertFile } from '../files/index.ts'
import { householdCards, importRoll, planRoll, type RollRow, rollRowsOf } from '../households/index.ts'
import { recordResolution } from '../meetings/index.ts'
import { closePeriod, insertEnrolments, openPublicity, quarterListKind } from '../points/index.ts'
import { findRun, startRun, takeStep } from '../procedures/index.ts'
import { findList, listLines, listLists, raiseObjection } from '../publicity/index.ts'
import { putInForce, setValues } from '../schemes/index.ts'
import { importDivisions, officialDivisions } from '../territory/index.ts'
import { liveYear, settle } from './live-year.ts'
import { makePhotos } from './make-photos.ts'
import { makeChance } from './make-random.ts'
import { makeRoll, type SampleHousehold } from './make-roll.ts'
import { makePresentYear, makeReportedYear, samplePoints } from './make-year.ts'
import { sampleVillage } from './sample-people.ts'
import { openScene, type SampleHead, type SampleScene } from './sample-scene.ts'

const { place, county } = sampleVillage
const since = '2019-01-01'
const scheme = 'pinghu-tongjie'

/**
 * Loads the sample county: the village of the source in its real county and town by code, a made-up roll of 698
 * households, the year 2019 with the source's figures down to the paid dividend, and the present year as it
 * stands today. Every step goes through the same use cases as a person's, at the date it would have had.
 */
export async function loadSample(services: Services, onProgress: (done: number, total: number) => void): Promise<void> {
  const total = 10
  let done = 0
  const step = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    onProgress(++done, total)
    return result
  }
  const today = chinaDateOf(services.clock())
  await step(services.database.transact(everywhere, (tx) => importDivisions(tx, officialDivisions(county), { scope: county, apply: true })))
  const heads = await step(loadRoll(services, today))
  const scene = await step(openScene(services, heads, since))
  const evidence = await step(loadPhotos(scene))
  const adoptionId = await step(adoptScheme(scene))
  await step(startYear(scene, adoptionId, 2019, '2019-01-05'))
  await step(liveYear(scene, { adoptionId, year: 2019, deeds: makeReportedYear(2019, sampleVillage.households, { weighted: 249, points: 72_033 }), evidence, today: '2020-03-01' }))
  await step(endReportedYear(scene, adoptionId))
  const year = Number(today.slice(0, 4))
  await step(livePresent(scene, adoptionId, year, evidence, today))
  await step(hangOpenList(scene, adoptionId, today))
}

async function loadRoll(services: Services, today: string): Promise<SampleHead[]> {
  const households = makeRoll(makeChance(698), { households: sampleVillage.households, areaCode: '330482', year: 2026 })
  return services.database.transact(everywhere, async (tx) => {
    const plan = await planRoll(tx, services.secrets, { place, rows: rollRowsOf(households.flatMap(rowsOf)), createGroups: true, today })
    if (plan.faultsTotal > 0) throw new Error(`sample roll: ${plan.faults[0]!.reason.zh}`)
    await importRoll(tx, services.secrets, plan, { mode: 'all_or_nothing', from: since, source: '示例名册', by: { at: new Date(`${since}T09:00:00+08:00`), accountId: null, name: '示例' } })
    const cards = await householdCards(tx, county).where('place_code', '=', place).orderBy('number').execute()
    return cards.map((card) => ({ householdId: card.id, personId: card.head_id!, name: card.head_name }))
  })
}

function rowsOf(household: SampleHousehold): RollRow[] {
  return household.persons.map((person) => ({
    number: household.number,
    name: person.name,
    relation: person.relation,
    sex: person.sex,
    birthDate: person.birthDate,
    identity: person.identityNumber,
    phone: person.phone ?? undefined,
    registration: 'local',
    presence: person.presence,
    partyMember: person.partyMember,
    group: `${household.group}组`,
    address: household.address,
    standing: 'local',
    guardian: undefined,
    tags: person.tags.length > 0 ? person.tags.map((tag) => tagWords[tag]!).join('、') : undefined,
    place: undefined,
  }))
}

const tagWords: Record<string, string> = { low_income: '低保', disabled: '残疾', elder_alone: '独居老人', veteran: '退役军人', volunteer: '志愿者' }

async function loadPhotos(scene: SampleScene): Promise<string[]> {
  const photos = await makePhotos(scene.services.files, county)
  return scene.as('clerk', since, async (act) => {
    const ids = photos.map(() => makeId())
    for (const [index, photo] of photos.entries()) {
      await insertFile(act.tx, { ...photo, id: ids[index]!, placeCode: place, householdId: null, mediaType: 'image/jpeg', accountId: act.actor.accountId, position: null, purpose: 'evidence', at: act.now })
    }
    return ids
  })
}

/** The village's own choices for what the source leaves open, its congress's vote, and everyone's consent. */
async function adoptScheme(scene: SampleScene): Promise<string> {
  const at = '2019-01-02'
  const open: Record<string, string | number | boolean> = {
    ...Object.fromEntries(Object.entries(samplePoints).map(([item, points]) => [`points.shanzhi.items.${item}.points`, points])),
    'points.shanzhi.items.public_affairs.min': 1,
    'points.shanzhi.items.public_affairs.max': 30,
    'points.shanzhi.items.courage.min': 20,
    'points.shanzhi.items.courage.max': 100,
    'points.shanzhi.review.deliberate.panel.min': 3,
    'points.shanzhi.review.deliberate.panel.max': 9,
    'points.shanzhi.publicity.quarter.days': 7,
    'points.shanzhi.publicity.year.days': 7,
    'points.shanzhi.publicity.hide_names_after_days': 30,
    'dividend.publicity.days': 7,
  }
  const { schemes } = scene.services
  const draft = await scene.as('secretary', at, (act) =>
    setValues(act, schemes, scheme, { placeCode: place, revision: null, values: Object.entries(open).map(([path, value]) => ({ path, value, from: since })) }),
  )
  const resolution = await scene.as('clerk', at, (act) =>
    recordResolution(act, { placeCode: place, title: '通过“股份分红+善治积分”实施方案', body: 'members_congress', heldOn: since, eligible: 62, present: 58, votesFor: 55, votesAgainst: 1, votesAbstain: 2, minutes: [] }),
  )
  const adoption = await scene.as('secretary', at, (act) =>
    putInForce(act, schemes, scheme, { placeCode: place, startsOn: since, resolutionId: resolution.id, revision: draft.revision }),
  )
  const chance = makeChance(62)
  await scene.as('secretary', at, async (act) => {
    await insertEnrolments(act.tx, place, adoption.id, scene.heads.map((head) => ({ id: makeId(), householdId: head.householdId, joinedOn: since, agreedBy: head.name, proxy: null })), act.now)
    await insertShares(act.tx, place, scene.heads.map((head) => ({ id: makeId(), householdId: head.householdId, shares: chance.int(2, 5) * 100, from: '2018-12-01', basis: '2018 年股份量化底册' })))
  })
  return adoption.id
}

async function startYear(scene: SampleScene, adoptionId: string, year: number, day: string): Promise<string> {
  const { schemes } = scene.services
  const run = await scene.as('clerk', day, (act) => startRun(act, schemes, { placeCode: place, adoptionId, cycle: String(year), startedOn: day }))
  const texts: [string, string, string][] = [
    ['draft', 'clerk', '实施方案（讨论稿）'],
    ['consult', 'clerk', '征求意见记录与汇总'],
    ['town_review', 'town', '街道审核意见'],
    ['scheme_publicity', 'clerk', '实施方案公示照片'],
    ['announce', 'clerk', '户主会签到与宣传资料'],
  ]
  for (const [stepKey, login, text] of texts) await doStep(scene, run.id, stepKey, login, day, [{ kind: 'file', id: null, text, link: null }])
  return run.id
}

type Evidence = { kind: 'file' | 'text' | 'publicity' | 'resolution' | 'scoring' | 'rectification' | 'payment' | 'plan'; id: string | null; text: string; link: string | null }

async function doStep(scene: SampleScene, runId: string, stepKey: string, login: string, doneOn: string, evidence: Evidence[]): Promise<void> {
  await scene.as(login, doneOn, (act) => takeStep(act, scene.services.schemes, {}, { runId, countyCode: county, stepKey, doneOn, evidence, note: '' }))
}

/** Steps six to twelve of the reported year: totals, plan, vote, and 93,642.90 yuan beside 468,000 paid out. */
async function endReportedYear(scene: SampleScene, adoptionId: string): Promise<void> {
  const { schemes } = scene.services
  const { id: run } = (await scene.as('clerk', '2020-01-25', (act) => findRun(act.tx, place, adoptionId, '2019')))!
  const lists = await scene.as('clerk', '2020-01-25', (act) => listLists(act.tx, place, { state: 'all', page: 1, pageSize: 20 }))
  const quarters = lists.rows.map((list): Evidence => ({ kind: 'publicity', id: list.id, text: list.title, link: null }))
  await doStep(scene, run, 'scoring', 'clerk', '2020-01-25', [{ kind: 'scoring', id: null, text: '全年评分已入账', link: null }])
  await doStep(scene, run, 'quarter_publicity', 'clerk', '2020-01-25', quarters)
  await doStep(scene, run, 'rectify', 'clerk', '2020-01-25', [{ kind: 'rectification', id: null, text: '告知书全部办结', link: null }])
  await doStep(scene, run, 'rereview', 'supervisor', '2020-01-25', [{ kind: 'text', id: null, text: '抽查 30 户，与台账一致', link: null }])
  const close = await scene.as('clerk', '2020-01-25', (act) => closePeriod(act, schemes, { placeCode: place, adoptionId, bookKey: 'shanzhi', period: '2019', correctionReason: null }))
  const year = await scene.as('clerk', '2020-01-26', (act) =>
    openPublicity(act, schemes, { placeCode: place, adoptionId, bookKey: 'shanzhi', period: '2019', opensOn: '2020-01-26', spot: '村务公开栏（村委会门口）' }),
  )
  await settle(scene, year.listId, addDays(year.closesOn, 1))
  await doStep(scene, run, 'year_publicity', 'clerk', '2020-02-02', [{ kind: 'publicity', id: year.listId, text: '年度积分公示', link: null }])
  const drafted = await scene.as('clerk', '2020-02-02', (act) =>
    draftPlan(act, schemes, { placeCode: place, adoptionId, closeId: close.closeId, sharePoolFen: 46_800_000, incentivePoolFen: 9_364_290, priceFen: null }),
  )
  const shown = await scene.as('clerk', '2020-02-02', (act) => publicisePlan(act, schemes, drafted.id, { opensOn: '2020-02-02', spot: '村务公开栏（村委会门口）', revision: drafted.revision }))
  const planLists = await scene.as('clerk', '2020-02-09', (act) => listLists(act.tx, place, { state: 'open', page: 1, pageSize: 5 }))
  await settle(scene, planLists.rows[0]!.id, '2020-02-09')
  const vote = await scene.as('clerk', '2020-02-10', (act) =>
    recordResolution(act, { placeCode: place, title: '通过 2019 年度收益分配方案', body: 'members_congress', heldOn: '2020-02-10', eligible: 62, present: 57, votesFor: 54, votesAgainst: 1, votesAbstain: 2, minutes: [] }),
  )
  const resolved = await scene.as('clerk', '2020-02-10', (act) => resolvePlan(act, schemes, shown.id, { resolutionId: vote.id, revision: shown.revision }))
  await doStep(scene, run, 'plan_publicity', 'clerk', '2020-02-10', [
    { kind: 'plan', id: resolved.id, text: '2019 年度分配方案', link: null },
    { kind: 'resolution', id: vote.id, text: vote.title, link: null },
  ])
  await scene.as('clerk', '2020-02-12', (act) => payPlan(act, schemes, resolved.id, { paidOn: '2020-02-12', method: 'bank', revision: resolved.revision }))
  await doStep(scene, run, 'payout', 'clerk', '2020-02-12', [{ kind: 'payment', id: resolved.id, text: '银行代发回单', link: null }])
}

async function livePresent(scene: SampleScene, adoptionId: string, year: number, evidence: string[], today: string): Promise<void> {
  const started = `${year}-01-05`
  if (started > today) return
  await startYear(scene, adoptionId, year, started)
  await liveYear(scene, { adoptionId, year, deeds: makePresentYear(year, sampleVillage.households), evidence, today })
}

/** What the board shows today: a list with days to run, and one objection that holds one line. */
async function hangOpenList(scene: SampleScene, adoptionId: string, today: string): Promise<void> {
  const { schemes } = scene.services
  const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3) + 1
  const opened = await scene
    .as('clerk', today, (act) =>
      openPublicity(act, schemes, { placeCode: place, adoptionId, bookKey: 'shanzhi', period: `${today.slice(0, 4)}-Q${quarter}`, opensOn: today, spot: '村务公开栏（村委会门口）' }),
    )
    .catch(() => undefined)
  if (!opened) return
  const kinds = { points_quarter: quarterListKind(schemes) }
  await scene.as('villager', today, async (act) => {
    const list = (await findList(act.tx, county, opened.listId))!
    const { rows } = await listLines(act.tx, list, { search: '', namesHidden: false, page: 1, pageSize: 5 })
    const reason = '那天我也参加了义务劳动，名单里的分值好像登记错了，请核对。'
    await raiseObjection(act, kinds, list.id, { lineId: rows.at(-1)!.id, reason, evidence: [], medium: 'app', proxy: null })
  })
}
