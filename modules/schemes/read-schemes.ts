import type { RouteReplyInput } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { hashContent, type SchemeContent, valueTableOf } from '../../platform/schemes/read-scheme.ts'
import { runCases } from '../../platform/schemes/run-cases.ts'
import type { SchemeLibrary } from '../../platform/schemes/scheme-library.ts'
import { tellDifferences } from './compare-schemes.ts'
import type { compareSchemes, runSchemeCases } from './contract.ts'
import { casesOf, type FoundScheme, findScheme } from './find-scheme.ts'
import { getVersionContent, listVersions } from './store-versions.ts'

/** How a scheme differs from its source, from another scheme, or from a version that was kept before. */
export async function readDifferences(
  tx: Tx,
  library: SchemeLibrary,
  schemeId: string,
  query: { place?: string | undefined; with?: string | undefined; version?: number | undefined },
): Promise<RouteReplyInput<typeof compareSchemes>> {
  const scheme = await findScheme(tx, library, query.place, schemeId)
  const now = scheme.content
  const was = await readOther(tx, library, scheme, query)
  return {
    was: was && { id: was.id, name: was.name, hash: hashContent(was) },
    now: { id: now.id, name: now.name, hash: scheme.hash },
    differences: was ? tellDifferences(was, now, valueTableOf(library.sections)) : [],
  }
}

async function readOther(
  tx: Tx,
  library: SchemeLibrary,
  scheme: FoundScheme,
  query: { place?: string | undefined; with?: string | undefined; version?: number | undefined },
): Promise<SchemeContent | null> {
  const { sourceId, sourceVersion } = scheme
  if (query.with === undefined && query.version === undefined)
    return sourceId === null || sourceVersion === null ? null : getVersionContent(tx, sourceId, sourceVersion)
  const other = await findScheme(tx, library, query.place, query.with ?? scheme.id)
  if (query.version === undefined) return other.content
  const kept = (await listVersions(tx, other.id)).some((one) => one.version === query.version)
  if (!kept) throw new Refusal('schemes.version_unknown', { version: query.version })
  return getVersionContent(tx, other.id, query.version)
}

/**
 * The worked cases against a scheme as it is now. Those of an adapted one are its source's: another result is
 * what changed numbers give, no result at all is a fault.
 */
export async function runCasesOf(
  tx: Tx,
  library: SchemeLibrary,
  schemeId: string,
  place: string | undefined,
): Promise<RouteReplyInput<typeof runSchemeCases>> {
  const scheme = await findScheme(tx, library, place, schemeId)
  const cases = await casesOf(tx, library, scheme)
  const outcomes = runCases(cases, scheme.content, library.sections, library.norms)
  const passed = outcomes.filter((one) => one.passed).length
  return {
    passed,
    failed: outcomes.length - passed,
    ofSource: scheme.origin === 'adapted',
    cases: outcomes.map(({ ran, ...one }) => ({
      ...one,
      outcome: one.passed ? 'same' : ran ? 'changed' : 'fault',
    })),
  }
}
