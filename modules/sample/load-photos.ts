import { v7 as makeId } from 'uuid'
import { insertFile } from '../files/index.ts'
import { makePhotos } from './make-photos.ts'
import type { SampleScene } from './sample-scene.ts'

/** Made-up photos of a village, kept as evidence that its deeds may name. */
export async function loadPhotos(scene: SampleScene, since: string): Promise<string[]> {
  const { placeCode: place, countyCode } = scene.actors.clerk!
  const photos = await makePhotos(scene.services.files, countyCode)
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
