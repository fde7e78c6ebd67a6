import type { Act } from '../../platform/http/context.ts'
import { findList } from './store.ts'

/**
 * A publicity list proves a step when it is this village's, about this scheme and year, and its days have passed
 * without open objections.
 */
export async function checkPublicityEvidence(
  act: Act,
  where: { placeCode: string; adoptionId: string; cycle: string },
  evidence: { id: string | null },
): Promise<{ zh: string; en: string } | undefined> {
  const list = evidence.id ? await findList(act.tx, where.placeCode.slice(0, 6), evidence.id) : undefined
  if (list?.placeCode !== where.placeCode) return { zh: '没有这张公示。', en: 'There is no such list.' }
  const source = list.source as { adoptionId?: string; period?: string; cycle?: string }
  const year = (source.period ?? source.cycle ?? '').slice(0, 4)
  if (source.adoptionId !== where.adoptionId || year !== where.cycle)
    return {
      zh: `公示“${list.title}”不是 ${where.cycle} 年这个制度的。`,
      en: `The list "${list.title}" is not about this scheme in ${where.cycle}.`,
    }
  if (list.state !== 'settled')
    return { zh: `公示“${list.title}”还没有办结。`, en: `The list "${list.title}" is not settled yet.` }
  return undefined
}
