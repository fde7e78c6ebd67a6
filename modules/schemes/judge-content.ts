import { Refusal } from '../../engines/refusal/refusal.ts'
import { resolveScheme, type Settings } from '../../engines/scheme/resolve-scheme.ts'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import { listOpenFrom, withSettings } from '../../engines/scheme/with-settings.ts'
import { guardScheme } from '../../platform/schemes/guard-scheme.ts'
import { checkContent, type SchemeContent, valueTableOf } from '../../platform/schemes/read-scheme.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'

/** Faults of shape and reference, and what the law guard refuses on a day. */
export function findProblems(library: SchemeLibrary, content: SchemeContent, on: string): SchemeProblem[] {
  return [
    ...checkContent(content, library.sections).problems,
    ...guardScheme(content, library.norms, library.sections, on),
  ]
}

/**
 * The law guard before anything goes into force, whatever way it came: the text with the place's own values,
 * on its first day and today, so that no backdating slips under a norm. Refuses with schemes.guard.
 */
export function assertLawful(
  library: SchemeLibrary,
  content: SchemeContent,
  settings: Settings,
  days: readonly string[],
): void {
  const settled = withSettings(content, settings, 'own')
  const breach = days
    .flatMap((day) => findProblems(library, settled, day))
    .find((problem) => problem.severity === 'error')
  if (!breach) return
  const { reason, mend } = breach
  throw new Refusal('schemes.guard', {
    ...{ reason: reason.zh, mend: mend.zh, reasonEn: reason.en, mendEn: mend.en },
    norm: breach.norm ?? breach.path,
  })
}

/** No value may be open from a day on, nor become open later. Refuses with schemes.open_values. */
export function assertNothingOpen(
  library: SchemeLibrary,
  content: SchemeContent,
  settings: Settings,
  from: string,
): void {
  const paths = listOpenFrom(content, settings, from)
  if (paths.length === 0) return
  const titles = resolveScheme(content, valueTableOf(library.sections), settings, from)
    .values.filter((value) => paths.includes(value.path))
    .map((value) => value.title.zh)
  throw new Refusal('schemes.open_values', {
    count: titles.length,
    titles: titles.slice(0, 5).join('、'),
    paths,
  })
}

/** The first fault, other than of law, that a change brings in: a text may be unlawful on its way, never unsound. */
export function findNewFault(
  library: SchemeLibrary,
  was: SchemeContent,
  now: unknown,
): SchemeProblem | undefined {
  const before = new Set(checkContent(was, library.sections).problems.map((problem) => problem.reason.en))
  return checkContent(now, library.sections).problems.find((problem) => !before.has(problem.reason.en))
}
