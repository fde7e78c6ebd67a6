import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { everywhere } from '../../platform/database/connect.ts'
import type { Services } from '../../platform/http/context.ts'
import { insertFile } from '../files/index.ts'
import { householdCards, importRoll, planRoll, type RollRow, rollRowsOf } from '../households/index.ts'
import { entriesListKind, openPublicity } from '../points/index.ts'
import { findList, listLines, raiseObjection } from '../publicity/index.ts'
import { importDivisions, officialDivisions } from '../territory/index.ts'
import { adoptScheme } from './adopt-scheme.ts'
import { endReportedYear } from './end-year.ts'
import { liveYear } from './live-year.ts'
import { makePhotos } from './make-photos.ts'
import { makeChance } from './make-random.ts'
import { makeRoll, type SampleHousehold } from './make-roll.ts'
import { makePresentYear, makeReportedYear } from './make-year.ts'
import { sampleVillage, sampleVillagers } from './sample-people.ts'
import { openScene, type SampleHead, type SampleScene } from './sample-scene.ts'
import { startYear } from './walk-steps.ts'

const { place, county } = sampleVillage
const since = '2019-01-01'

/**
 * Loads the sample county: the village of the source in its real county and town by code, a made-up roll of 698
 * households, the year 2019 with the source's figures down to the paid dividend, and the present year as it
 * stands today. Every step goes through the same use cases as a person's, at the date it would have had.
 */
export async function loadSample(
  services: Services,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const total = 10
  let done = 0
  const step = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    onProgress(++done, total)
    return result
  }
  const today = chinaDateOf(services.clock())
  await step(
    services.database.transact(everywhere, (tx) =>
      importDivisions(tx, officialDivisions(county), { scope: county, apply: true }),
    ),
  )
  const heads = await step(loadRoll(services, today))
  const scene = await step(openScene(services, heads, since))
  const evidence = await step(loadPhotos(scene))
  const adoptionId = await step(adoptScheme(scene))
  await step(startYear(scene, adoptionId, 2019, '2019-01-05'))
  await step(
    liveYear(scene, {
      adoptionId,
      year: 2019,
      deeds: makeReportedYear(2019, sampleVillage.households, { weighted: 249, points: 72_033 }),
      evidence,
      today: '2020-03-01',
    }),
  )
  await step(endReportedYear(scene, adoptionId))
  await step(livePresent(scene, adoptionId, evidence, today))
  await step(hangOpenList(scene, adoptionId, today))
}

async function loadRoll(services: Services, today: string): Promise<SampleHead[]> {
  const households = makeRoll(makeChance(698), {
    households: sampleVillage.households,
    areaCode: '330482',
    year: 2026,
  })
  return services.database.transact(everywhere, async (tx) => {
    const plan = await planRoll(tx, services.secrets, {
      place,
      rows: rollRowsOf(households.flatMap(rowsOf)),
      createGroups: true,
      today,
    })
    if (plan.faultsTotal > 0) throw new Error(`sample roll: ${plan.faults[0]!.reason.zh}`)
    await importRoll(tx, services.secrets, plan, {
      mode: 'all_or_nothing',
      from: since,
      source: '示例名册',
      by: { at: new Date(`${since}T09:00:00+08:00`), accountId: null, name: '示例' },
    })
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

const tagWords: Record<string, string> = {
  low_income: '低保',
  disabled: '残疾',
  elder_alone: '独居老人',
  veteran: '退役军人',
  volunteer: '志愿者',
}

async function loadPhotos(scene: SampleScene): Promise<string[]> {
  const photos = await makePhotos(scene.services.files, county)
  return scene.as('clerk', since, async (act) => {
    const ids = photos.map(() => makeId())
    for (const [index, photo] of photos.entries()) {
      await insertFile(act.tx, {
        ...photo,
        id: ids[index]!,
        placeCode: place,
        householdId: null,
        mediaType: 'image/jpeg',
        accountId: act.actor.accountId,
        position: null,
        purpose: 'evidence',
        at: act.now,
      })
    }
    return ids
  })
}

/** The year that runs; before its first quarter is posted also the one before, so that no passbook is empty. */
async function livePresent(
  scene: SampleScene,
  adoptionId: string,
  evidence: string[],
  today: string,
): Promise<void> {
  const present = Number(today.slice(0, 4))
  const busy = sampleVillagers.map((villager) => villager.household - 1)
  for (const year of today < `${present}-05-01` ? [present - 1, present] : [present]) {
    await startYear(scene, adoptionId, year, `${year}-01-01`)
    const deeds = makePresentYear(year, sampleVillage.households, busy)
    await liveYear(scene, { adoptionId, year, deeds, evidence, today })
  }
}

/** What the board shows today: a list with days to run, and one objection that holds one line. */
async function hangOpenList(scene: SampleScene, adoptionId: string, today: string): Promise<void> {
  const { schemes } = scene.services
  const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3) + 1
  const opened = await scene
    .as('clerk', today, (act) =>
      openPublicity(act, schemes, {
        placeCode: place,
        adoptionId,
        bookKey: 'shanzhi',
        list: 'entries',
        period: `${today.slice(0, 4)}-Q${quarter}`,
        opensOn: today,
        spot: '村务公开栏（村委会门口）',
      }),
    )
    .catch(() => undefined)
  if (!opened) return
  const kinds = { points_entries: entriesListKind(schemes) }
  await scene.as('villager', today, async (act) => {
    const list = (await findList(act.tx, county, opened.listId))!
    const { rows } = await listLines(act.tx, list, { search: '', namesHidden: false, page: 1, pageSize: 5 })
    const reason = '那天我也参加了义务劳动，名单里的分值好像登记错了，请核对。'
    await raiseObjection(act, kinds, list.id, {
      lineId: rows.at(-1)!.id,
      reason,
      evidence: [],
      medium: 'app',
      proxy: null,
    })
  })
}
