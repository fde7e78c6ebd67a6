import type { Words } from '../../engines/contract/route.ts'
import type { Act } from '../../platform/http/context.ts'
import { findFile } from './store.ts'

/** A file proves a step when it was uploaded for this village. */
export async function checkFileEvidence(
  act: Act,
  where: { placeCode: string },
  evidence: { id: string | null },
): Promise<Words | undefined> {
  const file = evidence.id ? await findFile(act.tx, where.placeCode.slice(0, 6), evidence.id) : undefined
  return file?.placeCode === where.placeCode
    ? undefined
    : { zh: '没有上传这份材料。', en: 'This file was not uploaded for the village.' }
}
