import { lineageOf, parseDivisionCode } from '../../engines/division-code/division-code.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import type { SchemeContent } from '../../platform/schemes/read-scheme.ts'
import { hashContent } from '../../platform/schemes/read-scheme.ts'
import type { WorkedCase } from '../../platform/schemes/run-cases.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { writeScheme } from '../../platform/schemes/write-scheme.ts'
import { findCopy, listCopies, type SchemeCopy } from './store-copies.ts'
import { findRootSource, listReleased, type ReleasedVersion } from './store-versions.ts'

/** A scheme that a place can read: a pack, its own copy, or what a place above released to those below. */
export interface FoundScheme {
  id: string
  origin: 'pack' | 'adapted'
  content: SchemeContent
  hash: string
  /** The place whose adapted scheme it is. */
  placeCode: string | null
  sourceId: string | null
  sourceVersion: number | null
  /** The place's own text, which it may change. */
  copy: SchemeCopy | null
}

/** The scheme of this name as a place sees it; refuses with schemes.unknown. */
export async function findScheme(
  tx: Tx,
  library: SchemeLibrary,
  placeCode: string | undefined,
  schemeId: string,
): Promise<FoundScheme> {
  const pack = packOf(library, schemeId)
  if (pack) return pack
  if (placeCode !== undefined) {
    const copy = await findCopy(tx, placeCode, schemeId)
    if (copy) return ofCopy(copy)
    const [released] = await listReleased(tx, lineOf(placeCode), schemeId)
    if (released) return ofReleased(released)
  }
  throw new Refusal('schemes.unknown', { scheme: schemeId })
}

/** All schemes that a place can read: packs first, then its own, then those released by places above. */
export async function listFound(
  tx: Tx,
  library: SchemeLibrary,
  placeCode: string | undefined,
): Promise<FoundScheme[]> {
  const packs = library.schemes.flatMap(({ id }) => (id === 'national' ? [] : packOf(library, id)!))
  if (placeCode === undefined) return packs
  const copies = (await listCopies(tx, placeCode)).map(ofCopy)
  const released = (await listReleased(tx, lineOf(placeCode)))
    .filter((one) => !copies.some((copy) => copy.id === one.schemeId))
    .map(ofReleased)
  return [...packs, ...copies, ...released]
}

/** A place and all above it; nothing for twelve digits that are no code. */
export const lineOf = (placeCode: string) =>
  parseDivisionCode(placeCode).ok ? lineageOf(placeCode) : [placeCode]

function packOf(library: SchemeLibrary, schemeId: string): FoundScheme | undefined {
  const pack = library.find(schemeId)
  if (!pack) return undefined
  const { id, content, hash } = pack
  const none = { placeCode: null, sourceId: null, sourceVersion: null, copy: null }
  return { id, origin: 'pack', content, hash, ...none }
}

function ofCopy(copy: SchemeCopy): FoundScheme {
  const { schemeId: id, content, placeCode, sourceId, sourceVersion } = copy
  return {
    id,
    origin: 'adapted',
    content,
    hash: hashContent(content),
    placeCode,
    sourceId,
    sourceVersion,
    copy,
  }
}

function ofReleased(released: ReleasedVersion): FoundScheme {
  const { schemeId: id, content, hash, placeCode, sourceId, sourceVersion } = released
  return { id, origin: 'adapted', content, hash, placeCode, sourceId, sourceVersion, copy: null }
}

/** The worked cases that a scheme is held against: its pack's, or those of the pack that it came from. */
export async function casesOf(
  tx: Tx,
  library: SchemeLibrary,
  scheme: FoundScheme,
): Promise<readonly WorkedCase[]> {
  const pack = library.find(scheme.id)
  if (pack) return pack.cases
  if (scheme.sourceId === null) return []
  return library.find(await findRootSource(tx, scheme.sourceId))?.cases ?? []
}

/** The text of a scheme's file: a pack's own, or the content written out. */
export function fileOf(library: SchemeLibrary, scheme: FoundScheme, content: SchemeContent): string {
  const pack = library.find(scheme.id)
  if (pack?.content === content) return pack.text
  const { name } = content
  const from = scheme.sourceId === null ? [] : [`改编自 adapted from ${scheme.sourceId}`]
  return writeScheme(content, library.sections, [`${name.zh} · ${name.en}`, ...from].join('\n'))
}
