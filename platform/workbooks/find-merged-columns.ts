import { columnIndex } from './cell-text.ts'
import type { WorkbookPackage } from './open-package.ts'
import { WorkbookError } from './workbook-error.ts'
import type { WorkbookLimits } from './workbook-limits.ts'

/** A merged range over several rows, reduced to its first column, where the value stands. */
export interface MergedColumn {
  readonly column: number
  readonly firstRow: number
  readonly lastRow: number
}

const rangeForm = /<(?:\w+:)?mergeCell\s[^<>]*?ref=["']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})["'][^<>]*>/g
const tagLengthMax = 512

/** The start of a tag at the end of a chunk, if it may become a `mergeCell`. */
function unfinishedTag(text: string): string {
  const piece = /<[^<>]*$/.exec(text)?.[0] ?? ''
  return /^<(\w*|(\w+:)?\w*|(\w+:)?mergeCell\s.*)$/s.test(piece) ? piece : ''
}

/**
 * Finds the vertically merged ranges of a sheet, which its XML lists only after the rows: rolls often merge
 * the household number over its members. Reads the part once to its end, so a damaged file or a bomb is
 * refused here, before the first row is handed on.
 */
export async function findMergedColumns(
  workbook: WorkbookPackage,
  part: string,
  limits: WorkbookLimits,
  signal?: AbortSignal,
): Promise<MergedColumn[]> {
  const merges: MergedColumn[] = []
  let tail = ''
  let counted = 0
  for await (const chunk of workbook.read(part, signal)) {
    if (tail === '' && !chunk.includes('mergeCell')) {
      tail = unfinishedTag(chunk.subarray(Math.max(0, chunk.length - tagLengthMax)).toString('latin1'))
      continue
    }
    const window = tail + chunk.toString('latin1')
    for (const [, letters = '', first, last] of window.matchAll(rangeForm)) {
      if (++counted > limits.merges)
        throw new WorkbookError('workbook.too_many_merges', { limit: limits.merges })
      const merge = { column: columnIndex(letters), firstRow: Number(first), lastRow: Number(last) }
      if (merge.lastRow > merge.firstRow) merges.push(merge)
    }
    tail = unfinishedTag(window.slice(-tagLengthMax))
  }
  return merges.sort((a, b) => a.firstRow - b.firstRow)
}
