import type { Secrets } from '../secrets/secrets.ts'

/** A link: the entry's digest bound to its place behind the link before it. */
export interface Link {
  countyCode: string
  position: number
  entryId: string
  digest: string
}

/** Where a chain ends. */
export interface Head {
  countyCode: string
  position: number
  hash: string
  openFrom: string
  sealedAt: Date
}

/** Hash of the link behind `previous`; keyed, so that who can write the database still cannot forge a chain. */
export function hashLink(secrets: Secrets, previous: string, link: Link): string {
  return secrets.fingerprint(
    ['audit link', previous, link.countyCode, link.position, link.entryId, link.digest].join('\n'),
  )
}

export function stampHead(secrets: Secrets, head: Head): string {
  return secrets.fingerprint(
    [
      'audit head',
      head.countyCode,
      head.position,
      head.hash,
      head.openFrom,
      head.sealedAt.toISOString(),
    ].join('\n'),
  )
}

/**
 * How long after its id was made an entry may still be committed, in milliseconds: no transaction lasts
 * two hours. What turns up unsealed below that line did not come from this program.
 */
export const lateMs = 2 * 3600_000

/** The time in an entry's id (uuid v7), in milliseconds; undefined for an id that this program did not make. */
export function timeOfId(id: string): number | undefined {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined
}

/** The lowest id of a millisecond. */
export function idFrom(timeMs: number): string {
  const hex = Math.max(0, Math.floor(timeMs)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`
}

/** What a record is about that tells of an entry which was gone before it could be sealed. */
export const removedEntry = 'removed_entry'
