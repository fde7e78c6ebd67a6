import { type DatedEntry, isDated } from './dated.ts'
import { keyOf, type Settings } from './resolve-scheme.ts'

/** Every dated value of a scheme with its path; list items are addressed by their key. */
export function listDated(content: unknown): { path: string; entries: Record<string, DatedEntry> }[] {
  const found: { path: string; entries: Record<string, DatedEntry> }[] = []
  visit(content, [])
  return found
  function visit(node: unknown, path: string[]): void {
    if (isDated(node)) found.push({ path: path.join('.'), entries: node })
    else if (Array.isArray(node))
      for (const [index, item] of node.entries()) visit(item, [...path, keyOf(item, index)])
    else if (typeof node === 'object' && node !== null)
      for (const [key, child] of Object.entries(node)) visit(child, [...path, key])
  }
}

/**
 * The content with a place's own values written into it, so that the checks of a scheme can judge them as if
 * the file said so. Own values take the place of the source's from their first day on.
 */
export function withSettings<Content>(content: Content, settings: Settings, source: string): Content {
  return rewrite(content, []) as Content
  function rewrite(node: unknown, path: string[]): unknown {
    if (isDated(node)) {
      const own = Object.entries(settings[path.join('.')] ?? {}).sort(([one], [other]) =>
        one < other ? -1 : 1,
      )
      if (own.length === 0) return node
      const kept = Object.entries(node).filter(([day]) => day < own[0]![0])
      return Object.fromEntries([
        ...kept,
        ...own.map(([day, value]): [string, unknown] => [day, { value, source }]),
      ])
    }
    if (Array.isArray(node)) return node.map((item, index) => rewrite(item, [...path, keyOf(item, index)]))
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, child]) => [key, rewrite(child, [...path, key])]),
    )
  }
}

/** Paths of values that are open on a day, or become open later: a scheme in force must never run into one. */
export function listOpenFrom(content: unknown, settings: Settings, from: string): string[] {
  return listDated(withSettings(content, settings, 'own'))
    .filter(({ entries }) => {
      const days = Object.keys(entries).sort()
      const first = days.filter((day) => day <= from).at(-1) ?? days[0]!
      return days.some((day) => day >= first && 'unset' in entries[day]!)
    })
    .map(({ path }) => path)
}
