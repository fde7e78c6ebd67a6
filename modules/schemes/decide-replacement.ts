import { partAt } from '../../engines/scheme/edit-content.ts'
import type { Settings } from '../../engines/scheme/resolve-scheme.ts'
import { listDated } from '../../engines/scheme/with-settings.ts'

/** A text that a village runs, with its own values. */
export interface RunningVersion {
  schemeId: string
  version: number
  hash: string
  settings: Settings
}

/** What a village runs on a day under one adoption: before a newer text's first day the one before it, for good. */
export function versionOn(
  adoption: RunningVersion & { earlier: readonly (RunningVersion & { until: string })[] },
  on: string,
): RunningVersion {
  return adoption.earlier.find((one) => on < one.until) ?? adoption
}

type Content = Record<string, unknown>

interface Keyed {
  key: string
  name: { zh: string; en: string }
  core?: boolean
  to?: string
}

interface Book extends Keyed {
  items: Keyed[]
  review: Keyed[]
}

const booksOf = (content: Content) => (content.points ?? []) as Book[]

/**
 * What a newer version lacks of the one that it follows, by name: entries, claims on their way and notices name
 * books and items, so these may be switched off but never vanish.
 */
export function listVanished(was: Content, now: Content): string[] {
  return booksOf(was).flatMap((book) => {
    const next = booksOf(now).find((one) => one.key === book.key)
    if (!next) return [book.name.zh]
    const kept = (part: 'items' | 'review') =>
      book[part].filter((one) => !next[part].some((other) => other.key === one.key)).map((one) => one.name.zh)
    return [...kept('items'), ...kept('review')]
  })
}

/** Core items (必选项目) of a source that a copy has dropped or switched off, by name. */
export function listCoreMissing(source: Content, copy: Content): string[] {
  return booksOf(source).flatMap((book) =>
    book.items
      .filter((item) => item.core)
      .filter((item) => {
        const own = partAt(copy, `points.${book.key}.items.${item.key}`) as Keyed | undefined
        return !own?.core || (own.to !== undefined && own.to !== item.to)
      })
      .map((item) => item.name.zh),
  )
}

/** A village's own values as far as the newer version has such values. */
export function settingsThatFit(settings: Settings, now: Content): Settings {
  const paths = new Set(listDated(now).map(({ path }) => path))
  return Object.fromEntries(Object.entries(settings).filter(([path]) => paths.has(path)))
}
