import { useSyncExternalStore } from 'react'
import { type KeptPhoto, openPhoneDatabase, type PhoneDatabase } from '../shell/phone-database.ts'
import type { Act, NewAct } from './act.ts'
import { openOutboxStore } from './outbox-store.ts'
import { countOutbox, type OutboxCounts } from './reduce-outbox.ts'
import { makeOutboxRunner, type OutboxRunner } from './run-outbox.ts'
import { serverTransport } from './transport.ts'

const sentKept = 30

let opened: Promise<{ database: PhoneDatabase; runner: OutboxRunner }> | undefined
let runner: OutboxRunner | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let accountId: string | null = null
let onSettled: () => void = () => {}
const listeners = new Set<() => void>()

/** The one outbox of this page. */
export function openOutbox(): Promise<{ database: PhoneDatabase; runner: OutboxRunner }> {
  opened ??= openPhoneDatabase().then(async (database) => {
    runner = makeOutboxRunner(openOutboxStore(database), serverTransport, Math.random, Date.now)
    runner.subscribe(() => {
      for (const listener of listeners) listener()
    })
    return { database, runner }
  })
  return opened
}

/** Starts sending for an account: at once, when the network comes back, when the app comes to the front. */
export function startOutbox(account: string, settled: () => void): () => void {
  accountId = account
  onSettled = settled
  settledBefore = settledOf(runner?.acts() ?? none)
  const wake = () => {
    if (document.visibilityState === 'visible') void sendOutbox()
  }
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  void sendOutbox()
  return () => {
    accountId = null
    clearTimeout(timer)
    removeEventListener('online', wake)
    document.removeEventListener('visibilitychange', wake)
  }
}

let running: Promise<void> | undefined

/** Sends what may go now; a call while one runs waits for that one and runs once more. */
export async function sendOutbox(): Promise<void> {
  while (running) await running
  running = inOneWindow(sendRound).finally(() => {
    running = undefined
  })
  await running
}

async function sendRound(): Promise<void> {
  const account = accountId
  if (account === null) return
  clearTimeout(timer)
  const { runner } = await openOutbox()
  const waitMs = await runner.drain(account)
  if (settledOf(runner.acts()) !== settledBefore) {
    await runner.apply({ kind: 'tidied', accountId: account, keep: sentKept })
    settledBefore = settledOf(runner.acts())
    onSettled()
  }
  if (waitMs !== null) timer = setTimeout(() => void sendOutbox(), waitMs)
}

/** Whatever the server has answered, also with a no, makes what is read stale. */
let settledBefore = ''
const settledOf = (acts: readonly Act[]) =>
  acts
    .filter((act) => act.state !== 'saved' && act.state !== 'sending')
    .map((act) => `${act.key} ${act.state}`)
    .join()

/** Two windows of the app send one after the other where the browser can see to it; keys cover the rest. */
async function inOneWindow(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  await navigator.locks.request('shanzhi-outbox', work)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const none: readonly Act[] = []

/** All acts on this phone, oldest first. */
export function useActs(): readonly Act[] {
  return useSyncExternalStore(subscribe, () => runner?.acts() ?? none)
}

export function useOutboxCounts(account: string): OutboxCounts {
  return countOutbox(useActs(), account)
}

/** Saves an act on the phone and starts to send it. It is safe on the phone when this resolves. */
export async function saveAct(act: NewAct, photos: readonly KeptPhoto[]): Promise<void> {
  const { runner } = await openOutbox()
  await runner.add(act, photos)
  // Asks the browser not to clear what is unsent when the phone runs short of room.
  void navigator.storage?.persist?.()
  void sendOutbox()
}
