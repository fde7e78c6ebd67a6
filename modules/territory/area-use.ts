import type { Tx } from '../../platform/database/connect.ts'

/** How another module tells that it still needs an area: the number of its present records there. */
export interface AreaUse {
  key: string
  count(tx: Tx, county: string, areaId: string): Promise<number>
}

const uses = new Map<string, AreaUse>()

/** Registers what must be moved elsewhere before an area may end; once per key. */
export function registerAreaUse(use: AreaUse): void {
  uses.set(use.key, use)
}

/** Records of all modules that still lie in an area. */
export async function countAreaUse(tx: Tx, county: string, areaId: string): Promise<number> {
  let total = 0
  for (const use of uses.values()) total += await use.count(tx, county, areaId)
  return total
}
