import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { RollImport, RollResult } from './import-roll.ts'
import type { RollPlan } from './plan-roll.ts'
import type { RollRequest } from './roll-gathering.ts'
import { importRollRows } from './stream-roll.ts'

/**
 * Imports a roll as one act with its record: of an uploaded file and of the command line alike. `digest` is that of
 * the check that was shown; refused with household.changed_since when the roll would no longer do the same.
 */
export async function writeRoll(
  act: Act,
  secrets: Secrets,
  request: RollRequest,
  asked: Omit<RollImport, 'by'> & { subjectId: string; digest?: string },
): Promise<{ plan: RollPlan; result: RollResult }> {
  act.authorise('households.import', { placeCode: request.place })
  const { subjectId, digest, ...options } = asked
  const by = { at: act.now, accountId: act.actor.accountId, name: act.actor.name }
  const written = await importRollRows(act.tx, secrets, request, { ...options, by })
  if (digest !== undefined && written.plan.digest !== digest) throw new Refusal('household.changed_since')
  act.record({
    placeCode: request.place.padEnd(12, '0'),
    action: 'households.import',
    subjectKind: 'roll',
    subjectId,
    detail: { fileName: options.source, mode: options.mode, ...written.result },
  })
  return written
}
