import type { AreaKind } from './contract.ts'

/** What the rules need to know of an area. */
export interface AreaFacts {
  id: string
  parentId: string | null
  kind: AreaKind
  system: string
  number: string
  name: string
  validTo: string | null
}

const order: readonly AreaKind[] = ['natural_village', 'group', 'grid', 'cell']

/** Natural village, group, grid, cell, each inside an earlier kind; a large grid may hold small ones. */
export function mayHold(parent: AreaKind, child: AreaKind): boolean {
  return order.indexOf(parent) < order.indexOf(child) || (parent === 'grid' && child === 'grid')
}

/** Names of the areas above one, from the top: 东片网格 / 第3微网格. A broken chain ends where it breaks. */
export function decideAreaPath(area: AreaFacts, byId: ReadonlyMap<string, AreaFacts>): string {
  const names: string[] = []
  const seen = new Set<string>()
  for (
    let at: AreaFacts | undefined = area;
    at && !seen.has(at.id);
    at = at.parentId ? byId.get(at.parentId) : undefined
  ) {
    seen.add(at.id)
    names.unshift(at.name)
  }
  return names.join(' / ')
}

/** A number as it is kept: three digits, 007. */
export function padNumber(number: string | number): string {
  return String(Number(number)).padStart(3, '0')
}

/** The first free number from 001 to 999 in a system, or undefined when all are taken. */
export function decideNextNumber(
  areas: readonly AreaFacts[],
  system: string,
  kind: AreaKind,
): string | undefined {
  const taken = new Set(
    areas
      .filter((area) => area.validTo === null && area.system === system && area.kind === kind)
      .map((area) => area.number),
  )
  for (let number = 1; number <= 999; number += 1) {
    if (!taken.has(padNumber(number))) return padNumber(number)
  }
  return undefined
}

/** The default system of each kind: the villagers' groups are one system, grids may be several. */
export const defaultSystems: Record<AreaKind, string> = {
  natural_village: '自然村',
  group: '村民小组',
  grid: '综合网格',
  cell: '微网格',
}
