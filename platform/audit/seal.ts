import type { Tx } from '../database/connect.ts'
import type { Timer } from '../jobs/timers.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { type Head, hashLink, idFrom, lateMs, stampHead, timeOfId } from './chain.ts'
import {
  findLastSealing,
  insertHead,
  insertSeals,
  listUnsealed,
  listUnsealedCounties,
  lockHead,
  updateHead,
} from './chain-store.ts'

/** Entries sealed in one transaction. */
export const batchSize = 2000
const dayMs = 24 * 3600_000

/** Runs work in a transaction over all places. */
type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** Each minute the entries that no server has sealed yet are; writers wait for none of it. */
export const sealTimer: Timer = {
  key: 'audit.seal',
  everyMinutes: 1,
  async run({ now, services, transact }) {
    await sealAudit((work) => transact(({ tx }) => work(tx)), services.secrets, now)
  },
}

/**
 * Binds all entries that no seal covers into the chain of their county, in batches of one transaction each.
 * Sealers may run at the same time. Returns the number of entries sealed.
 */
export async function sealAudit(transact: Transact, secrets: Secrets, now: Date): Promise<number> {
  const counties = await transact(async (tx) => {
    const last = await findLastSealing(tx)
    return listUnsealedCounties(tx, idFrom(last ? last.getTime() - dayMs : 0))
  })
  let sealed = 0
  for (const county of counties) {
    for (let batch = batchSize; batch === batchSize; sealed += batch) {
      batch = await transact((tx) => sealBatch(tx, county, secrets, now))
    }
  }
  return sealed
}

/** Seals a batch of what no seal of the county covers; returns how many entries that were. */
export async function sealBatch(tx: Tx, countyCode: string, secrets: Secrets, now: Date): Promise<number> {
  const head = await holdHead(tx, countyCode, secrets, now)
  const entries = await listUnsealed(tx, countyCode, head.openFrom, batchSize)
  if (entries.length > 0) await extendChain(tx, head, entries, secrets, now)
  return entries.length
}

/** Where the county's chain ends, held until the transaction does. */
export async function holdHead(tx: Tx, countyCode: string, secrets: Secrets, now: Date): Promise<Head> {
  const empty: Head = { countyCode, position: 0, hash: '', openFrom: idFrom(0), sealedAt: now }
  await insertHead(tx, { ...empty, stamp: stampHead(secrets, empty) })
  return lockHead(tx, countyCode)
}

/** Binds entries, in the order of their ids, to the end of a chain whose head is held. */
export async function extendChain(
  tx: Tx,
  head: Head,
  entries: readonly { id: string; digest: string }[],
  secrets: Secrets,
  now: Date,
): Promise<void> {
  const { countyCode } = head
  let hash = head.hash
  const seals = entries.map((entry, index) => {
    const link = { countyCode, position: head.position + index + 1, entryId: entry.id, digest: entry.digest }
    hash = hashLink(secrets, hash, link)
    return { ...link, hash }
  })
  await insertSeals(tx, countyCode, seals, now)
  const next: Head = {
    countyCode,
    position: head.position + seals.length,
    hash,
    openFrom: nextOpenFrom(head, entries, now),
    sealedAt: now,
  }
  await updateHead(tx, { ...next, stamp: stampHead(secrets, next) })
}

/** An id that claims a time yet to come must not close the chain to what is written until then. */
function nextOpenFrom(head: Head, entries: readonly { id: string }[], now: Date): string {
  const newest = Math.min(now.getTime(), timeOfId(entries.at(-1)!.id) ?? 0)
  const openFrom = idFrom(newest - lateMs)
  if (openFrom < head.openFrom) return head.openFrom
  return openFrom
}
