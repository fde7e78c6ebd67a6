import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import { everywhere } from '../../platform/database/connect.ts'
import type { Services } from '../../platform/http/context.ts'
import { entriesListKind, openPublicity } from '../points/index.ts'
import { findList, listLines, raiseObjection } from '../publicity/index.ts'
import { importDivisions, officialDivisions } from '../territory/index.ts'
import { adoptScheme } from './adopt-scheme.ts'
import { endReportedYear } from './end-year.ts'
import { liveYear } from './live-year.ts'
import { loadPhotos } from './load-photos.ts'
import { loadRoll } from './load-roll.ts'
import { loadVillage } from './load-village.ts'
import { makeChance } from './make-random.ts'
import { makePresentYear, makeReportedYear } from './make-year.ts'
import { sampleAccounts, sampleVillage, sampleVillagers } from './sample-people.ts'
import { openScene, type SampleScene } from './sample-scene.ts'
import { furtherVillages } from './villages.ts'
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
  const total = 10 + furtherVillages.length
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
  const heads = await step(loadRoll(services, { ...sampleVillage, chance: makeChance(698), since, today }))
  const cast = {
    place,
    accounts: sampleAccounts.map((account) => ({ ...account, as: account.login })),
    villagers: sampleVillagers.map((villager) => ({ ...villager, as: villager.login })),
  }
  const scene = await step(openScene(services, cast, heads, since))
  const evidence = await step(loadPhotos(scene, since))
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
  for (const village of furtherVillages) await step(loadVillage(services, village, today))
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
