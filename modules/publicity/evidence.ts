import type { Act } from '../../platform/http/context.ts'
import type { Proof, ProofOf } from '../procedures/index.ts'
import { findList } from './store.ts'

/**
 * A publicity list proves a step when it is this village's, about this scheme and the year or period asked for,
 * and its days have passed without open objections. What it proves is its own kind: a quarter's list never
 * stands for the year's.
 */
export async function checkPublicityEvidence(
  act: Act,
  where: ProofOf,
  evidence: { id: string | null },
): Promise<Proof> {
  const list = evidence.id ? await findList(act.tx, where.placeCode.slice(0, 6), evidence.id) : undefined
  if (list?.placeCode !== where.placeCode)
    return { fault: { zh: '没有这张公示。', en: 'There is no such list.' } }
  const source = list.source as { adoptionId?: string; period?: string; cycle?: string }
  const period = source.period ?? source.cycle ?? ''
  const right = where.period === null ? period.slice(0, 4) === where.cycle : period === where.period
  const asked = where.period ?? where.cycle
  if (source.adoptionId !== where.adoptionId || !right)
    return {
      fault: {
        zh: `公示“${list.title}”不是 ${asked} 这个制度的。`,
        en: `The list "${list.title}" is not about this scheme in ${asked}.`,
      },
    }
  if (list.state !== 'settled')
    return {
      fault: {
        zh: `公示“${list.title}”还没有办结。`,
        en: `The list "${list.title}" is not settled yet.`,
      },
    }
  return { proves: [`publicity:${list.kind}`] }
}
