import type { Words } from '../../engines/contract/route.ts'
import type { Act } from '../../platform/http/context.ts'
import { findFile } from './store.ts'

/** A file proves the document it was uploaded as, for this village and for its steps. */
export async function checkFileEvidence(
  act: Act,
  where: { placeCode: string },
  evidence: { id: string | null; document?: string | null },
): Promise<{ proves: string[] } | { fault: Words }> {
  const file = evidence.id ? await findFile(act.tx, where.placeCode.slice(0, 6), evidence.id) : undefined
  if (file?.placeCode !== where.placeCode)
    return { fault: { zh: '没有上传这份材料。', en: 'This file was not uploaded for the village.' } }
  if (file.purpose !== 'procedure')
    return {
      fault: {
        zh: '这份材料是为别的事上传的，请上传本步骤自己的文件。',
        en: 'This file was uploaded for something else; upload the file of this step.',
      },
    }
  return { proves: [evidence.document ? `file:${evidence.document}` : 'file'] }
}
