import type { Readable } from 'node:stream'
import { columnLetters } from './cell-text.ts'
import { textOfCell } from './cell-types.ts'
import type { Cell, Column, Fault, ParseContext, Problem, RowOf, SheetDefinition } from './define-sheet.ts'
import { normalizeHeader } from './define-sheet.ts'
import { type OpenedSheet, openSheet, type ReadOptions } from './open-sheet.ts'
import type { SheetRow } from './read-rows.ts'
import type { Words } from './workbook-error.ts'

/** A row as read: its value if all cells are good, or every fault in it. */
export type RowResult<Row> =
  | { readonly rowNumber: number; readonly value: Row; readonly faults?: undefined }
  | {
      readonly rowNumber: number
      readonly faults: readonly Fault[]
      /** Its good cells, by which a caller tells what the row belongs to. */
      readonly partial: Partial<Row>
      readonly value?: undefined
    }

/** An upload being read. Iterate it once; it closes itself at the end, on `break` and on errors. */
export interface SheetReading<Row> extends AsyncIterable<RowResult<Row>> {
  readonly sheetName: string
  readonly headerRow: number
  /** Headers in the file that no column knows; ignored. */
  readonly unknown: readonly { readonly cell: string; readonly text: string }[]
  /** Optional columns that the file lacks. */
  readonly missing: readonly { readonly key: string; readonly header: Words }[]
  /** The letters of a column in the file; undefined when the file lacks it. */
  lettersOf(key: string): string | undefined
  progress(): { readonly doneBytes: number; readonly totalBytes: number }
  /** Needed only if the reading is never iterated. */
  close(): Promise<void>
}

const blankProblem: Problem = {
  code: 'cell.required',
  reason: { zh: '必填项是空的', en: 'the cell is required and blank' },
  mend: { zh: '请填写', en: 'fill it in' },
}
const errorProblem: Problem = {
  code: 'cell.error_value',
  reason: { zh: '公式算出的是错误值', en: 'its formula gives an error' },
  mend: { zh: '请改正公式，或直接填写结果', en: 'correct the formula or write the result itself' },
}
const uncalculatedProblem: Problem = {
  code: 'cell.uncalculated',
  reason: { zh: '公式没有保存计算结果', en: 'the formula was saved without its result' },
  mend: {
    zh: '请在 WPS 或 Excel 中打开并保存一次，或把公式改成数值',
    en: 'open and save the file in WPS or Excel, or replace the formula by its value',
  },
}

/**
 * Builds the fault of a field from a problem that the caller found by looking further than one cell (such as
 * a household number that does not exist).
 */
export function faultOf(
  sheet: SheetDefinition,
  place: { readonly row: number; readonly field: string; readonly value: string; readonly cell?: string },
  problem: Problem,
): Fault {
  const column = sheet.columns.find(({ key }) => key === place.field)
  if (column === undefined) throw new Error(`sheet ${sheet.key} has no column ${place.field}`)
  const characters = [...place.value]
  const value = characters.length > 100 ? `${characters.slice(0, 99).join('')}…` : place.value
  const { code, reason, mend } = problem
  return {
    row: place.row,
    cell: place.cell ?? '',
    column: column.header,
    field: column.key,
    value,
    code,
    reason,
    mend,
  }
}

function problemOfCell(column: Column, cell: Cell | undefined): Problem | undefined {
  if (cell === undefined) return column.required === true ? blankProblem : undefined
  if (cell.kind === 'error') return errorProblem
  return cell.kind === 'uncalculated' ? uncalculatedProblem : undefined
}

/** Whether a row below the header is the header again, as on the second page of a printed form. */
function repeatsHeader(
  sheet: SheetDefinition,
  positions: OpenedSheet['header']['positions'],
  row: SheetRow,
): boolean {
  let hits = 0
  for (const [index, column] of sheet.columns.entries()) {
    const position = positions[index]
    const cell = position === undefined ? undefined : row.cells[position]
    if (cell === undefined) continue
    const text = normalizeHeader(cell.text)
    if (text !== normalizeHeader(column.header.zh) && text !== normalizeHeader(column.header.en)) return false
    hits++
  }
  return hits >= 2
}

function parseRow(sheet: SheetDefinition, opened: OpenedSheet, context: ParseContext, row: SheetRow) {
  const value: Record<string, unknown> = {}
  let faults: Fault[] | undefined
  for (let index = 0; index < sheet.columns.length; index++) {
    const column = sheet.columns[index]!
    const position = opened.header.positions[index]
    const cell = position === undefined ? undefined : row.cells[position]
    let problem = problemOfCell(column, cell)
    if (problem === undefined) {
      const parsed = cell === undefined ? { value: undefined } : column.type.parse(cell, context)
      if ('value' in parsed) value[column.key] = parsed.value
      else problem = parsed.problem
    }
    if (problem === undefined) continue
    const at = position === undefined ? '' : `${columnLetters(position)}${row.number}`
    const place = {
      row: row.number,
      field: column.key,
      value: cell === undefined ? '' : textOfCell(cell, context),
      cell: at,
    }
    faults ??= []
    faults.push(faultOf(sheet, place, problem))
  }
  return faults === undefined
    ? { rowNumber: row.number, value }
    : { rowNumber: row.number, faults, partial: value }
}

async function* readResults(sheet: SheetDefinition, opened: OpenedSheet): AsyncGenerator<RowResult<unknown>> {
  const context = { date1904: opened.date1904 }
  const known = opened.header.positions.filter((position) => position !== undefined)
  try {
    for await (const rows of opened.rows())
      for (const row of rows) {
        if (
          row.number <= opened.header.rowNumber ||
          !known.some((position) => row.cells[position] !== undefined)
        )
          continue
        if (!repeatsHeader(sheet, opened.header.positions, row)) yield parseRow(sheet, opened, context, row)
      }
  } finally {
    await opened.close()
  }
}

/**
 * Reads an upload row by row: `for await (const row of await readSheet(sheet, path))`. The first sheet that
 * has the columns is read; headers match by name in any order, in Chinese or English. Throws `WorkbookError`
 * if the file is refused as a whole; faults of single cells come with their rows. Cached results of formulas
 * are taken, formulas never run. Blank rows do not appear; row numbers are those of the file.
 */
export async function readSheet<const C extends readonly Column[]>(
  sheet: SheetDefinition<C>,
  source: string | Readable,
  options: ReadOptions = {},
): Promise<SheetReading<RowOf<C>>> {
  const opened = await openSheet(sheet, source, options)
  const missing = sheet.columns.filter((_, index) => opened.header.positions[index] === undefined)
  return {
    sheetName: opened.name,
    headerRow: opened.header.rowNumber,
    unknown: opened.header.unknown,
    missing: missing.map(({ key, header }) => ({ key, header })),
    lettersOf: (key) => {
      const position = opened.header.positions[sheet.columns.findIndex((column) => column.key === key)]
      return position === undefined ? undefined : columnLetters(position)
    },
    progress: opened.progress,
    close: opened.close,
    [Symbol.asyncIterator]: () => readResults(sheet, opened) as AsyncGenerator<RowResult<RowOf<C>>>,
  }
}
