import type { Words } from '../contract/route.ts'
import { type DatedEntry, isDated, type Scalar, type ValueMeta } from './dated.ts'

/** Values that a place has set: path → day → value. */
export type Settings = Record<string, Record<string, Scalar>>

/** Which paths hold which kind of value: 'points.*.items.*.points'. */
export type ValueTable = Record<string, ValueMeta>

export interface ValueOnDay {
  path: string
  meta: ValueMeta
  title: Words
  /** The day from which the value in force began. */
  from: string
  source: string
  note: string | null
  sourceValue: Scalar | null
  proposed: Scalar | null
  ownValue: Scalar | null
  /** What counts on that day: the place's own value, else the source's; null while open. */
  value: Scalar | null
}

export interface ResolvedScheme {
  /** The content with plain values: points and yuan in hundredths. Open values are null. */
  plain: Record<string, unknown>
  values: ValueOnDay[]
  open: string[]
}

/** The scheme as it stands on one day for a place with its own settings. */
export function resolveScheme(
  content: Record<string, unknown>,
  table: ValueTable,
  settings: Settings,
  on: string,
): ResolvedScheme {
  const values: ValueOnDay[] = []
  const plain = resolveNode(content, [], null) as Record<string, unknown>
  return { plain, values, open: values.filter((value) => value.value === null).map((value) => value.path) }

  function resolveNode(node: unknown, path: string[], name: Words | null): unknown {
    if (isDated(node)) {
      const found = valueOnDay(node, path.join('.'), name)
      values.push(found)
      return found.value === null ? null : countIn(found.meta.type, found.value)
    }
    if (Array.isArray(node))
      return node.map((item, index) => resolveNode(item, [...path, keyOf(item, index)], name))
    if (typeof node === 'object' && node !== null) {
      const own = (node as { name?: Words }).name ?? name
      return Object.fromEntries(
        Object.entries(node).map(([key, child]) => [key, resolveNode(child, [...path, key], own)]),
      )
    }
    return node
  }

  function valueOnDay(entries: Record<string, DatedEntry>, path: string, name: Words | null): ValueOnDay {
    const meta = findMeta(table, path)
    if (!meta) throw new Error(`No value type is declared for ${path}`)
    const from = latest(Object.keys(entries), on) ?? Object.keys(entries).sort()[0]!
    const entry = entries[from]!
    const owns = settings[path] ?? {}
    const ownFrom = latest(Object.keys(owns), on)
    const ownValue = ownFrom === undefined ? null : owns[ownFrom]!
    const sourceValue = 'value' in entry ? entry.value : null
    return {
      path,
      meta,
      title: {
        zh: meta.title.zh.replace('{name}', name?.zh ?? ''),
        en: meta.title.en.replace('{name}', name?.en ?? ''),
      },
      from: ownFrom ?? from,
      source: entry.source,
      note: entry.note ?? null,
      sourceValue,
      proposed: 'unset' in entry ? (entry.proposed ?? null) : null,
      ownValue,
      value: ownValue ?? sourceValue,
    }
  }
}

/** An item of a list is addressed by its key where it has one, so that a path outlives a reordering. */
export function keyOf(item: unknown, index: number): string {
  const key = (item as { key?: unknown } | null)?.key
  return typeof key === 'string' ? key : String(index)
}

function latest(days: string[], on: string): string | undefined {
  return days
    .filter((day) => day <= on)
    .sort()
    .at(-1)
}

export function findMeta(table: ValueTable, path: string): ValueMeta | undefined {
  const parts = path.split('.')
  for (const [pattern, meta] of Object.entries(table)) {
    const wanted = pattern.split('.')
    if (
      wanted.length === parts.length &&
      wanted.every((part, index) => part === '*' || part === parts[index])
    )
      return meta
  }
  return undefined
}

/** Points and yuan are written as people write them and counted in hundredths; the rest counts as written. */
export function countIn(type: ValueMeta['type'], value: Scalar): Scalar {
  return isHundredths(type) && typeof value === 'number' ? Math.round(value * 100) : value
}

/** Whether a value becomes whole hundredths without loss: two decimals at most, below ten billion. */
export function countsInHundredths(type: ValueMeta['type'], value: Scalar): boolean {
  if (!isHundredths(type) || typeof value !== 'number') return true
  return Math.abs(value) <= 1e10 && Math.round(value * 100) / 100 === value
}

function isHundredths(type: ValueMeta['type']): boolean {
  return type === 'points' || type === 'yuan'
}
