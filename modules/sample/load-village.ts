import { v7 as makeId } from 'uuid'
import { addDays, addMonths } from '../../engines/calendar/plain-date.ts'
import { resolveScheme } from '../../engines/scheme/resolve-scheme.ts'
import { everywhere } from '../../platform/database/connect.ts'
import type { Services } from '../../platform/http/context.ts'
import { valueTableOf } from '../../platform/schemes/read-scheme.ts'
import { recordResolution } from '../meetings/index.ts'
import { insertEnrolments } from '../points/index.ts'
import { putInForce, setValues } from '../schemes/index.ts'
import { importDivisions, officialDivisions } from '../territory/index.ts'
import { liveVillage } from './live-village.ts'
import { loadPhotos } from './load-photos.ts'
import { loadRoll } from './load-roll.ts'
import { makeChance } from './make-random.ts'
import { openScene, type SampleScene } from './sample-scene.ts'
import { castOf } from './village-cast.ts'
import type { FurtherVillage } from './villages.ts'

/**
 * Loads one further village: its place, a made-up roll, the scheme with what we propose for its open values, and
 * the months up to today by the scheme's own steps. Every step goes through the use cases that people use.
 */
export async function loadVillage(services: Services, village: FurtherVillage, today: string): Promise<void> {
  const county = village.place.slice(0, 6)
  const since = `${addMonths(today, -11).slice(0, 7)}-01`
  await services.database.transact(everywhere, (tx) =>
    importDivisions(tx, officialDivisions(county), { scope: county, apply: true }),
  )
  const chance = makeChance(village.deeds)
  const heads = await loadRoll(services, { ...village, chance, since, today })
  const scene = await openScene(services, castOf(village, chance), heads, since)
  const photos = await loadPhotos(scene, since)
  const adoptionId = await adopt(scene, village, since)
  await liveVillage(scene, { village, adoptionId, since, today, photos, chance })
}

/** Our proposals for what the source leaves open, the villagers' vote, and each household's consent. */
async function adopt(scene: SampleScene, village: FurtherVillage, since: string): Promise<string> {
  const { schemes } = scene.services
  const { content } = schemes.find(village.scheme)!
  const open = resolveScheme(content, valueTableOf(schemes.sections), {}, since).values.filter(
    (value) => value.value === null,
  )
  const { place } = village
  const voted = addDays(since, -2)
  const draft = await scene.as('secretary', voted, (act) =>
    setValues(act, schemes, village.scheme, {
      placeCode: place,
      revision: null,
      values: open.map((value) => {
        if (value.proposed === null)
          throw new Error(`sample: ${village.scheme} proposes nothing for ${value.path}`)
        return { path: value.path, value: value.proposed, from: since }
      }),
    }),
  )
  const eligible = Math.ceil(village.households / 10) + 12
  const resolution = await scene.as('clerk', voted, (act) =>
    recordResolution(act, schemes, {
      placeCode: place,
      title: `通过“${content.name.zh}”实施办法`,
      body: 'villager_representatives',
      heldOn: voted,
      eligible,
      present: eligible - 1,
      votesFor: eligible - 3,
      votesAgainst: 1,
      votesAbstain: 1,
      minutes: [],
    }),
  )
  const adoption = await scene.as('secretary', voted, (act) =>
    putInForce(act, schemes, village.scheme, {
      placeCode: place,
      startsOn: since,
      resolutionId: resolution.id,
      revision: draft.revision,
    }),
  )
  await scene.as('secretary', since, (act) =>
    insertEnrolments(
      act.tx,
      place,
      adoption.id,
      scene.heads.map((head) => ({
        id: makeId(),
        householdId: head.householdId,
        joinedOn: since,
        agreedBy: head.name,
        proxy: null,
      })),
      act.now,
    ),
  )
  return adoption.id
}
