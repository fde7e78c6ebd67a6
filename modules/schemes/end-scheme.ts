import { chinaDateOf } from '../../engines/calendar/china-time.ts'
import type { RouteBody } from '../../engines/contract/route.ts'
import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { findResolution } from '../meetings/index.ts'
import type { endScheme as endRoute } from './contract.ts'
import { markChanged } from './rules-in-force.ts'
import { type Adoption, findAdoption, lockAdoption, updateAdoption } from './store.ts'

/**
 * Ends a scheme at a place by its resolution: from that day on it takes no new deeds. What is under way is
 * decided, publicised and closed by its rules to the end.
 */
export async function endScheme(
  act: Act,
  schemeId: string,
  body: RouteBody<typeof endRoute>,
): Promise<Adoption> {
  act.authorise('schemes.adapt', { placeCode: body.placeCode })
  const adoption = await findAdoption(act.tx, body.placeCode, schemeId)
  if (adoption?.state !== 'in_force') throw new Refusal('schemes.not_in_force', { scheme: schemeId })
  await lockAdoption(act.tx, body.placeCode, adoption.id)
  if (adoption.revision !== body.revision) throw new Refusal('request.stale')
  const today = chinaDateOf(act.now)
  const since = adoption.earlier.at(-1)?.until ?? adoption.startsOn!
  if (body.endsOn < today || body.endsOn <= since)
    throw new Refusal('schemes.past_start', { day: body.endsOn, today, since }, 'body.endsOn')
  const resolution = await findResolution(act.tx, body.placeCode, body.resolutionId)
  if (!resolution?.passed) throw new Refusal('schemes.resolution_missing', {}, 'body.resolutionId')
  const ended = { ...adoption, endsOn: body.endsOn }
  if (!(await updateAdoption(act.tx, ended))) throw new Refusal('request.stale')
  markChanged(act.tx)
  act.record({
    placeCode: body.placeCode,
    action: 'schemes.adapt',
    subjectKind: 'adoption',
    subjectId: adoption.id,
    detail: { scheme: schemeId, endsOn: body.endsOn, resolution: body.resolutionId },
  })
  return { ...ended, revision: adoption.revision + 1 }
}
