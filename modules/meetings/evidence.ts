import type { Words } from '../../engines/contract/route.ts'
import type { Act } from '../../platform/http/context.ts'
import { findResolution } from './store.ts'

/** A resolution proves a step when it is this village's and passed. */
export async function resolutionEvidence(
  act: Act,
  where: { placeCode: string },
  evidence: { id: string | null },
): Promise<{ proves: string[] } | { fault: Words }> {
  const resolution = evidence.id ? await findResolution(act.tx, where.placeCode, evidence.id) : undefined
  if (!resolution) return { fault: { zh: '没有这项决议。', en: 'There is no such resolution.' } }
  return resolution.passed
    ? { proves: ['resolution'] }
    : {
        fault: {
          zh: `决议“${resolution.title}”没有通过。`,
          en: `The resolution "${resolution.title}" did not pass.`,
        },
      }
}
