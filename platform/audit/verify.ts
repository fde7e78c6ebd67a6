import type { Words } from '../../engines/contract/route.ts'
import type { Tx } from '../database/connect.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { hashLink, lateMs, removedEntry, stampHead, timeOfId } from './chain.ts'
import {
  findHead,
  findSealHash,
  findUnsealed,
  type KeptHead,
  listRemoved,
  listSealed,
  listSealsBeyondHead,
  type SealedEntry,
} from './chain-store.ts'

/** What verification can find, in words. */
export const auditFaults = {
  entry_changed: { zh: '这条记录在封存后被改动', en: 'The entry was changed after it was sealed' },
  entry_missing: { zh: '这条记录在封存后被删除', en: 'The entry was removed after it was sealed' },
  entry_removed: { zh: '这条记录在封存前被删除', en: 'The entry was removed before it was sealed' },
  entry_inserted: {
    zh: '这条记录不是由本系统当时写入的',
    en: 'The entry was not written by this program at its time',
  },
  order_changed: { zh: '封存链在此处被调换或改写', en: 'The chain was reordered or rewritten here' },
  seal_missing: { zh: '封存链在此处缺失', en: 'The chain has a gap here' },
  seal_inserted: { zh: '封存链末尾之后多出内容', en: 'There are seals beyond the end of the chain' },
  tail_cut: { zh: '封存链的末尾被截断', en: 'The end of the chain was cut off' },
  head_forged: { zh: '封存链的终点记录被改动', en: 'The record of where the chain ends was changed' },
  head_missing: { zh: '封存链的终点记录被删除', en: 'The record of where the chain ends was removed' },
  earlier_head_gone: {
    zh: '封存链与以前留存的核对结果不符',
    en: 'The chain differs from the report kept earlier',
  },
} as const satisfies Record<string, Words>

export type AuditFault = keyof typeof auditFaults

export interface AuditFinding {
  fault: AuditFault
  countyCode: string
  position: number | null
  entryId: string | null
}

export interface ChainReport {
  countyCode: string
  /** Entries in the chain. */
  sealed: number
  /** Entries written since the last sealing. */
  pending: number
  /** Hash at the end of the chain: keep it outside the system, and a later report can be held against it. */
  head: string
  findings: AuditFinding[]
}

/** The end of a chain as an earlier report gave it. */
export interface EarlierHead {
  countyCode: string
  sealed: number
  head: string
}

const pageSize = 5000
/** A county's report names so many faults at most. */
const findingsMax = 200

/**
 * Walks the chain of a county and compares it with the entries: finds changed, removed, reordered and
 * inserted rows and a cut end. Needs the key that sealed it and a transaction that sees the whole county.
 */
export async function verifyCounty(
  tx: Tx,
  secrets: Secrets,
  countyCode: string,
  options: { earlier?: EarlierHead; onProgress?: (done: number, total: number) => Promise<void> } = {},
): Promise<ChainReport> {
  const head = await findHead(tx, countyCode)
  const walk = new ChainWalk(secrets, countyCode)
  for (let after = 0; head && after < head.position; ) {
    const page = await listSealed(tx, countyCode, after, head.position, pageSize)
    for (const row of page) walk.step(row)
    if (page.length === 0) break
    after = page.at(-1)!.position
    await options.onProgress?.(after, head.position)
  }
  if (head) walk.end(head)
  const beyond = await listSealsBeyondHead(tx, countyCode, findingsMax)
  if (!head && beyond.length > 0) walk.find('head_missing')
  else for (const seal of beyond) walk.find('seal_inserted', seal.position, seal.entryId)
  const unsealed = await findUnsealed(
    tx,
    countyCode,
    head?.openFrom ?? '00000000-0000-0000-0000-000000000000',
    findingsMax,
  )
  for (const id of unsealed.below) walk.find('entry_inserted', null, id)
  const removed = await listRemoved(tx, countyCode, removedEntry, findingsMax)
  for (const id of removed) walk.find('entry_removed', null, id)
  if (options.earlier) await compareEarlier(tx, walk, countyCode, options.earlier)
  return {
    countyCode,
    sealed: head?.position ?? 0,
    pending: unsealed.above,
    head: head?.hash ?? '',
    findings: walk.findings,
  }
}

async function compareEarlier(
  tx: Tx,
  walk: ChainWalk,
  countyCode: string,
  earlier: EarlierHead,
): Promise<void> {
  if (earlier.sealed === 0) return
  const hash = await findSealHash(tx, countyCode, earlier.sealed)
  if (hash !== earlier.head) walk.find('earlier_head_gone', earlier.sealed)
}

/** One walk along a chain; after a fault it goes on from the hash that stands there, to find the next one. */
class ChainWalk {
  readonly findings: AuditFinding[] = []
  readonly #secrets: Secrets
  readonly #countyCode: string
  #position = 0
  /** Hash of the link before; undefined behind a gap, where it cannot be known. */
  #hash: string | undefined = ''
  #newestMs = 0

  constructor(secrets: Secrets, countyCode: string) {
    this.#secrets = secrets
    this.#countyCode = countyCode
  }

  find(fault: AuditFault, position: number | null = null, entryId: string | null = null): void {
    if (this.findings.length < findingsMax)
      this.findings.push({ fault, countyCode: this.#countyCode, position, entryId })
  }

  step(row: SealedEntry): void {
    const { position, entryId } = row
    if (position !== this.#position + 1) {
      this.find('seal_missing', this.#position + 1)
      this.#hash = undefined
    }
    const link = { countyCode: this.#countyCode, position, entryId, digest: row.sealedDigest }
    if (this.#hash !== undefined && row.hash !== hashLink(this.#secrets, this.#hash, link))
      this.find('order_changed', position, entryId)
    if (row.digest === null) this.find('entry_missing', position, entryId)
    else if (row.digest !== row.sealedDigest) this.find('entry_changed', position, entryId)
    else if (!this.#isInTime(row)) this.find('entry_inserted', position, entryId)
    this.#position = position
    this.#hash = row.hash
  }

  /** An entry's id tells when it was written: never long before those that were sealed earlier. */
  #isInTime(row: SealedEntry): boolean {
    const madeAt = timeOfId(row.entryId)
    if (madeAt === undefined || madeAt < this.#newestMs - lateMs) return false
    this.#newestMs = Math.max(this.#newestMs, madeAt)
    return true
  }

  end(head: KeptHead): void {
    if (head.stamp !== stampHead(this.#secrets, head)) this.find('head_forged', head.position)
    if (this.#position < head.position || this.#hash !== head.hash) this.find('tail_cut', this.#position + 1)
  }
}
