import type { z } from 'zod'
import { resolveScheme } from '../../engines/scheme/resolve-scheme.ts'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import { guardScheme } from '../../platform/schemes/guard-scheme.ts'
import { checkContent, type SchemeContent, valueTableOf } from '../../platform/schemes/read-scheme.ts'
import type { LibraryScheme, SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import type { schemeDocument, schemeRow } from './contract.ts'
import type { Adoption } from './store.ts'

type SchemeRow = z.output<typeof schemeRow>
type SchemeDocument = z.output<typeof schemeDocument>

/** A scheme as a line of the library. */
export function describeRow(
  library: SchemeLibrary,
  scheme: LibraryScheme,
  adoption: Adoption | undefined,
  on: string,
): SchemeRow {
  const resolved = resolveScheme(scheme.content, valueTableOf(library.sections), adoption?.settings ?? {}, on)
  return {
    id: scheme.id,
    version: adoption?.version ?? 0,
    hash: scheme.hash,
    name: scheme.content.name,
    place: scheme.content.place.name,
    summary: scheme.content.summary,
    sections: library.sections.map((section) => section.key).filter((key) => key in scheme.content),
    engines: [],
    openCount: resolved.open.length,
    adoptedHere: adoption?.state === 'in_force',
  }
}

/** A scheme as a document: chapters, every value with its source and the place's own, and what the guard finds. */
export function describeDocument(
  library: SchemeLibrary,
  scheme: LibraryScheme,
  content: SchemeContent,
  adoption: (Adoption & { placeName: string }) | undefined,
  on: string,
): SchemeDocument {
  const resolved = resolveScheme(content, valueTableOf(library.sections), adoption?.settings ?? {}, on)
  const open: SchemeProblem[] = resolved.values
    .filter((value) => value.value === null)
    .map((value) => ({
      severity: 'warning',
      kind: 'open',
      path: value.path,
      reason: { zh: `“${value.title.zh}”原文没有给出。`, en: `The source leaves "${value.title.en}" open.` },
      mend: { zh: '由本村议定后填写。', en: 'Fill it in as the village decides.' },
      norm: null,
    }))
  return {
    ...describeRow(library, scheme, adoption, on),
    values: resolved.values.map((value) => ({
      path: value.path,
      title: value.title,
      type: value.meta.type,
      choices: [...(value.meta.choices ?? [])],
      from: value.from,
      source: value.source,
      note: value.note,
      sourceValue: value.sourceValue,
      proposed: value.proposed,
      ownValue: value.ownValue,
      open: value.value === null,
    })),
    chapters: library.sections.flatMap((section) =>
      section.key in content ? section.chapters(resolved) : [],
    ),
    problems: [...findProblems(library, content, on), ...open],
    adoption: adoption
      ? {
          id: adoption.id,
          placeCode: adoption.placeCode,
          placeName: adoption.placeName,
          state: adoption.state,
          startsOn: adoption.startsOn,
          endsOn: adoption.endsOn,
          resolutionId: adoption.resolutionId,
          revision: adoption.revision,
        }
      : null,
    yaml: scheme.text,
  }
}

/** Faults of shape and reference, and what the law guard refuses on a day. */
export function findProblems(library: SchemeLibrary, content: SchemeContent, on: string): SchemeProblem[] {
  return [
    ...checkContent(content, library.sections).problems,
    ...guardScheme(content, library.norms, library.sections, on),
  ]
}
