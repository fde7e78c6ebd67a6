import { type DatedEntry, isDated } from '../../engines/scheme/dated.ts'

/** One difference: a dated value on one of its days with both sources, or anything else; null where it is missing. */
export type SchemeChange =
  | { kind: 'value'; path: string; day: string; was: DatedEntry | null; now: DatedEntry | null }
  | { kind: 'text'; path: string; was: unknown; now: unknown }

/**
 * How one scheme became another, path by path. List items are compared by their key; another order of them
 * is a change of its own, for steps go in their order.
 */
export function diffSchemes(was: unknown, now: unknown): SchemeChange[] {
  return diffNodes(was, now, [])
}

function diffNodes(was: unknown, now: unknown, path: string[]): SchemeChange[] {
  if (isDated(was) || isDated(now)) return diffDated(was, now, path)
  const [before, after] = [childrenOf(was), childrenOf(now)]
  if (before && after) {
    const keys = [...new Set([...before.keys(), ...after.keys()])]
    const order =
      Array.isArray(was) && Array.isArray(now) ? diffOrder([...before.keys()], [...after.keys()], path) : []
    return [...order, ...keys.flatMap((key) => diffNodes(before.get(key), after.get(key), [...path, key]))]
  }
  return JSON.stringify(was) === JSON.stringify(now)
    ? []
    : [{ kind: 'text', path: path.join('.'), was: was ?? null, now: now ?? null }]
}

/** The order of the items that both lists have. */
function diffOrder(before: string[], after: string[], path: string[]): SchemeChange[] {
  const [was, now] = [
    before.filter((key) => after.includes(key)),
    after.filter((key) => before.includes(key)),
  ]
  return was.join() === now.join() ? [] : [{ kind: 'text', path: path.join('.'), was, now }]
}

function diffDated(was: unknown, now: unknown, path: string[]): SchemeChange[] {
  if (was !== undefined && now !== undefined && isDated(was) !== isDated(now)) {
    return [{ kind: 'text', path: path.join('.'), was, now }]
  }
  const [before, after] = [
    (was ?? {}) as Record<string, DatedEntry>,
    (now ?? {}) as Record<string, DatedEntry>,
  ]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .flatMap((day): SchemeChange[] => {
      const [one, other] = [before[day] ?? null, after[day] ?? null]
      return sameEntry(one, other) ? [] : [{ kind: 'value', path: path.join('.'), day, was: one, now: other }]
    })
}

function sameEntry(one: DatedEntry | null, other: DatedEntry | null): boolean {
  const plain = (entry: DatedEntry | null) => JSON.stringify(entry && Object.entries(entry).sort())
  return plain(one) === plain(other)
}

/** Children by key, items of a list by their own key where all have one; undefined for what has none. */
function childrenOf(node: unknown): Map<string, unknown> | undefined {
  if (Array.isArray(node)) {
    const keys = node.map((item) => (item as { key?: unknown } | null)?.key)
    return keys.every((key) => typeof key === 'string')
      ? new Map(node.map((item, index) => [keys[index] as string, item]))
      : undefined
  }
  return typeof node === 'object' && node !== null ? new Map(Object.entries(node)) : undefined
}
