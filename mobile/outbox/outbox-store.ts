import type { KeptPhoto, PhoneDatabase } from '../shell/phone-database.ts'
import type { Act } from './act.ts'
import { type OutboxEvent, reduceOutbox } from './reduce-outbox.ts'

export interface OutboxStore {
  load(): Promise<readonly Act[]>
  /** Applies an event to what is on disk, in one transaction, and answers the outbox after it. */
  apply(event: OutboxEvent, photos?: readonly KeptPhoto[]): Promise<readonly Act[]>
  findPhoto(id: string): Promise<KeptPhoto | undefined>
}

/**
 * The outbox on disk. What is in memory is only a copy: each event is read, reduced and written in one
 * IndexedDB transaction, so two open windows cannot overwrite each other and a closed app loses nothing.
 */
export function openOutboxStore(database: PhoneDatabase): OutboxStore {
  return {
    load: async () => sorted(await database.getAll('acts')),
    findPhoto: (id) => database.get('photos', id),
    async apply(event, photos = []) {
      const tx = database.transaction(['acts', 'photos'], 'readwrite')
      const actStore = tx.objectStore('acts')
      const photoStore = tx.objectStore('photos')
      const before = sorted(await actStore.getAll())
      const after = reduceOutbox(before, event)
      const kept = new Set(after.map((act) => act.key))
      const old = new Set(before)
      await Promise.all([
        ...photos.map((photo) => photoStore.put(photo)),
        ...before.filter((act) => !kept.has(act.key)).map((act) => actStore.delete(act.key)),
        ...after.filter((act) => !old.has(act)).map((act) => actStore.put(act)),
        ...photosNoLongerNeeded(before, after).map((id) => photoStore.delete(id)),
      ])
      await tx.done
      return after
    },
  }
}

function sorted(acts: Act[]): Act[] {
  return acts.sort((a, b) => a.number - b.number)
}

/** Photos leave the phone's disk once their act has arrived or was given up. */
function photosNoLongerNeeded(before: readonly Act[], after: readonly Act[]): string[] {
  const needed = new Set(
    after.filter((act) => act.state !== 'sent').flatMap((act) => act.photos.map((photo) => photo.id)),
  )
  const known = before.flatMap((act) => act.photos.map((photo) => photo.id))
  return known.filter((id) => !needed.has(id))
}
