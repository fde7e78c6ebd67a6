import type { Act, ActRefusal, NewAct } from './act.ts'

export type OutboxEvent =
  | { kind: 'added'; act: NewAct }
  | { kind: 'taken'; key: string; at: string }
  | { kind: 'uploaded'; key: string; photoId: string; fileId: string }
  /** No answer, or one that says try again: nothing is decided. `answered` when the server surely did nothing. */
  | { kind: 'put_back'; key: string; answered: boolean }
  | { kind: 'accepted'; key: string }
  | { kind: 'refused'; key: string; refusal: ActRefusal }
  | { kind: 'conflicted'; key: string; refusal: ActRefusal; theirs: unknown }
  /** The app was closed while sending: whatever was under way is to be tried again, under the same key. */
  | { kind: 'reopened' }
  /** What was first tried before `before` without an answer is sent no more: its key may be forgotten by now. */
  | { kind: 'aged'; before: string }
  /** A refused act or a conflict goes again as a new act: another key, since it is another request. */
  | { kind: 'mended'; key: string; newKey: string; body: Record<string, unknown> }
  | { kind: 'dropped'; key: string }
  | { kind: 'tidied'; accountId: string; keep: number }

/** The outbox after an event. An event that does not fit the state of its act changes nothing. */
export function reduceOutbox(acts: readonly Act[], event: OutboxEvent): readonly Act[] {
  switch (event.kind) {
    case 'added':
      return acts.some((act) => act.key === event.act.key) ? acts : [...acts, newAct(acts, event.act)]
    case 'reopened':
      return acts.map((act) =>
        act.state === 'sending' ? { ...act, state: 'saved', mayHaveArrived: true } : act,
      )
    case 'aged':
      return acts.map((act) =>
        isTooOld(act, event.before) ? { ...act, state: 'refused', refusal: tooOld } : act,
      )
    case 'dropped':
      return acts.filter((act) => act.key !== event.key || act.state === 'sending' || act.state === 'sent')
    case 'tidied':
      return tidy(acts, event.accountId, event.keep)
    default:
      return acts.map((act) => (act.key === event.key ? reduceAct(act, event) : act))
  }
}

type ActEvent = Extract<OutboxEvent, { key: string }>

function reduceAct(act: Act, event: ActEvent): Act {
  if (event.kind === 'taken')
    return act.state === 'saved'
      ? { ...act, state: 'sending', unsureSince: act.unsureSince ?? event.at }
      : act
  if (event.kind === 'mended') {
    if (act.state !== 'refused' && act.state !== 'conflict') return act
    const request = { ...act.request, body: event.body }
    return {
      ...act,
      key: event.newKey,
      request,
      state: 'saved',
      tries: 0,
      mayHaveArrived: false,
      unsureSince: null,
      refusal: null,
      theirs: null,
    }
  }
  if (act.state !== 'sending') return act
  switch (event.kind) {
    case 'uploaded':
      return {
        ...act,
        photos: act.photos.map((photo) =>
          photo.id === event.photoId && photo.fileId === null ? { ...photo, fileId: event.fileId } : photo,
        ),
      }
    case 'put_back':
      return {
        ...act,
        state: 'saved',
        tries: act.tries + 1,
        mayHaveArrived: act.mayHaveArrived || !event.answered,
        unsureSince: act.mayHaveArrived || !event.answered ? act.unsureSince : null,
      }
    case 'accepted':
      return { ...act, state: 'sent', mayHaveArrived: true, refusal: null }
    case 'refused':
      return { ...act, state: 'refused', mayHaveArrived: false, refusal: event.refusal }
    case 'conflicted':
      return {
        ...act,
        state: 'conflict',
        mayHaveArrived: false,
        refusal: event.refusal,
        theirs: event.theirs,
      }
    default:
      return act
  }
}

function newAct(acts: readonly Act[], given: NewAct): Act {
  return {
    ...given,
    number: acts.reduce((last, act) => Math.max(last, act.number), 0) + 1,
    photos: given.photos.map((photo) => ({ ...photo, fileId: null })),
    theirs: null,
    state: 'saved',
    tries: 0,
    mayHaveArrived: false,
    unsureSince: null,
    refusal: null,
  }
}

const tooOld: ActRefusal = { code: 'phone.too_old', message: '' }

const isTooOld = (act: Act, before: string) =>
  act.state === 'saved' && act.mayHaveArrived && act.unsureSince !== null && act.unsureSince < before

/** Sent acts are shown for a while; what is not sent is never tidied away. */
function tidy(acts: readonly Act[], accountId: string, keep: number): readonly Act[] {
  const sent = acts.filter((act) => act.accountId === accountId && act.state === 'sent')
  const newestFirst = [...sent].sort((a, b) => b.number - a.number)
  const old = new Set(newestFirst.slice(keep).map((act) => act.key))
  return acts.filter((act) => !old.has(act.key))
}

/** What may go now: of each household the oldest act that is not sent, unless one of it is under way. */
export function actsToSend(acts: readonly Act[], accountId: string): Act[] {
  const lanes = new Map<string, Act>()
  for (const act of [...acts].sort((a, b) => a.number - b.number)) {
    if (act.accountId !== accountId || (act.state !== 'saved' && act.state !== 'sending')) continue
    if (!lanes.has(act.householdId)) lanes.set(act.householdId, act)
  }
  return [...lanes.values()].filter((act) => act.state === 'saved')
}

export interface OutboxCounts {
  /** Saved here and not yet with the server, those under way included. */
  waiting: number
  sending: number
  /** Refused or in conflict: a person has to look. */
  needsLook: number
}

export function countOutbox(acts: readonly Act[], accountId: string): OutboxCounts {
  const own = acts.filter((act) => act.accountId === accountId)
  const count = (...states: string[]) => own.filter((act) => states.includes(act.state)).length
  return {
    waiting: count('saved', 'sending'),
    sending: count('sending'),
    needsLook: count('refused', 'conflict'),
  }
}

/** How long to wait before the next try: 2 s, 4 s, 8 s … at most 5 minutes. `share` in 0..1 spreads many phones. */
export function backoffMs(tries: number, share: number): number {
  const whole = Math.min(300_000, 2000 * 2 ** Math.min(Math.max(tries - 1, 0), 10))
  return Math.round(whole * (0.75 + share / 2))
}
