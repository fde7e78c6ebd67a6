import { v7 as makeId } from 'uuid'
import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import { editContent } from '../../engines/scheme/edit-content.ts'
import { withSettings } from '../../engines/scheme/with-settings.ts'
import type { Act } from '../../platform/http/context.ts'
import { checkContent, type SchemeContent } from '../../platform/schemes/read-scheme.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { findDivisionRow } from '../territory/index.ts'
import { keepFound } from './adapt-scheme.ts'
import type { changeText as changeTextRoute, copyScheme as copySchemeRoute } from './contract.ts'
import { findScheme, lineOf } from './find-scheme.ts'
import { assertLawful, findNewFault } from './judge-content.ts'
import { findAdoption } from './store.ts'
import { findCopy, insertCopy, type SchemeCopy, updateCopy } from './store-copies.ts'

/** Parts of a text that an edit may not touch: whose it is, and the limits of the nation. */
const fixedParts = /^(id|place|norms)(\.|$)/

/** The name of a place's scheme ends with the place, so that no other place can take it. */
export const ownId = (slug: string, placeCode: string) => `${slug}-${placeCode}`

/**
 * A place begins its own scheme from another: the text with the place's own values written into it, under a
 * name and title of its own. Refuses with schemes.name_taken.
 */
export async function copyScheme(
  act: Act,
  library: SchemeLibrary,
  schemeId: string,
  body: RouteBody<typeof copySchemeRoute>,
): Promise<SchemeCopy> {
  const { placeCode, slug, name } = body
  act.authorise('schemes.adapt', { placeCode })
  const source = await findScheme(act.tx, library, placeCode, schemeId)
  if (source.id === 'national') throw new Refusal('schemes.unknown', { scheme: schemeId })
  const adoption = await findAdoption(act.tx, placeCode, source.id)
  const text = withSettings(source.content, adoption?.settings ?? {}, '本村议定')
  const content: SchemeContent = {
    ...text,
    id: ownId(slug, placeCode),
    name,
    place: { code: placeCode, name: await fullName(act, placeCode) },
    ...(body.summary ? { summary: body.summary } : {}),
  }
  const copy: SchemeCopy = {
    id: makeId(),
    placeCode,
    schemeId: content.id,
    sourceId: source.id,
    sourceVersion: await keepFound(act, source),
    content: assertShape(library, content),
    changedAt: act.now,
    revision: 1,
  }
  if (!(await insertCopy(act.tx, copy))) throw new Refusal('schemes.name_taken', { slug }, 'body.slug')
  record(act, copy, { source: source.id, sourceHash: source.hash })
  return copy
}

/** Changes the text of a place's own scheme; it may be unlawful or open on its way, never unsound. */
export async function changeText(
  act: Act,
  library: SchemeLibrary,
  schemeId: string,
  body: RouteBody<typeof changeTextRoute>,
): Promise<SchemeCopy> {
  act.authorise('schemes.adapt', { placeCode: body.placeCode })
  const copy = await findCopy(act.tx, body.placeCode, schemeId)
  if (!copy) throw new Refusal('schemes.not_own')
  if (copy.revision !== body.revision) throw new Refusal('request.stale')
  const fixed = body.edits.find((edit) => fixedParts.test(edit.path))
  if (fixed) throw new Refusal('schemes.edit_nowhere', { path: fixed.path }, 'body.edits')
  const edited = editContent(copy.content, body.edits)
  if ('nowhere' in edited) throw new Refusal('schemes.edit_nowhere', { path: edited.nowhere }, 'body.edits')
  const fault = findNewFault(library, copy.content, edited.content)
  if (fault) {
    const { path, reason, mend } = fault
    throw new Refusal(
      'schemes.edit_faulty',
      { path, reason: reason.zh, mend: mend.zh, reasonEn: reason.en, mendEn: mend.en },
      'body.edits',
    )
  }
  const changed = { ...copy, content: assertShape(library, edited.content), changedAt: act.now }
  if (!(await updateCopy(act.tx, changed))) throw new Refusal('request.stale')
  record(act, copy, { edits: body.edits })
  return { ...changed, revision: copy.revision + 1 }
}

/**
 * A county or town releases its own scheme to the places below: they read it, fill what is open and put it into
 * force by their own resolution. The law guard judges it as if it went into force today.
 */
export async function releaseScheme(
  act: Act,
  library: SchemeLibrary,
  schemeId: string,
  body: { placeCode: string; revision: number },
): Promise<SchemeCopy> {
  act.authorise('schemes.adapt', { placeCode: body.placeCode })
  const scheme = await findScheme(act.tx, library, body.placeCode, schemeId)
  if (!scheme.copy) throw new Refusal('schemes.not_own')
  if (scheme.copy.revision !== body.revision) throw new Refusal('request.stale')
  assertLawful(library, scheme.content, {}, [chinaDateOf(act.now)])
  const version = await keepFound(act, scheme)
  record(act, scheme.copy, { released: version, hash: scheme.hash })
  return scheme.copy
}

/** The content as the shape reads it; what has not even the shape is never kept. */
export function assertShape(library: SchemeLibrary, content: unknown): SchemeContent {
  const read = checkContent(content, library.sections)
  if (read.content) return read.content
  const { path, reason, mend } = read.problems[0]!
  throw new Refusal('schemes.edit_faulty', {
    path,
    reason: reason.zh,
    mend: mend.zh,
    reasonEn: reason.en,
    mendEn: mend.en,
  })
}

async function fullName(act: Act, placeCode: string): Promise<string> {
  const rows = await Promise.all(lineOf(placeCode).map((code) => findDivisionRow(act.tx, code)))
  const names = rows.flatMap((row, index) => (row ? [index === 0 ? row.shortName : row.name] : []))
  return names.length > 0 ? names.reverse().join('') : placeCode
}

function record(act: Act, copy: SchemeCopy, detail: Record<string, unknown>): void {
  act.record({
    placeCode: copy.placeCode,
    action: 'schemes.adapt',
    subjectKind: 'scheme_copy',
    subjectId: copy.id,
    detail: { scheme: copy.schemeId, ...detail },
  })
}
