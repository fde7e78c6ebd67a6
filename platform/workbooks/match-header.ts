import { columnLetters } from './cell-text.ts'
import { headerNames, normalizeHeader, problemHeader, type SheetDefinition } from './define-sheet.ts'
import type { SheetRow } from './read-rows.ts'
import { columnDetails, WorkbookError } from './workbook-error.ts'

/** How many rows that are not blank are searched for the header: forms have titles and notes above it. */
export const headerSearchRows = 20

/** The header row of an uploaded sheet, matched against the columns of the definition. */
export interface HeaderMatch {
  readonly rowNumber: number
  /** Index in the file for each column of the definition; undefined where the file lacks it. */
  readonly positions: readonly (number | undefined)[]
  /** Headers that no column knows; their cells are ignored. */
  readonly unknown: readonly { readonly cell: string; readonly text: string }[]
  readonly matchedCount: number
}

function matchRow(sheet: SheetDefinition, names: ReadonlyMap<string, number>, row: SheetRow): HeaderMatch {
  const positions: (number | undefined)[] = sheet.columns.map(() => undefined)
  const unknown: { cell: string; text: string }[] = []
  let matchedCount = 0
  for (const [index, cell] of row.cells.entries()) {
    if (cell === undefined) continue
    const name = normalizeHeader(cell.text)
    const column = names.get(name)
    const at = `${columnLetters(index)}${row.number}`
    if (column === undefined) {
      if (!problemNames.has(name)) unknown.push({ cell: at, text: cell.text.slice(0, 100) })
      continue
    }
    const before = positions[column]
    if (before !== undefined)
      throw new WorkbookError('workbook.column_repeated', {
        ...columnDetails([sheet.columns[column]!]),
        cells: `${columnLetters(before)}${row.number}, ${at}`,
      })
    positions[column] = index
    matchedCount++
  }
  return { rowNumber: row.number, positions, unknown, matchedCount }
}

const problemNames = new Set([normalizeHeader(problemHeader.zh), normalizeHeader(problemHeader.en)])

/**
 * Finds the header among the first rows of a sheet: the row that names most columns; of equal rows that
 * follow each other the last, because the upper part of a two-storeyed header is repeated below it.
 */
export function findHeader(sheet: SheetDefinition, rows: readonly SheetRow[]): HeaderMatch | undefined {
  const names = new Map<string, number>()
  for (const [index, column] of sheet.columns.entries())
    for (const name of headerNames(column)) names.set(name, index)
  let best: HeaderMatch | undefined
  let repeated: unknown
  for (const row of rows.slice(0, headerSearchRows)) {
    try {
      const match = matchRow(sheet, names, row)
      const follows = best !== undefined && row.number === best.rowNumber + 1
      const better = match.matchedCount > (best?.matchedCount ?? 0)
      if (better || (follows && match.matchedCount === best?.matchedCount)) best = match
    } catch (error) {
      repeated ??= error
    }
  }
  if (best === undefined || best.matchedCount === 0) {
    if (repeated !== undefined) throw repeated
    return undefined
  }
  // One hit among many columns is a value or a title that happens to read like a header.
  if (best.matchedCount < Math.min(2, sheet.columns.length)) return undefined
  if (repeated !== undefined && missingColumns(sheet, best).length > 0) throw repeated
  return best
}

/** Required columns that the file lacks. */
export function missingColumns(sheet: SheetDefinition, match: HeaderMatch) {
  return sheet.columns.filter(
    (column, index) => column.required === true && match.positions[index] === undefined,
  )
}
