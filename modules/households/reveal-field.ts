import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { findPersonRecord } from './store.ts'
import { findSealed } from './store-persons.ts'

/** Shows one whole identity number or phone to one who may see it. Who looked, at whose and why is kept. */
export async function revealField(
  act: Act,
  secrets: Secrets,
  county: string,
  request: { personId: string; field: 'identity' | 'phone'; reason: string },
): Promise<{ value: string | null }> {
  const record = await findPersonRecord(act.tx, county, request.personId)
  const sealed = record && (await findSealed(act.tx, county, request.personId))
  if (!record || !sealed) throw new Refusal('record.not_found')
  act.authorise('households.reveal_identity', { placeCode: record.placeCode })
  act.record({
    placeCode: record.placeCode,
    householdId: record.householdId,
    action: 'households.reveal',
    subjectKind: 'person',
    subjectId: record.id,
    detail: { field: request.field, reason: request.reason },
  })
  const bytes = sealed[request.field]
  return { value: bytes === null ? null : secrets.decrypt(bytes) }
}
