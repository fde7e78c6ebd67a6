import type { AreaFacts } from './decide-area.ts'

/** Areas that hold one, nearest first. A broken chain ends where it breaks. */
export function decideHolders<Area extends AreaFacts>(area: Area, byId: ReadonlyMap<string, Area>): Area[] {
  const holders: Area[] = []
  for (
    let at = area.parentId ? byId.get(area.parentId) : undefined;
    at && at !== area && !holders.includes(at);
    at = at.parentId ? byId.get(at.parentId) : undefined
  )
    holders.push(at)
  return holders
}

/** Areas of the same kind and system that the boundary of one must not overlap: not those that hold it or lie in it. */
export function decideBeside<Area extends AreaFacts>(area: Area, all: readonly Area[]): Area[] {
  const byId = new Map(all.map((one) => [one.id, one]))
  const holders = decideHolders(area, byId)
  return all.filter(
    (other) =>
      other !== area &&
      other.validTo === null &&
      other.kind === area.kind &&
      other.system === area.system &&
      !holders.includes(other) &&
      !decideHolders(other, byId).includes(area),
  )
}
