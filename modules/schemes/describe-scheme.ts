import type { z } from 'zod'
import { resolveScheme } from '../../engines/scheme/resolve-scheme.ts'
import type { SchemeProblem } from '../../engines/scheme/section.ts'
import { type SchemeContent, valueTableOf } from '../../platform/schemes/read-scheme.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import type { schemeDocument, schemeRow } from './contract.ts'
import { type FoundScheme, fileOf } from './find-scheme.ts'
import { findProblems } from './judge-content.ts'
import type { Adoption } from './store.ts'

type SchemeRow = z.output<typeof schemeRow>
type SchemeDocument = z.output<typeof schemeDocument>

/** A scheme as a line of the library. */
export function describeRow(
  library: SchemeLibrary,
  scheme: FoundScheme,
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
    origin: scheme.origin,
    ownerCode: scheme.placeCode,
    sourceId: scheme.sourceId,
    summary: scheme.content.summary,
    sections: library.sections.map((section) => section.key).filter((key) => key in scheme.content),
    engines: [],
    openCount: resolved.open.length,
    adoptedHere: adoption?.state === 'in_force',
    drafted: adoption ? adoption.state === 'draft' : scheme.copy !== null,
  }
}

interface Described {
  scheme: FoundScheme
  /** What is shown: the text being written, or the version that the place runs. */
  content: SchemeContent
  adoption: (Adoption & { placeName: string }) | undefined
  versions: readonly { version: number; hash: string; createdAt: Date }[]
}

/** A scheme as a document: chapters, every value with its source and the place's own, and what the guard finds. */
export function describeDocument(library: SchemeLibrary, described: Described, on: string): SchemeDocument {
  const { scheme, content, adoption } = described
  const settings = scheme.copy ? {} : (adoption?.settings ?? {})
  const resolved = resolveScheme(content, valueTableOf(library.sections), settings, on)
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
    adoption: adoption ? describeAdoption(adoption) : null,
    copy: scheme.copy && {
      revision: scheme.copy.revision,
      changedAt: scheme.copy.changedAt.toISOString(),
    },
    versions: described.versions.map(({ version, hash, createdAt }) => ({
      ...{ version, hash },
      createdAt: createdAt.toISOString(),
    })),
    content,
    yaml: fileOf(library, scheme, content),
  }
}

function describeAdoption(adoption: Adoption & { placeName: string }): SchemeDocument['adoption'] {
  const { id, placeCode, placeName, hash: runs, state, startsOn, endsOn, resolutionId, revision } = adoption
  return {
    ...{ id, placeCode, placeName, hash: runs, state, startsOn, endsOn, resolutionId, revision },
    earlier: adoption.earlier.map(({ schemeId, version, hash, startsOn: from, until }) => ({
      ...{ schemeId, version, hash, until },
      startsOn: from,
    })),
  }
}
