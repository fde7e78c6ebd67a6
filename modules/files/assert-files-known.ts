import { Refusal } from '../../engines/refusal/refusal.ts'
import type { Act } from '../../platform/http/context.ts'
import { countFiles } from './store.ts'

/** Refuses evidence that names a file which was never uploaded, or which the actor may not see. */
export async function assertFilesKnown(
  act: Act,
  placeCode: string,
  fileIds: readonly string[],
  at: string,
): Promise<void> {
  const wanted = new Set(fileIds)
  if (wanted.size === 0) return
  const found = await countFiles(act.tx, placeCode.slice(0, 6), [...wanted])
  if (found !== wanted.size) throw new Refusal('files.unknown', { missing: wanted.size - found }, at)
}
