import { type Database, everywhere, type Tx } from '../database/connect.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { removedEntry } from './chain.ts'
import { listWritten } from './chain-store.ts'
import { appendAudit } from './record.ts'
import { batchSize, extendChain, holdHead, sealBatch } from './seal.ts'
import { beginToRemember, remember, takeRemembered, type Written } from './witness.ts'

/** How soon after its commit an entry is sealed, in milliseconds, by the server that wrote it. */
const sealEveryMs = 2000

export interface Sealing {
  /** Seals what was written until now. */
  pass(): Promise<void>
  /** Seals what is left, and ends. Nothing may be written afterwards. */
  stop(): Promise<void>
}

interface SealingTools {
  database: Database
  secrets: Secrets
  clock: () => Date
  log: (message: string, error: unknown) => void
}

/**
 * Seals every two seconds what this server has written, entry by entry as it remembers them. One that it wrote and
 * that is no longer there was removed by somebody with the database in hand: that is recorded and sealed.
 */
export function startSealing(tools: SealingTools, everyMs = sealEveryMs): Sealing {
  const { pool } = tools.database
  beginToRemember(pool)
  let running = Promise.resolve()
  const pass = () => {
    running = running.then(() => sealRemembered(tools))
    return running
  }
  const timer = setInterval(() => void pass(), everyMs).unref()
  return {
    pass,
    stop: () => {
      clearInterval(timer)
      return pass()
    },
  }
}

async function sealRemembered({ database, secrets, clock, log }: SealingTools): Promise<void> {
  const written = takeRemembered(database.pool)
  for (const [countyCode, entries] of Map.groupBy(written, (entry) => entry.countyCode)) {
    for (let from = 0; from < entries.length; from += batchSize) {
      const batch = entries.slice(from, from + batchSize)
      try {
        const removed = await database.transact(everywhere, (tx) =>
          sealWritten(tx, countyCode, batch, secrets, clock()),
        )
        if (removed > 0) log(`${removed} audit entries of county ${countyCode} were removed`, undefined)
      } catch (error) {
        remember(database.pool, batch)
        log('audit sealing', error)
      }
    }
  }
}

/** Seals a batch that was written in one county; returns how many of it are gone. */
async function sealWritten(
  tx: Tx,
  countyCode: string,
  written: readonly Written[],
  secrets: Secrets,
  now: Date,
): Promise<number> {
  const head = await holdHead(tx, countyCode, secrets, now)
  const found = await listWritten(
    tx,
    countyCode,
    written.map((entry) => entry.id),
  )
  const open = found.flatMap(({ id, digest, sealed }) => (digest === null || sealed ? [] : [{ id, digest }]))
  if (open.length > 0) await extendChain(tx, head, open, secrets, now)
  const gone = new Set(found.filter((entry) => entry.digest === null).map((entry) => entry.id))
  if (gone.size === 0) return 0
  const origin = { accountId: null, actorName: '系统', channel: 'seal', address: null, at: now }
  const records = written
    .filter((entry) => gone.has(entry.id))
    .map(({ id, placeCode, action, subjectKind, subjectId }) => ({
      placeCode,
      action: 'audit.verify',
      subjectKind: removedEntry,
      subjectId: id,
      detail: { action, subjectKind, subjectId },
    }))
  await appendAudit(tx, origin, records)
  while ((await sealBatch(tx, countyCode, secrets, now)) === batchSize);
  return gone.size
}
