import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { type DivisionImport, importDivisions } from './import-divisions.ts'
import { officialDivisions } from './official-list.ts'

/** Imports the official list of one part of the country, or counts what that would do. */
export async function importOfficial(
  act: Act,
  request: { scope: string; apply: boolean },
): Promise<DivisionImport> {
  act.authorise('territory.manage', { placeCode: request.scope })
  const result = await importDivisions(act.tx, officialDivisions(request.scope), request)
  const own = request.scope === '' ? result.rows : result.levels.village + result.levels.town
  if (own === 0) throw new Refusal('territory.official_empty', { scope: request.scope }, 'body.scope')
  if (request.apply) recordImport(act, request.scope, result)
  return result
}

/** Writes an applied import to the audit log. */
export function recordImport(act: Act, scope: string, result: DivisionImport): void {
  act.record({
    placeCode: scope.padEnd(12, '0'),
    action: 'territory.import',
    subjectKind: 'territory',
    subjectId: scope === '' ? 'nation' : scope,
    detail: { source: result.source, added: result.added, renamed: result.renamed, rows: result.rows },
  })
}
