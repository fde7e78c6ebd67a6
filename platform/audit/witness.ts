import type pg from 'pg'

/** An entry as the server that wrote it remembers it until it is sealed. */
export interface Written {
  id: string
  countyCode: string
  placeCode: string
  action: string
  subjectKind: string
  subjectId: string
}

/** What each server wrote and has not sealed: in its memory alone, out of reach for who owns the database. */
const memories = new WeakMap<pg.Pool, Written[]>()

/** From now on the entries written over this pool are remembered. */
export function beginToRemember(pool: pg.Pool): void {
  memories.set(pool, [])
}

/** Remembers committed entries where somebody will seal them; elsewhere it does nothing. */
export function remember(pool: pg.Pool, entries: readonly Written[]): void {
  const memory = memories.get(pool)
  if (memory) for (const entry of entries) memory.push(entry)
}

/** Hands over all that is remembered, and forgets it. */
export function takeRemembered(pool: pg.Pool): Written[] {
  return memories.get(pool)?.splice(0) ?? []
}
