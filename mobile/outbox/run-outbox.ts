import { replayDaysMax } from '../../engines/contract/replay-limit.ts'
import type { KeptPhoto } from '../shell/phone-database.ts'
import { type Act, type ActRefusal, bodyOf, type NewAct } from './act.ts'
import type { OutboxStore } from './outbox-store.ts'
import { actsToSend, backoffMs, type OutboxEvent } from './reduce-outbox.ts'

export type Outcome =
  | { kind: 'accepted' }
  | { kind: 'refused'; refusal: ActRefusal }
  | { kind: 'conflict'; refusal: ActRefusal; theirs: unknown }
  /** `answered`: the server said to come again and did nothing; otherwise nobody knows. */
  | { kind: 'later'; answered: boolean; waitMs: number | null }
  | { kind: 'sign_in' }

export interface Transport {
  /** The server's id of the picture, or null when it must be tried later. */
  upload(act: Act, photo: KeptPhoto): Promise<{ fileId: string } | Exclude<Outcome, { kind: 'accepted' }>>
  send(act: Act, body: Record<string, unknown>): Promise<Outcome>
}

export interface OutboxRunner {
  acts(): readonly Act[]
  subscribe(listener: () => void): () => void
  /** Saves on the phone; resolves when it is on disk. */
  add(act: NewAct, photos: readonly KeptPhoto[]): Promise<void>
  apply(event: OutboxEvent): Promise<void>
  /** Sends what may go; resolves with the wait until the next try, or null when nothing is left to try. */
  drain(accountId: string): Promise<number | null>
}

/** Sends acts one after another and writes down each step before and after it. `chance` in 0..1; `now` in milliseconds. */
export function makeOutboxRunner(
  store: OutboxStore,
  transport: Transport,
  chance: () => number,
  now: () => number,
): OutboxRunner {
  let acts: readonly Act[] = []
  const listeners = new Set<() => void>()
  const apply = async (event: OutboxEvent, photos?: readonly KeptPhoto[]) => {
    acts = await store.apply(event, photos)
    for (const listener of listeners) listener()
  }
  const sendOne = async (act: Act): Promise<number | null> => {
    await apply({ kind: 'taken', key: act.key, at: new Date(now()).toISOString() })
    const outcome = await attempt(store, transport, apply, act)
    const key = act.key
    if (outcome.kind === 'accepted') await apply({ kind: 'accepted', key })
    else if (outcome.kind === 'refused') await apply({ kind: 'refused', key, refusal: outcome.refusal })
    else if (outcome.kind === 'conflict')
      await apply({ kind: 'conflicted', key, refusal: outcome.refusal, theirs: outcome.theirs })
    else {
      await apply({ kind: 'put_back', key, answered: outcome.kind === 'sign_in' || outcome.answered })
      if (outcome.kind === 'sign_in') return Number.POSITIVE_INFINITY
      return Math.max(outcome.waitMs ?? 0, backoffMs(act.tries + 1, chance()))
    }
    return null
  }
  return {
    acts: () => acts,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: (act, photos) => apply({ kind: 'added', act }, photos),
    apply: (event) => apply(event),
    async drain(accountId) {
      // A household whose act must wait holds its later acts back in this round, and no other household's.
      const held = new Set<string>()
      let waitMs: number | null = null
      await apply({ kind: 'reopened' })
      await apply({ kind: 'aged', before: new Date(now() - replayDaysMax * 86_400_000).toISOString() })
      for (;;) {
        const next = actsToSend(acts, accountId).find((act) => !held.has(act.householdId))
        if (!next) return waitMs
        const wait = await sendOne(next)
        if (wait === null) continue
        held.add(next.householdId)
        waitMs = Math.min(waitMs ?? wait, wait)
        if (wait === Number.POSITIVE_INFINITY) return null
      }
    },
  }
}

async function attempt(
  store: OutboxStore,
  transport: Transport,
  apply: (event: OutboxEvent) => Promise<void>,
  act: Act,
): Promise<Outcome> {
  let current = act
  for (const photo of act.photos) {
    if (photo.fileId !== null) continue
    const kept = await store.findPhoto(photo.id)
    // A picture that the phone has lost is said, never sent without.
    if (!kept) return { kind: 'refused', refusal: { code: 'phone.photo_lost', message: '' } }
    const answer = await transport.upload(act, kept)
    if ('kind' in answer) return answer
    await apply({ kind: 'uploaded', key: act.key, photoId: photo.id, fileId: answer.fileId })
    current = {
      ...current,
      photos: current.photos.map((one) => (one.id === photo.id ? { ...one, fileId: answer.fileId } : one)),
    }
  }
  return transport.send(current, bodyOf(current))
}
